// Whether single letters act in this shell. Whoever speaks to the machine, or hits keys by accident, switches
// them off (WCAG 2.1.4): then only Ctrl chords, Esc and the keys of what has the focus are left.
import { createContext, useContext } from 'react';

export const SingleKeysContext = createContext(true);
export const useHasSingleKeys = (): boolean => useContext(SingleKeysContext);
