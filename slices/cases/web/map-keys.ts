// The map workspace by keys: L begins to draw around or leaves it, O opens the same cases as a list, Esc
// leaves the drawing. What the map itself does with a key lies in platform/web/map.
import { useCommands } from '../../../platform/web/keys/commands.ts';
import { useHasSingleKeys } from '../../../platform/web/keys/single-keys.ts';
import { useKeys } from '../../../platform/web/keys/use-keys.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import type { Workspace } from './use-workspace.ts';

export function useMapKeys({ corners, setCorners }: Workspace, listHref: string): void {
  const hasSingle = useHasSingleKeys();
  const draw = () => {
    setCorners(corners ? undefined : []);
    // The next keys belong to the map: they move it under the cross and put corners there.
    if (!corners) document.querySelector<HTMLElement>('.gl-map canvas')?.focus();
  };
  const list = () => navigate(listHref);
  useKeys({
    l: { run: draw },
    o: { run: list },
    Escape: corners ? { run: () => setCorners(undefined) } : undefined,
  });
  const capOf = (key: string) => (hasSingle ? { keys: [key] } : {});
  useCommands([
    { id: 'map.draw', title: { zh: '圈选', en: 'Draw around' }, run: draw, ...capOf('L') },
    { id: 'map.list', title: { zh: '用列表打开', en: 'Open as a list' }, run: list, ...capOf('O') },
  ]);
}
