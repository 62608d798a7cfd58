// What lies over the desk: the form that is open, the correction of a place, and the choice of whoever came
// second. One at a time.
import { useQueryClient } from '@tanstack/react-query';
import type { Intent } from '../../../platform/web/api/intent.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { toasts } from '../../../ui/toast/toast.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { acceptBody } from './decision-draft.ts';
import { draftName } from './form-draft.ts';
import { mergeable, type SameCase } from './same-panel.tsx';
import { PlaceDialog } from './triage-place.tsx';
import { type Act, type Acted, actOn, type CaseView } from './use-cases.ts';
import type { Desk } from './use-desk-acts.ts';

interface FormsProps {
  readonly desk: Desk;
  readonly same: readonly SameCase[];
}

/** The form that is open; dispatching from "reported" accepts on the way. */
function DeskForm({ desk, same }: FormsProps) {
  const { of, form, language } = desk;
  const queries = useQueryClient();
  if (!of || !form) return null;
  const { ability } = form;
  const isDispatch = ability.action === 'dispatch';
  const sendOn =
    (on: CaseView) =>
    async (act: Act): Promise<Acted> => {
      const decided = { accept: acceptBody(desk.draft), dispatch: act.body };
      const acted = await desk.acts.acceptAndDispatch(on, decided);
      if (!acted) throw new Error('a form of dispatching is open on a case that can’t be dispatched');
      return acted;
    };
  // What it was merged into has changed by this very act: an answer from before must not be acted on.
  const forgetMain = async (act: Act, intent: Intent): Promise<Acted> => {
    const acted = await actOn(act, intent);
    queries.removeQueries({ queryKey: ['case', act.body['mainCaseId']], type: 'inactive' });
    return acted;
  };
  const onDone = (acted: Acted) => {
    desk.close();
    desk.finish(of, acted);
    if (isDispatch) desk.tellDispatched(of, acted);
    else desk.tellDone(of, acted, ability);
  };
  const known = mergeable(same).map((one) => ({
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
      known={{ mainCaseId: known }}
      onClose={desk.close}
      onDone={onDone}
      {...(isDispatch ? { sendOn } : ability.action === 'merge' ? { sendOn: () => forgetMain } : {})}
    />
  );
}

/** Accepting by one key, and somebody was quicker. */
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
  return <ConflictDialog {...overtaken} onLook={look} onDrop={drop} onAnyway={anyway} />;
}

export function DeskForms({ desk, same }: FormsProps) {
  if (desk.overtaken) return <AcceptOvertaken desk={desk} />;
  if (desk.isPlacing && desk.of)
    return <PlaceDialog of={desk.of} onDraft={desk.change} onClose={desk.close} />;
  return <DeskForm desk={desk} same={same} />;
}
