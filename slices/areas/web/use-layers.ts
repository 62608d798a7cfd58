// What screens ask about professional layers: which there are, the ground of one in force, what lies at a
// place.
import { useQueries, useQuery } from '@tanstack/react-query';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import { useMemo } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { api, urlOf } from '../../../platform/web/api/api.ts';
import { MARK_KINDS, type Marked, type MarkKind, markOf } from '../../../platform/web/map/marks.ts';
import type { LayerRow } from '../core/contract-layers.ts';

const URL = '/api/areas/layers';
/** A layer changes on days of its own, not during a walk. */
const FRESH_MS = 10 * MINUTE;

export const layerVersionUrl = (versionId: string): string => `${URL}/versions/${versionId}`;
export const layerGroundUrl = (versionId: string): string => `${layerVersionUrl(versionId)}/areas`;
export const layersUrl = (districtId: string): string => urlOf(URL, { districtId });

export const useLayers = (districtId: string) =>
  useQuery({
    queryKey: ['layers', 'of', districtId],
    enabled: districtId !== '',
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => api.get<readonly LayerRow[]>(layersUrl(districtId), { signal }),
  });

export interface LayerAreaNames {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}
export type LayerGround = FeatureCollection<MultiPolygon, LayerAreaNames>;

const groundQuery = (versionId: string) => ({
  queryKey: ['layers', 'areas', versionId],
  staleTime: FRESH_MS,
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    api.get<LayerGround>(layerGroundUrl(versionId), { signal }),
});

export const useLayerAreas = (versionId: string) => useQuery(groundQuery(versionId));

export interface LayerHit {
  readonly layerCode: string;
  readonly layerName: string;
  readonly layerNameEn: string | null;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

/** Rounded to a metre: a map that rests asks once, and a phone keeps the answer. */
const PLACES = 5;

export const useLayersAt = (at: Point | undefined) =>
  useQuery({
    queryKey: ['layers', 'at', at?.lon.toFixed(PLACES), at?.lat.toFixed(PLACES)],
    enabled: at !== undefined,
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => {
      const [lon, lat] = [at?.lon.toFixed(PLACES), at?.lat.toFixed(PLACES)];
      return api.get<readonly LayerHit[]>(urlOf(`${URL}/at`, { lon, lat }), { signal });
    },
  });

export interface LayerInForce {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly versionId: string;
  /** How its ground is hatched, the same on every map of the district. */
  readonly kind: MarkKind;
}

/** Those of a district that are in force, each with its hatch, in the order of their codes. */
export function layersInForce(layers: readonly LayerRow[]): readonly LayerInForce[] {
  return layers.flatMap(({ code, name, nameEn, versions }, at) => {
    const version = versions.find(({ state }) => state === 'published');
    const kind = MARK_KINDS[at % MARK_KINDS.length] ?? 'moved';
    return version ? [{ code, name, nameEn, versionId: version.versionId, kind }] : [];
  });
}

/** The ground of these layers for a map; undefined where none is shown. */
export function useLayerMarks(shown: readonly LayerInForce[]) {
  const asked = useQueries({ queries: shown.map(({ versionId }) => groundQuery(versionId)) });
  const version = asked.map(({ dataUpdatedAt }) => dataUpdatedAt).join(' ');
  const codes = shown.map(({ versionId }) => versionId).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moments of the answers stand for them
  const marked = useMemo((): Marked | undefined => {
    if (shown.length === 0) return undefined;
    const features = asked.flatMap(({ data }, at) =>
      (data?.features ?? []).map(({ geometry }) => markOf(shown[at]?.kind ?? 'moved', geometry)),
    );
    return { type: 'FeatureCollection', features };
  }, [codes, version]);
  const failed = asked.find(({ isError, data }) => isError && !data);
  return { marked, error: failed?.error, isPending: asked.some(({ isPending }) => isPending) };
}
