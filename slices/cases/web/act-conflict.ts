// Two people on one case: what the second one was about to do, and whether the answer says that somebody was
// quicker. Nothing here sends anything.
import { isRefused } from '../../../platform/web/api/errors.ts';
import type { AbilityField, Body, CaseView, StepView } from './use-cases.ts';

export interface Intended {
  readonly action: string;
  readonly zh: string;
  readonly en: string;
  readonly fields: readonly AbilityField[];
  readonly body: Body;
}

export interface Conflict {
  /** The case as it stood before their eyes. */
  readonly was: CaseView;
  readonly intended: Intended;
}

const QUICKER: ReadonlySet<string> = new Set(['cases.changed', 'cases.wrong_state']);

/** The case is no longer what the screen showed. */
export const isOvertaken = (error: unknown): boolean => isRefused(error) && QUICKER.has(error.code);

/** What has happened since, oldest first. */
export function newsSince(was: CaseView, now: CaseView): readonly StepView[] {
  const last = was.steps.at(-1)?.seq ?? 0;
  return now.steps.filter((step) => step.seq > last);
}

/** Others have left nothing to do of what somebody is still filling in. What is one's own is no news: an
 *  answer to the sending is on its way then. */
export function isPast(me: string | undefined, was: CaseView, now: CaseView, action: string): boolean {
  const news = newsSince(was, now);
  const isOthers = news.length > 0 && news.every((step) => step.actor.personId !== me);
  return isOthers && !mayStill(now, action);
}

/** Still to be had as the case stands now; a dispatch from "reported" accepts on the way. */
export function mayStill(now: CaseView, action: string): boolean {
  const has = (name: string) => now.abilities.some((ability) => ability.action === name);
  return has(action) || (action === 'dispatch' && has('accept'));
}
