// What was found, on the phone: a change, a thing that is gone, or a new one, with its photo. It says what
// is missing by the same rule as the server.
import { useState } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import { usePhonePlace } from '../../../platform/web/map/use-phone-place.ts';
import { Button } from '../../../ui/button/button.tsx';
import { CameraButton, TakenPicture } from '../../../ui/camera/camera.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { type Choice, NativeSelect, TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { MOST_NAME_LETTERS } from '../core/component.ts';
import { type Condition, CONDITION_WORDS, CONDITIONS } from '../core/condition.ts';
import type { FindingBody } from '../core/contract-survey.ts';
import { MISSING_WORDS, missingIn } from '../core/survey.ts';
import { FINDING_WORDS, surveyTexts } from './survey-texts.ts';
import { keepFinding, usePhotos } from './use-finding.ts';

const MOST_PHOTOS = 6;

export interface FindingFormProps {
  readonly kind: 'new' | 'changed' | 'gone';
  /** Left out for what is new. */
  readonly component?: { readonly id: string; readonly name: string };
  readonly classes: readonly Choice[];
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface Typed {
  readonly classCode: string;
  readonly name: string;
  readonly condition: string;
  readonly words: string;
}

function bodyOf({ kind, component }: FindingFormProps, typed: Typed, point: Point | undefined) {
  const { classCode, name, condition, words } = typed;
  const body: Omit<FindingBody, 'photoIds'> = {
    kind,
    ...(component ? { componentId: component.id } : {}),
    ...(kind === 'new' && classCode ? { classCode } : {}),
    ...(kind === 'new' && name.trim() ? { name: name.trim() } : {}),
    ...(kind === 'new' && point ? { point } : {}),
    ...(condition ? { condition: condition as Condition } : {}),
    ...(words.trim() ? { words: words.trim() } : {}),
  };
  return body;
}

interface FieldsProps extends Pick<FindingFormProps, 'kind' | 'classes'> {
  readonly typed: Typed;
  readonly set: (change: Partial<Typed>) => void;
}

function Fields({ kind, classes, typed, set }: FieldsProps) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  return (
    <>
      {kind === 'new' ? (
        <>
          <NativeSelect
            label={t.kind}
            placeholder={t.chooseKind}
            value={typed.classCode}
            choices={classes}
            onChange={(classCode) => set({ classCode })}
          />
          <TextField
            label={t.componentName}
            maxLength={MOST_NAME_LETTERS}
            value={typed.name}
            onChange={(name) => set({ name })}
          />
        </>
      ) : null}
      {kind === 'gone' ? null : (
        <NativeSelect
          label={t.condition}
          placeholder="–"
          value={typed.condition}
          choices={CONDITIONS.map((one) => ({ value: one, label: CONDITION_WORDS[one][language] }))}
          onChange={(condition) => set({ condition })}
        />
      )}
      <TextArea
        label={t.words}
        optional={t.optional}
        rows={2}
        maxLength={500}
        value={typed.words}
        onChange={(words) => set({ words })}
      />
    </>
  );
}

function Photos({ photos }: { photos: ReturnType<typeof usePhotos> }) {
  const t = useText(surveyTexts);
  return (
    <>
      <div className="gl-register-photos">
        {photos.photos.map(({ key, bytes, type }, index) => (
          <TakenPicture
            key={key}
            bytes={bytes}
            type={type}
            name={`${t.photos} ${index + 1}`}
            alt={`${t.photos} ${index + 1}`}
            removeWords={t.cancel}
            onRemove={() => photos.remove(key)}
          />
        ))}
      </div>
      {photos.isFaulty ? <Notice tone="warn">{t.photoFault}</Notice> : null}
      {photos.photos.length < MOST_PHOTOS ? (
        <CameraButton onTaken={(taken) => void photos.take(taken)} onUnreadable={photos.fail}>
          {t.takePhoto}
        </CameraButton>
      ) : null}
    </>
  );
}

function Place({ place }: { place: ReturnType<typeof usePhonePlace> }) {
  const t = useText(surveyTexts);
  if (place.point) {
    const { lon, lat } = place.point;
    return <p className="gl-figures">{`${t.place} ${lon.toFixed(6)}, ${lat.toFixed(6)}`}</p>;
  }
  return (
    <Button icon="pin" isBusy={place.mode === 'finding'} onClick={place.find}>
      {place.mode === 'finding' ? t.finding : t.findPlace}
    </Button>
  );
}

export function FindingForm(props: FindingFormProps) {
  const { kind, component, onDone, onCancel } = props;
  const t = useText(surveyTexts);
  const language = useSpoken();
  const [typed, setTyped] = useState<Typed>({ classCode: '', name: '', condition: '', words: '' });
  const [told, setTold] = useState<'missing' | 'full'>();
  const photos = usePhotos();
  const place = usePhonePlace();
  const body = bodyOf(props, typed, place.point);
  const missing = missingIn(body, photos.photos.length);
  const send = async () => {
    setTold(missing ? 'missing' : undefined);
    if (missing) return;
    const label = `${FINDING_WORDS[kind][language]} ${component?.name ?? typed.name}`;
    if (await keepFinding(body, photos.photos, label)) onDone();
    else setTold('full');
  };
  return (
    <Card title={`${FINDING_WORDS[kind][language]} ${component?.name ?? ''}`}>
      <div className="gl-register-form">
        <Fields
          kind={kind}
          classes={props.classes}
          typed={typed}
          set={(change) => setTyped({ ...typed, ...change })}
        />
        {kind === 'new' ? <Place place={place} /> : null}
        <Photos photos={photos} />
        {told === 'missing' && missing ? (
          <Notice tone="warn">{`${t.missing}${MISSING_WORDS[missing][language]}`}</Notice>
        ) : null}
        {told === 'full' ? <Notice tone="danger">{t.full}</Notice> : null}
        <Button tone="primary" size="large" isWide onClick={() => void send()}>
          {t.send}
        </Button>
        <Button isWide onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </Card>
  );
}
