// What the field app has read stays on the phone, sealed, by its address; when no answer comes the last one
// is given instead, and the screen can say how old it is. Screens that only read need no offline code. A
// refusal is an answer: what the server no longer shows this person is forgotten here too.
import { useSyncExternalStore } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { readReply, type ReplyKeeper, setReplyKeeper } from '../api/api.ts';
import { isRefused, isWeather } from '../api/errors.ts';
import { now } from '../clock/clock.ts';
import { type Pocket, pocket } from './pocket.ts';
import { sha256 } from './sha256.ts';
import { Shelf } from './shelf.ts';

interface KeptReply {
  readonly url: string;
  readonly body: unknown;
  readonly asOf: Instant;
}

const replyShelf = new Shelf({ kind: 'reply', mostCopies: 2_000, mostBytes: 40_000_000 });
/** A network that is there but says nothing: after this long the kept answer serves. */
const PATIENCE_MS = 8_000;
/** Answers of a moment; and the session and the cases of a shift, which have places of their own. */
const NOT_KEPT = /^\/api\/(session|cases\/shift)\b|[?&](q|text|words|search)=/;

const idOf = (url: string): Promise<string> => sha256(url);

const isReply = (value: unknown, url: string): value is KeptReply =>
  typeof value === 'object' && value !== null && (value as Partial<KeptReply>).url === url;

export async function findReply(url: string): Promise<KeptReply | undefined> {
  const found = await replyShelf.find(await idOf(url));
  return isReply(found, url) ? found : undefined;
}

let asOf: Instant | undefined;
const listeners = new Set<() => void>();

function setAsOf(next: Instant | undefined): void {
  if (next === asOf) return;
  asOf = next;
  for (const listener of listeners) listener();
}

const served = (at: Instant): void => setAsOf(asOf === undefined ? at : Math.min(asOf, at));

/** The oldest answer given from the phone since the server last answered; undefined: all is fresh. */
export const useKeptAsOf = (): Instant | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => asOf,
  );

const dateOf = (reply: Response): Instant => {
  const told = Date.parse(reply.headers.get('date') ?? '');
  return Number.isNaN(told) ? now() : told;
};

async function keepReply(owner: Pocket | undefined, reply: KeptReply, etag: string | undefined) {
  const bytes = JSON.stringify(reply.body).length;
  const size = { bytes, ...(etag === undefined ? {} : { etag }) };
  await replyShelf.keep(owner, await idOf(reply.url), reply, size);
}

/** Fetches what is newer than what is kept, and notes how fresh it is. Throws as `takeReply` does. */
export async function renewReply(
  url: string,
  ask: (headers: Record<string, string>) => Promise<Response>,
): Promise<void> {
  const owner = pocket.current();
  const known = await findReply(url);
  // Its version counts only where the answer itself is still here: copies give way to work.
  const etag = known && (await replyShelf.copyOf(await idOf(url)))?.etag;
  const reply = await ask(etag === undefined ? {} : { 'if-none-match': etag });
  const isSame = reply.status === 304 && known !== undefined;
  if (isSame) await keepReply(owner, { ...known, asOf: dateOf(reply) }, etag);
  else await takeReply(url, reply, owner);
}

/** Keeps a good answer for whoever asked and gives what is in it. Throws what a screen would meet. */
async function takeReply<T>(url: string, reply: Response, owner: Pocket | undefined): Promise<T> {
  try {
    const body = await readReply<T>(reply);
    const etag = reply.headers.get('etag') ?? undefined;
    if (body !== undefined) await keepReply(owner, { url, body, asOf: dateOf(reply) }, etag);
    return body;
  } catch (error) {
    if (isRefused(error) && [403, 404, 410].includes(error.problem.status)) {
      await replyShelf.forget(await idOf(url));
    }
    throw error;
  }
}

async function keptOr<T>(url: string, otherwise: () => Promise<T>): Promise<T> {
  const found = await findReply(url);
  if (!found) return otherwise();
  served(found.asOf);
  return found.body as T;
}

/** Gives up waiting only where something is kept. */
function withPatience<T>(url: string, asking: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => keptOr(url, () => asking).then(resolve, reject), PATIENCE_MS);
    asking.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

export const replyKeeper: ReplyKeeper = {
  async get<T>(url: string, ask: () => Promise<Response>): Promise<T> {
    if (NOT_KEPT.test(url)) return readReply(await ask());
    const owner = pocket.current();
    const asking = ask().then(async (reply) => {
      const body = await takeReply<T>(url, reply, owner);
      setAsOf(undefined);
      return body;
    });
    try {
      return await withPatience(url, asking);
    } catch (error) {
      if (!isWeather(error)) throw error;
      return keptOr(url, () => Promise.reject(error));
    }
  },
};

/** Called once by the field app. */
export const keepReplies = (): void => setReplyKeeper(replyKeeper);
