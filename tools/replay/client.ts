// One client of the public HTTP interface: sends, waits out the weather, and sends the same again with the
// same key. A refusal is an answer; only what never got an answer within the patience is given up.

export type Answer =
  | { readonly kind: 'done'; readonly body: Readonly<Record<string, unknown>>; readonly isReplayed: boolean }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string }
  | { readonly kind: 'given_up'; readonly why: string };

export interface ClientOptions {
  readonly url: string;
  readonly token: string | undefined;
  /** How long one request is tried again before it is given up. */
  readonly patienceMs: number;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of each wait: a reader sees why nothing moves. */
  readonly onWeather?: (why: string) => void;
}

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** The server's own words for "try again" beside those that carry no problem document. */
const WEATHER_STATUSES = [408, 425, 429, 502, 503, 504];

interface Request {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly key?: string;
  readonly body?: unknown;
}

interface Weather {
  readonly kind: 'weather';
  readonly why: string;
  readonly waitMs?: number;
}

export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** The same client, speaking for the owner of a token. */
  as(token: string | undefined): Client {
    return new Client({ ...this.#options, token });
  }

  async send(request: Request): Promise<Answer> {
    const { now, sleep, patienceMs, onWeather } = this.#options;
    const startedAt = now();
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const answer = await this.#once(request);
      if (answer.kind !== 'weather') return answer;
      onWeather?.(answer.why);
      const pause = answer.waitMs ?? wait;
      if (now() - startedAt + pause > patienceMs) return { kind: 'given_up', why: answer.why };
      await sleep(pause);
    }
  }

  async #once({ method, path, key, body }: Request): Promise<Answer | Weather> {
    const { url, token } = this.#options;
    try {
      const response = await fetch(new URL(path, url), {
        method,
        headers: {
          accept: 'application/json',
          'accept-language': 'en',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      return judge(response, await response.text());
    } catch (error) {
      // No whole answer came: the server may have done it or not, and the same key finds out.
      return { kind: 'weather', why: causeOf(error) };
    }
  }
}

function causeOf(error: unknown): string {
  const { cause, name, message } = error as Error & { cause?: { code?: unknown } };
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : `${name}: ${message}`;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function judge(response: Response, text: string): Answer | Weather {
  const body = parse(text);
  if (response.ok) {
    // Half a reply from a server that was killed is no reply.
    return body
      ? { kind: 'done', body, isReplayed: response.headers.get('idempotent-replayed') === 'true' }
      : { kind: 'weather', why: 'a reply that is not JSON' };
  }
  const code = typeof body?.code === 'string' ? body.code : `http.${response.status}`;
  if (WEATHER_STATUSES.includes(response.status) || body?.retryable === true) {
    const seconds = Number(response.headers.get('retry-after'));
    return { kind: 'weather', why: code, ...(seconds > 0 ? { waitMs: seconds * 1000 } : {}) };
  }
  return {
    kind: 'refused',
    code,
    detail: typeof body?.detail === 'string' ? body.detail : text.slice(0, 200),
  };
}
