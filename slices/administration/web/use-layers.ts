// What the screen of professional layers asks.
import { useQuery } from '@tanstack/react-query';
import type { FeatureCollection, MultiPolygon } from 'geojson';
import type { Point } from '../../../kernel/geo.ts';
import { api } from '../../../platform/web/api/api.ts';
import type { LayerFinding, LayerRow } from '../../areas/core/contract-layers.ts';

export const LAYERS = [['layers']] as const;
const URL = '/api/areas/layers';

export const versionUrl = (versionId: string): string => `${URL}/versions/${versionId}`;

export const useLayers = (districtId: string) =>
  useQuery({
    queryKey: ['layers', 'of', districtId],
    queryFn: ({ signal }) => api.get<readonly LayerRow[]>(URL, { signal, query: { districtId } }),
  });

export interface LayerAreaNames {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export const useLayerAreas = (versionId: string) =>
  useQuery({
    queryKey: ['layers', 'areas', versionId],
    queryFn: ({ signal }) =>
      api.get<FeatureCollection<MultiPolygon, LayerAreaNames>>(`${versionUrl(versionId)}/areas`, {
        signal,
      }),
  });

export const useLayerFindings = (versionId: string) =>
  useQuery({
    queryKey: ['layers', 'findings', versionId],
    queryFn: ({ signal }) =>
      api.get<readonly LayerFinding[]>(`${versionUrl(versionId)}/findings`, { signal }),
  });

export interface LayerHit {
  readonly layerCode: string;
  readonly layerName: string;
  readonly layerNameEn: string | null;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
}

export const useLayersAt = (at: Point | undefined) =>
  useQuery({
    queryKey: ['layers', 'at', at?.lon, at?.lat],
    enabled: at !== undefined,
    queryFn: ({ signal }) =>
      api.get<readonly LayerHit[]>(`${URL}/at`, { signal, query: { lon: at?.lon, lat: at?.lat } }),
  });
