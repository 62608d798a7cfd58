// One import as its screen follows it: sent, looked at, tried, run, cancelled; asked anew each second while
// a server works on it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Static } from '@sinclair/typebox';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import type { FaultsReply, ImportView, ImportWords, PreviewReply } from '../core/contract-imports.ts';
import { packFiles } from './pack-files.ts';
import { sendImport } from './send-import.ts';

export type Preview = Static<typeof PreviewReply>;
export type Fault = Static<typeof FaultsReply>['faults'][number];

const MOST_FAULTS = 20;
const isWorking = (view: ImportView | undefined): boolean =>
  view?.state === 'judging' || view?.state === 'writing';

export const useImports = (districtId: string) =>
  useQuery({
    queryKey: ['component-imports', districtId],
    enabled: districtId !== '',
    queryFn: ({ signal }) =>
      api.get<{ imports: readonly ImportView[] }>(`/api/districts/${districtId}/component-imports`, {
        signal,
      }),
  });

const one = (id: string): string => `/api/component-imports/${id}`;

/** The import in the address, as it stands. */
export function useImport() {
  const { query } = useRoute();
  const id = query.get('import') ?? '';
  return useQuery({
    queryKey: ['component-import', id],
    enabled: id !== '',
    queryFn: ({ signal }) => api.get<ImportView>(one(id), { signal }),
    refetchInterval: ({ state }) => (isWorking(state.data) ? SECOND : false),
  });
}

export const usePreview = (view: ImportView | undefined) =>
  useQuery({
    queryKey: ['component-import', view?.id, 'preview'],
    enabled: view !== undefined && !['receiving', 'done'].includes(view.state),
    retry: false,
    queryFn: ({ signal }) => api.get<Preview>(`${one(view?.id ?? '')}/preview`, { signal }),
  });

export const useFaults = (view: ImportView) =>
  useQuery({
    queryKey: ['component-import', view.id, 'faults', view.refused],
    enabled: view.refused > 0,
    queryFn: ({ signal }) =>
      api.get<{ faults: readonly Fault[] }>(`${one(view.id)}/faults`, {
        signal,
        query: { limit: MOST_FAULTS },
      }),
  });

/** A file on its way; `share` is undefined while none is. */
export function useUpload(districtId: string) {
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<Error>();
  const stopping = useRef<AbortController>(undefined);
  const queries = useQueryClient();
  const upload = async (files: readonly File[]): Promise<void> => {
    const file = await packFiles(files);
    if (!file) return;
    const controller = new AbortController();
    stopping.current = controller;
    setError(undefined);
    setShare(0);
    try {
      const view = await sendImport(districtId, file, { signal: controller.signal, onShare: setShare });
      setQuery({ import: view.id });
      await queries.invalidateQueries({ queryKey: ['component-imports'] });
    } catch (failed) {
      const isStopped = failed instanceof DOMException && failed.name === 'AbortError';
      if (!isStopped) setError(failed as Error);
    } finally {
      setShare(undefined);
    }
  };
  return { share, error, upload, stop: () => stopping.current?.abort() };
}

const STALE = [['component-import'], ['component-imports'], ['components']] as const;

export const useRun = () =>
  useSend(
    ({ id, isTrial, terms }: { id: string; isTrial: boolean; terms: ImportWords }, intent) =>
      api.post<ImportView>(`${one(id)}/run`, { isTrial, terms }, { intent }),
    { refresh: STALE },
  );

/** Whoever looks at it looks at nothing afterwards. */
export function useDiscard() {
  const { query } = useRoute();
  return useSend(
    async (id: string, intent) => {
      const gone = await api.delete<{ id: string }>(one(id), { intent });
      if (query.get('import') === id) setQuery({ import: undefined });
      return gone;
    },
    { refresh: [['component-imports']] },
  );
}

export const useCancel = () =>
  useSend((id: string, intent) => api.post<ImportView>(`${one(id)}/cancel`, undefined, { intent }), {
    refresh: STALE,
  });
