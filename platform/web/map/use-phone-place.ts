// Where the phone is, while a map is open and the person has asked for it. Nothing is recorded or sent from
// here.
import { useCallback, useEffect, useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';

export type PlaceMode = 'off' | 'finding' | 'found' | 'denied' | 'not_found';

export interface PhonePlace {
  readonly mode: PlaceMode;
  readonly point: Point | undefined;
  readonly accuracyMetres: number | undefined;
  /** Asks the device, and the person for leave where that is still open. */
  readonly find: () => void;
}

export function usePhonePlace(): PhonePlace {
  const [mode, setMode] = useState<PlaceMode>('off');
  const [fix, setFix] = useState<{ readonly point: Point; readonly accuracyMetres: number }>();
  const isAsked = mode !== 'off';
  useEffect(() => {
    if (!isAsked) return undefined;
    if (!('geolocation' in navigator)) {
      setMode('not_found');
      return undefined;
    }
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        setMode('found');
        const accuracyMetres = Math.max(1, Math.round(coords.accuracy));
        setFix({ point: { lon: coords.longitude, lat: coords.latitude }, accuracyMetres });
      },
      (error) =>
        setMode((was) =>
          error.code === error.PERMISSION_DENIED ? 'denied' : was === 'found' ? was : 'not_found',
        ),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [isAsked]);
  const find = useCallback(() => setMode((was) => (was === 'off' ? 'finding' : was)), []);
  return { mode, point: fix?.point, accuracyMetres: fix?.accuracyMetres, find };
}
