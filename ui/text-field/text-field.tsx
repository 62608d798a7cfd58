// One line or several, one choice of few, one tick: a label above, help under it, and the reason of a refusal
// at the field itself. Native
// elements: input methods, autofill and screen readers know them best, and the public pages stay small.
import {
  useId,
  type ChangeEvent,
  type InputHTMLAttributes,
  type ReactNode,
  type TextareaHTMLAttributes,
} from 'react';
import { Icon } from '../icon/icon.tsx';
import './text-field.css';

interface FieldWords {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong and what to write instead; what was typed stays. */
  readonly error?: ReactNode;
  /** Shown beside the label of what may be left empty: `选填`. */
  readonly optional?: string;
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="gl-field-error" id={id}>
      <Icon name="warning" />
      <span>{children}</span>
    </p>
  );
}

interface FieldFrame extends FieldWords {
  readonly id: string;
  readonly children: ReactNode;
}

const described = (id: string, { help, error }: FieldWords) => ({
  'aria-invalid': error === undefined ? undefined : true,
  'aria-describedby':
    [help === undefined ? '' : `${id}-help`, error === undefined ? '' : `${id}-error`].join(' ').trim() ||
    undefined,
});

function Field({ id, label, help, error, optional, children }: FieldFrame) {
  return (
    <div className="gl-field">
      <label htmlFor={id}>
        {label}
        {optional === undefined ? null : <span className="gl-field-optional">{optional}</span>}
      </label>
      {help === undefined ? null : (
        <p className="gl-field-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {children}
      {error === undefined ? null : <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

type Own<T> = Omit<T, 'onChange' | 'value' | 'id'> &
  FieldWords & {
    readonly value: string;
    readonly onChange: (value: string) => void;
  };

/** Else browsers write what is typed into their own files, open, to offer it again and to restore the tab. A
 *  line that people fill in about themselves (name, telephone) may say otherwise. */
const KEPT_BY_NO_BROWSER = 'off';

export function TextField(props: Own<InputHTMLAttributes<HTMLInputElement>>) {
  const id = useId();
  const { label, help, error, optional, onChange, ...rest } = props;
  return (
    <Field id={id} {...{ label, help, error, ...(optional === undefined ? {} : { optional }) }}>
      <input
        autoComplete={KEPT_BY_NO_BROWSER}
        {...rest}
        {...described(id, props)}
        id={id}
        className="gl-input"
        onChange={(event: ChangeEvent<HTMLInputElement>) => onChange(event.target.value)}
      />
    </Field>
  );
}

export function TextArea(props: Own<TextareaHTMLAttributes<HTMLTextAreaElement>>) {
  const id = useId();
  const { label, help, error, optional, onChange, rows = 4, ...rest } = props;
  return (
    <Field id={id} {...{ label, help, error, ...(optional === undefined ? {} : { optional }) }}>
      <textarea
        {...rest}
        {...described(id, props)}
        id={id}
        rows={rows}
        className="gl-input gl-textarea"
        autoComplete={KEPT_BY_NO_BROWSER}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface NativeSelectProps extends FieldWords {
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  /** Stands for "nothing chosen yet"; value ''. */
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

/** For the public pages and the phone: the system's own picker. Command uses `ui/select`. */
export function NativeSelect(props: NativeSelectProps) {
  const id = useId();
  const { label, help, error, optional, value, choices, onChange, placeholder, isRequired } = props;
  return (
    <Field id={id} {...{ label, help, error, ...(optional === undefined ? {} : { optional }) }}>
      <select
        {...described(id, props)}
        id={id}
        className="gl-input gl-native-select"
        value={value}
        required={isRequired}
        onChange={(event) => onChange(event.target.value)}
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface CheckboxProps {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly children: ReactNode;
}

export function Checkbox({ isChecked, onChange, children }: CheckboxProps) {
  return (
    <label className="gl-checkbox">
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
