// Assigning as its screen sends it: it goes on, act by act, until nothing is left or somebody stops it.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { ComponentFilter } from '../core/contract-register.ts';

interface Moved {
  readonly moved: number;
  readonly isMore: boolean;
}

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
