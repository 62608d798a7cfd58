// The keys of a list's rows from anywhere on its page: the first one takes the focus to the table, which
// answers it and all that follow. A button keeps its Space, a field its letters.
import { type RefObject, useEffect } from 'react';
import { useHasSingleKeys } from '../../../platform/web/keys/single-keys.ts';
import { isTaken } from '../../../platform/web/keys/use-keys.ts';

const PRESSED = 'a, button, input, select, summary, [role="tab"], [role="option"]';
const isLetter = (key: string): boolean => /^[jk]$/i.test(key);
const isStep = (key: string): boolean => key === ' ' || key === 'ArrowDown' || key === 'ArrowUp';

function isForRows({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent, hasSingle: boolean): boolean {
  if (ctrlKey || metaKey || altKey || isTaken(target)) return false;
  if (isLetter(key)) return hasSingle;
  return isStep(key) && !(target instanceof Element && target.closest(PRESSED));
}

/** `page`: what the table lies in. Gives the focus to its rows. */
export function useRowKeys(page: RefObject<HTMLElement | null>): () => void {
  const hasSingle = useHasSingleKeys();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const table = page.current?.querySelector<HTMLElement>('[role="grid"]');
      if (!table || event.target === table || event.defaultPrevented || event.isComposing) return;
      if (!isForRows(event, hasSingle)) return;
      event.preventDefault();
      table.focus({ preventScroll: true });
      const { key, shiftKey } = event;
      table.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [page, hasSingle]);
  return () =>
    void requestAnimationFrame(() => page.current?.querySelector<HTMLElement>('[role="grid"]')?.focus());
}
