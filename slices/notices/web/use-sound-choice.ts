// Whether this person wants to hear urgent notices on this phone; on until they say otherwise. One value for
// all that ask, kept sealed with the person's other things.
import { useEffect, useSyncExternalStore } from 'react';
import { kept } from '../../../platform/web/outbox/kept.ts';

const NAME = 'notices.is_silent';
const listeners = new Set<() => void>();
let isSilent = false;

function tell(next: boolean): void {
  isSilent = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export interface SoundChoice {
  readonly isSilent: boolean;
  readonly choose: (isSilent: boolean) => void;
}

/** @param owner whose choice it is: it is read again for the next one */
export function useSoundChoice(owner: string | undefined): SoundChoice {
  const chosen = useSyncExternalStore(subscribe, () => isSilent);
  useEffect(() => {
    if (owner === undefined) return;
    void kept.read(NAME).then((value) => tell(value === true));
  }, [owner]);
  return {
    isSilent: chosen,
    choose: (next) => {
      tell(next);
      void kept.keep(NAME, next);
    },
  };
}
