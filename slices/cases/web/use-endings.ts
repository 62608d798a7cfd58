// How acts of the desk end: the case leaves the queue, the next one is current; what was done is told with
// whom it went to, and can be taken back for a while. Where nothing can be taken back, that is said with why.
import { useRef } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import { capital } from './action-form.tsx';
import { stepsFrom, useQuickActs, WAY_BACK, wayBackFrom } from './quick-acts.ts';
import { nextAfter, staysAwaited } from './triage-queue.ts';
import type { Ability, Acted, CaseView } from './use-cases.ts';
import type { Shown } from './use-desk.ts';

const UNDO_SECONDS = 15;

let takeAway = (): void => undefined;

/** Once, however often one presses. */
export function tellOnce(text: string): void {
  takeAway();
  takeAway = toasts.show({ text });
}

/** The newest act here. open: it may be taken back for a while · undone: it has been · final: it can't be. */
interface Last {
  readonly number: string;
  readonly words: string;
  readonly is: 'open' | 'undone' | 'final';
}

interface WayBack {
  /** One after the other. */
  readonly actions: readonly string[];
  /** What is told once it has been taken back. */
  readonly told: string;
  /** The same where the first step was, and the next one could not be. */
  readonly halfTold?: (why: string) => string;
}

/** Taking back, and why not. */
function useUndo({ language, t, queue, pick }: Shown, acts: ReturnType<typeof useQuickActs>) {
  const last = useRef<Last>(undefined);
  const undo = async (was: CaseView, acted: Acted, { actions, told, halfTold }: WayBack, words: string) => {
    last.current = { number: was.number, words, is: 'undone' };
    const { done, error } = await acts.undo(was.id, acted.version, actions);
    const why = error === undefined ? undefined : tellError(error, language);
    if (done > 0) {
      queue.unmark(was.id);
      pick(was.id);
    } else last.current = { number: was.number, words, is: 'final' };
    const half = done > 0 && halfTold ? halfTold : t.undoFailed;
    toasts.show({ text: t.done(why === undefined ? told : half(why), was.number) });
  };
  /** `words`: what was done; `told`: the same with whom it went to. */
  const tell = (was: CaseView, acted: Acted, words: string, told: string, back: WayBack | undefined) => {
    last.current = { number: was.number, words, is: back ? 'open' : 'final' };
    const onUndo = back && { onUndo: () => void undo(was, acted, back, words) };
    toasts.show({ text: t.done(told, was.number), seconds: UNDO_SECONDS, isAct: true, ...onUndo });
  };
  const undoLast = () => {
    if (toasts.undoLast()) return;
    const one = last.current;
    if (!one) return tellOnce(t.nothingToUndo);
    if (one.is === 'undone') return tellOnce(t.undoneBefore(one.number, one.words));
    tellOnce(one.is === 'open' ? t.undoOver(one.number, one.words, UNDO_SECONDS) : t.noUndo(one.words));
  };
  return { tell, undoLast };
}

export function useEndings(shown: Shown) {
  const { language, t, query, queue, pick, selection } = shown;
  const acts = useQuickActs();
  const { tell, undoLast } = useUndo(shown, acts);
  /** A case that no longer waits here leaves, and the next one is current; whoever has gone on to another one
   *  meanwhile stays there: the next key is about the case before their eyes. */
  const finish = (was: CaseView, acted: Pick<Acted, 'state' | 'holderUnitId' | 'version'>) => {
    if (staysAwaited(query, was, acted)) return;
    const next = nextAfter(queue.rows, was.id);
    queue.markDone(was.id, acted.version);
    if (selection.now() === was.id) pick(next);
  };
  /** One key accepts and dispatches, one takes both back. */
  const tellDispatched = (was: CaseView, acted: Acted, unit?: string) => {
    const words = unit === undefined ? t.dispatched : t.dispatchedTo(unit);
    const ways = stepsFrom(was).toReversed().flatMap((step) => WAY_BACK.get(step) ?? []);
    const told = ways.length > 1 ? t.undoneBoth : t.undone;
    tell(was, acted, words, words, { actions: ways, told, halfTold: t.undoneButAccepted });
  };
  /** `said`: that it has happened, into which case, to whom. */
  const tellDone = (was: CaseView, acted: Acted, ability: Pick<Ability, 'action' | 'zh' | 'en'>,
    said: string) => {
    const words = language === 'zh' ? ability.zh : capital(ability.en);
    const actions = wayBackFrom(was, ability.action);
    const isBoth = actions.length > 1;
    const told = isBoth ? t.undoneActBoth(words) : t.undoneAct(words);
    const half = isBoth ? { halfTold: (why: string) => t.undoneActButAccepted(words, why) } : {};
    const back = actions.length === 0 ? undefined : { actions, told, ...half };
    tell(was, acted, words, said, back);
  };
  return { acts, finish, tellDispatched, tellDone, undoLast };
}

export type Endings = ReturnType<typeof useEndings>;
