// The acts of rights confirmation as its screens send them. Assigning goes on, act by act, until nothing is
// left or somebody stops it.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import type { ComponentFilter } from '../core/contract-register.ts';

interface Moved {
  readonly moved: number;
  readonly isMore: boolean;
}

const STALE = [['components']] as const;

export const useAnswer = (onDone: () => void) =>
  useSend(
    (body: { unitId: string; ids: readonly string[]; isOurs: boolean; words?: string }, intent) =>
      api.post<Moved>('/api/components/rights/answer', body, { intent }),
    { refresh: STALE, onDone },
  );

export const useRule = (onDone: () => void) =>
  useSend(
    (body: { unitId: string; ids: readonly string[]; isFinal: boolean; words: string }, intent) =>
      api.post<Moved>('/api/components/rights/rule', body, { intent }),
    { refresh: STALE, onDone },
  );

export interface Asking {
  readonly done: number | undefined;
  readonly isBusy: boolean;
  readonly error: Error | undefined;
  readonly ask: (filter: ComponentFilter, unitId: string | null) => Promise<void>;
  readonly stop: () => void;
}

export function useAsk(): Asking {
  const queries = useQueryClient();
  const isStopped = useRef(false);
  const [state, setState] = useState<Pick<Asking, 'done' | 'isBusy' | 'error'>>({
    done: undefined,
    isBusy: false,
    error: undefined,
  });
  const ask = async (filter: ComponentFilter, unitId: string | null): Promise<void> => {
    isStopped.current = false;
    let done = 0;
    setState({ done, isBusy: true, error: undefined });
    try {
      for (let isMore = true; isMore && !isStopped.current; ) {
        const reply = await api.post<Moved>(
          '/api/components/rights/ask',
          { filter, unitId },
          { intent: newIntent() },
        );
        done += reply.moved;
        isMore = reply.isMore;
        setState({ done, isBusy: true, error: undefined });
      }
      setState({ done, isBusy: false, error: undefined });
    } catch (error) {
      setState({ done, isBusy: false, error: error as Error });
    }
    await queries.invalidateQueries({ queryKey: ['components'] });
  };
  return {
    ...state,
    ask,
    stop: () => {
      isStopped.current = true;
    },
  };
}
