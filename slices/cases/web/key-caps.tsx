// The keys of the person before the screen, for every part of the desk that shows or answers one. The shell
// gives them; a screen without them has the defaults.
import { createContext, useContext } from 'react';
import { isChord } from '../../../platform/web/keys/key-name.ts';
import { useHasSingleKeys } from '../../../platform/web/keys/single-keys.ts';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { capFor, keyOf, type KeyMap, NO_CHANGES } from './key-map.ts';

export interface OwnKeys {
  readonly map: KeyMap;
  /** Undefined where nothing can be kept for this person. */
  readonly onChange: ((map: KeyMap) => void) | undefined;
  /** Switches single keys on and off; undefined where that can't be kept. */
  readonly onSingle?: ((isOn: boolean) => void) | undefined;
  /** Opens the sheet of this screen's keys, or closes it; undefined where there is none. */
  readonly showSheet?: (sheet: SheetFor | undefined) => void;
}

/** To look keys up, or to change them. */
export type SheetFor = 'look' | 'change';

export const OwnKeysContext = createContext<OwnKeys>({ map: NO_CHANGES, onChange: undefined });
export const useOwnKeys = (): OwnKeys => useContext(OwnKeysContext);

/** What is written on the key of a row of the desk; of a single key nothing while those are off. */
export function useCap(): (id: string) => string | undefined {
  const { map } = useOwnKeys();
  const hasSingle = useHasSingleKeys();
  return (id) => (hasSingle || isChord(keyOf(map, id) ?? '') ? capFor(map, id) : undefined);
}

/** Beside a button: the key that does the same. */
export function DeskKeyHint({ id }: { id: string }) {
  const cap = useCap()(id);
  return cap === undefined ? null : <KeyHint keys={[cap]} />;
}
