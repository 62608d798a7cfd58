// Lists that change with a publication, not with a moment: what the offline pack has put on the phone is good
// enough for a shift, so a screen need not wait for any network. The pack brings the next version.
import { HOUR } from '../../../kernel/duration.ts';
import { api } from '../api/api.ts';
import { now } from '../clock/clock.ts';
import { findReply } from './kept-replies.ts';

const A_SHIFT = 12 * HOUR;

/** The kept answer where it is of this shift; else the server's, which is kept. Throws as `api.get` does. */
export async function keptFirst<T>(url: string, signal?: AbortSignal): Promise<T> {
  const found = await findReply(url);
  if (found && now() - found.asOf < A_SHIFT) return found.body as T;
  return api.get<T>(url, signal ? { signal } : {});
}
