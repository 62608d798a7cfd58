// Acts of the desk that need no form: accept and dispatch as proposed (two steps, each its own intent),
// and the undoing of both. A chain that breaks after its first step is told as such: the case is
// accepted then, and pressing again goes on from there.
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { keepIntent } from '../../../platform/web/api/intent.ts';
import { isWeather } from '../../../platform/web/api/errors.ts';
import { edgeOf } from '../core/flow.ts';
import { standardFlow } from '../core/flows/standard.ts';
import { type Acted, actOn, type Body, type CaseView, forgetCase, staleAfterAct } from './use-cases.ts';

/** By the flow: what can be taken back, and by which action. */
export const WAY_BACK: ReadonlyMap<string, string> = new Map([
  ['accept', 'undo_accept'] as const,
  ['dispatch', 'undo'] as const,
  ...standardFlow.edges.flatMap(({ action, undoes }) => (undoes ? [[undoes, action] as const] : [])),
]);

/** The actions that take an act on a case back, one after the other: what it did on the way comes last. */
export function wayBackFrom({ state }: Pick<CaseView, 'state'>, action: string): readonly string[] {
  const after = edgeOf(standardFlow, action)?.after;
  const done = after?.state === state ? [action, after.action] : [action];
  return done.flatMap((one) => WAY_BACK.get(one) ?? []);
}

export interface Decided {
  /** Another item or place than the report's; goes with the acceptance. */
  readonly accept: Body;
  /** Another unit than the rule's, with its reason; empty for the proposal itself. */
  readonly dispatch: Body;
}

export const hasAbility = (of: Pick<CaseView, 'abilities'>, action: string): boolean =>
  of.abilities.some((ability) => ability.action === action);

/** Returned as often as may be: this dispatch is the ruling, and wants its grounds. */
export const isLastWord = (of: Pick<CaseView, 'counts'> | undefined): boolean =>
  (of?.counts['returns'] ?? 0) >= standardFlow.limits.returns;

/** The steps still to be taken from where the case stands. */
export function stepsFrom(of: Pick<CaseView, 'abilities' | 'state'>): readonly ('accept' | 'dispatch')[] {
  if (hasAbility(of, 'accept')) return ['accept', 'dispatch'];
  return hasAbility(of, 'dispatch') ? ['dispatch'] : [];
}

/** How many of the steps were taken back, and why not the next. */
interface Undone {
  readonly done: number;
  readonly error?: unknown;
}

export function useQuickActs() {
  const queries = useQueryClient();
  const keepers = useRef({ accept: keepIntent(), dispatch: keepIntent(), undo: keepIntent() });

  const one = async (action: string, caseId: string, version: number, body: Body) => {
    const kept = keepers.current;
    const keeper = action === 'accept' || action === 'dispatch' ? kept[action] : kept.undo;
    const act = { caseId, action, body, version };
    try {
      const acted = await actOn(act, keeper.keyFor(act));
      keeper.done();
      return acted;
    } catch (error) {
      // After weather the same press must carry the same key; a refusal has been answered for good.
      if (!isWeather(error)) keeper.done();
      throw error;
    }
  };
  const refresh = (caseId: string) =>
    Promise.all(staleAfterAct(caseId).map((queryKey) => queries.invalidateQueries({ queryKey })));

  /** Throws RefusedError or WeatherError; the case is asked again either way. */
  const acceptAndDispatch = async (of: CaseView, decided: Decided): Promise<Acted | undefined> => {
    let acted: Acted | undefined;
    try {
      for (const step of stepsFrom(of))
        acted = await one(step, of.id, acted?.version ?? of.version, decided[step]);
      return acted;
    } finally {
      void refresh(of.id);
    }
  };
  /** `actions`: those that take it back, one after the other; what keeps one of them from it is no error:
   *  what was taken back before it stays so. */
  const undo = async (caseId: string, version: number, actions: readonly string[]): Promise<Undone> => {
    let latest = version;
    let done = 0;
    try {
      for (const action of actions) {
        latest = (await one(action, caseId, latest, {})).version;
        done += 1;
      }
      return { done };
    } catch (error) {
      return { done, error };
    } finally {
      forgetCase(queries, caseId);
      void refresh(caseId);
    }
  };
  return { acceptAndDispatch, undo };
}
