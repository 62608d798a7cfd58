// The form of one action, made from the fields its ability carries: nothing here knows an action by name.
// What is typed is kept per case and action until it is sent; one sending is one intent with the version
// shown; a refusal stands at its field where it names one, else above the buttons, in the server's words.
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { isRefused, tellError } from '../../../platform/web/api/errors.ts';
import type { Intent } from '../../../platform/web/api/intent.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Form } from '../../../ui/form/form.tsx';
import type { Option } from '../../../ui/picker/picker.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken, type Language } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { fieldsBeside } from '../core/fields.ts';
import { ActionField } from './action-field.tsx';
import { bodyFrom, draftName, type Fault, faultsIn, meantIn, useFormDraft } from './form-draft.ts';
import { formTexts } from './form-texts.ts';
import {
  type Ability,
  type AbilityField,
  type Act,
  actOn,
  type Acted,
  type Body,
  type CaseView,
  staleAfterAct,
} from './use-cases.ts';
import './case-parts.css';

/** Ids and grids that no person types: another part of the screen chooses them. */
const UNSEEN: ReadonlySet<string> = new Set(['areaPath', 'componentId']);

export interface ActionFormProps {
  readonly of: CaseView;
  readonly ability: Ability;
  readonly onDone: (acted: Acted) => void;
  readonly onCancel?: () => void;
  /** Filled in until the person writes something else. */
  readonly initial?: Body;
  /** Names for ids in `initial`, and first options of pickers, by field. */
  readonly known?: Readonly<Record<string, readonly Option[]>>;
  /** The path of where the case will lie by this act, where that is not where it lies. */
  readonly place?: string | undefined;
  /** Fields that are wanted only beside what has been filled in: a reason for another unit. */
  readonly alsoWanted?: ((values: Body) => readonly string[]) | undefined;
  /** Fields that have nothing to say beside what has been filled in: they are neither shown nor sent. */
  readonly notWanted?: ((values: Body) => readonly string[]) | undefined;
  /** Fields that this screen shows elsewhere or not at all. */
  readonly without?: readonly string[];
  /** How it is sent; by default straight to the case's door. The field app puts it into its outbox. */
  readonly send?: (act: Act, intent: Intent) => Promise<Acted>;
  readonly submitWords?: ReactNode;
  readonly isDanger?: boolean;
}

const said = (fault: Fault, field: AbilityField, language: Language): string => {
  const t = textIn(formTexts, language);
  return fault === 'more' ? t.more(field.minimum ?? 1) : t.missing;
};

/** Refusals that speak of a field without naming it. */
const FIELD_OF: Readonly<Record<string, string>> = {
  'cases.unit_reason_missing': 'reason',
  'cases.unit_unknown': 'unitId',
  'cases.unit_elsewhere': 'unitId',
  'cases.same_unit': 'unitId',
  'cases.not_below': 'unitId',
  'cases.not_above': 'unitId',
  'cases.person_elsewhere': 'personId',
  'cases.review_date': 'reviewAt',
  'calendar.other_kind_of_time': 'extra',
  'cases.merge_itself': 'mainCaseId',
  'cases.merge_into_merged': 'mainCaseId',
  'cases.merge_into_ended': 'mainCaseId',
};

/** The field that a refusal speaks of. */
function fieldOfRefusal(error: Error | null, fields: readonly AbilityField[]): string | undefined {
  if (!isRefused(error)) return undefined;
  if (error.code === 'cases.photo_missing') return fields.find((field) => /photo/i.test(field.name))?.name;
  const field = FIELD_OF[error.code] ?? error.data['field'];
  return typeof field === 'string' && fields.some((one) => one.name === field) ? field : undefined;
}

function useActionForm(props: ActionFormProps) {
  const { of, ability, initial, alsoWanted, notWanted, onDone, send = actOn } = props;
  const draft = useFormDraft(draftName(of.id, ability.action), { ...meantIn(ability.fields), ...initial });
  const wanted = alsoWanted?.(draft.values) ?? [];
  const spared = notWanted?.(draft.values) ?? [];
  const fields = fieldsBeside(ability.fields, draft.values)
    .filter(({ name }) => !spared.includes(name))
    .map((field) => (wanted.includes(field.name) ? { ...field, isRequired: true } : field));
  const [faults, setFaults] = useState<Readonly<Record<string, Fault>>>({});
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [isEarly, setEarly] = useState(false);
  const sending = useSend<Act, Acted>(send, {
    refresh: staleAfterAct(of.id),
    onDone: (acted) => {
      draft.forget();
      onDone(acted);
    },
  });
  const submit = (): boolean => {
    const found = faultsIn(fields, draft.values);
    setFaults(found);
    setEarly(busy.size > 0);
    if (Object.keys(found).length > 0 || busy.size > 0) return false;
    const body = bodyFrom(fields, draft.values);
    void sending.send({ caseId: of.id, action: ability.action, body, version: of.version });
    return true;
  };
  const tellBusy = (name: string, isBusy: boolean) =>
    setBusy((before) => {
      const next = new Set(before);
      if (isBusy) next.add(name);
      else next.delete(name);
      return next;
    });
  return { draft, asked: fields, faults, isEarly: isEarly && busy.size > 0, sending, submit, tellBusy };
}

function Trouble({ error, isAtField }: { error: Error | null; isAtField: boolean }) {
  const t = useText(formTexts);
  const language = useSpoken();
  if (!error || isAtField) return null;
  return (
    <Notice tone="danger">
      {tellError(error, language)} {isRefused(error, 'cases.changed') ? t.newest : null}
    </Notice>
  );
}

function FormButtons(props: ActionFormProps & { readonly isSending: boolean; readonly id: string }) {
  const { ability, onCancel, submitWords, isDanger = false, isSending, id } = props;
  const t = useText(formTexts);
  const language = useSpoken();
  return (
    <div className="gl-form-actions">
      {onCancel ? (
        <Button tone="quiet" onClick={onCancel}>
          {t.cancel}
        </Button>
      ) : null}
      <Button type="submit" tone={isDanger ? 'danger' : 'primary'} isBusy={isSending} id={id}>
        {submitWords ?? (language === 'zh' ? ability.zh : capital(ability.en))}
      </Button>
    </div>
  );
}

export function ActionForm(props: ActionFormProps) {
  const { of, ability, known = {}, without = [] } = props;
  const t = useText(formTexts);
  const language = useSpoken();
  const id = useId();
  const { draft, asked, faults, isEarly, sending, submit, tellBusy } = useActionForm(props);
  const fields = asked.filter((field) => !UNSEEN.has(field.name) && !without.includes(field.name));
  const refusedAt = fieldOfRefusal(sending.error, fields);
  const errorOf = (field: AbilityField): string | undefined => {
    const fault = faults[field.name];
    if (fault !== undefined) return said(fault, field, language);
    return refusedAt === field.name && sending.error ? tellError(sending.error, language) : undefined;
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (submit()) return;
    requestAnimationFrame(() =>
      form.querySelector<HTMLElement>('[aria-invalid="true"], fieldset:has(.gl-field-error) input')?.focus(),
    );
  };
  return (
    <Form className="gl-action-form" onSubmit={onSubmit} noValidate aria-labelledby={`${id}-submit`}>
      {fields.map((field) => (
        <ActionField
          key={field.name}
          of={of}
          action={ability.action}
          field={field}
          value={draft.values[field.name]}
          known={known[field.name]}
          place={props.place ?? of.areaPath}
          error={errorOf(field)}
          onChange={(value) => draft.set(field.name, value)}
          onBusy={(isBusy) => tellBusy(field.name, isBusy)}
        />
      ))}
      {isEarly ? <Notice tone="warn">{t.waitPhotos}</Notice> : null}
      <Trouble error={sending.error} isAtField={refusedAt !== undefined} />
      <FormButtons {...props} isSending={sending.isSending} id={`${id}-submit`} />
    </Form>
  );
}

/** Names of actions come in lower case; a button begins with a capital. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
