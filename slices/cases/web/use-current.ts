// Which row of the queue is current. The row itself answers a key at once, by a store that rows alone listen
// to; what hangs on it (the case, the decision, the address) follows as soon as there is time. Whoever acts
// settles first: an act is never one on a case that the panes only still show.
import { startTransition, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { keyName } from '../../../platform/web/keys/key-name.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';

/** The row that is marked, which may be ahead of what the panes show. */
export interface Selection {
  readonly now: () => string | undefined;
  readonly set: (id: string | undefined) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function makeSelection(first?: string): Selection {
  let id = first;
  const listeners = new Set<() => void>();
  return {
    now: () => id,
    set: (next) => {
      if (next === id) return;
      id = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const useSelected = (selection: Selection): string | undefined =>
  useSyncExternalStore(selection.subscribe, selection.now);

export const useIsSelected = (selection: Selection, id: string): boolean =>
  useSyncExternalStore(selection.subscribe, () => selection.now() === id);

export interface Current {
  readonly selection: Selection;
  /** What the panes show: the case that was chosen, or the first of the queue. */
  readonly current: string | undefined;
  /** Marks the row now; the rest follows. */
  readonly pick: (id: string | undefined) => void;
  /** From here on the panes show the row that is marked. To be called before anything is done to a case. */
  readonly settle: () => void;
}

/** The address is for coming back, nobody reads it meanwhile: it follows once the fingers rest. */
const ADDRESS_MS = 300;

interface Picked {
  readonly id: string | undefined;
  /** The address then: another one since is a newer word than the pick. */
  readonly from: string | undefined;
}

const addressed = (): string | undefined => new URLSearchParams(location.search).get('case') ?? undefined;

export function useCurrent(first: string | undefined): Current {
  const asked = useRoute().query.get('case') ?? undefined;
  const [selection] = useState(() => makeSelection(asked));
  const [picked, setPicked] = useState<Picked>();
  const followed = picked && picked.from === asked ? picked.id : asked;
  const wanted = useRef<Picked>(undefined);
  const write = (id: string | undefined) => {
    if (id !== addressed()) setQuery({ case: id });
    setPicked(undefined);
  };
  useLayoutEffect(() => {
    // Somebody went back meanwhile, or came by a link: that is the newer word.
    if (wanted.current && wanted.current.from !== asked) wanted.current = undefined;
    // What the panes have come to may be behind: the mark is never taken back.
    if (wanted.current && wanted.current.id !== followed) return;
    wanted.current = undefined;
    selection.set(followed ?? first);
  }, [selection, asked, followed, first]);
  // With the drawing, not after it: a timer of the row before, due in between, would write that row into the
  // address, and the desk would go back to a case that is done.
  // biome-ignore lint/correctness/useExhaustiveDependencies: writing is the same on every drawing
  useLayoutEffect(() => {
    if (followed === addressed()) return undefined;
    const timer = setTimeout(() => (wanted.current ? undefined : write(followed)), ADDRESS_MS);
    return () => clearTimeout(timer);
  }, [followed]);
  const pick = (id: string | undefined) => {
    const next = { id, from: addressed() };
    wanted.current = next;
    if (id !== undefined) selection.set(id);
    startTransition(() => setPicked(next));
  };
  const settle = () => {
    const ahead = wanted.current;
    if (!ahead) return;
    flushSync(() => setPicked(ahead));
    wanted.current = undefined;
    write(ahead.id);
  };
  return { selection, current: followed ?? first, pick, settle };
}

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta']);

/** Every press but a step through the queue settles before anything hears it: whatever it does, it does to
 *  the row that is marked. */
export function useSettling(settle: () => void, isStep: (key: string) => boolean): void {
  const latest = useRef({ settle, isStep });
  latest.current = { settle, isStep };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!MODIFIERS.has(event.key) && !latest.current.isStep(keyName(event))) latest.current.settle();
    };
    const onPress = () => latest.current.settle();
    addEventListener('keydown', onKey, true);
    addEventListener('pointerdown', onPress, true);
    return () => {
      removeEventListener('keydown', onKey, true);
      removeEventListener('pointerdown', onPress, true);
    };
  }, []);
}
