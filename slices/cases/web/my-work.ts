// What I did to cases that the server has not answered: the outbox, read as actions on cases. Pure but for
// one memory: what has just been acknowledged still counts until the case itself has come back with it.
import { isUuid } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Entry, Receipt } from '../../../platform/web/outbox/entry.ts';
import type { Done } from '../core/expected.ts';

/** One action in the outbox. */
export interface Work extends Done {
  readonly caseId: string;
  readonly entry: Entry;
}

const CASE_URL = /^\/api\/cases\/([0-9a-f-]{36})\/([a-z_]+)(?:\?|$)/;

/** Keys of pictures are plain hex; the core wants ids. Of version 8, as no server makes one. */
export function photoKeyId(key: string): string {
  if (isUuid(key) || !/^[0-9a-f]{32}$/.test(key)) return key;
  const version = `8${key.slice(13, 16)}`;
  const parts = [key.slice(0, 8), key.slice(8, 12), version, key.slice(16, 20), key.slice(20)];
  return parts.join('-');
}

/** True for a picture that the server has given no id yet: it can't be asked for. */
export const isPhoneMade = (photoId: string): boolean => isUuid(photoId) && photoId[14] === '8';

/** With the pictures under the ids they have, or will have on this phone until the server names them. */
function bodyOf({ body, pictures }: Entry): Record<string, unknown> {
  const whole: Record<string, unknown> = { ...body };
  for (const { field, key, photoId } of pictures) {
    const before = Array.isArray(whole[field]) ? (whole[field] as unknown[]) : [];
    whole[field] = [...before, photoId ?? photoKeyId(key)];
  }
  return whole;
}

/** Undefined for what is no action on a case that exists: a report, something of another slice. */
export function workOf(entry: Entry, now: Instant): Work | undefined {
  const [, caseId, action] = CASE_URL.exec(entry.url) ?? [];
  if (caseId === undefined || action === undefined) return undefined;
  // A device whose clock is ahead has done nothing tomorrow.
  const madeAt = Math.min(entry.madeAt, now);
  return { id: entry.id, caseId, action, body: bodyOf(entry), madeAt, entry };
}

/** What I last did to a case and the server has taken. Receipts come newest first. */
export function lastDoneOn(
  caseId: string | undefined,
  receipts: readonly Receipt[],
): { readonly action: string; readonly receipt: Receipt } | undefined {
  for (const receipt of receipts) {
    const [, of, action] = CASE_URL.exec(receipt.url) ?? [];
    if (of === caseId && action !== undefined) return { action, receipt };
  }
  return undefined;
}

/** What still counts: all that waits, up to the first that needs the person, which holds back the rest. */
export function waitingOf(works: readonly Work[]): readonly Work[] {
  const stuck = works.findIndex(({ entry }) => entry.state === 'needs_you');
  return stuck < 0 ? works : works.slice(0, stuck);
}

/** Entries as they were last seen, so that an acknowledged one is still known when its receipt comes. */
export class LatelySent {
  readonly #seen = new Map<string, Work>();

  see(works: readonly Work[]): void {
    for (const work of works) this.#seen.set(work.id, work);
  }

  /** Acknowledged at a version that has not come back yet. */
  unseenBy(receipts: readonly Receipt[], versionOf: (caseId: string) => number): readonly Work[] {
    return receipts.flatMap((receipt) => {
      const work = this.#seen.get(receipt.id);
      const { version } = receipt.reply;
      if (!work || typeof version !== 'number') return [];
      if (version > versionOf(work.caseId)) return [work];
      this.#seen.delete(receipt.id);
      return [];
    });
  }
}
