// The inputs for fields that hold a plain value: words, a choice of few, yes or no, a score, a time, a
// limit, a point, a reporter. Values have the form the API takes.
import type { ReactNode } from 'react';
import { fromIso, localDate, toIso } from '../../../kernel/instant.ts';
import { LIMIT_KINDS } from '../../calendar/core/limit.ts';
import {
  Checkbox,
  FieldError,
  NativeSelect,
  TextArea,
  TextField,
} from '../../../ui/text-field/text-field.tsx';
import { timeOfDay } from '../../../ui/words/format.ts';
import { useText } from '../../../ui/words/texts.ts';
import { formTexts } from './form-texts.ts';
import type { AbilityField } from './use-cases.ts';

export interface FieldProps {
  readonly field: AbilityField;
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error: string | undefined;
  readonly optional: string | undefined;
}

type Marks = { error?: string; optional?: string };
export const marksOf = ({ error, optional }: Pick<FieldProps, 'error' | 'optional'>): Marks => ({
  ...(error === undefined ? {} : { error }),
  ...(optional === undefined ? {} : { optional }),
});

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const partsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

export const WordsField = (props: FieldProps) => (
  <TextArea
    label={props.label}
    value={textOf(props.value)}
    onChange={props.onChange}
    rows={2}
    {...marksOf(props)}
  />
);

export interface RadioProps {
  readonly label: ReactNode;
  readonly name: string;
  readonly value: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly error?: string;
  readonly optional?: string;
}

/** A choice of few, all in view. */
export function Radios({ label, name, value, choices, onChange, error, optional }: RadioProps) {
  return (
    <fieldset>
      <legend>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </legend>
      <div className="gl-action-choices">
        {choices.map((choice) => (
          <label key={choice.value} className="gl-choice">
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

/** What must be answered has a yes and a no; what may be ticked is a tick. */
export function YesNoField(props: FieldProps) {
  const { field, label, value, onChange } = props;
  const t = useText(formTexts);
  if (!field.isRequired)
    return (
      <Checkbox isChecked={value === true} onChange={onChange}>
        {label}
      </Checkbox>
    );
  const choices = [
    { value: 'yes', label: t.yes },
    { value: 'no', label: t.no },
  ];
  return (
    <Radios
      label={label}
      name={field.name}
      choices={choices}
      {...marksOf(props)}
      value={value === undefined ? undefined : value === true ? 'yes' : 'no'}
      onChange={(answer) => onChange(answer === 'yes')}
    />
  );
}

const SCORES = ['1', '2', '3', '4', '5'].map((score) => ({ value: score, label: score }));

export const ScoreField = (props: FieldProps) => (
  <Radios
    label={props.label}
    name={props.field.name}
    choices={SCORES}
    {...marksOf(props)}
    value={textOf(props.value)}
    onChange={(score) => props.onChange(Number(score))}
  />
);

const CHINA = '+08:00';

/** All times are China's, whatever the device believes. */
export function InstantField(props: FieldProps) {
  const at = fromIso(textOf(props.value));
  const shown = at === undefined ? '' : `${localDate(at)}T${timeOfDay(at)}`;
  const put = (text: string) => {
    const picked = text === '' ? undefined : fromIso(`${text}:00${CHINA}`);
    props.onChange(picked === undefined ? undefined : toIso(picked));
  };
  return (
    <TextField type="datetime-local" label={props.label} value={shown} onChange={put} {...marksOf(props)} />
  );
}

export function LimitField({ label, value, onChange, error, optional }: FieldProps) {
  const t = useText(formTexts);
  const { kind = 'working_days', amount } = partsOf(value);
  const put = (next: Record<string, unknown>) => {
    const isSaid = typeof next['amount'] === 'number' && next['amount'] > 0;
    onChange(isSaid ? next : undefined);
  };
  return (
    <fieldset>
      <legend>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </legend>
      <div className="gl-limit-fields">
        <TextField
          type="number"
          min="0.25"
          step="any"
          inputMode="decimal"
          label={t.amount}
          value={textOf(amount)}
          onChange={(text) => put({ kind, amount: Number(text) })}
        />
        <NativeSelect
          label={t.kind}
          value={textOf(kind)}
          onChange={(next) => put({ kind: next, amount })}
          choices={LIMIT_KINDS.map((one) => ({ value: one, label: t[one] }))}
        />
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

export function PointField({ label, value, onChange, error, optional }: FieldProps) {
  const t = useText(formTexts);
  const point = partsOf(value);
  const put = (name: 'lon' | 'lat', text: string) => {
    const next = { ...point, [name]: text === '' ? undefined : Number(text) };
    onChange(next['lon'] === undefined && next['lat'] === undefined ? undefined : next);
  };
  return (
    <fieldset>
      <legend>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </legend>
      <div className="gl-point-fields">
        <TextField
          inputMode="decimal"
          label={t.lon}
          value={textOf(point['lon'])}
          onChange={(text) => put('lon', text)}
        />
        <TextField
          inputMode="decimal"
          label={t.lat}
          value={textOf(point['lat'])}
          onChange={(text) => put('lat', text)}
        />
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

export function ReporterField({ label, value, onChange, error, optional }: FieldProps) {
  const t = useText(formTexts);
  const { name, phone } = partsOf(value);
  const put = (part: Record<string, string>) => {
    const next = Object.entries({ ...partsOf(value), ...part }).filter(([, text]) => text !== '');
    onChange(next.length === 0 ? undefined : Object.fromEntries(next));
  };
  return (
    <fieldset>
      <legend>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </legend>
      <div className="gl-point-fields">
        <TextField
          label={t.name}
          autoComplete="off"
          value={textOf(name)}
          onChange={(text) => put({ name: text })}
        />
        <TextField
          label={t.phone}
          type="tel"
          autoComplete="off"
          value={textOf(phone)}
          onChange={(text) => put({ phone: text })}
        />
      </div>
      {error === undefined ? null : <FieldError>{error}</FieldError>}
    </fieldset>
  );
}
