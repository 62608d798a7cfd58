// What a failed sending means for the entry: stop (no network, or nobody is signed in: everything waits),
// later (this one waits, others may go), needs_you (the server's reasoned no). Pure.
import { isRefused, isWeather } from '../api/errors.ts';
import type { EntryTrouble } from './entry.ts';

export type Outcome =
  | { readonly kind: 'stop'; readonly isHeard: boolean }
  | { readonly kind: 'later' }
  | { readonly kind: 'needs_you'; readonly trouble: EntryTrouble };

/** The picture on the phone is gone or damaged: what was photographed can't be sent as it was. */
export class PictureLost extends Error {
  override name = 'PictureLost';
}
/** The person took it back while it was on its way. */
export class TakenBack extends Error {
  override name = 'TakenBack';
}

export const PICTURE_LOST = 'outbox.picture_lost';

/** Nothing is wrong with any entry: the session ended, or the app is too old or too new for the server. */
const ABOUT_ALL = new Set([
  'auth.sign_in_first',
  'auth.session_ended',
  'auth.csrf',
  'http.client_too_old',
  'http.client_too_new',
]);

export function outcomeOf(error: unknown): Outcome {
  if (isWeather(error)) return { kind: 'stop', isHeard: false };
  if (error instanceof PictureLost) {
    return { kind: 'needs_you', trouble: { code: PICTURE_LOST, detail: '', status: 0, data: {} } };
  }
  // A fault of this page must not cost the work: it stays, and is tried again.
  if (!isRefused(error)) return { kind: 'later' };
  const { code, detail, status, data, retryable } = error.problem;
  if (ABOUT_ALL.has(code) || status === 401 || status === 429) return { kind: 'stop', isHeard: true };
  if (retryable) return { kind: 'later' };
  return { kind: 'needs_you', trouble: { code, detail, status, data } };
}
