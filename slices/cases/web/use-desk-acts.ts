// What the desk does: accepts and dispatches, opens forms, and sees to how acts end: the case leaves the
// queue, the next one is current, the focus goes back to the list, and there is a way back for a while.
// Whoever comes second to a case is shown what the first one did, and chooses.
import { useRef, useState } from 'react';
import { isOvertaken, type Intended, newsSince } from './act-conflict.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { signedInAs } from '../../../platform/web/api/api.ts';
import { isTaken } from '../../../platform/web/keys/use-keys.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import { standardFlow } from '../core/flows/standard.ts';
import { edgeOf } from '../core/flow.ts';
import { capital } from './action-form.tsx';
import { nameIn } from './case-timeline.tsx';
import { acceptBody, NO_CHANGE } from './decision-draft.ts';
import { stepsFrom, useQuickActs } from './quick-acts.ts';
import { nextAfter, staysAwaited } from './triage-queue.ts';
import type { Ability, Acted, CaseView } from './use-cases.ts';
import { type OpenForm, type Shown, useShown } from './use-desk.ts';

/** The form of dispatching to another unit than the rule's: it names the unit and says why. */
const NAMED_HERE: ReadonlySet<string> = new Set(['unitId', 'reason']);
/** What came in less than this before the key was pressed has been read by nobody. */
const UNREAD_MS = 1_000;
const UNDO_SECONDS = 15;

/** By the flow: whatever can be taken back is offered to be. */
const UNDO_OF: ReadonlyMap<string, string> = new Map(
  standardFlow.edges.flatMap(({ action, undoes }) => (undoes ? [[undoes, action] as const] : [])),
);

function dispatchAbility(): Ability | undefined {
  const edge = edgeOf(standardFlow, 'dispatch');
  if (!edge) return undefined;
  const fields = edge.carries.map(({ name, type, zh, en }) => ({
    name,
    type,
    zh,
    en,
    isRequired: NAMED_HERE.has(name),
  }));
  return { action: 'dispatch', zh: edge.zh, en: edge.en, until: null, fields };
}

/** How acts end, and how what was done is told and taken back. */
function useEndings({ language, t, query, queue, pick, selection }: Shown) {
  const acts = useQuickActs();
  /** A case that no longer waits here leaves, and the next one is current; whoever has gone on to another one
   *  meanwhile stays there: the next key is about the case before their eyes. */
  const finish = (was: CaseView, acted: Pick<Acted, 'state' | 'holderUnitId' | 'version'>) => {
    if (staysAwaited(query, was, acted)) return;
    const next = nextAfter(queue.rows, was.id);
    queue.markDone(was.id, acted.version);
    if (selection.now() === was.id) pick(next);
  };
  const undo = (was: CaseView, acted: Acted, action: string, words: string) => {
    acts.undo(was.id, acted.version, action).then(
      () => {
        queue.unmark(was.id);
        pick(was.id);
        toasts.show({ text: t.done(words, was.number) });
      },
      (error: unknown) => toasts.show({ text: `${t.undoFailed}: ${tellError(error, language)}` }),
    );
  };
  const tellDispatched = (was: CaseView, acted: Acted, unit?: string) => {
    const words = unit === undefined ? t.dispatched : t.dispatchedTo(unit);
    const onUndo = () => undo(was, acted, 'undo', t.undone);
    toasts.show({ text: t.done(words, was.number), onUndo, seconds: UNDO_SECONDS });
  };
  const tellDone = (was: CaseView, acted: Acted, ability: Pick<Ability, 'action' | 'zh' | 'en'>) => {
    const words = language === 'zh' ? ability.zh : capital(ability.en);
    const back = UNDO_OF.get(ability.action);
    const onUndo = back && { onUndo: () => undo(was, acted, back, t.undoneAct(words)) };
    toasts.show({ text: t.done(words, was.number), seconds: UNDO_SECONDS, ...onUndo });
  };
  return { acts, finish, tellDispatched, tellDone };
}

interface Seen {
  /** What the person has had time to read. */
  readonly read: CaseView;
  readonly newest: CaseView;
  /** Since when the newest stands there. */
  readonly since: number;
}

/** What stood there for less than the moment has been read by nobody, so it is not what an act is about. */
function seeNext(before: Seen | undefined, of: CaseView, now: number): Seen {
  const whole = { read: of, newest: of, since: now };
  if (before?.newest.id !== of.id) return whole;
  if (before.newest.version === of.version) return { ...before, newest: of };
  const isMine = newsSince(before.newest, of).every((step) => step.actor.personId === signedInAs());
  if (isMine) return whole;
  if (now - before.since >= UNREAD_MS) return { read: before.newest, newest: of, since: now };
  // An older answer from the shelf, put right a moment later: nobody has read that one either.
  return before.read === before.newest ? whole : { read: before.read, newest: of, since: now };
}

/**
 * The case as the person has read it: what somebody else has just changed is not read yet, so an act is still
 * one on the case before that, and the server says so.
 */
function useRead(of: CaseView | undefined) {
  const seen = useRef<Seen>(undefined);
  seen.current = of && seeNext(seen.current, of, performance.now());
  return {
    /** At the moment of the key. */
    now: (): CaseView | undefined => {
      const at = seen.current;
      if (!at) return undefined;
      const isUnread = at.read !== at.newest && performance.now() - at.since < UNREAD_MS;
      return isUnread ? at.read : at.newest;
    },
    /** The case before somebody else changed it under these eyes; once, until it changes again. */
    before: (): CaseView | undefined => {
      const at = seen.current;
      if (!at || at.read === at.newest) return undefined;
      seen.current = { ...at, read: at.newest };
      return at.read;
    },
  };
}

interface Overtaken {
  readonly was: CaseView;
  readonly intended: Intended;
}

type Endings = ReturnType<typeof useEndings>;

let takeAway = (): void => undefined;

/** Once, however often one presses. */
function tellOnce(text: string): void {
  takeAway();
  takeAway = toasts.show({ text });
}

/**
 * The key was pressed before there was something to agree to. It is said and nothing is done: a unit that
 * nobody has read yet must not get a case because it came up a moment later.
 */
function tellUnready({ of, proposal, language, t }: Shown): void {
  const { data, error } = proposal;
  const words = () => {
    if (!of) return t.waitsCase;
    if (data) return data.itemCode === null ? t.needItem : t.waitsUnit;
    return error ? `${t.notDone}${tellError(error, language)}` : t.waitsProposal;
  };
  if (error) void proposal.refetch();
  tellOnce(words());
}

/** Accept and dispatch as proposed, by one key. */
function useAccept(shown: Shown, endings: Endings, onOvertaken: (one: Overtaken) => void) {
  const { asked, of, proposal, draft, change, current, language, t, focusList } = shown;
  const [trouble, setTrouble] = useState<{ readonly id: string; readonly words: string }>();
  const [busyWith, setBusyWith] = useState<CaseView>();
  const isBusy = busyWith !== undefined;
  const seen = useRead(of);

  const send = async (was: CaseView): Promise<void> => {
    const unit = proposal.data?.unit;
    const acted = await endings.acts.acceptAndDispatch(was, { accept: acceptBody(draft), dispatch: {} });
    if (!acted) return;
    endings.finish(was, acted);
    endings.tellDispatched(was, acted, unit ? nameIn(unit, language) : undefined);
  };
  const intended: Intended = {
    action: 'dispatch',
    zh: t.acceptDispatch,
    en: t.acceptDispatch,
    fields: [{ name: 'unit', type: 'text', zh: t.proposed, en: t.proposed, isRequired: false }],
    body: { unit: proposal.data?.unit ? nameIn(proposal.data.unit, language) : '' },
  };
  const accept = async () => {
    const was = seen.now();
    if (current !== undefined && !of && !asked.isError) return tellUnready(shown);
    // Pressed twice on one case it is one act; on the next one it is an act that did not happen.
    if (busyWith && busyWith.id !== current) return tellOnce(t.stillSending(busyWith.number));
    if (!of || !was || isBusy) return;
    if (stepsFrom(was).length === 0) {
      const before = seen.before();
      if (before) onOvertaken({ was: before, intended });
      else toasts.show({ text: t.notNow(t.acceptDispatch) });
      return;
    }
    if (!proposal.data?.unit) return tellUnready(shown);
    setBusyWith(of);
    setTrouble(undefined);
    try {
      await send(was);
    } catch (error) {
      if (isOvertaken(error)) onOvertaken({ was, intended });
      else setTrouble({ id: of.id, words: tellError(error, language) });
    } finally {
      setBusyWith(undefined);
      // Letters that somebody types by now must not become keys of the desk.
      if (!isTaken(document.activeElement)) focusList();
    }
  };
  const drop = () => change(NO_CHANGE);
  const told = trouble?.id === current ? trouble?.words : undefined;
  return { accept, send, drop, isBusy, trouble: told };
}

export function useDesk() {
  const shown = useShown();
  const endings = useEndings(shown);
  const [form, setForm] = useState<OpenForm>();
  const [overtaken, setOvertaken] = useState<Overtaken>();
  const [isPlacing, setPlacing] = useState(false);
  const accepting = useAccept(shown, endings, setOvertaken);
  const openDispatch = () => {
    const ability = shown.of && stepsFrom(shown.of).length > 0 ? dispatchAbility() : undefined;
    if (ability) setForm({ ability, initial: {} });
    else if (shown.of) toasts.show({ text: shown.t.notNow(shown.t.dispatchTo) });
  };
  const close = () => {
    setForm(undefined);
    setOvertaken(undefined);
    setPlacing(false);
    shown.focusList();
  };
  const open = { form, setForm, overtaken, isPlacing, setPlacing, openDispatch, close };
  return { ...shown, ...endings, ...accepting, ...open };
}

export type Desk = ReturnType<typeof useDesk>;
