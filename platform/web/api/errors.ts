// The three kinds of "it did not work" that a screen can meet. A refusal is the server's reasoned no and is
// switched on by code; weather passes and the same intent may be sent again; all else is a bug and is thrown.
import { unknownTrouble } from './texts.ts';
import { textIn } from '../../../ui/words/texts.ts';
import type { Language } from '../../../ui/words/language.tsx';

/** problem+json as the server sends it (RFC 9457 with our code and data). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  /** What happened, why, and how to go on, in the reader's language. */
  readonly detail: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;
  readonly requestId?: string;
}

export class RefusedError extends Error {
  override name = 'RefusedError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }

  get data(): Readonly<Record<string, unknown>> {
    return this.problem.data;
  }
}

/** No answer came, or the server asks to come back: nothing is known to have failed for good. */
export class WeatherError extends Error {
  override name = 'WeatherError';
}

export const isRefused = (error: unknown, code?: string): error is RefusedError =>
  error instanceof RefusedError && (code === undefined || error.code === code);

export const isWeather = (error: unknown): error is WeatherError => error instanceof WeatherError;

/** The sentence to show for any error. */
export function tellError(error: unknown, language: Language): string {
  if (error instanceof RefusedError) return error.problem.detail;
  const t = textIn(unknownTrouble, language);
  return error instanceof WeatherError ? t.weather : t.bug;
}

/** Reads a failed reply. A gateway in between may answer with HTML: then only the status is known. */
export async function readProblem(reply: Response): Promise<RefusedError | WeatherError> {
  const isJson = /json/.test(reply.headers.get('content-type') ?? '');
  let body: unknown = {};
  try {
    if (isJson) body = await reply.json();
  } catch (error) {
    return new WeatherError(`status ${reply.status}, and its words were not whole`, { cause: error });
  }
  const told = body as Partial<Problem>;
  const isPassing = [502, 503, 504].includes(reply.status);
  if (told.code === undefined || (isPassing && told.code === 'http.weather')) {
    return new WeatherError(`status ${reply.status}`);
  }
  return new RefusedError({
    status: reply.status,
    code: told.code,
    detail: told.detail ?? told.code,
    data: told.data ?? {},
    retryable: told.retryable ?? isPassing,
    ...(told.requestId === undefined ? {} : { requestId: told.requestId }),
  });
}
