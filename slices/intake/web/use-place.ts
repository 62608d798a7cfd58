// The ways to say where it is, without a screen: choosing a point asks the server which grid that is and
// refuses at once what is not served here; asking the device for its position never keeps anybody
// waiting.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import { useLanguage } from '../../../platform/web/i18n/public.ts';
import { reportDraft } from './draft-store.ts';
import { locate } from './report-api.ts';
import type { Draft, DraftPlace } from './report-draft.ts';

const WAIT_AT_MOST = 15 * SECOND;

export type Finding = 'idle' | 'finding' | 'denied' | 'not_found';

export interface PlaceState {
  /** Why the last point was refused, in words. */
  readonly refusal: string | undefined;
  readonly isLocating: boolean;
  readonly finding: Finding;
  readonly choose: (place: DraftPlace) => void;
  readonly findPosition: () => void;
}

/** Asks once for each point; a refusal takes the place back, weather leaves it to be asked again. */
function useLocating(draft: Draft, onRefused: (words: string) => void): boolean {
  const { place } = draft;
  const { language } = useLanguage();
  const point = place?.located ? undefined : place?.point;
  const asked = useQuery({
    queryKey: ['locate', point?.lon, point?.lat],
    queryFn: () => (point ? locate(point) : Promise.reject(new Error('no point to locate'))),
    enabled: point !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: (query) => (query.state.error && !isRefused(query.state.error) ? 8 * SECOND : false),
  });
  const { data, error } = asked;
  useEffect(() => {
    if (!point || !place) return;
    if (data) reportDraft.tell({ kind: 'located', at: place, located: data });
    else if (isRefused(error)) {
      reportDraft.tell({ kind: 'unplaced' });
      onRefused(tellError(error, language));
    }
  }, [data, error, point, place, language, onRefused]);
  return point !== undefined && asked.isFetching;
}

export function usePlace(draft: Draft): PlaceState {
  const [refusal, setRefusal] = useState<string>();
  const [finding, setFinding] = useState<Finding>('idle');
  const isLocating = useLocating(draft, setRefusal);
  const choose = (place: DraftPlace) => {
    setRefusal(undefined);
    setFinding('idle');
    reportDraft.tell({ kind: 'placed', place });
  };
  const findPosition = () => {
    if (!('geolocation' in navigator)) {
      setFinding('not_found');
      return;
    }
    setFinding('finding');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        choose({
          way: 'position',
          point: { lon: coords.longitude, lat: coords.latitude },
          accuracyMetres: Math.max(1, Math.round(coords.accuracy)),
        }),
      (error) => setFinding(error.code === error.PERMISSION_DENIED ? 'denied' : 'not_found'),
      { enableHighAccuracy: true, timeout: WAIT_AT_MOST, maximumAge: 30 * SECOND },
    );
  };
  return { refusal, isLocating, finding, choose, findPosition };
}
