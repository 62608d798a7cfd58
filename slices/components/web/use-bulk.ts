// Many things decided at once: all that fit a filter are gathered as they are now, then sent in portions,
// one after the other, so that it can be watched, stopped and gone on with. What is assigned after the
// gathering is not in it: nobody answers for what they have not chosen.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { keepIntent } from '../../../platform/web/api/intent.ts';
import type { Answered, ComponentFilter, ListedComponent, Passed } from '../core/contract-register.ts';

/** Less than a second of work, and as much as one page of the list holds. */
const PORTION = 200;

interface ListPage {
  readonly components: readonly ListedComponent[];
  readonly next: string | null;
}

export interface Gathering {
  /** How many are found so far; undefined while nothing is gathered. */
  readonly found: number | undefined;
  readonly error: Error | undefined;
  /** All ids that fit; undefined where it was stopped. */
  readonly gather: (filter: ComponentFilter) => Promise<readonly string[] | undefined>;
  readonly stop: () => void;
}

export function useGathering(): Gathering {
  const stopping = useRef<AbortController>(undefined);
  const [found, setFound] = useState<number>();
  const [error, setError] = useState<Error>();
  const gather = async (filter: ComponentFilter) => {
    const controller = new AbortController();
    stopping.current = controller;
    const ids: string[] = [];
    setError(undefined);
    setFound(0);
    try {
      for (let after: string | null | undefined; after !== null; ) {
        const query = { ...filter, after, limit: PORTION };
        const page: ListPage = await api.get('/api/components', { signal: controller.signal, query });
        ids.push(...page.components.map(({ id }) => id));
        setFound(ids.length);
        after = page.next;
      }
      return ids;
    } catch (failed) {
      if (!controller.signal.aborted) setError(failed as Error);
      return undefined;
    } finally {
      setFound(undefined);
    }
  };
  return { found, error, gather, stop: () => stopping.current?.abort() };
}

interface Run {
  readonly total: number;
  readonly done: number;
  readonly moved: number;
  readonly passed: readonly Passed[];
  readonly isBusy: boolean;
  readonly error: Error | undefined;
}

export interface Bulk {
  readonly last: Run | undefined;
  /** Those that are left: it was stopped, or something went wrong. */
  readonly run: (url: string, ids: readonly string[], body: object) => Promise<readonly string[]>;
  readonly stop: () => void;
}

export function useBulk(): Bulk {
  const queries = useQueryClient();
  const isStopped = useRef(false);
  const [intents] = useState(() => keepIntent());
  const [last, setLast] = useState<Run>();
  const run: Bulk['run'] = async (url, ids, body) => {
    isStopped.current = false;
    let so: Run = { total: ids.length, done: 0, moved: 0, passed: [], isBusy: true, error: undefined };
    setLast(so);
    try {
      while (so.done < ids.length && !isStopped.current) {
        const asked = { ...body, ids: ids.slice(so.done, so.done + PORTION) };
        const reply = await api.post<Answered>(url, asked, { intent: intents.keyFor([url, asked]) });
        intents.done();
        const passed = [...so.passed, ...reply.passed];
        so = { ...so, done: so.done + asked.ids.length, moved: so.moved + reply.moved, passed };
        setLast(so);
      }
      setLast({ ...so, isBusy: false });
    } catch (error) {
      setLast({ ...so, isBusy: false, error: error as Error });
    }
    await queries.invalidateQueries({ queryKey: ['components'] });
    return ids.slice(so.done);
  };
  return {
    last,
    run,
    stop: () => {
      isStopped.current = true;
    },
  };
}
