// Which rows of a list are selected to be acted on. What is out of sight is not acted on: another view begins
// with nothing selected, and a row that leaves the list by itself leaves the selection, which is told.
import { useCallback, useEffect, useState } from 'react';

interface Selected {
  readonly ids: ReadonlySet<string>;
  /** How many left the list by themselves since the person last chose. */
  readonly left: number;
}

const NOTHING: Selected = { ids: new Set(), left: 0 };

/** Of the selected ones those that are listed still. */
function stillListed(before: Selected, listed: ReadonlySet<string>): Selected {
  const ids = [...before.ids].filter((id) => listed.has(id));
  const left = before.ids.size - ids.length;
  return left === 0 ? before : { ids: new Set(ids), left: before.left + left };
}

/** `view`: what is asked for, as a word. */
export function useSelection(view: string) {
  const [{ ids, left }, set] = useState(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is the cause
  useEffect(() => set(NOTHING), [view]);
  const choose = useCallback((chosen: ReadonlySet<string>) => set({ ids: chosen, left: 0 }), []);
  const onListed = useCallback(
    (listed: ReadonlySet<string>) => set((before) => stillListed(before, listed)),
    [],
  );
  const clear = useCallback(() => set(NOTHING), []);
  return { selected: ids, left, choose, clear, onListed };
}
