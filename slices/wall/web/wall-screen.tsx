// The wall itself: head, the panels of the scene that stands, foot. One canvas that fills the screen at any
// size and never scrolls; greyed, and saying so, when its data is old.
import { type MouseEvent, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { RefusedError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useKeys } from '../../../platform/web/keys/use-keys.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { StageView } from '../core/contract.ts';
import type { Scene } from '../core/plan.ts';
import { nextScene, type Turn, turnAt } from '../core/turn.ts';
import { directorHref } from './lists.ts';
import { ListCode } from './list-code.tsx';
import { Panels } from './panels.tsx';
import { useDirect } from './use-direct.ts';
import { useLayout } from './use-layout.ts';
import { useWall } from './use-wall.ts';
import { WallFoot, WallHead } from './wall-frame.tsx';
import { wallTexts } from './wall-texts.ts';
import './wall.css';
import './wall-panels.css';

export interface WallScreenProps {
  readonly areaPath: string;
  /** A machine that was let in: nobody signs in here, a number is scanned instead of pressed. */
  readonly isDevice: boolean;
  /** The scene that the address names: this screen stays on it. */
  readonly pinned: string | undefined;
}

function turnOf(view: StageView | undefined, pinned: string | undefined, now: number): Turn | undefined {
  if (!view) return undefined;
  const scene = view.plan.scenes.find((one) => one.code === pinned);
  return scene ? { scene, until: null } : turnAt(view.plan, view.stage, now);
}

/** Keys of whoever may direct: D the desk, N next, P stay or go on, 1–9 a scene. */
function useDirectorKeys(areaPath: string, view: StageView | undefined, scene: Scene | undefined): void {
  const { can } = useSession();
  const direct = useDirect(areaPath);
  const show = (next: Scene | undefined, isHeld: boolean) =>
    next && can('wall.direct') ? void direct.send({ scene: next.code, isHeld }) : undefined;
  const numbers = Object.fromEntries(
    (view?.plan.scenes ?? [])
      .slice(0, 9)
      .map((one, index) => [String(index + 1), { run: () => show(one, view?.stage?.isHeld ?? false) }]),
  );
  useKeys({
    d: { run: () => navigate(directorHref(areaPath)) },
    n: { run: () => (view && scene ? show(nextScene(view.plan, scene), false) : undefined) },
    p: { run: () => show(scene, !(view?.stage?.isHeld ?? false)) },
    ...numbers,
  });
}

export function WallScreen({ areaPath, isDevice, pinned }: WallScreenProps) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const layout = useLayout();
  const tick = useNow(SECOND);
  const [focus, setFocus] = useState<string>();
  const [asked, setAsked] = useState<string>();
  const wall = useWall(areaPath, focus ?? areaPath);
  const { now, stage: view } = wall;
  const turn = turnOf(view, pinned, tick);
  const scene = turn?.scene;
  useDirectorKeys(areaPath, view, scene);

  // The street in focus: the one chosen, else the one with most red lamps when the scene came.
  const streets = now?.areaPath === areaPath ? now.streets : [];
  const worst = focus ?? streets.find((street) => street.areaPath !== areaPath)?.areaPath;
  const wanted = scene?.isFocus ? (view?.stage?.focusPath ?? worst) : undefined;
  if (wanted !== focus && (now !== undefined || wanted === undefined)) setFocus(wanted);

  if (!now && wall.error instanceof RefusedError) {
    return <Failed message={wall.error.message} onAgain={() => location.reload()} />;
  }
  if (!now || !view || !scene) return <Loading lines={8} />;
  const onPress = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    if (!isDevice || !(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    setAsked(link.pathname + link.search);
  };
  const name = language === 'zh' ? view.name : view.nameEn;
  return (
    <main
      className={`gl-wall is-${layout}`}
      data-stale={wall.isStale || undefined}
      data-scene={scene.code}
      onClickCapture={onPress}
      aria-label={`${name} ${t.wall}`}
    >
      <WallHead wall={wall} view={view} turn={turn} isPinned={pinned === scene.code} tick={tick} />
      <Panels scene={scene} layout={layout} now={now} videos={view.plan.videos} districtName={name} />
      <WallFoot now={now} areaPath={areaPath} />
      {asked === undefined ? null : <ListCode href={asked} onClose={() => setAsked(undefined)} />}
    </main>
  );
}
