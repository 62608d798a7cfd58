// Keys of a screen: `useKeys({ j: next, k: previous, 'Alt+d': dispatch })`, chords as key-name.ts writes
// them. Dead inside inputs, while an input method composes, and while a dialog is open; a key held down
// repeats only where the row says so. The last screen that asks wins a key. A person may have single letters
// switched off; chords stay.
import { useEffect, useRef } from 'react';
import { keyName } from './key-name.ts';
import { useHasSingleKeys } from './single-keys.ts';

export interface KeyRow {
  readonly run: () => void;
  /** Moving goes on while the key is held; acting happens once. */
  readonly repeats?: boolean;
}
export type Keys = Readonly<Record<string, KeyRow | undefined>>;

const TYPING = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="combobox"]';
const OVER = 'dialog[open], [role="dialog"], [role="alertdialog"], [role="menu"]';
/** A ticked box or a picked radio takes no letters. */
const NOT_TYPING = 'input[type="checkbox"], input[type="radio"], input[type="button"], input[type="submit"]';

/** Whether letters belong to what has the focus, or to something that lies over the screen. */
export function isTaken(target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : null;
  if (element?.matches(TYPING) && !element.matches(NOT_TYPING)) return true;
  return document.querySelector(OVER) !== null;
}

export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  const hasSingle = useHasSingleKeys();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
      // With AltGr a sign is written.
      if (isTaken(event.target) || event.getModifierState('AltGraph')) return;
      const name = keyName(event);
      if (!hasSingle && name.length === 1) return;
      const row = latest.current[name];
      if (!row || (event.repeat && row.repeats !== true)) return;
      event.preventDefault();
      row.run();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [hasSingle]);
}
