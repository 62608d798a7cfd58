// Ctrl (or ⌘) and Enter send: from anywhere in a form, a text of several lines included, and from the first
// moment of a dialog: it takes the focus a moment after it is seen, and who is quicker means it all the same.
import { type RefObject, useLayoutEffect, useRef } from 'react';

const isSendKey = ({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean =>
  key === 'Enter' && (ctrlKey || metaKey) && !isComposing;

/** Where a dialog lies over the page, what is pressed behind it is meant for it; within another one it is
 *  not. */
function isMeant(part: Element, target: Element): boolean {
  const dialog = part.closest('[role="dialog"]');
  if (dialog === null) return part.contains(target);
  return (target.closest('[role="dialog"]') ?? dialog) === dialog;
}

/** An open list of choices takes Enter for itself. */
const isChoosing = (target: Element): boolean => target.getAttribute('aria-expanded') === 'true';

export function useSendKey(part: RefObject<Element | null>, send: () => void): void {
  const latest = useRef(send);
  latest.current = send;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const here = part.current;
      if (!here || !isSendKey(event) || !(event.target instanceof Element)) return;
      if (!isMeant(here, event.target) || isChoosing(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, [part]);
}
