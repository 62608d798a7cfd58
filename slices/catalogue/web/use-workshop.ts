// What the lists workshop asks and sends. Everything that a save changes is asked again.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Static } from '@sinclair/typebox';
import { api, ask, headersOf, readReply, urlOf } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import type { VersionsReply } from '../core/contract.ts';
import type {
  FileReply,
  ListDifferencesReply,
  ProofReply,
  ProofsReply,
  StepReply,
  StepsReply,
  WorkshopAuditReply,
} from '../core/contract-workshop.ts';
import type { ListRow } from '../core/list-rows.ts';

export type Version = Static<typeof VersionsReply>['versions'][number];
export type Proof = Static<typeof ProofReply>;
export type Saved = Static<typeof StepReply>;

/** One unit as the workshop names it. */
export interface UnitHere {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

export interface RowLine {
  readonly key: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly row: ListRow;
}
export interface RowsPage {
  readonly catalogueId: string;
  readonly revision: number;
  readonly isEditable: boolean;
  readonly total: number;
  readonly rows: readonly RowLine[];
  readonly next: string | null;
}

const ROOT = 'lists workshop';
const STALE = [[ROOT]] as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const POLL_MS = 1_000;

const base = (districtId: string) => `/api/catalogue/${districtId}`;
export const versionUrl = (districtId: string, catalogueId: string) =>
  `${base(districtId)}/versions/${catalogueId}`;
const draftUrl = (districtId: string, catalogueId: string) => `${base(districtId)}/drafts/${catalogueId}`;
export const proofUrl = (districtId: string, proofId: string) => `${base(districtId)}/proofs/${proofId}`;

export const isDraft = ({ state }: Pick<Version, 'state'>): boolean =>
  state === 'draft' || state === 'checked';

export const useVersions = (districtId: string) =>
  useQuery({
    queryKey: [ROOT, districtId, 'versions'],
    enabled: districtId !== '',
    queryFn: ({ signal }) =>
      api.get<Static<typeof VersionsReply>>(`${base(districtId)}/versions`, { signal }),
  });

interface OfVersion {
  readonly districtId: string;
  readonly catalogueId: string;
}

export interface RowsChoice extends OfVersion {
  readonly table: string;
  readonly text: string;
  readonly rows: string;
  readonly limit: number;
}

export const useRows = ({ districtId, catalogueId, table, text, rows, limit }: RowsChoice) =>
  useQuery({
    queryKey: [ROOT, districtId, 'rows', catalogueId, table, text, rows, limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<RowsPage>(`${versionUrl(districtId, catalogueId)}/rows`, {
        signal,
        query: {
          limit,
          ...(rows === '' ? { table } : { rows }),
          ...(text === '' ? {} : { text }),
        },
      }),
  });

export const useDifferences = ({ districtId, catalogueId }: OfVersion, other: string) =>
  useQuery({
    queryKey: [ROOT, districtId, 'differences', catalogueId, other],
    queryFn: ({ signal }) =>
      api.get<Static<typeof ListDifferencesReply>>(`${versionUrl(districtId, catalogueId)}/differences`, {
        signal,
        query: { with: other === '' ? undefined : other },
      }),
  });

export const useAudit = ({ districtId, catalogueId }: OfVersion) =>
  useQuery({
    queryKey: [ROOT, districtId, 'audit', catalogueId],
    queryFn: ({ signal }) =>
      api.get<Static<typeof WorkshopAuditReply>>(`${versionUrl(districtId, catalogueId)}/audit`, {
        signal,
      }),
  });

export const useSteps = ({ districtId, catalogueId }: OfVersion) =>
  useQuery({
    queryKey: [ROOT, districtId, 'steps', catalogueId],
    queryFn: ({ signal }) =>
      api.get<Static<typeof StepsReply>>(`${draftUrl(districtId, catalogueId)}/steps`, { signal }),
  });

type Proofs = Static<typeof ProofsReply>;
const isProving = (found: Proofs | undefined): boolean =>
  found?.proofs.some(({ state }) => state === 'running') === true;

/** Looked at every second while one is under way. */
export const useProofs = ({ districtId, catalogueId }: OfVersion) =>
  useQuery<Proofs>({
    queryKey: [ROOT, districtId, 'proofs', catalogueId],
    refetchInterval: (query) => (isProving(query.state.data) ? POLL_MS : false),
    queryFn: ({ signal }): Promise<Proofs> =>
      api.get<Proofs>(`${versionUrl(districtId, catalogueId)}/proofs`, { signal }),
  });

export interface Save {
  readonly revision: number;
  readonly put: readonly ListRow[];
  readonly remove: readonly string[];
}

export const useSave = ({ districtId, catalogueId }: OfVersion, hooks: SendHooks<Saved> = {}) =>
  useSend(
    (save: Save, intent) => api.post<Saved>(`${draftUrl(districtId, catalogueId)}/rows`, save, { intent }),
    { ...hooks, refresh: STALE },
  );

export interface Write {
  readonly path: string;
  readonly body?: unknown;
}
export interface Written {
  readonly catalogueId?: string;
  readonly isDone?: boolean;
  readonly proposalId?: string | null;
}

/** Any other write: begin, publish, give up, bring back, undo, prove, cancel. */
export const useWorkshopWrite = (districtId: string, hooks: SendHooks<Written> = {}) =>
  useSend(
    ({ path, body }: Write, intent) => api.post<Written>(`${base(districtId)}${path}`, body, { intent }),
    { ...hooks, refresh: [...STALE, ['changes'], ['proposals']] },
  );

export const useImportTables = (
  { districtId, catalogueId }: OfVersion,
  hooks: SendHooks<Static<typeof FileReply>>,
) =>
  useSend(
    async ({ file, revision }: { readonly file: File; readonly revision: number }, intent) => {
      const reply = await ask(urlOf(`${draftUrl(districtId, catalogueId)}/tables`, { revision }), {
        method: 'POST',
        body: file,
        headers: { ...headersOf(true, intent), 'content-type': XLSX },
      });
      return readReply<Static<typeof FileReply>>(reply);
    },
    { ...hooks, refresh: STALE },
  );
