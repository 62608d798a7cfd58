// Acting on the selected cases: what may be done to all of them, the run with its results, and the way
// back where the flow has one.
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../platform/web/api/api.ts';
import { isWeather, tellError } from '../../../platform/web/api/errors.ts';
import { newIntent } from '../../../platform/web/api/intent.ts';
import type { Language } from '../../../ui/words/language.tsx';
import type { ManyAbilities } from '../core/contract-lists.ts';
import { type BulkCase, type BulkRow, type Outcome, type Running, runBulk } from './bulk-run.ts';
import { nameIn } from './case-timeline.tsx';
import { usePickedNames } from './picked-names.ts';
import { WAY_BACK } from './quick-acts.ts';
import { type Ability, actOn, type Body, CASES_KEY, type CaseView } from './use-cases.ts';

/** As many as the door tells about at once. */
export const MOST_TOGETHER = 100;

/** These are about one case by their nature: which push, which parts, one reporter's number. */
const NOT_TOGETHER: ReadonlySet<string> = new Set(['contact', 'split', 'answer_push', 'lift_push']);
const isUndo = (action: string): boolean => action === 'undo' || action.startsWith('undo_');

const askAbilities = (ids: readonly string[], signal?: AbortSignal): Promise<ManyAbilities> =>
  api.get<ManyAbilities>('/api/cases/abilities', { query: { id: ids }, ...(signal ? { signal } : {}) });

export function useManyAbilities(ids: readonly string[]) {
  const isFew = ids.length > 0 && ids.length <= MOST_TOGETHER;
  const asked = useQuery({
    queryKey: [...CASES_KEY, 'abilities', [...ids].sort()],
    enabled: isFew,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => askAbilities(ids, signal),
  });
  const isOffered = (action: string): boolean => !NOT_TOGETHER.has(action) && !isUndo(action);
  const common = (asked.data?.common ?? []).filter(({ action }) => isOffered(action));
  // Until the answer is here, what stands there is about the cases that were selected before.
  const isPending = isFew && (asked.isPending || asked.isPlaceholderData);
  return { common, cases: asked.data?.cases ?? [], isPending };
}

/** No answer is asked for again with the same key: it happened once, whichever of the answers got lost. */
const TRIES = 3;

type NameOf = (caseId: string, unitId: string) => Promise<string | undefined>;

/** The unit of a case by its name: asked of the first of its cases alone. */
function useUnitNames(language: Language): NameOf {
  const names = usePickedNames();
  const asked = useRef(new Map<string, Promise<string | undefined>>());
  const ask = async (caseId: string): Promise<string | undefined> => {
    const { unit } = await api.get<Pick<CaseView, 'unit'>>(`/api/cases/${caseId}`);
    return unit ? nameIn(unit, language) : undefined;
  };
  return (caseId, unitId) => {
    const name = names.unit(unitId);
    if (name !== undefined) return Promise.resolve(name);
    const before = asked.current.get(unitId) ?? ask(caseId).catch(tellUnknown);
    asked.current.set(unitId, before);
    return before;
  };
}

async function actOnce(
  one: BulkCase, action: string, body: Body, language: Language, nameOf: NameOf,
): Promise<Outcome> {
  const intent = newIntent();
  for (let tries = 1; ; tries++) {
    try {
      const { unitId } = await actOn({ caseId: one.id, action, body, version: one.version }, intent);
      const isSent = action === 'dispatch' && unitId !== null && unitId !== undefined;
      const to = isSent ? await nameOf(one.id, unitId) : undefined;
      return { state: 'done', ...(to === undefined ? {} : { to }) };
    } catch (error) {
      if (!isWeather(error)) return { state: 'refused', why: tellError(error, language) };
      if (tries === TRIES) return { state: 'unsure', why: tellError(error, language) };
    }
  }
}

export interface Undo {
  readonly ability: Ability;
  readonly cases: readonly BulkCase[];
}

const tellUnknown = (error: unknown): undefined =>
  void console.info('What an act led to could not be looked up.', error);

/** The way back of what was just done, and of nothing else that may be undone on these cases. */
async function findUndo(ids: readonly string[], done: string): Promise<Undo | undefined> {
  const back = WAY_BACK.get(done);
  if (ids.length === 0 || back === undefined) return undefined;
  const { common, cases } = await askAbilities(ids);
  const ability = common.find(({ action, fields }) =>
    action === back && !fields.some((one) => one.isRequired));
  return ability ? { ability, cases } : undefined;
}

export interface Doing {
  readonly ability: Ability;
  readonly isUndo: boolean;
}

export interface Bulk {
  readonly rows: readonly BulkRow[] | undefined;
  readonly isRunning: boolean;
  readonly undo: Undo | undefined;
  /** What is being done, or was. */
  readonly doing: Doing | undefined;
  readonly start: (cases: readonly BulkCase[], ability: Ability, body: Body) => void;
  readonly stop: () => void;
  readonly forget: () => void;
}

export function useBulk(language: Language): Bulk {
  const queries = useQueryClient();
  const [rows, setRows] = useState<readonly BulkRow[]>();
  const [isRunning, setRunning] = useState(false);
  const [undo, setUndo] = useState<Undo>();
  const [doing, setDoing] = useState<Doing>();
  const running = useRef<Running>(undefined);
  const nameOf = useUnitNames(language);
  const start = (cases: readonly BulkCase[], ability: Ability, body: Body) => {
    const { action } = ability;
    setUndo(undefined);
    setDoing({ ability, isUndo: isUndo(action) });
    setRunning(true);
    const run = runBulk(cases, (one) => actOnce(one, action, body, language, nameOf), setRows);
    running.current = run;
    void run.finished.then(async (ended) => {
      setRunning(false);
      void queries.invalidateQueries({ queryKey: CASES_KEY });
      const done = ended.flatMap((row) => (row.state === 'done' ? [row.id] : []));
      // Without an answer there is no button: the case itself still offers the way back.
      setUndo(await findUndo(done, action).catch(tellUnknown));
    });
  };
  return {
    rows, isRunning, undo, doing, start, stop: () => running.current?.stop(),
    forget: () => {
      setRows(undefined);
      setUndo(undefined);
    },
  };
}
