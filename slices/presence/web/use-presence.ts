// Who else has a case open. A screen says every few seconds that it is there, and in which way; it hears on
// the stream that something has changed and asks who it is. Nothing of it is kept.
import { type QueryClient, type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { deviceNow } from '../../../platform/web/clock/clock.ts';
import { type LiveEvent, type LiveState, openLive } from '../../../platform/web/live/live.ts';
import { MOST_CASES, type Mode, type PresenceOfReply, type PresenceReply } from '../core/contract.ts';

export type Present = PresenceReply['people'][number];

const BEAT_MS = 10 * SECOND;
/** Whoever runs through the queue does not look at what flies by. */
const REST_MS = 400;
const keyOf = (caseId: string): QueryKey => ['presence', caseId];

const ask = (caseId: string, signal: AbortSignal): Promise<PresenceReply> =>
  api.get<PresenceReply>(`/api/presence/${caseId}`, { signal });

/** One and the same, so that nothing is drawn anew for it. */
const NOBODY: readonly Present[] = [];

function others(reply: PresenceReply | undefined, me: string | undefined): readonly Present[] {
  const found = reply?.people.filter((one) => one.personId !== me) ?? NOBODY;
  return found.length === 0 ? NOBODY : found;
}

/** A beat that is lost is made good by the next one: weather is no reason to disturb anybody. */
const quietly = (error: unknown): void => console.info('Who looks at this case could not be told.', error);

function useBeat(caseId: string | undefined, mode: Mode): void {
  useEffect(() => {
    if (caseId === undefined) return undefined;
    const url = `/api/presence/${caseId}`;
    const beat = () => {
      if (document.visibilityState === 'visible')
        void api.put(url, { mode }, { intent: newIntent() }).catch(quietly);
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [caseId, mode]);
  useEffect(() => {
    if (caseId === undefined) return undefined;
    return () => void api.delete(`/api/presence/${caseId}`, { intent: newIntent() }).catch(quietly);
  }, [caseId]);
}

/** Says that I am here, and tells who else is. */
export function usePresence(
  caseId: string | undefined,
  mode: Mode,
  me: string | undefined,
): readonly Present[] {
  const rested = useRested(caseId, REST_MS);
  const here = rested === caseId ? caseId : undefined;
  useBeat(here, mode);
  const asked = useQuery({
    queryKey: keyOf(here ?? ''),
    enabled: here !== undefined,
    // What is known from the stream may be from before somebody came.
    staleTime: 0,
    // Whoever goes without a word is forgotten by the server after a while; the stream can't tell that.
    refetchInterval: 2 * BEAT_MS,
    retry: false,
    queryFn: ({ signal }) => ask(here ?? '', signal),
  });
  return here === undefined ? NOBODY : others(asked.data, me);
}

/** All rows by one question. Of a case that was asked for by itself meanwhile, that answer is the newer. */
async function askAll(queries: QueryClient, caseIds: readonly string[]): Promise<void> {
  const askedAt = deviceNow();
  const { cases } = await api.get<PresenceOfReply>('/api/presence', { query: { id: caseIds } });
  const there = new Map(cases.map(({ caseId, people }) => [caseId, people]));
  for (const caseId of caseIds) {
    const known = queries.getQueryState(keyOf(caseId))?.dataUpdatedAt ?? 0;
    const people = there.get(caseId) ?? [];
    if (known <= askedAt) queries.setQueryData<PresenceReply>(keyOf(caseId), { people });
  }
}

/** Follows who is on these cases, as far as one stream reaches: who was there before, then every change. */
export function usePresenceLive(caseIds: readonly string[]): void {
  const queries = useQueryClient();
  const followed = useRested(caseIds.slice(0, MOST_CASES).join(' '), REST_MS);
  useEffect(() => {
    if (followed === '') return undefined;
    const ids = followed.split(' ');
    const all = () => void askAll(queries, ids).catch(quietly);
    const onEvent = ({ kind, caseId }: LiveEvent) => {
      if (kind !== 'presence' || caseId === undefined) return;
      const queryFn = ({ signal }: { signal: AbortSignal }) => ask(caseId, signal);
      void queries
        .fetchQuery({ queryKey: keyOf(caseId), queryFn, staleTime: 0, retry: false })
        .catch(quietly);
    };
    let mode: LiveState['mode'] = 'connecting';
    // Presence is no event that could be missed and told later: whoever hears anew asks how it stands.
    const onState = (state: LiveState) => {
      if (state.mode === 'live' && mode !== 'live') all();
      mode = state.mode;
    };
    return openLive({ topics: ids.map((id) => `case:${id}`), onEvent, onState, onReset: all });
  }, [followed, queries]);
}

/** Who else is on this case as far as is known here; asks nothing. */
export function useKnownPresence(caseId: string, me: string | undefined): readonly Present[] {
  const { data } = useQuery({
    queryKey: keyOf(caseId),
    enabled: false,
    queryFn: ({ signal }) => ask(caseId, signal),
  });
  return others(data, me);
}
