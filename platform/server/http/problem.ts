// Errors as problem+json (RFC 9457), told in the reader's language. Three kinds, never mixed:
// refusals (the world says no), weather (try again), bugs (ours: logged whole, told briefly).
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, type RefusalTable, tellRefusal } from '../../../kernel/refusal.ts';
import { sqlState } from '../db/connection.ts';
import { Refused } from './refused.ts';
import type { Language } from './route.ts';
import { tellInvalid, tellUnreadable, type ValidationIssue } from './tell-invalid.ts';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly retryable: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly requestId: string;
}

export const languageOf = (request: FastifyRequest): Language =>
  /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';

const WEATHER_STATES = /^(08|53|57P|40)/;
const WEATHER_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

const isWeather = (error: unknown): boolean =>
  WEATHER_STATES.test(sqlState(error) ?? '') ||
  WEATHER_CODES.has(String((error as { code?: unknown } | null)?.code)) ||
  /connection terminated|timeout exceeded when trying to connect/i.test(String((error as Error).message));

/** What the server was asked with, for words that name it. */
export interface Asked {
  readonly url: string;
  readonly mediaType: string;
  readonly limitBytes: number;
  readonly lang: Language;
}

const NOTHING_ASKED: Asked = { url: '', mediaType: '', limitBytes: 0, lang: 'zh' };

export const askedOf = (request: FastifyRequest): Asked => ({
  url: request.url.split('?')[0] ?? '',
  mediaType: (request.headers['content-type'] ?? '').slice(0, 80),
  limitBytes: request.routeOptions.bodyLimit ?? 0,
  lang: languageOf(request),
});

export function refusalOf(error: unknown, asked: Asked = NOTHING_ASKED): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  const { limitBytes, mediaType, lang } = asked;
  const known = error as { validation?: ValidationIssue[]; statusCode?: number; code?: string };
  const refusal = (code: string, data: Record<string, unknown>): Refusal => ({
    refused: true,
    code,
    data,
  });
  if (known.validation) return refusal('http.invalid', { what: tellInvalid(known.validation, lang) });
  if (known.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return refusal('http.too_large', { limitBytes });
  if (known.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusal('http.media_type', { mediaType });
  if (known.statusCode === 429) return refusal('http.too_many_requests', { seconds: 60 });
  if (known.statusCode === 400)
    return refusal('http.invalid', { what: tellUnreadable(known.code, lang) });
  if (isWeather(error)) return refusal('http.weather', {});
  return undefined;
}

const BUG_WORDS = {
  zh: '系统内部出错，内容没有保存。请稍后重试；如仍出现，请把编号 {requestId} 告诉管理员。',
  en:
    'Something broke on our side and nothing was saved. Try again; if it stays, ' +
    'tell an administrator the number {requestId}.',
};

export function sendProblem(
  error: unknown,
  request: FastifyRequest,
  response: FastifyReply,
  refusals: RefusalTable,
): void {
  const lang = languageOf(request);
  const refusal = refusalOf(error, askedOf(request));
  const words = refusal ? refusals[refusal.code] : undefined;
  const data = refusal?.data ?? {};
  if (!refusal || !words) request.log.error({ err: error }, 'a bug reached the edge');
  const status = words?.status ?? 500;
  const problem: Problem = {
    type: `/problems/${words ? refusal?.code : 'bug'}`,
    title: words && refusal ? refusal.code : 'bug',
    status,
    detail: words ? tellRefusal(words, data, lang) : BUG_WORDS[lang].replace('{requestId}', request.id),
    code: words && refusal ? refusal.code : 'bug',
    retryable: words?.retryable ?? true,
    data,
    requestId: request.id,
  };
  response
    .status(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problem);
}
