// Reading cases on a screen: one case, a view of many, the proposal of the rules; and acting on one. Live
// events make the answers old (`useCasesLive`, once per shell); nothing here decides what is allowed.
import {
  keepPreviousData,
  type QueryClient,
  type QueryKey,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { api, type QueryValue } from '../../../platform/web/api/api.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import type { LiveEvent, LiveState } from '../../../platform/web/live/live.ts';
import { useLive } from '../../../platform/web/live/use-live.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import type {
  Acted,
  CaseList,
  CaseListItem,
  CaseView,
  HistoryCheck,
  ListedCase,
} from '../core/contract.ts';
import type { Proposal } from '../core/proposal.ts';
import { showOwnAct } from './points-pace.ts';

export type Body = Readonly<Record<string, unknown>>;
export type { Acted, CaseListItem, CaseView, HistoryCheck, ListedCase, ListQuery, Proposal };
export type Ability = CaseView['abilities'][number];
export type AbilityField = Ability['fields'][number];
export type StepView = CaseView['steps'][number];
/** What a view asks for; pages are asked for by themselves. */
export type View = Omit<ListQuery, 'cursor'>;

const caseKey = (caseId: string): QueryKey => ['case', caseId];
export const CASES_KEY: QueryKey = ['cases'];

const askCase = (caseId: string, signal: AbortSignal): Promise<CaseView> =>
  api.get<CaseView>(`/api/cases/${caseId}`, { signal });

/** Asks for the cases that will be opened next, so that a key shows them at once. */
export function useCasesAhead(caseIds: readonly string[]): void {
  const queries = useQueryClient();
  const subject = caseIds.join(' ');
  useEffect(() => {
    for (const caseId of subject === '' ? [] : subject.split(' ')) {
      const queryFn = ({ signal }: { signal: AbortSignal }) => askCase(caseId, signal);
      void queries.prefetchQuery({ queryKey: caseKey(caseId), queryFn, staleTime: 30 * SECOND });
    }
  }, [subject, queries]);
}

/** One case with history, clocks, lamps and abilities. */
export const useCase = (caseId: string | undefined) =>
  useQuery({
    queryKey: caseKey(caseId ?? ''),
    enabled: caseId !== undefined,
    queryFn: ({ signal }) => askCase(caseId ?? '', signal),
  });

const queryOf = (view: ListQuery): Record<string, QueryValue> => ({ ...view });

/** The newest cases of a view, page by page; `fetchNextPage` asks for more. */
export function useCases(view: View, isEnabled = true) {
  const asked = useInfiniteQuery({
    queryKey: [...CASES_KEY, view],
    enabled: isEnabled,
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      api.get<CaseList>('/api/cases', {
        signal,
        query: queryOf({ ...view, ...(pageParam ? { cursor: pageParam } : {}) }),
      }),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  const items = useMemo(() => asked.data?.pages.flatMap((page) => page.items) ?? [], [asked.data]);
  return { ...asked, items };
}

export interface ProposalQuery {
  readonly itemCode?: string;
  readonly lon?: number;
  readonly lat?: number;
}

/** Who would be responsible for the case as it stands, or with another item or place, and why. */
export const useProposal = (caseId: string | undefined, changed: ProposalQuery = {}) =>
  useQuery({
    queryKey: ['case', caseId ?? '', 'proposal', changed],
    enabled: caseId !== undefined,
    queryFn: ({ signal }) =>
      api.get<Proposal>(`/api/cases/${caseId}/proposal`, { signal, query: { ...changed } }),
    staleTime: 60 * SECOND,
  });

/** Whether the chain of hashes is whole; asked by whoever wants to know. */
export const useHistoryCheck = (caseId: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['case', caseId, 'verify'],
    enabled: isAsked,
    queryFn: ({ signal }) => api.get<HistoryCheck>(`/api/cases/${caseId}/history/verify`, { signal }),
  });

export interface Act {
  readonly caseId: string;
  readonly action: string;
  readonly body: Body;
  /** The version the screen showed: refused as `cases.changed` when someone was quicker. */
  readonly version?: number;
}

/** Whoever did it sees it at once, whatever else happens. */
async function shown(doing: Promise<Acted>): Promise<Acted> {
  const acted = await doing;
  showOwnAct();
  return acted;
}

export const actOn = ({ caseId, action, body, version }: Act, intent: Intent): Promise<Acted> =>
  shown(api.post<Acted>(`/api/cases/${caseId}/${action}`, body, {
    intent,
    ...(version === undefined ? {} : { query: { version } }),
  }));

export const report = (body: Body, intent: Intent, isSolved = false): Promise<Acted> =>
  shown(api.post<Acted>(isSolved ? '/api/cases/solved' : '/api/cases', body, { intent }));

/** The queries that an event of a case makes old. */
export function madeOld(event: LiveEvent): readonly QueryKey[] {
  // Told a moment after the step itself, and by what people say to it.
  if (event.kind.startsWith('notice.')) return [['notices']];
  if (!event.kind.startsWith('case.')) return [];
  const own: QueryKey[] = event.caseId === undefined ? [] : [caseKey(event.caseId)];
  return [CASES_KEY, ['notices'], ...own];
}

/** Once per shell: everything of cases on this screen follows what happens in the districts of the posts. */
export function useCasesLive(posts: readonly { readonly areaPath: string }[]): LiveState {
  const districts = [...new Set(posts.map((post) => `district:${post.areaPath.slice(0, 6)}`))].sort();
  return useLive(districts, madeOld);
}

/** Asked again after an act, whether or not the live stream is up. */
export const staleAfterAct = (caseId: string): readonly QueryKey[] => [
  CASES_KEY,
  caseKey(caseId),
  ['notices'],
];

/** Lets go of a case that an act has changed and nobody looks at: who comes back to it waits for what it is
 *  now, and never acts on an answer from before. */
export const forgetCase = (queries: QueryClient, caseId: string): void =>
  queries.removeQueries({ queryKey: caseKey(caseId), type: 'inactive' });
