// One action of a case in a dialog: its form, its name, what it is about. Leaving keeps what was typed. It is
// sent on the case as it stood when the form was opened: where somebody was quicker, the person is shown what
// happened and chooses; a change that comes while they write is told at once, and first of all one that
// leaves nothing to do: the case is asked for anew as the form opens.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { signedInAs } from '../../../platform/web/api/api.ts';
import { type Intent, newIntent } from '../../../platform/web/api/intent.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import type { Option } from '../../../ui/picker/picker.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Intended, isOvertaken, isPast } from './act-conflict.ts';
import { ActionForm, type ActionFormProps, capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { deskTexts } from './desk-texts.ts';
import { draftName } from './form-draft.ts';
import { useMeantPush } from './opened-push.tsx';
import { type Act, type Acted, actOn, type Body, type CaseView, staleAfterAct } from './use-cases.ts';

export interface ActionDialogProps extends Omit<ActionFormProps, 'onCancel' | 'send' | 'onDone'> {
  readonly onClose: () => void;
  /** With what was sent, and the case as it stood then, so that it can be told and taken back. */
  readonly onDone: (acted: Acted, body: Body, on: CaseView) => void;
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
  const sent = useRef<{ readonly body: Body; readonly on: CaseView }>({ body: {}, on: of });
  const done = (acted: Acted) => onDone(acted, sent.current.body, sent.current.on);
  const send = async (act: Act, intent: Intent): Promise<Acted> => {
    sent.current = { body: act.body, on: of };
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
    sent.current = { body: overtaken.body, on: now };
    const act = { caseId: now.id, action: overtaken.action, body: overtaken.body, version: now.version };
    const acted = await sendOn(now)(act, newIntent());
    await forget();
    for (const queryKey of staleAfterAct(now.id)) void queries.invalidateQueries({ queryKey });
    done(acted);
  };
  // What this screen knows may be a moment old.
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['case', of.id], exact: true });
  }, [queries, of.id]);
  return { overtaken, send, done, look, drop, anyway };
}

export function ActionDialog(props: ActionDialogProps) {
  const { onClose, sendOn: _, of: newest, ...form } = props;
  const t = useText(deskTexts);
  const language = useSpoken();
  const top = useRef<HTMLParagraphElement>(null);
  const [of] = useState(newest);
  const { overtaken, send, done, look, drop, anyway } = useOvertaken({ ...props, of });
  const initial = { ...useMeantPush(of, props.ability), ...props.initial };
  // Opened by a key, it is written into at once.
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      top.current?.parentElement?.querySelector<HTMLElement>(FIRST_FIELD)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, []);
  const { ability } = form;
  const isDanger = DANGEROUS.has(ability.action);
  const name = language === 'zh' ? ability.zh : capital(ability.en);
  const past = isPast(signedInAs(), of, newest, ability.action) ? { ...ability, body: {} } : undefined;
  const intended = overtaken ?? past;
  if (intended) {
    const onAnyway = overtaken ? anyway : undefined;
    return <ConflictDialog was={of} {...{ intended, onAnyway }} onLook={look} onDrop={drop} />;
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
      <ActionForm {...form} {...{ of, send, initial, isDanger }} onDone={done} onCancel={onClose} />
    </Dialog>
  );
}
