// Follows the phone's position while a report is being made. It never keeps anybody waiting: the form
// works without it, and says why there is none. Nothing is recorded or sent from here.
import { useEffect, useRef, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';

export type PositionMode = 'finding' | 'found' | 'denied' | 'not_found';

export interface Fix {
  readonly point: Point;
  readonly accuracyMetres: number;
}

export function usePosition(onFix: (fix: Fix) => void): PositionMode {
  const [mode, setMode] = useState<PositionMode>('finding');
  const latest = useRef(onFix);
  latest.current = onFix;
  useEffect(() => {
    if (!('geolocation' in navigator)) {
      setMode('not_found');
      return undefined;
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setMode('found');
        const accuracyMetres = Math.max(1, Math.round(coords.accuracy));
        latest.current({ point: { lon: coords.longitude, lat: coords.latitude }, accuracyMetres });
      },
      (error) =>
        setMode((was) => {
          if (error.code === error.PERMISSION_DENIED) return 'denied';
          return was === 'found' ? was : 'not_found';
        }),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, []);
  return mode;
}
