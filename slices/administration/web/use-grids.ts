// What the grid workshop asks and sends: versions, the grids of one, and edits of a draft. An edit carries
// the revision that was read; who was second is told, and everything typed and drawn stays where it was.
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MultiPolygon } from 'geojson';
import { useState } from 'react';
import { api, ask, headersOf, readReply, urlOf } from '../../../platform/web/api/api.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { boxOf, type Areas, type Box } from '../../../platform/web/map/map-data.ts';
import type { Finding, VersionRow } from '../../areas/core/contract.ts';
import type {
  ChangedDraft,
  Compared,
  DraftState,
  Edit,
  LandFound,
} from '../../areas/core/contract-workshop.ts';

export type GridLevel = 'street' | 'community' | 'grid';

const of = (versionId: string) => ['grid version', versionId] as const;
const versionUrl = (versionId: string) => `/api/areas/versions/${versionId}`;
export const draftUrl = (versionId: string) => `/api/areas/drafts/${versionId}`;

/** What a change of any version makes old. */
export const ALL_VERSIONS = [['grid versions'], ['grid version'], ['areas'], ['proposals']] as const;

export const useVersions = (districtId: string) =>
  useQuery({
    queryKey: ['grid versions', districtId],
    enabled: districtId !== '',
    queryFn: ({ signal }) =>
      api.get<readonly VersionRow[]>('/api/areas/versions', { signal, query: { districtId } }),
  });

export const useDraft = (versionId: string) =>
  useQuery({
    queryKey: [...of(versionId), 'state'],
    queryFn: ({ signal }) => api.get<DraftState>(draftUrl(versionId), { signal }),
  });

export const useAreasOf = (versionId: string, level: GridLevel) =>
  useQuery({
    queryKey: [...of(versionId), 'areas', level],
    enabled: versionId !== '',
    queryFn: ({ signal }) =>
      api.get<Areas>(`${versionUrl(versionId)}/boundaries`, { signal, query: { level } }),
  });

export const useLand = (versionId: string, isAsked: boolean) =>
  useQuery({
    queryKey: [...of(versionId), 'land'],
    enabled: isAsked,
    queryFn: ({ signal }) => api.get<readonly LandFound[]>(`${versionUrl(versionId)}/land`, { signal }),
  });

export const useFindings = (versionId: string, isAsked: boolean) =>
  useQuery({
    queryKey: [...of(versionId), 'findings'],
    enabled: isAsked,
    queryFn: ({ signal }) => api.get<readonly Finding[]>(`${versionUrl(versionId)}/findings`, { signal }),
  });

/** With the version in force where no other is named. */
export const useDifferences = (versionId: string, withId: string | undefined, isAsked: boolean) =>
  useQuery({
    queryKey: [...of(versionId), 'differences', withId],
    enabled: isAsked,
    queryFn: ({ signal }) =>
      api.get<Compared>(`${versionUrl(versionId)}/differences`, { signal, query: { with: withId } }),
  });

/** Only what changed is drawn anew: a district has thousands of grids. */
function patch(queries: QueryClient, { versionId, changed, gone }: ChangedDraft): void {
  for (const level of ['street', 'community', 'grid'] as const) {
    queries.setQueryData<Areas>([...of(versionId), 'areas', level], (known) => {
      if (!known) return known;
      const fresh = changed.features.filter(({ properties }) => properties.level === level);
      const taken = new Set([...gone, ...fresh.map(({ properties }) => properties.path)]);
      const kept = known.features.filter(({ properties }) => !taken.has(properties.path));
      const features = [...kept, ...(fresh as unknown as Areas['features'])];
      return {
        ...known,
        features: features.sort((a, b) => (a.properties.path < b.properties.path ? -1 : 1)),
      };
    });
  }
}

type Sent =
  | { readonly act: 'steps'; readonly revision: number; readonly edit: Edit }
  | { readonly act: 'undo' | 'redo'; readonly revision: number }
  /** `mark`: another file is another intent. */
  | { readonly act: 'names'; readonly revision: number; readonly file: File; readonly mark: string };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function sendTo(versionId: string, sent: Sent, intent: Intent): Promise<ChangedDraft> {
  if (sent.act !== 'names') {
    const { act, ...body } = sent;
    return api.post<ChangedDraft>(`${draftUrl(versionId)}/${act}`, body, { intent });
  }
  const { file, revision } = sent;
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
  const reply = await ask(urlOf(`${draftUrl(versionId)}/names`, { revision }), {
    method: 'POST',
    body: file,
    headers: { ...headersOf(true, intent), 'content-type': type },
  });
  return readReply<ChangedDraft>(reply);
}

/** One edit, one step back, one step forth. `last` is what was done, in words. */
export function useEdits(versionId: string, revision: number, onDone: (changed: ChangedDraft) => void) {
  const queries = useQueryClient();
  const [last, setLast] = useState<ChangedDraft>();
  const [made, setMade] = useState(0);
  const sending = useSend(
    (sent: Sent, intent) => sendTo(versionId, sent, intent),
    {
      onDone: (changed) => {
        patch(queries, changed);
        const isOld = ({ queryKey }: { queryKey: readonly unknown[] }) =>
          queryKey[1] === versionId && queryKey[2] !== 'areas';
        void queries.invalidateQueries({ queryKey: ['grid version'], predicate: isOld });
        void queries.invalidateQueries({ queryKey: ['grid versions'] });
        setLast(changed);
        onDone(changed);
      },
    },
  );
  return {
    last,
    /** Steps done here; one taken back is none. */
    made,
    error: sending.error,
    isSending: sending.isSending,
    forget: sending.forget,
    edit: async (edit: Edit) => {
      if (await sending.send({ act: 'steps', revision, edit })) setMade((before) => before + 1);
    },
    rename: async (file: File) => {
      const mark = `${file.name} ${file.size} ${file.lastModified}`;
      if (await sending.send({ act: 'names', revision, file, mark })) setMade((before) => before + 1);
    },
    turn: (act: 'undo' | 'redo') => void sending.send({ act, revision }),
    /** As it is now, after somebody else was first. */
    reload: async () => {
      sending.forget();
      await queries.invalidateQueries({ queryKey: of(versionId) });
    },
  };
}

export type Edits = ReturnType<typeof useEdits>;

/** The box of one area, or of several. */
export const boxOfAreas = (areas: Areas | undefined, paths: readonly string[]): Box | undefined =>
  areas &&
  boxOf(
    { ...areas, features: areas.features.filter(({ properties }) => paths.includes(properties.path)) },
    [],
  );

export const boxOfGround = (geometry: MultiPolygon): Box | undefined =>
  boxOf(
    {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties: { path: '', name: '' }, geometry }],
    },
    [],
  );
