// Follows the device's position for as long as somebody looks: one way of asking, one way of failing. It
// keeps nobody waiting and says why there is none. Nothing is recorded or sent from here.
import { useEffect, useRef, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';

export type PositionMode = 'finding' | 'found' | 'denied' | 'not_found';

export interface Fix {
  readonly point: Point;
  readonly accuracyMetres: number;
}

const HOW: PositionOptions = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 };

const fixOf = ({ coords }: GeolocationPosition): Fix => ({
  point: { lon: coords.longitude, lat: coords.latitude },
  accuracyMetres: Math.max(1, Math.round(coords.accuracy)),
});

/** Asks nothing while not wanted. What was found is not lost by a later failure, but for leave taken back. */
export function useWatchedPosition(isAsked: boolean, onFix: (fix: Fix) => void): PositionMode {
  const [mode, setMode] = useState<PositionMode>('finding');
  const latest = useRef(onFix);
  latest.current = onFix;
  useEffect(() => {
    if (!isAsked) return undefined;
    if (!('geolocation' in navigator)) {
      setMode('not_found');
      return undefined;
    }
    const watch = navigator.geolocation.watchPosition(
      (position) => {
        setMode('found');
        latest.current(fixOf(position));
      },
      (error) =>
        setMode((was) => {
          if (error.code === error.PERMISSION_DENIED) return 'denied';
          return was === 'found' ? was : 'not_found';
        }),
      HOW,
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [isAsked]);
  return mode;
}
