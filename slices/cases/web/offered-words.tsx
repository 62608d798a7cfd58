// What the city has laid ready for a field: its phrases, each by one tap or key, and its own words for
// reasons. A phrase is added to what stands there; nothing that was typed is lost.
import { Chips } from '../../../ui/choices/choices.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { phrasesFor, reasonFor, useWording } from '../../wording/web/public.ts';
import { carriedWords } from '../core/case-words.ts';
import { formTexts } from './form-texts.ts';
import { type FieldProps, marksOf, Radios, WordsField } from './plain-fields.tsx';
import type { AbilityField } from './use-cases.ts';

export interface OfferedProps extends FieldProps {
  readonly districtId: string;
  readonly action: string;
}

const joined = (before: unknown, phrase: string): string => {
  const text = typeof before === 'string' ? before.trimEnd() : '';
  return text === '' ? phrase : `${text}${/[。.!?！？；;]$/.test(text) ? '' : ' '}${phrase}`;
};

interface PhrasesProps {
  readonly districtId: string;
  readonly action: string;
  readonly field: string;
  readonly value: unknown;
  readonly onChange: (value: string) => void;
  /** The product's own phrases, after those of the city. */
  readonly standard?: readonly string[];
}

/** The phrases of one field, on the desk and on the phone. A second tap on one takes it back. */
export function OfferedPhrases({ districtId, action, field, value, onChange, standard = [] }: PhrasesProps) {
  const t = useText(formTexts);
  const language = useSpoken();
  const { data } = useWording(districtId);
  const phrases = [...new Set([...phrasesFor(data, { action, field, language }), ...standard])];
  if (phrases.length === 0) return null;
  return (
    <Chips
      label={t.phrases}
      chosen={phrases.find((phrase) => phrase === value)}
      choices={phrases.map((phrase) => ({ id: phrase, label: phrase }))}
      onChoose={(phrase) => onChange(phrase === value ? '' : joined(value, phrase))}
    />
  );
}

export function OfferedWords({ districtId, action, ...props }: OfferedProps) {
  const { field, value, onChange } = props;
  return (
    <>
      <WordsField {...props} />
      <OfferedPhrases {...{ districtId, action, value, onChange }} field={field.name} />
    </>
  );
}

/** Which codes a form offers, under which words; one that was chosen before stays in view. */
export function useOfferedCodes(
  districtId: string,
  action: string,
  { name, options = [] }: Pick<AbilityField, 'name' | 'options'>,
  value: unknown,
): readonly { readonly value: string; readonly label: string }[] {
  const language = useSpoken();
  const { data } = useWording(districtId);
  return options
    .filter((code) => reasonFor(data, action, name, code)?.isOffered !== false || code === value)
    .map((code) => ({
      value: code,
      label: carriedWords({ action, field: name, code }, language, data?.reasons),
    }));
}

export function OfferedReasons({ districtId, action, ...props }: OfferedProps) {
  const { field, label, value, onChange } = props;
  const choices = useOfferedCodes(districtId, action, field, value);
  return (
    <Radios
      label={label}
      name={field.name}
      choices={choices}
      onChange={onChange}
      {...marksOf(props)}
      value={typeof value === 'string' ? value : undefined}
    />
  );
}
