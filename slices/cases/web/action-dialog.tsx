// One action of a case in a dialog: its form, its name, what it is about. Leaving keeps what was typed. It is
// sent on the case as it stood when the form was opened: where somebody was quicker, the person is shown what
// happened and chooses; a change that comes while they write is told at once.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Intent, newIntent } from '../../../platform/web/api/intent.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import type { Option } from '../../../ui/picker/picker.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Intended, isOvertaken } from './act-conflict.ts';
import { ActionForm, type ActionFormProps, capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { deskTexts } from './desk-texts.ts';
import { draftName } from './form-draft.ts';
import { type Act, type Acted, actOn, type CaseView, staleAfterAct } from './use-cases.ts';

export interface ActionDialogProps extends Omit<ActionFormProps, 'onCancel' | 'send'> {
  readonly onClose: () => void;
  readonly known?: Readonly<Record<string, readonly Option[]>>;
  /** How it is sent on the case as it stands; by default straight to its door. */
  readonly sendOn?: (of: CaseView) => (act: Act, intent: Intent) => Promise<Acted>;
}

const DANGEROUS: ReadonlySet<string> = new Set(['reject', 'force_close', 'confirm_force_close']);

const FIRST_FIELD = 'form input:not([type="file"]), form textarea, form select';

const plainly = () => actOn;

/** Sends, and remembers what was meant when somebody was quicker. */
function useOvertaken({ of, ability, onDone, onClose, sendOn = plainly }: ActionDialogProps) {
  const t = useText(deskTexts);
  const queries = useQueryClient();
  const [overtaken, setOvertaken] = useState<Intended>();
  const send = async (act: Act, intent: Intent): Promise<Acted> => {
    try {
      return await sendOn(of)(act, intent);
    } catch (error) {
      if (isOvertaken(error)) setOvertaken({ ...ability, body: act.body });
      throw error;
    }
  };
  const forget = () => kept.forget(draftName(of.id, ability.action));
  const look = () => {
    onClose();
    toasts.show({ text: t.conflictKept });
  };
  const drop = () => {
    void forget();
    onClose();
  };
  const anyway = async (now: CaseView) => {
    if (!overtaken) return;
    const act = { caseId: now.id, action: overtaken.action, body: overtaken.body, version: now.version };
    const acted = await sendOn(now)(act, newIntent());
    await forget();
    for (const queryKey of staleAfterAct(now.id)) void queries.invalidateQueries({ queryKey });
    onDone(acted);
  };
  return { overtaken, send, look, drop, anyway };
}

export function ActionDialog(props: ActionDialogProps) {
  const { onClose, sendOn: _, of: newest, ...form } = props;
  const t = useText(deskTexts);
  const language = useSpoken();
  const top = useRef<HTMLParagraphElement>(null);
  const [of] = useState(newest);
  const { overtaken, send, look, drop, anyway } = useOvertaken({ ...props, of });
  // Opened by a key, it is written into at once.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      top.current?.parentElement?.querySelector<HTMLElement>(FIRST_FIELD)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  const { ability } = form;
  const name = language === 'zh' ? ability.zh : capital(ability.en);
  if (overtaken) {
    return <ConflictDialog was={of} intended={overtaken} onLook={look} onDrop={drop} onAnyway={anyway} />;
  }
  return (
    <Dialog isOpen onClose={onClose} title={name}>
      <p className="gl-muted" ref={top}>
        {[itemName(of, language), of.address ?? of.number].filter(Boolean).join(' · ')}
      </p>
      {newest.version === of.version ? null : <Notice tone="warn">{t.changedMeanwhile}</Notice>}
      {(ability.warnings ?? []).map((warning) => (
        <Notice key={warning.code} tone="warn">
          {warning[language]}
        </Notice>
      ))}
      <ActionForm {...form} of={of} send={send} onCancel={onClose} isDanger={DANGEROUS.has(ability.action)} />
    </Dialog>
  );
}
