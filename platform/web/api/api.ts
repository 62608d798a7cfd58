// The one way from a screen to the server: typed JSON over fetch. Adds the language, the CSRF token of the
// session and the intent's Idempotency-Key; turns problem+json into RefusedError, silence into WeatherError.
// It never shows anything and never decides to retry: query-client.ts and use-send.ts do.
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../protocol.ts';
import { localeOf } from '../../../ui/words/language.tsx';
import { setServerTime } from '../clock/clock.ts';
import { preferences } from '../outbox/preferences.ts';
import { forgetEarly, takeEarly } from './early.ts';
import { readProblem, WeatherError } from './errors.ts';
import { newIntent, type Intent } from './intent.ts';

export type QueryValue = string | number | boolean | undefined | readonly (string | number)[];

export interface GetOptions {
  /** Undefined values are left out; arrays repeat the name. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal;
  /** False: an answer of a moment, such as a search while one types, that no phone need keep. */
  readonly isKept?: boolean;
}

/** The shelf of a phone for what was read. Only the field app has one: outbox/kept-replies.ts. */
export interface ReplyKeeper {
  /** `ask` goes to the server; the answer may be an earlier one when none comes. */
  get<T>(url: string, ask: (headers?: Record<string, string>) => Promise<Response>): Promise<T>;
}

export interface SendOptions extends GetOptions {
  /** The key of what the person meant; left out only where a double sending can't harm. */
  readonly intent?: Intent;
}

/** Codes by which the server says that nobody is signed in (any more), or that another window signed in. */
const SIGNED_OUT = new Set(['auth.sign_in_first', 'auth.session_ended', 'auth.csrf']);
/** Answered to a version that the server does not understand any more, or not yet (platform/protocol.ts). */
const TOO_OLD = 'http.client_too_old';
const TOO_NEW = 'http.client_too_new';

let csrfToken: string | undefined;
let person: string | undefined;
let whenSignedOut: (code: string) => void = () => undefined;
let whenForbidden: () => void = () => undefined;
let whenTooOld: () => void = () => undefined;
let replyKeeper: ReplyKeeper | undefined;

/** An installed app may be a week older than the server: it says what it speaks, and keeps what it reads. */
export function setReplyKeeper(keeper: ReplyKeeper | undefined): void {
  replyKeeper = keeper;
}

/** The session hands its token here after sign-in, and whose it is; undefined after sign-out. */
export function setCsrfToken(token: string | undefined, ofPerson?: string): void {
  csrfToken = token;
  person = ofPerson;
}

/** Under whose session this page sends at this moment. */
export const signedInAs = (): string | undefined => person;

/** Called with its code when the server says the session is not this page's (any more), on any call. */
export function onSignedOut(listener: (code: string) => void): void {
  whenSignedOut = listener;
}

/** Called when the server says that the person may not, on any call: their posts may have changed. */
export function onForbidden(listener: () => void): void {
  whenForbidden = listener;
}

/** Called when the server no longer understands this version of the app (on any call). */
export function onTooOld(listener: () => void): void {
  whenTooOld = listener;
}

export function urlOf(path: string, query: GetOptions['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function headersOf(isWrite: boolean, intent?: Intent): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-language': localeOf(preferences.get().language),
    ...(csrfToken !== undefined && isWrite ? { 'x-csrf-token': csrfToken } : {}),
    ...(replyKeeper ? { [PROTOCOL_HEADER]: String(PROTOCOL_VERSION) } : {}),
    ...(isWrite ? { 'idempotency-key': intent ?? newIntent() } : {}),
  };
}

/** What every failed reply passes through, photos included. */
export async function failedReply(reply: Response): Promise<Error> {
  const error = await readProblem(reply);
  if ('problem' in error) {
    const { code: said, status } = error.problem;
    if (SIGNED_OUT.has(said)) whenSignedOut(said);
    else if (status === 403) whenForbidden();
  }
  const code = 'problem' in error ? error.problem.code : undefined;
  if (code === TOO_OLD) whenTooOld();
  // Not about what was asked: until the versions meet again the server is as good as silent.
  return code === TOO_OLD || code === TOO_NEW ? new WeatherError(code, { cause: error }) : error;
}

/** Throws WeatherError when no answer comes; a reply that is there may still be a refusal. */
export async function ask(url: string, init: RequestInit): Promise<Response> {
  let reply: Response;
  try {
    // A phone that keeps what it read keeps it sealed: nothing may stay in the browser's own cache.
    const cache = replyKeeper ? { cache: 'no-store' as const } : {};
    if (init.method !== undefined && init.method !== 'GET') forgetEarly();
    reply = await (takeEarly(url) ?? fetch(url, { credentials: 'same-origin', ...cache, ...init }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new WeatherError('no answer', { cause: error });
  }
  const date = Date.parse(reply.headers.get('date') ?? '');
  if (!Number.isNaN(date)) setServerTime(date);
  return reply;
}

/** An answer may be cut in the middle, or be a page of some hotspot instead: that is weather. */
async function whole<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new WeatherError('the answer was not whole', { cause: error });
  }
}

/** Throws RefusedError, or WeatherError for an answer of something in between, or one that was cut. */
export async function readReply<T>(reply: Response): Promise<T> {
  if (!reply.ok) throw await failedReply(reply);
  if (reply.status === 204) return undefined as T;
  return whole(reply.json() as Promise<T>);
}

/** The same for what is no JSON: pictures, tiles. */
export async function readBytes(reply: Response): Promise<ArrayBuffer> {
  if (!reply.ok) throw await failedReply(reply);
  return whole(reply.arrayBuffer());
}

async function call<T>(method: string, path: string, body: unknown, options: SendOptions): Promise<T> {
  const isWrite = method !== 'GET';
  const hasBody = isWrite && body !== undefined;
  const headers = headersOf(isWrite, options.intent);
  if (hasBody) headers['content-type'] = 'application/json';
  const url = urlOf(path, options.query);
  const send = (more: Record<string, string> = {}) =>
    ask(url, {
      method,
      headers: { ...headers, ...more },
      ...(hasBody ? { body: JSON.stringify(body) } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  if (!isWrite && replyKeeper && options.isKept !== false) return replyKeeper.get(url, send);
  return readReply(await send());
}

export const api = {
  get: <T>(path: string, options: GetOptions = {}): Promise<T> => call('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: SendOptions = {}): Promise<T> =>
    call('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options: SendOptions = {}): Promise<T> =>
    call('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options: SendOptions = {}): Promise<T> =>
    call('PATCH', path, body, options),
  delete: <T>(path: string, options: SendOptions = {}): Promise<T> =>
    call('DELETE', path, undefined, options),
};
