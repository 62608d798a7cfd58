// The form of one action on the phone: the camera beside the picture taken before, chips for choices,
// phrases for words, one big button. What is sent goes into the outbox and is safe at once, network or
// not. Actions that want a search or a date use the full form.
import { useState } from 'react';
import { newIntent } from '../../../platform/web/api/intent.ts';
import { photoUrl } from '../../../platform/web/api/photos.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { outbox } from '../../../platform/web/outbox/outbox.ts';
import { Button } from '../../../ui/button/button.tsx';
import { CameraButton, type Taken, TakenPicture } from '../../../ui/camera/camera.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { FieldError, TextArea } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ActionForm, capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { codeWords, pushWords } from './case-texts.ts';
import {
  type ActFault,
  type ActPicture,
  faultsOfAct,
  openPushes,
  entryOfAct,
  simpleFields,
} from './field-act.ts';
import { fieldCaseTexts, PHRASES } from './field-texts.ts';
import { beforeAfter } from './step-words.ts';
import { PushForm } from './push-form.tsx';
import { type ActDrafting, useActDraft } from './use-act-draft.ts';
import type { Ability, AbilityField, CaseView } from './use-cases.ts';

export interface FieldActFormProps {
  readonly of: CaseView;
  readonly ability: Ability;
  readonly owner: string;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface OneFieldProps extends Omit<FieldActFormProps, 'onDone' | 'onCancel' | 'owner'> {
  readonly field: AbilityField;
  readonly drafting: ActDrafting;
  readonly fault: ActFault | undefined;
}

const labelOf = (field: AbilityField, language: 'zh' | 'en'): string =>
  language === 'zh' ? field.zh : capital(field.en);

function useFaultWords(field: AbilityField, fault: ActFault | undefined): string | undefined {
  const t = useText(fieldCaseTexts);
  if (fault === undefined) return undefined;
  return fault === 'photos'
    ? t.needPhotos(field.minimum ?? 1)
    : fault === 'words'
      ? t.needWords
      : t.needChoice;
}

/** Feeding back shows what it looked like before, so that the same corner is photographed again. */
function Pictures({ of, ability, field, drafting, fault }: OneFieldProps) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const [isUnreadable, setUnreadable] = useState(false);
  const said = useFaultWords(field, fault);
  const isAfter = ability.action === 'feed_back';
  const [before] = isAfter ? beforeAfter(of.steps).before : [];
  const { pictures } = drafting.draft;
  /** Large while one is needed, beside the picture it is compared with; small afterwards. */
  const isAwaited = pictures.length === 0 && (isAfter || (field.minimum ?? 0) > 0);
  const name = isAfter ? t.after : t.photo;
  const camera = {
    onUnreadable: () => setUnreadable(true),
    onTaken: (taken: Taken) => {
      setUnreadable(false);
      drafting.addPicture({ ...taken, key: newIntent(), intent: newIntent() });
    },
  };
  return (
    <section className="gl-act-pictures" aria-label={labelOf(field, language)}>
      <div className="gl-act-pair">
        {before === undefined ? null : (
          <figure>
            <img src={photoUrl(before)} alt={t.before} />
            <figcaption>{t.before}</figcaption>
          </figure>
        )}
        {pictures.map((picture: ActPicture) => (
          <TakenPicture
            key={picture.key}
            bytes={picture.bytes}
            type={picture.type}
            name={name}
            alt={name}
            removeWords={t.removePhoto}
            onRemove={() => drafting.removePicture(picture.key)}
          />
        ))}
        {isAwaited ? <CameraButton {...camera}>{isAfter ? t.takeAfter : t.take}</CameraButton> : null}
      </div>
      <div className="gl-act-cameras">
        {isAwaited ? null : (
          <CameraButton {...camera}>{pictures.length === 0 ? t.take : t.more1}</CameraButton>
        )}
        <CameraButton looks="quiet" isAlbum {...camera}>
          {t.album}
        </CameraButton>
      </div>
      {isUnreadable ? <FieldError>{t.unreadable}</FieldError> : null}
      {said === undefined ? null : <FieldError>{said}</FieldError>}
    </section>
  );
}

function Words({ ability, field, drafting, fault }: OneFieldProps) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const value = drafting.draft.values[field.name];
  const text = typeof value === 'string' ? value : '';
  const phrases = PHRASES[`${ability.action} ${field.name}`]?.[language] ?? [];
  const said = useFaultWords(field, fault);
  return (
    <div className="gl-act-words">
      {phrases.length === 0 ? null : (
        <Chips
          label={t.phrases}
          chosen={phrases.find((phrase) => phrase === text)}
          choices={phrases.map((phrase) => ({ id: phrase, label: phrase }))}
          onChoose={(phrase) => drafting.set(field.name, phrase === text ? '' : phrase)}
        />
      )}
      <TextArea
        label={labelOf(field, language)}
        rows={2}
        maxLength={1_000}
        value={text}
        {...(field.isRequired ? {} : { optional: t.optional })}
        {...(said === undefined ? {} : { error: said })}
        onChange={(next) => drafting.set(field.name, next)}
      />
    </div>
  );
}

function useChoices({ of, field }: OneFieldProps): readonly { id: string; label: string; value: unknown }[] {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  if (field.name === 'pushSeq') {
    return openPushes(of).map((push) => ({
      id: String(push.seq),
      value: push.seq,
      label: `${pushWords(push.kind, language)} ${whenWords(fromIso(push.at) ?? 0, now(), language)}`,
    }));
  }
  if (field.type === 'boolean') {
    return [
      { id: 'yes', label: t.yes, value: true },
      { id: 'no', label: t.no, value: false },
    ];
  }
  if (field.type === 'score')
    return [1, 2, 3, 4, 5].map((n) => ({ id: String(n), label: String(n), value: n }));
  return (field.options ?? []).map((code) => ({
    id: code,
    label: codeWords(field.name, code, language),
    value: code,
  }));
}

function Choice(props: OneFieldProps) {
  const { field, drafting, fault } = props;
  const language = useSpoken();
  const choices = useChoices(props);
  const value = drafting.draft.values[field.name];
  const said = useFaultWords(field, fault);
  return (
    <div>
      <Chips
        label={labelOf(field, language)}
        choices={choices}
        chosen={choices.find((one) => one.value === value)?.id}
        onChoose={(id) => drafting.set(field.name, choices.find((one) => one.id === id)?.value)}
      />
      {said === undefined ? null : <FieldError>{said}</FieldError>}
    </div>
  );
}

function OneField(props: OneFieldProps) {
  const { type } = props.field;
  if (type === 'ids') return <Pictures {...props} />;
  return type === 'text' ? <Words {...props} /> : <Choice {...props} />;
}

const PICTURES_FIRST = (a: AbilityField, b: AbilityField): number =>
  Number(b.type === 'ids' && (b.minimum ?? 0) > 0) - Number(a.type === 'ids' && (a.minimum ?? 0) > 0);

function SimpleForm(props: FieldActFormProps & { readonly fields: readonly AbilityField[] }) {
  const { of, ability, owner, fields, onDone, onCancel } = props;
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  const drafting = useActDraft(owner, of.id, ability.action);
  const [isTold, setTold] = useState(false);
  const pushes = openPushes(of);
  // One push waits: nobody needs to be asked which one.
  const only = pushes.length === 1 ? pushes[0]?.seq : undefined;
  const hasPush = fields.some((field) => field.name === 'pushSeq');
  const shown = fields
    .filter((field) => field.name !== 'pushSeq' || only === undefined)
    .toSorted(PICTURES_FIRST);
  const draft =
    hasPush && only !== undefined
      ? { ...drafting.draft, values: { ...drafting.draft.values, pushSeq: only } }
      : drafting.draft;
  const faults = faultsOfAct(fields, draft);
  const name = language === 'zh' ? ability.zh : capital(ability.en);
  const submit = () => {
    setTold(true);
    if (Object.keys(faults).length > 0) return;
    const label = `${name} ${itemName(of, language) ?? of.description}`.slice(0, 40);
    void outbox.add(entryOfAct(of.id, ability, draft, { owner, label }));
    drafting.forget();
    onDone();
  };
  return (
    <div className="gl-act-form">
      {shown.map((field) => (
        <OneField
          key={field.name}
          {...{ of, ability, field, drafting }}
          fault={isTold ? faults[field.name] : undefined}
        />
      ))}
      <div className="gl-act-send">
        <Button size="large" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button size="large" tone={ability.action === 'return' ? 'danger' : 'primary'} onClick={submit}>
          {name}
        </Button>
      </div>
    </div>
  );
}

export function FieldActForm(props: FieldActFormProps) {
  if (props.ability.action === 'push') return <PushForm {...props} cases={[props.of]} />;
  const fields = simpleFields(props.ability);
  if (fields) return <SimpleForm {...props} fields={fields} />;
  return <ActionForm of={props.of} ability={props.ability} onDone={props.onDone} onCancel={props.onCancel} />;
}
