// The map of a wall: it looks at the whole area, is not moved by hand, and shows heat, lamps and pulses.
// The library loads only with it. Without WebGL it says so; the same cases stand in the lists beside it.
import { lazy, Suspense, useState } from 'react';
import { Loading } from '../../../ui/states/states.tsx';
import type { LampColour } from '../../../ui/lamp/lamp.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Areas } from './map-data.ts';
import { mapTexts } from './map-texts.ts';
import './map.css';
import './wall-map.css';

export interface WallDot {
  readonly lon: number;
  readonly lat: number;
  readonly lamp: LampColour;
  readonly total: number;
}

export interface WallPulse {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly lamp: LampColour;
}

export interface WallMapProps {
  readonly label: string;
  readonly areas: Areas;
  /** What the map is about: when it changes, it looks at all of it anew. */
  readonly subject: string;
  readonly dots: readonly WallDot[];
  readonly pulses: readonly WallPulse[];
}

const WallMapCanvas = lazy(() => import('./wall-map-canvas.tsx'));

export function WallMap(props: WallMapProps) {
  const t = useText(mapTexts);
  const [isDrawn, setDrawn] = useState(true);
  if (!isDrawn) return <p className="gl-wall-map-none">{t.noMap}</p>;
  return (
    <Suspense fallback={<Loading lines={6} />}>
      <WallMapCanvas {...props} onFailure={() => setDrawn(false)} />
    </Suspense>
  );
}
