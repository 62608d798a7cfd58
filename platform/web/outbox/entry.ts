// One thing a person did that the server has not acknowledged: a write with its pictures, sealed on the
// phone under the id it will always be sent with. Pure words and rules: order, what is held back, what is
// hashed, what counts as a receipt. Modes: waiting → acknowledged (a receipt takes its place), or needs_you
// (the server said a reasoned no, which only the person can answer).
import type { Instant } from '../../../kernel/instant.ts';

export interface EntryPicture {
  readonly key: string;
  /** Which field of the body its id goes into. */
  readonly field: string;
  readonly name?: string;
  /** Hex, of the bytes as they lie on the phone (kind `picture`, id = key). */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly type: string;
  /** Given once the server has it: it is not sent again. */
  readonly photoId?: string;
}

export interface EntryTrouble {
  readonly code: string;
  /** What, why, and how to go on, in the person's language. */
  readonly detail: string;
  readonly status: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Entry {
  /** Made on the phone; the Idempotency-Key of every sending. */
  readonly id: string;
  readonly owner: string;
  /** The order in which it was done on this device. Never a clock: that may be wrong by days. */
  readonly seq: number;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly pictures: readonly EntryPicture[];
  /** SHA-256 of what it is: `hashedText`. */
  readonly hash: string;
  /** What it is, in the words of the person: `上报 暴露垃圾`. */
  readonly label: string;
  /** What the device's clock showed. */
  readonly madeAt: Instant;
  /** The case it is about: those of one case go in order. */
  readonly about?: string;
  readonly state: 'waiting' | 'needs_you';
  readonly trouble?: EntryTrouble;
  /** The case as the person saw it: its version and state, and how far its history went. */
  readonly basis?: { readonly version: number; readonly state: string; readonly lastSeq: number };
  /** What the screen needs to open it for editing again. */
  readonly origin?: unknown;
  /** It was sent and no answer came: it may be there, so it can be neither edited nor dropped. */
  readonly isMaybeThere?: boolean;
}

export interface NewEntry extends Pick<Entry, 'id' | 'url' | 'body' | 'label'> {
  readonly about?: string;
  readonly basis?: Entry['basis'];
  readonly origin?: unknown;
  readonly pictures: readonly (Pick<EntryPicture, 'key' | 'field' | 'type' | 'name'> & {
    readonly bytes: ArrayBuffer;
  })[];
}

/** What the server answered to an entry that has left. */
export interface Receipt extends Pick<Entry, 'id' | 'hash' | 'url' | 'label' | 'madeAt' | 'about'> {
  /** SHA-256 of the bytes that were sent, as the server confirmed it. */
  readonly digest: string;
  /** The short facts of the answer: id, number, state. */
  readonly reply: Readonly<Record<string, unknown>>;
  readonly at: Instant;
  /** The person has put it out of sight; it stays among the last ones. */
  readonly isSeen?: boolean;
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether an older version of the app wrote something that can still be sent. */
export function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Partial<Entry>;
  const isWhole = [one.id, one.owner, one.url, one.hash, one.label].every(isText);
  return (
    isWhole && typeof one.seq === 'number' && Array.isArray(one.pictures) && typeof one.body === 'object'
  );
}

export function isReceipt(value: unknown): value is Receipt {
  if (typeof value !== 'object' || value === null) return false;
  const one = value as Partial<Receipt>;
  return [one.id, one.hash, one.digest, one.label].every(isText) && typeof one.at === 'number';
}

/** JSON with its names in order: the same words give the same bytes on every device, after every restart. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`);
  return `{${parts.join(',')}}`;
}

export const hashedText = ({ url, body, pictures }: Pick<Entry, 'url' | 'body' | 'pictures'>): string =>
  canonical({ url, body, pictures: pictures.map(({ field, sha256 }) => ({ field, sha256 })) });

/** The body as sent: each field gets the ids of its pictures, in the order they were taken. The names keep
 *  their order, so that every sending, also one by an earlier version, has the same bytes. */
export function sentText({ body, pictures }: Pick<Entry, 'body' | 'pictures'>): string {
  const sent: Record<string, unknown> = { ...body };
  for (const field of new Set(pictures.map((picture) => picture.field))) {
    sent[field] = pictures.filter((one) => one.field === field).flatMap(({ photoId }) => photoId ?? []);
  }
  return JSON.stringify(sent);
}

/** Ties of two windows that counted at once are settled the same everywhere. */
export const inOrder = (entries: readonly Entry[]): readonly Entry[] =>
  [...entries].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1));

/**
 * What goes next. Of one case everything goes in order: an entry that needs the person, or that was put off
 * this time (`putOff`, ids), holds back what came later on the same case, and nothing else.
 */
export function nextToSend(
  entries: readonly Entry[],
  putOff: ReadonlySet<string> = new Set(),
): Entry | undefined {
  const held = new Set<string>();
  for (const entry of inOrder(entries)) {
    const isHeld = entry.about !== undefined && held.has(entry.about);
    if (entry.state === 'waiting' && !putOff.has(entry.id) && !isHeld) return entry;
    if (entry.about !== undefined) held.add(entry.about);
  }
  return undefined;
}

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 120_000;

/** 5 s, 10 s, … 2 minutes, each 0.5 to 1 of it by `spread` (0 to 1): not all phones at the same second. */
export const retryAfterMs = (failures: number, spread: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** Math.min(Math.max(0, failures - 1), 10), LONGEST_RETRY_MS) *
  (0.5 + Math.min(Math.max(spread, 0), 1) / 2);

/** Only a receipt for exactly what was sent lets it go. */
export const isReceiptFor = (receipt: string | undefined, digest: string): boolean =>
  receipt !== undefined && receipt.toLowerCase() === digest;

/** What of an answer is worth a month: its short facts, not a whole case. */
export function factsOf(reply: unknown): Readonly<Record<string, unknown>> {
  if (typeof reply !== 'object' || reply === null) return {};
  const isShort = (value: unknown): boolean =>
    typeof value === 'number' || typeof value === 'boolean' || (isText(value) && value.length <= 200);
  return Object.fromEntries(Object.entries(reply).filter(([, value]) => isShort(value)));
}
