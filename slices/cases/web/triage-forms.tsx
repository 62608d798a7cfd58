// What lies over the desk: the form that is open, the correction of a place, and the choice of whoever came
// second. One at a time.
import { useQueryClient } from '@tanstack/react-query';
import type { Intent } from '../../../platform/web/api/intent.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import type { Option } from '../../../ui/picker/picker.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { nameIn } from './case-timeline.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { acceptBody } from './decision-draft.ts';
import { draftName } from './form-draft.ts';
import { usePickedNames } from './picked-names.ts';
import { mergeable, type SameCase } from './same-panel.tsx';
import { PlaceDialog } from './triage-place.tsx';
import { isLastWord } from './quick-acts.ts';
import { useActTarget } from './use-act-target.ts';
import { type Act, type Acted, actOn, type Body, type CaseView, forgetCase } from './use-cases.ts';
import type { Desk } from './use-desk-acts.ts';

interface FormsProps {
  readonly desk: Desk;
  readonly same: readonly SameCase[];
}

/** Dispatching begins with the unit that the list proposes; naming another one needs a reason, as the server
 *  has it. Whoever takes the proposal is not asked for one; sent again after a return, it may be given. */
function useDispatchForm({ of, proposal, language }: Desk) {
  const names = usePickedNames();
  const proposed = proposal.data?.unit ?? undefined;
  const isOther = ({ unitId }: Body) => typeof unitId === 'string' && unitId !== proposed?.id;
  const wasReturned = (of?.counts['returns'] ?? 0) > 0;
  const known: readonly Option[] = proposed
    ? [{ id: proposed.id, label: nameIn(proposed, language) }] : [];
  return {
    known,
    alsoWanted: (values: Body) => (isLastWord(of) || (proposed && isOther(values)) ? ['reason'] : []),
    notWanted: (values: Body) => (proposed && !isOther(values) && !wasReturned ? ['reason'] : []),
    nameOf: (unitId: string | null) =>
      unitId === null ? undefined : (known.find(({ id }) => id === unitId)?.label ?? names.unit(unitId)),
  };
}

/** How it is sent, by what it is. */
function useSending(desk: Desk) {
  const queries = useQueryClient();
  const dispatch = async (on: CaseView, act: Act): Promise<Acted> => {
    const decided = { accept: acceptBody(desk.draft), dispatch: act.body };
    const acted = await desk.acts.acceptAndDispatch(on, decided);
    if (!acted) throw new Error('a form of dispatching is open on a case that can’t be dispatched');
    return acted;
  };
  const plainly = async (act: Act, intent: Intent): Promise<Acted> => {
    const acted = await actOn(act, intent);
    // What it was merged into has changed by this very act: an answer from before must not be acted on.
    const mainId = act.body['mainCaseId'];
    if (typeof mainId === 'string') forgetCase(queries, mainId);
    return acted;
  };
  return (on: CaseView) => (act: Act, intent: Intent) =>
    act.action === 'dispatch' ? dispatch(on, act) : plainly(act, intent);
}

/** The form that is open; dispatching from "reported" accepts on the way. */
function DeskForm({ desk, same }: FormsProps) {
  const { of, form, language } = desk;
  const sendOn = useSending(desk);
  const dispatching = useDispatchForm(desk);
  const doneOf = useActTarget(same);
  if (!of || !form) return null;
  const { ability } = form;
  const isDispatch = ability.action === 'dispatch';
  // By now the newest may be what the first of two steps has made of it.
  const onDone = (acted: Acted, body: Body, on: CaseView) => {
    desk.close();
    desk.finish(on, acted);
    if (isDispatch) desk.tellDispatched(on, acted, dispatching.nameOf(acted.unitId));
    else desk.tellDone(on, acted, ability, doneOf(on, ability.action, body));
  };
  const mains = mergeable(same).map((one) => ({
    id: one.caseId,
    label: `${one.number} ${(language === 'zh' ? one.itemName : one.itemNameEn) ?? ''}`,
    hint: one.description ?? '',
  }));
  return (
    <ActionDialog
      key={`${of.id} ${ability.action}`}
      of={of}
      ability={ability}
      initial={form.initial}
      known={{ mainCaseId: mains, ...(isDispatch ? { unitId: dispatching.known } : {}) }}
      place={isDispatch ? desk.proposal.data?.areaPath : undefined}
      alsoWanted={isDispatch ? dispatching.alsoWanted : undefined}
      notWanted={isDispatch ? dispatching.notWanted : undefined}
      onClose={desk.close}
      onDone={onDone}
      sendOn={sendOn}
    />
  );
}

/** Accepting by one key, or the key of a form, and somebody was quicker. */
function AcceptOvertaken({ desk }: Pick<FormsProps, 'desk'>) {
  const { overtaken, t } = desk;
  if (!overtaken) return null;
  const look = () => {
    desk.pick(overtaken.was.id);
    desk.close();
    if (desk.isChanged) toasts.show({ text: t.conflictKept });
  };
  const drop = () => {
    desk.drop();
    void kept.forget(draftName(overtaken.was.id, 'dispatch'));
    desk.close();
  };
  const anyway = async (now: CaseView) => {
    await desk.send(now);
    desk.close();
  };
  const { was, intended, isForm } = overtaken;
  const onAnyway = isForm ? undefined : anyway;
  return <ConflictDialog {...{ was, intended, onAnyway }} onLook={look} onDrop={drop} />;
}

export function DeskForms({ desk, same }: FormsProps) {
  if (desk.overtaken) return <AcceptOvertaken desk={desk} />;
  if (desk.isPlacing && desk.of)
    return <PlaceDialog of={desk.of} onDraft={desk.change} onClose={desk.close} />;
  return <DeskForm desk={desk} same={same} />;
}
