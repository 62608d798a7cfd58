// The codes of this device's own reports, newest first: whoever reported need not write the code down to
// find it again. They open the matter, so they stay on the device, and one press forgets them.
import { useSyncExternalStore } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';

export interface KeptCode {
  readonly code: string;
  readonly number: string;
  /** What it is about, in the reporter's words. */
  readonly title: string;
  readonly at: Instant;
  readonly how: 'reported' | 'joined' | 'entered';
  /** By when the centre must have accepted it (ISO 8601). */
  readonly acceptBy: string | null;
  readonly districtId: string | null;
  readonly itemCode: string | null;
  /** The answer was that of an earlier sending. */
  readonly isEarlier: boolean;
}

const NAME = 'track.codes';
const MOST_KEPT = 20;
const NONE: readonly KeptCode[] = [];

let codes: readonly KeptCode[] | undefined;
let reading: Promise<void> | undefined;
const listeners = new Set<() => void>();

function put(next: readonly KeptCode[]): void {
  codes = next;
  for (const listener of listeners) listener();
}

const isCode = (one: unknown): one is KeptCode =>
  typeof one === 'object' && one !== null && typeof (one as KeptCode).code === 'string';

const read = (): Promise<void> =>
  (reading ??= kept.read(NAME).then((found) => {
    put(Array.isArray(found) ? found.filter(isCode) : NONE);
  }));

async function change(make: (known: readonly KeptCode[]) => readonly KeptCode[]): Promise<void> {
  await read();
  const next = make(codes ?? NONE);
  put(next);
  await (next.length === 0 ? kept.forget(NAME) : kept.keep(NAME, next));
}

export const keepCode = (one: KeptCode): Promise<void> =>
  change((known) => [one, ...known.filter((other) => other.code !== one.code)].slice(0, MOST_KEPT));

/** A code that was typed in; what this device already knows of it stays. */
export const keepEnteredCode = (one: KeptCode): Promise<void> =>
  change((known) =>
    known.some((other) => other.code === one.code) ? known : [one, ...known].slice(0, MOST_KEPT),
  );

export const forgetCode = (code: string): Promise<void> =>
  change((known) => known.filter((other) => other.code !== code));

/** undefined until the device has answered. */
export function useKeptCodes(): readonly KeptCode[] | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      void read();
      return () => void listeners.delete(listener);
    },
    () => codes,
  );
}
