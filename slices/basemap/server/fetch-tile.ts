// One picture from the server of a base map, for whoever looks at a map: it learns our address and nobody
// else's. It is sent no cookie and no name, follows no redirect, and has a limit of time and of size; what
// is no picture by its own bytes is not passed on.
import { SECOND } from '../../../kernel/duration.ts';
import { allowedUrl } from '../../../platform/server/http/outside-hosts.ts';
import { imageTypeOf } from '../core/tile-source.ts';

export type Fetched =
  | { readonly kind: 'picture'; readonly bytes: Buffer; readonly type: string }
  /** The server has no picture there: a sea, a place outside its map. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string };

const ANSWER_LIMIT_MS = 6 * SECOND;
const MOST_BYTES = 1_000_000;

const failed = (why: string): Fetched => ({ kind: 'failed', why });

/** Undefined where there are more. */
async function readAtMost(reply: Response, limit: number): Promise<Buffer | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of reply.body ?? []) {
    length += part.byteLength;
    // Leaving the loop cancels the rest.
    if (length > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function ask(url: URL, limitMs: number): Promise<Fetched> {
  const reply = await fetch(url, {
    redirect: 'manual',
    credentials: 'omit',
    signal: AbortSignal.timeout(limitMs),
    headers: { accept: 'image/png, image/jpeg, image/webp', 'user-agent': 'gridloop' },
  });
  if (reply.status !== 200) {
    await reply.body?.cancel();
    return reply.status === 204 || reply.status === 404 ? { kind: 'none' } : failed(`status ${reply.status}`);
  }
  const bytes = await readAtMost(reply, MOST_BYTES);
  if (!bytes) return failed(`more than ${MOST_BYTES} bytes`);
  const type = imageTypeOf(bytes);
  return type ? { kind: 'picture', bytes, type } : failed('no picture');
}

/** A lost connection is a TypeError with the reason behind it; one without is a wrong call of ours. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || (error.name === 'TypeError' && error.cause !== undefined));

export async function fetchTile(
  address: string,
  hosts: readonly string[],
  limitMs = ANSWER_LIMIT_MS,
): Promise<Fetched> {
  // Asked again each time: the list may have become shorter since the base map was added.
  const url = allowedUrl(address, hosts);
  if (!url) return failed('not an allowed server');
  try {
    return await ask(url, limitMs);
  } catch (error) {
    if (!isNoAnswer(error)) throw error;
    return failed(`no answer (${(error as Error).name})`);
  }
}
