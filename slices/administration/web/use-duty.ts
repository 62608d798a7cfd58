// What the screen of duty asks and sends, and whose rota the reader may arrange.
import { useQuery } from '@tanstack/react-query';
import { isWithin } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { type Session, useSession } from '../../../platform/web/session/session.tsx';
import type { LinkList, NewLink, QuietBody, RotaView } from '../../duty/core/contract.ts';
import type { Shift, WeeklyShift } from '../../duty/core/rota.ts';
import type { Unit } from '../../people/core/unit.ts';

const MOST_UNITS = 2000;
const STALE = [['duty'], ['changes']] as const;

/** Of the units in the reader's district those whose rota they may arrange; undefined while they load. */
export function useDutyUnits() {
  const { session } = useSession();
  const posts = session?.posts ?? [];
  const areaPath = posts[0]?.areaPath.slice(0, 6) ?? '';
  const asked = useQuery({
    queryKey: ['units', 'tree', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) =>
      api.get<{ units: readonly Unit[] }>('/api/units', { signal, query: { areaPath, limit: MOST_UNITS } }),
  });
  const isMine = (unit: Unit) =>
    !unit.isClosed &&
    posts.some((post) =>
      post.role === 'administrator'
        ? isWithin(unit.areaPath, post.areaPath)
        : (post.role === 'unit_head' || post.role === 'leader') && post.unitId === unit.id,
    );
  return { ...asked, units: asked.data?.units.filter(isMine) };
}

/** Without a day: from today on. */
export const useRota = (unitId: string, from?: string) =>
  useQuery({
    queryKey: ['duty', 'rota', unitId, from],
    enabled: unitId !== '',
    queryFn: ({ signal }) => api.get<RotaView>(`/api/duty/units/${unitId}/rota`, { signal, query: { from } }),
  });

/** Without a unit: one's own alone. */
export const useLinks = (unitId?: string) =>
  useQuery({
    queryKey: ['duty', 'links', unitId],
    enabled: unitId !== '',
    queryFn: ({ signal }) => api.get<LinkList>('/api/duty/links', { signal, query: { unitId } }),
  });

export interface WeekInput {
  readonly since: string;
  readonly version: number;
  readonly weekly: readonly WeeklyShift[];
}
export const useSetWeek = (unitId: string, onDone: () => void) =>
  useSend(
    ({ since, ...body }: WeekInput, intent) =>
      api.put<unknown>(`/api/duty/units/${unitId}/patterns/${since}`, body, { intent }),
    { refresh: STALE, onDone },
  );

export interface DayInput {
  readonly day: string;
  readonly version: number;
  readonly shifts: readonly Shift[] | null;
  readonly why: string;
}
export const useSetDay = (unitId: string, onDone: () => void) =>
  useSend(
    ({ day, ...body }: DayInput, intent) =>
      api.put<unknown>(`/api/duty/units/${unitId}/days/${day}`, body, { intent }),
    { refresh: STALE, onDone },
  );

export const useAddQuiet = (onDone: () => void) =>
  useSend((body: QuietBody, intent) => api.post<unknown>('/api/duty/quiet', body, { intent }), {
    refresh: STALE,
    onDone,
  });
export const useRemoveQuiet = () =>
  useSend((id: string, intent) => api.post<unknown>(`/api/duty/quiet/${id}/remove`, {}, { intent }), {
    refresh: STALE,
  });

/** What a phone keeps of the rotas of one's own units. */
export const dutyUrls = ({ posts }: Pick<Session, 'posts'>): readonly string[] => [
  ...new Set(posts.map(({ unitId }) => `/api/duty/units/${unitId}/rota`)),
];

export const useMakeLink = () =>
  useSend(
    (unitId: string | null, intent) => api.post<NewLink>('/api/duty/links', { unitId }, { intent }),
    { refresh: STALE },
  );
export const useRevokeLink = (onDone: () => void) =>
  useSend((id: string, intent) => api.post<unknown>(`/api/duty/links/${id}/revoke`, {}, { intent }), {
    refresh: STALE,
    onDone,
  });
