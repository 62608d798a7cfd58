// A long list on the phone: a screenful first, the rest in slices, so that a tap in between is answered at
// once.
import { useDeferredValue } from 'react';

/** What is drawn now of `items`; `size` 0 draws nothing of them before what stands above has been drawn. */
export const useScreenful = <Item>(items: readonly Item[], size: number): readonly Item[] =>
  useDeferredValue(items, items.slice(0, size));
