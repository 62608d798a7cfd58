// Keys that hold on every screen of a shell: one with Ctrl or ⌘, which is heard inside inputs too, and
// two-key ways: a first letter, then the second within a moment. Dead while an input method composes, and
// while a dialog lies over the screen.
import { useEffect, useRef } from 'react';
import { useHasSingleKeys } from './single-keys.ts';
import { isTaken } from './use-keys.ts';

const PATIENCE_MS = 1_500;
const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Two keys, one after the other; the second one never reaches the screen. Letters too: off with them. */
export function useChords(first: string, seconds: Readonly<Record<string, () => void>>): void {
  const latest = useRef(seconds);
  latest.current = seconds;
  const hasSingle = useHasSingleKeys();
  useEffect(() => {
    if (!hasSingle) return undefined;
    let until = 0;
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !isComposing(event);
      if (!isPlain || isTaken(event.target) || event.key === 'Shift') return;
      const key = event.key.toLowerCase();
      const isSecond = event.timeStamp < until;
      until = 0;
      if (isSecond) {
        const run = latest.current[key];
        // Whatever it was, it was meant as the second key and must not act as a single one.
        event.preventDefault();
        run?.();
      } else if (key === first && !event.repeat) {
        event.preventDefault();
        until = event.timeStamp + PATIENCE_MS;
      }
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [first, hasSingle]);
}

const OVER = '[role="dialog"], [role="alertdialog"], dialog[open]';

/** Ctrl (or ⌘) and a letter. */
export function useCtrlKey(letter: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (isComposing(event) || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.key.toLowerCase() !== letter) return;
      // Always taken from the browser: with a dialog open it must not jump into the address bar either.
      event.preventDefault();
      if (!event.repeat && document.querySelector(OVER) === null) latest.current();
    };
    document.addEventListener('keydown', onKeyDown, true);
    return () => document.removeEventListener('keydown', onKeyDown, true);
  }, [letter]);
}
