// The form of one action on the phone. The core judges what is filled in before it goes into the outbox, so
// that nothing is sent which can't be taken as things stand; what goes in is safe at once, network or not.
// Actions that need a search use the full form, which needs the network and says so.
import { useState } from 'react';
import { isRefusal } from '../../../kernel/refusal.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { PocketFull } from '../../../platform/web/outbox/device-db.ts';
import type { NewEntry } from '../../../platform/web/outbox/entry.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useOnline } from '../../../platform/web/start/use-online.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ActionForm, capital } from './action-form.tsx';
import { fieldsBeside } from '../core/fields.ts';
import { itemName } from './case-facts.tsx';
import { meantIn } from './form-draft.ts';
import { type ActDraft, basisOf, entryOfAct, faultsOfAct, simpleFields } from './field-act.ts';
import { OneField } from './field-act-fields.tsx';
import { fieldActTexts } from './field-act-texts.ts';
import { pushesFor, pushMeant } from './open-pushes.ts';
import { judge } from './phone-judge.ts';
import { usePhoneWorld } from './phone-world.ts';
import { PushForm } from './push-form.tsx';
import { refusalWords } from './refusal-words.ts';
import { type ActDrafting, useActDraft } from './use-act-draft.ts';
import type { Ability, AbilityField } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

export interface FieldActFormProps {
  readonly of: PhoneCase;
  readonly ability: Ability;
  readonly owner: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

const PICTURES_FIRST = (a: AbilityField, b: AbilityField): number =>
  Number(b.type === 'ids' && (b.minimum ?? 0) > 0) - Number(a.type === 'ids' && (a.minimum ?? 0) > 0);

/** What is done is kept on the phone before the form goes away; undefined when it is. */
async function keepEntry(entry: NewEntry): Promise<'full' | undefined> {
  try {
    await outbox.add(entry);
    return undefined;
  } catch (error) {
    if (error instanceof PocketFull) return 'full';
    throw error;
  }
}

function useSubmit(props: FieldActFormProps, fields: readonly AbilityField[], draft: ActDraft) {
  const { of, ability, owner } = props;
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const knows = usePhoneWorld();
  const [isTold, setTold] = useState(false);
  const [isKeeping, setKeeping] = useState(false);
  const [no, setNo] = useState<string>();
  const faults = faultsOfAct(fields, draft);
  const name = language === 'zh' ? ability.zh : capital(ability.en);
  const submit = async (): Promise<boolean> => {
    setTold(true);
    setNo(undefined);
    if (Object.keys(faults).length > 0 || !knows) return false;
    const label = `${name} ${itemName(of.view, language) ?? of.view.description}`.slice(0, 40);
    const basis = basisOf(of);
    const asked = { ...ability, fields: [...fieldsBeside(ability.fields, draft.values)] };
    const entry = entryOfAct(of.view.id, asked, draft, { owner, label, basis });
    const judged = judge(of, entry, knows, now());
    if (isRefusal(judged)) {
      setNo(refusalWords(judged, language, ability.fields));
      return false;
    }
    setKeeping(true);
    const trouble = await keepEntry(entry).finally(() => setKeeping(false));
    if (trouble) setNo(t.full);
    return trouble === undefined;
  };
  return { name, faults: isTold ? faults : {}, no, isKeeping, submit };
}

/** The push that is meant is chosen already; the person may choose another. */
function usePushMeant({ of, ability }: FieldActFormProps, drafting: ActDrafting): ActDrafting {
  const knows = usePhoneWorld();
  const { query } = useRoute();
  if (!ability.fields.some(({ name }) => name === 'pushSeq')) return drafting;
  const { draft } = drafting;
  const pushes = pushesFor(of, ability, knows, now());
  const pushSeq = pushMeant(pushes, draft.values['pushSeq'], Number(query.get('push') ?? Number.NaN));
  return { ...drafting, draft: { ...draft, values: { ...draft.values, pushSeq } } };
}

/** What is meant where nothing is chosen stands as chosen. */
function withMeant({ fields }: Ability, drafting: ActDrafting): ActDrafting {
  const { draft } = drafting;
  return { ...drafting, draft: { ...draft, values: { ...meantIn(fields), ...draft.values } } };
}

function SimpleForm(props: FieldActFormProps & { readonly fields: readonly AbilityField[] }) {
  const { of, ability, owner, fields, onDone, onCancel } = props;
  const t = useText(fieldActTexts);
  const language = useSpoken();
  const drafting = withMeant(ability, usePushMeant(props, useActDraft(owner, of.view.id, ability.action)));
  const asked = fieldsBeside(fields, drafting.draft.values);
  const shown = asked.toSorted(PICTURES_FIRST);
  const { name, faults, no, isKeeping, submit } = useSubmit(props, asked, drafting.draft);
  const send = async () => {
    if (!(await submit())) return;
    drafting.forget();
    onDone();
  };
  return (
    <div className="gl-act-form">
      {shown.map((field) => (
        <OneField key={field.name} {...{ of, ability, field, drafting }} fault={faults[field.name]} />
      ))}
      {(ability.warnings ?? []).map((warning) => (
        <Notice key={warning.code} tone="warn">
          {warning[language]}
        </Notice>
      ))}
      <div role="alert">{no === undefined ? null : <Notice tone="danger">{no}</Notice>}</div>
      <div className="gl-act-send">
        <Button size="large" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button
          size="large"
          tone={ability.action === 'return' ? 'danger' : 'primary'}
          isBusy={isKeeping}
          onClick={() => void send()}
        >
          {name}
        </Button>
      </div>
    </div>
  );
}

export function FieldActForm(props: FieldActFormProps) {
  const t = useText(fieldActTexts);
  const isOnline = useOnline();
  const fields = simpleFields(props.ability);
  if (props.ability.action === 'push') return <PushForm {...props} cases={[props.of.view]} />;
  if (fields) return <SimpleForm {...props} fields={fields} />;
  return (
    <>
      {isOnline ? null : <Notice tone="warn">{t.network}</Notice>}
      <ActionForm
        of={props.of.view}
        ability={props.ability}
        onDone={props.onDone}
        onCancel={props.onCancel}
      />
    </>
  );
}
