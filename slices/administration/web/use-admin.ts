// What the screens of administration ask and send, and for which areas the reader administers.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { isWithin, type Role } from '../../../kernel/rights.ts';
import { api } from '../../../platform/web/api/api.ts';
import { type SendHooks, useSend } from '../../../platform/web/api/use-send.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import type { Choice } from '../../../ui/text-field/text-field.tsx';
import { useAreaChoices } from '../../cases/web/public.ts';
import { needsSecond } from '../../people/core/two-people.ts';
import type { Gaps, Roster } from '../../people/core/contract-staff.ts';

const PAGE = 50;
const REST_MS = 250;

/** The areas of the reader's posts as administrator, widest first. */
export function useOwnAreas(): readonly string[] {
  const { session } = useSession();
  const paths = (session?.posts ?? [])
    .filter((post) => post.role === 'administrator')
    .map((post) => post.areaPath);
  return [...new Set(paths)].sort((a, b) => a.length - b.length);
}

/** The area in the address, where it is the reader's; else the widest of their own. */
export function useAdminArea(): string {
  const own = useOwnAreas();
  const { query } = useRoute();
  const asked = query.get('area') ?? '';
  return own.some((path) => isWithin(asked, path)) ? asked : (own[0] ?? '');
}

/** Every area that the reader administers, down to the grid or less deep. */
export function useOwnAreaChoices(deepest: 'community' | 'grid'): readonly Choice[] {
  const own = useOwnAreas();
  const all = useAreaChoices(own[0]?.slice(0, 6) ?? '', deepest);
  return all.filter(({ value }) => own.some((path) => isWithin(value, path)));
}

export interface RosterChoice {
  readonly areaPath: string;
  readonly words?: string | undefined;
  readonly role?: string | undefined;
  readonly state?: string | undefined;
  readonly personId?: string | undefined;
  readonly unitId?: string | undefined;
  readonly hasNoPost?: boolean | undefined;
}

type RosterPage = RosterChoice & { readonly limit: number; readonly after: string | undefined };

/** Whatever is typed may be somebody's number: it goes in a body, since an address lands in logs. */
const askRoster = (asked: RosterPage, signal: AbortSignal): Promise<Roster> =>
  asked.words === undefined
    ? api.get<Roster>('/api/people/roster', { signal, query: { ...asked } })
    : api.post<Roster>('/api/people/roster', asked, { signal });

/** No key of a cache outlives the page. What is typed is asked for once the fingers rest. */
export function useRoster({ words, ...choice }: RosterChoice) {
  const asked = { ...choice, words: useRested(words, REST_MS) };
  return useInfiniteQuery({
    queryKey: ['roster', asked],
    enabled: choice.areaPath !== '',
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => askRoster({ ...asked, limit: PAGE, after: pageParam }, signal),
    getNextPageParam: (page) => (page.isMore ? page.people.at(-1)?.id : undefined),
  });
}

export const useGaps = (areaPath: string) =>
  useQuery({
    queryKey: ['gaps', areaPath],
    enabled: areaPath !== '',
    queryFn: ({ signal }) => api.get<Gaps>('/api/people/gaps', { signal, query: { areaPath } }),
  });

const STALE = [['roster'], ['gaps'], ['units'], ['changes'], ['proposals'], ['people']] as const;

export interface Waiting {
  readonly isDone?: boolean;
  readonly proposalId?: string | null;
}

type Write = { readonly method: 'post' | 'patch'; readonly url: string; readonly body: unknown };

/** One write of administration; whatever it changes is asked again. */
export const useWrite = (hooks: SendHooks<Waiting> = {}) =>
  useSend(({ method, url, body }: Write, intent) => api[method]<Waiting>(url, body, { intent }), {
    ...hooks,
    refresh: STALE,
  });

/** Whether a form should say beforehand that it takes two; the server decides. */
export const takesTwo = (role: string, areaPath: string): boolean =>
  needsSecond({ role: role as Role, areaPath });
