// The keys of whoever is signed in, around every screen of a shell, and the sheet that tells the keys of the
// screen in front: opened by `?` wherever letters act, by the palette, and by a screen's own button.
import { type ReactNode, useMemo, useState } from 'react';
import { type Command, useCommands } from '../../platform/web/keys/commands.ts';
import { SingleKeysContext } from '../../platform/web/keys/single-keys.ts';
import { useKeys } from '../../platform/web/keys/use-keys.ts';
import { useSession } from '../../platform/web/session/session.tsx';
import { OwnKeysContext, type SheetFor, useCap, useOwnKeys } from '../../slices/cases/web/key-caps.tsx';
import { type KeyMap, keyOf, readKeyMap } from '../../slices/cases/web/key-map.ts';
import { KeySheet } from '../../slices/cases/web/key-sheet.tsx';
import type { DeskKey } from '../../slices/cases/web/triage-keys.ts';
import { usePreferences } from '../../slices/desk/web/use-preferences.ts';

export function OwnKeys({ children }: { children: (sheet: SheetFor | undefined) => ReactNode }) {
  const { can } = useSession();
  const { preferences, change } = usePreferences(can('desk.read_preferences'));
  const [sheet, showSheet] = useState<SheetFor>();
  const kept = preferences?.keys;
  const map = useMemo(() => readKeyMap(kept), [kept]);
  const onChange = preferences ? (keys: KeyMap) => change(() => ({ keys })) : undefined;
  const onSingle = preferences ? (singleKeys: boolean) => change(() => ({ singleKeys })) : undefined;
  return (
    <SingleKeysContext value={preferences?.singleKeys !== false}>
      <OwnKeysContext value={{ map, onChange, onSingle, showSheet }}>{children(sheet)}</OwnKeysContext>
    </SingleKeysContext>
  );
}

const titles = {
  look: { zh: '快捷键一览', en: 'Keys of this screen' },
  change: { zh: '更改快捷键', en: 'Change the keys' },
} as const;

/** Within `OwnKeys`, once per screen. */
export function KeySheetWay({ rows, sheet }: { rows: readonly DeskKey[]; sheet: SheetFor | undefined }) {
  const { map, onChange, showSheet } = useOwnKeys();
  const cap = useCap()('help');
  const open = (as: SheetFor) => () => showSheet?.(as);
  useKeys({ [keyOf(map, 'help') ?? '?']: { run: open('look') } });
  const commands: Command[] = [
    { id: 'keys.look', title: titles.look, run: open('look'), ...(cap ? { keys: [cap] } : {}) },
    ...(onChange ? [{ id: 'keys.change', title: titles.change, run: open('change') }] : []),
  ];
  useCommands(commands);
  if (!sheet) return null;
  return <KeySheet rows={rows} isChanging={sheet === 'change'} onClose={() => showSheet?.(undefined)} />;
}
