// What the screen of professional layers asks beside what every map does.
import { useQuery } from '@tanstack/react-query';
import { api } from '../../../platform/web/api/api.ts';
import type { LayerFinding } from '../../areas/core/contract-layers.ts';
import { layerVersionUrl } from '../../areas/web/public.ts';

export const LAYERS = [['layers']] as const;

export const useLayerFindings = (versionId: string) =>
  useQuery({
    queryKey: ['layers', 'findings', versionId],
    queryFn: ({ signal }) =>
      api.get<readonly LayerFinding[]>(`${layerVersionUrl(versionId)}/findings`, { signal }),
  });
