// What the desk does: accepts and dispatches, opens forms; how acts end is in use-endings.ts. Whoever comes
// second to a case is shown what the first one did before anything is asked of them, and chooses.
import { useRef, useState } from 'react';
import { isOvertaken, type Intended, newsSince } from './act-conflict.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { signedInAs } from '../../../platform/web/api/api.ts';
import { isTaken } from '../../../platform/web/keys/use-keys.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import { standardFlow } from '../core/flows/standard.ts';
import { edgeOf } from '../core/flow.ts';
import { nameIn } from './case-timeline.tsx';
import { acceptBody, NO_CHANGE } from './decision-draft.ts';
import { isLastWord, stepsFrom } from './quick-acts.ts';
import type { Ability, CaseView } from './use-cases.ts';
import { type OpenForm, type Shown, useShown } from './use-desk.ts';
import { type Endings, tellOnce, useEndings } from './use-endings.ts';
import { useNotNow } from './use-not-now.ts';

/** The form of dispatching names the unit, at first the one that the list proposes; another has a reason. */
const NAMED_HERE = 'unitId';
/** What came in less than this before the key was pressed has been read by nobody. */
const UNREAD_MS = 1_000;

function dispatchAbility(): Ability | undefined {
  const edge = edgeOf(standardFlow, 'dispatch');
  if (!edge) return undefined;
  const fields = edge.carries.map(({ name, type, zh, en }) => ({
    name,
    type,
    zh,
    en,
    isRequired: name === NAMED_HERE,
  }));
  return { action: 'dispatch', zh: edge.zh, en: edge.en, until: null, fields };
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
  /** It was a form that was asked for: there is nothing yet to be done anyway. */
  readonly isForm?: boolean;
}

type Read = ReturnType<typeof useRead>;

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
function useAccept(shown: Shown, endings: Endings, seen: Read, onOvertaken: (one: Overtaken) => void) {
  const { asked, of, proposal, draft, change, current, language, t, focusList } = shown;
  const [trouble, setTrouble] = useState<{ readonly id: string; readonly words: string }>();
  const [busyWith, setBusyWith] = useState<CaseView>();
  const isBusy = busyWith !== undefined;

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
  const seen = useRead(shown.of);
  const accepting = useAccept(shown, endings, seen, setOvertaken);
  const tellNotNow = useNotNow(shown);
  const openDispatch = () => {
    const { of, t } = shown;
    const ability = dispatchAbility();
    if (!of) return shown.current === undefined || shown.asked.isError ? undefined : tellUnready(shown);
    if (!ability) return undefined;
    const unitId = shown.proposal.data?.unit?.id;
    if (stepsFrom(of).length > 0) return setForm({ ability, initial: unitId ? { unitId } : {} });
    const before = seen.before();
    const intended = { ...ability, zh: t.dispatchTo, en: t.dispatchTo, body: {} };
    if (before && stepsFrom(before).length > 0) return setOvertaken({ was: before, intended, isForm: true });
    return void toasts.show({ text: t.notNow(t.dispatchTo) });
  };
  const close = () => {
    setForm(undefined);
    setOvertaken(undefined);
    setPlacing(false);
    shown.focusList();
  };
  // What is still on its way is what is meant, and not what was done before it.
  const undoLast = () => (accepting.isBusy ? tellOnce(shown.t.undoWaits) : endings.undoLast());
  // A ruling is given with its grounds: the key of the proposal opens the form that asks for them.
  const accept = isLastWord(shown.of) ? async () => openDispatch() : accepting.accept;
  const open = { accept, form, setForm, overtaken, isPlacing, setPlacing, openDispatch, tellNotNow, close };
  return { ...shown, ...endings, ...accepting, ...open, undoLast };
}

export type Desk = ReturnType<typeof useDesk>;
