// The panels of a scene, each where the plan puts it.
import { count } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ReactNode } from 'react';
import type { WallNow } from '../core/contract.ts';
import type { Layout, Panel, Scene, Video } from '../core/plan.ts';
import { FiguresPanel } from './figures-panel.tsx';
import { IndicatorsPanel } from './indicators-panel.tsx';
import { MapPanel } from './map-panel.tsx';
import { RunningPanel } from './running-panel.tsx';
import { StreetsPanel } from './streets-panel.tsx';
import { VideoPanel } from './video-panel.tsx';
import { wallTexts } from './wall-texts.ts';

export interface PanelsProps {
  readonly scene: Scene;
  readonly layout: Layout;
  readonly now: WallNow;
  readonly videos: readonly Video[];
  readonly districtName: string;
}

function contentOf(panel: Panel, { now, videos }: PanelsProps): ReactNode {
  switch (panel) {
    case 'figures':
      return <FiguresPanel now={now} />;
    case 'map':
      return <MapPanel now={now} />;
    case 'streets':
      return <StreetsPanel now={now} />;
    case 'running':
      return <RunningPanel now={now} />;
    case 'indicators':
      return <IndicatorsPanel areaPath={now.areaPath} />;
    case 'video':
      return <VideoPanel videos={videos} />;
  }
}

export function Panels(props: PanelsProps) {
  const { scene, layout, now } = props;
  const t = useText(wallTexts);
  const language = useSpoken();
  const name = language === 'zh' ? now.name : now.nameEn;
  const titleOf = (panel: Panel): string =>
    panel === 'streets' && now.areaPath.includes('.') ? t.below : t[panel];
  const open = now.figures.find((one) => one.id === 'open')?.total ?? 0;
  const noteOf = (panel: Panel): string | undefined =>
    panel === 'map'
      ? [t.dots(count(open)), t.freshWords(now.fresh.length), t.hot].join(' · ')
      : panel === 'streets' || panel === 'figures'
        ? name
        : undefined;
  return (
    <div className="gl-wall-grid">
      {scene.layouts[layout].map(({ panel, column, row, columns, rows }) => (
        <section
          key={panel}
          className={`gl-wall-panel is-${panel}`}
          style={{ gridArea: `${row} / ${column} / span ${rows} / span ${columns}` }}
          aria-label={titleOf(panel)}
        >
          <h2>
            {titleOf(panel)} {noteOf(panel) === undefined ? null : <span>{noteOf(panel)}</span>}
          </h2>
          <div className="gl-wall-body">{contentOf(panel, props)}</div>
        </section>
      ))}
    </div>
  );
}
