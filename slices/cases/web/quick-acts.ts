// Acts of the desk that need no form: accept and dispatch as proposed (two steps, each its own intent),
// and the undo of a dispatch. A chain that breaks after its first step is told as such: the case is
// accepted then, and pressing again goes on from there.
import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { keepIntent } from '../../../platform/web/api/intent.ts';
import { isWeather } from '../../../platform/web/api/errors.ts';
import { type Acted, actOn, type Body, type CaseView, staleAfterAct } from './use-cases.ts';

export interface Decided {
  /** Another item or place than the report's; goes with the acceptance. */
  readonly accept: Body;
  /** Another unit than the rule's, with its reason; empty for the proposal itself. */
  readonly dispatch: Body;
}

export const hasAbility = (of: Pick<CaseView, 'abilities'>, action: string): boolean =>
  of.abilities.some((ability) => ability.action === action);

/** The steps still to be taken from where the case stands. */
export function stepsFrom(of: Pick<CaseView, 'abilities' | 'state'>): readonly ('accept' | 'dispatch')[] {
  if (hasAbility(of, 'accept')) return ['accept', 'dispatch'];
  return hasAbility(of, 'dispatch') ? ['dispatch'] : [];
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
  /** `action`: the one that takes it back. */
  const undo = async (caseId: string, version: number, action: string): Promise<Acted> => {
    try {
      return await one(action, caseId, version, {});
    } finally {
      void refresh(caseId);
    }
  };
  return { acceptAndDispatch, undo };
}
