// Head and foot of the wall: whose it is, which scene, how fresh, the time; lamps in words, the way to
// lists and to the director without a keyboard.
import { MINUTE } from '../../../kernel/duration.ts';
import { localDate } from '../../../kernel/instant.ts';
import { Logo } from '../../../ui/logo/logo.tsx';
import { exactTime } from '../../../ui/words/format.ts';
import { localeOf, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { StageView, WallNow } from '../core/contract.ts';
import type { Turn } from '../core/turn.ts';
import { nextScene } from '../core/turn.ts';
import { directorHref } from './lists.ts';
import { absolute, QrCode, writtenAddress } from './qr-code.tsx';
import { LampLegend } from './streets-panel.tsx';
import type { WallState } from './use-wall.ts';
import { wallTexts } from './wall-texts.ts';

/** `12:31:05` of `2026-11-22 12:31:05 UTC+8`. */
const clockOf = (at: number): string => exactTime(at).slice(11, 19);

function Freshness({ wall }: { wall: WallState }) {
  const t = useText(wallTexts);
  const { asOf, isStale, live } = wall;
  const time = asOf === undefined ? '' : clockOf(asOf);
  const words =
    asOf === undefined
      ? t.never
      : isStale
        ? t.stale(time)
        : live === 'live'
          ? `${t.live} · ${t.asOf(time)}`
          : `${t.polling} · ${t.asOf(time)}`;
  const state = isStale || asOf === undefined ? 'is-stale' : live === 'live' ? 'is-live' : 'is-polling';
  // The time moves every second: only what changes the meaning is read aloud.
  return (
    <p className={`gl-wall-fresh ${state}`}>
      <span className="gl-unseen" role="status">
        {isStale ? t.stale(time) : ''}
      </span>
      <span className="gl-wall-dot" aria-hidden="true" />
      {words}
    </p>
  );
}

interface HeadProps {
  readonly wall: WallState;
  readonly view: StageView;
  readonly turn: Turn;
  readonly isPinned: boolean;
  readonly tick: number;
}

function TurnWords({ view, turn, isPinned, tick }: Omit<HeadProps, 'wall'>) {
  const t = useText(wallTexts);
  const isZh = useSpoken() === 'zh';
  if (isPinned) return <span>{t.pinned}</span>;
  if (view.stage?.isHeld) return <span>{t.held}</span>;
  if (turn.until === null) return null;
  const left = Math.max(0, turn.until - tick);
  if (left > MINUTE) return null;
  const next = nextScene(view.plan, turn.scene);
  return <span>{t.next(isZh ? next.zh : next.en, `${Math.ceil(left / 1000)} s`)}</span>;
}

export function WallHead({ wall, view, turn, isPinned, tick }: HeadProps) {
  const t = useText(wallTexts);
  const language = useSpoken();
  const isZh = language === 'zh';
  const { now } = wall;
  // Whose figures stand there, whatever the scene: on a dead line the street's may outlast its turn.
  const isFocus = now !== undefined && now.areaPath !== view.areaPath;
  const day = new Date(tick).toLocaleDateString(localeOf(language), {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  });
  return (
    <header className="gl-wall-head">
      <div className="gl-wall-title">
        <Logo />
        <div>
          <h1>
            {isZh ? view.name : view.nameEn} {t.wall}
          </h1>
          <p className="gl-wall-scene">
            <strong>{isZh ? turn.scene.zh : turn.scene.en}</strong>
            {isFocus ? <span>{t.focusOn(isZh ? now.name : now.nameEn)}</span> : null}
            <TurnWords view={view} turn={turn} isPinned={isPinned} tick={tick} />
          </p>
        </div>
      </div>
      <Freshness wall={wall} />
      <div className="gl-wall-clock">
        <time dateTime={new Date(tick).toISOString()}>{clockOf(tick)}</time>
        <span>{day || localDate(tick)}</span>
      </div>
    </header>
  );
}

interface FootProps {
  readonly now: Pick<WallNow, 'areaPath' | 'lamps' | 'isMore'>;
  /** Of the wall, also while one street is in focus: it is directed as a whole. */
  readonly areaPath: string;
}

export function WallFoot({ now, areaPath }: FootProps) {
  const t = useText(wallTexts);
  const href = directorHref(areaPath);
  return (
    <footer className="gl-wall-foot">
      <span>{t.ways}</span>
      <LampLegend now={now} />
      <span className="gl-wall-keys">{t.keys}</span>
      <a className="gl-wall-way" href={href}>
        <span>
          {t.scanFor}
          <strong>{writtenAddress(href)}</strong>
        </span>
        <QrCode address={absolute(href)} label={t.scanFor} />
      </a>
    </footer>
  );
}
