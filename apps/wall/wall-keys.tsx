// The keys of a wall and of its director's desk, and their sheet by `?`. A machine that was let in has nobody
// before it, and no sheet.
import type { ReactNode } from 'react';
import { useSession } from '../../platform/web/session/session.tsx';
import { ANYWHERE_KEYS, fixedKey, FORM_KEYS } from '../../slices/cases/web/screen-keys.ts';
import type { DeskKey } from '../../slices/cases/web/triage-keys.ts';
import { KeySheetWay, OwnKeys } from '../command/own-keys.tsx';

/** What wall-screen.tsx answers. */
const WALL_KEYS: readonly DeskKey[] = [
  fixedKey('here', 'wall.scene', '1–9', '切换到第几个场景', 'show the scene of that number'),
  fixedKey('here', 'wall.next', 'N', '下一个场景', 'next scene'),
  fixedKey('here', 'wall.hold', 'P', '停在这个场景，再按继续轮播', 'stay on this scene, and again to go on'),
  fixedKey('here', 'wall.desk', 'D', '打开导播台', 'open the director’s desk'),
];
/** The palette and the ways belong to command. */
const HERE = ANYWHERE_KEYS.filter(({ id }) => id !== 'palette' && id !== 'ways');

export function WallKeys({ at, children }: { at: string; children: ReactNode }) {
  const { session, can } = useSession();
  const own = at === '/director' ? FORM_KEYS : can('wall.direct') ? WALL_KEYS : [];
  return (
    <OwnKeys>
      {(sheet) => (
        <>
          {children}
          {session ? <KeySheetWay rows={[...own, ...HERE]} sheet={sheet} /> : null}
        </>
      )}
    </OwnKeys>
  );
}
