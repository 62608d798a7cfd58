// What the screen of the peace index looks at stands in the address; what it asks and sends is here.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { isWithin, rightTo } from '../../../kernel/rights.ts';
import { api, ask, headersOf, readReply, urlOf } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import type {
  CheckedImport,
  Entries,
  ImportBody,
  Imported,
  IndicatorBody,
  Indicators,
  IndicatorView,
  Series,
  ValueBody,
} from '../core/contract.ts';
import type {
  IndexTable,
  Past,
  ProposeBody,
  Schemes,
  Simulation,
  SimulationBody,
} from '../core/contract-index.ts';
import { peacePolicy } from '../core/policy.ts';
import { isDay, monthStart, SPAN_KINDS, type SpanKind } from '../core/span.ts';

const ROOT = 'peace';
const STALE = [[ROOT]] as const;
export const PARTS = ['index', 'series', 'scheme'] as const;
export type PartName = (typeof PARTS)[number];
const DEPTH = 3;

/** The widest areas in which one of the posts may do this. */
function areasFor({ personId, name, posts }: Session, operation: string): readonly string[] {
  const paths = posts.flatMap((post) => {
    const actor = { kind: 'person', personId, name, posts: [post] } as const;
    return rightTo(peacePolicy, actor, operation, { areaPath: post.areaPath }) ? [post.areaPath] : [];
  });
  return [...new Set(paths)].filter(
    (path) =>
      path.split('.').length <= DEPTH && paths.every((other) => other === path || !isWithin(path, other)),
  );
}

const among = <T extends string>(all: readonly T[], value: string | null): T | undefined =>
  all.find((one) => one === value);

export interface Choice {
  readonly areaPath: string | undefined;
  readonly own: readonly string[];
  readonly mayTell: boolean;
  readonly day: string;
  readonly part: PartName;
  readonly row: string | null;
  readonly indicator: string;
  readonly span: SpanKind;
}

export function useChoice(): Choice {
  const { session } = useSession();
  const { query } = useRoute();
  const today = localDate(useNow(60_000));
  const own = useMemo(() => (session ? areasFor(session, 'peace.read') : []), [session]);
  const telling = useMemo(() => (session ? areasFor(session, 'peace.tell') : []), [session]);
  const asked = query.get('areaPath');
  const isMine =
    asked !== null && asked.split('.').length <= DEPTH && own.some((path) => isWithin(asked, path));
  const areaPath = isMine ? asked : own[0];
  const day = query.get('day') ?? '';
  return {
    areaPath,
    own,
    mayTell: areaPath !== undefined && telling.some((path) => isWithin(areaPath, path)),
    // The last month that is over and whole.
    day: isDay(day) ? day : monthStart(today, -1),
    part: among(PARTS, query.get('part')) ?? 'index',
    row: query.get('row'),
    indicator: query.get('indicator') ?? 'petitions',
    span: among(SPAN_KINDS, query.get('span')) ?? 'month',
  };
}

export const useIndex = ({ areaPath, day }: Choice) =>
  useQuery({
    queryKey: [ROOT, 'index', areaPath, day],
    enabled: areaPath !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get<IndexTable>('/api/peace/index', { signal, query: { areaPath, day } }),
  });

export const usePast = (areaPath: string, day: string) =>
  useQuery({
    queryKey: [ROOT, 'past', areaPath, day],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Past>('/api/peace/past', { signal, query: { areaPath, day, limit: 24 } }),
  });

export const useIndicators = (areaPath: string | undefined) =>
  useQuery({
    queryKey: [ROOT, 'indicators', areaPath],
    enabled: areaPath !== undefined,
    queryFn: ({ signal }) => api.get<Indicators>('/api/peace/indicators', { signal, query: { areaPath } }),
  });

export const useSeries = ({ areaPath, indicator, span, day }: Choice) =>
  useQuery({
    queryKey: [ROOT, 'series', areaPath, indicator, span, day],
    enabled: areaPath !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      api.get<Series>('/api/peace/series', { signal, query: { areaPath, indicator, span, day, limit: 24 } }),
  });

export type Told = Pick<ValueBody, 'areaPath' | 'indicator' | 'span' | 'day'>;

export const useEntries = (of: Told) =>
  useQuery({
    queryKey: [ROOT, 'entries', of],
    queryFn: ({ signal }) => api.get<Entries>('/api/peace/entries', { signal, query: { ...of } }),
  });

export const useSchemes = (districtId: string) =>
  useQuery({
    queryKey: [ROOT, 'schemes', districtId],
    enabled: districtId !== '',
    queryFn: ({ signal }) => api.get<Schemes>('/api/peace/schemes', { signal, query: { districtId } }),
  });

export const useTell = (hooks: SendHooks<{ revision: number }> = {}) =>
  useSend(
    (body: ValueBody, intent) => api.post<{ revision: number }>('/api/peace/values', body, { intent }),
    { ...hooks, refresh: STALE },
  );

export const useAddIndicator = (hooks: SendHooks<IndicatorView> = {}) =>
  useSend(
    (body: IndicatorBody, intent) => api.post<IndicatorView>('/api/peace/indicators', body, { intent }),
    { ...hooks, refresh: STALE },
  );

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Nothing is written: sent again it does no harm. */
export const useCheckImport = (areaPath: string) =>
  useSend(async (file: File) => {
    const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
    const reply = await ask(urlOf('/api/peace/imports/check', { areaPath }), {
      method: 'POST',
      body: file,
      headers: { ...headersOf(true), 'content-type': type },
    });
    return readReply<CheckedImport>(reply);
  });

export const useImport = (hooks: SendHooks<Imported> = {}) =>
  useSend((body: ImportBody, intent) => api.post<Imported>('/api/peace/imports', body, { intent }), {
    ...hooks,
    refresh: STALE,
  });

export const useSimulate = () =>
  useSend((body: SimulationBody) => api.post<Simulation>('/api/peace/simulations', body));

export const usePropose = (hooks: SendHooks<{ proposalId: string }> = {}) =>
  useSend(
    (body: ProposeBody, intent) => api.post<{ proposalId: string }>('/api/peace/schemes', body, { intent }),
    { ...hooks, refresh: [...STALE, ['changes']] },
  );
