// Which of the two layouts fits this screen: 16:9, or 32:9 beside each other.
import { useSyncExternalStore } from 'react';
import type { Layout } from '../core/plan.ts';

const WIDE = '(min-aspect-ratio: 26/10)';

const subscribe = (listener: () => void): (() => void) => {
  const query = matchMedia(WIDE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
};

export const useLayout = (): Layout =>
  useSyncExternalStore(subscribe, () => (matchMedia(WIDE).matches ? 'wide' : 'standard'));
