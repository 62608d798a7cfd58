// One thing a person did that the server has not yet acknowledged: a write with its pictures, kept on the
// device under the key it will always be sent with. Pure words and rules; parcel-store.ts keeps them,
// send-parcels.ts sends them. Modes: waiting (sent on start, on reconnect, on a timer) → acknowledged and
// gone, or needs_you (the server said a reasoned no, which only the person can answer).
import type { Instant } from '../../../kernel/instant.ts';
import type { Intent } from '../api/intent.ts';

export interface Picture {
  readonly key: string;
  /** Which field of the body its id goes into. */
  readonly field: string;
  /** The picture as taken; bytes, because not every browser keeps a Blob. */
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly intent: Intent;
  /** Given once the server has it: it is not sent again. */
  readonly id?: string;
}

export interface Parcel {
  readonly id: string;
  /** The person who did it. On a shared phone nobody sees or sends what another one did. */
  readonly owner: string;
  readonly intent: Intent;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly pictures: readonly Picture[];
  /** What it is, in the words of the person: `上报 暴露垃圾`. */
  readonly label: string;
  readonly madeAt: Instant;
  /** Parcels with the same one go in order; one that needs the person holds back those behind it. */
  readonly about?: string;
  readonly state: 'waiting' | 'needs_you';
  /** Why the server said no, in words. */
  readonly trouble?: string;
  /** What the screen needs to open it for editing again. */
  readonly origin?: unknown;
}

/** The body as sent: each field gets the ids of its pictures, in the order they were taken. */
export function bodyOf({ body, pictures }: Parcel): Record<string, unknown> {
  const sent: Record<string, unknown> = { ...body };
  for (const field of new Set(pictures.map((picture) => picture.field))) {
    sent[field] = pictures.filter((picture) => picture.field === field).flatMap(({ id }) => id ?? []);
  }
  return sent;
}

export const isComplete = ({ pictures }: Parcel): boolean => pictures.every(({ id }) => id !== undefined);

/** What may be sent now, oldest first. */
export function sendable(parcels: readonly Parcel[]): readonly Parcel[] {
  const held = new Set<string>();
  return [...parcels]
    .sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
    .filter((parcel) => {
      const isBehind = parcel.about !== undefined && held.has(parcel.about);
      if (parcel.state === 'needs_you' && parcel.about !== undefined) held.add(parcel.about);
      return parcel.state === 'waiting' && !isBehind;
    });
}

/** How long to wait after so many failures in a row: 5 s, 10 s, … at most 2 minutes. */
export const retryAfterMs = (failures: number): number =>
  Math.min(5_000 * 2 ** Math.max(0, failures - 1), 120_000);
