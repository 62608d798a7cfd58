// What the city has laid ready for a field: its phrases, each by one tap or key, and its own words for
// reasons. A phrase is added to what stands there; nothing that was typed is lost.
import { Chips } from '../../../ui/choices/choices.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { phrasesFor, reasonFor, useWording } from '../../wording/web/public.ts';
import { carriedWords } from '../core/case-words.ts';
import { formTexts } from './form-texts.ts';
import { type FieldProps, marksOf, Radios, WordsField } from './plain-fields.tsx';

export interface OfferedProps extends FieldProps {
  readonly districtId: string;
  readonly action: string;
}

const joined = (before: unknown, phrase: string): string => {
  const text = typeof before === 'string' ? before.trimEnd() : '';
  return text === '' ? phrase : `${text}${/[。.!?！？；;]$/.test(text) ? '' : ' '}${phrase}`;
};

export function OfferedWords({ districtId, action, ...props }: OfferedProps) {
  const t = useText(formTexts);
  const language = useSpoken();
  const { data } = useWording(districtId);
  const phrases = phrasesFor(data, { action, field: props.field.name, language });
  return (
    <>
      <WordsField {...props} />
      {phrases.length === 0 ? null : (
        <Chips
          label={t.phrases}
          chosen={undefined}
          choices={phrases.map((phrase) => ({ id: phrase, label: phrase }))}
          onChoose={(phrase) => props.onChange(joined(props.value, phrase))}
        />
      )}
    </>
  );
}

export function OfferedReasons({ districtId, action, ...props }: OfferedProps) {
  const { field, label, value, onChange } = props;
  const language = useSpoken();
  const { data } = useWording(districtId);
  const own = (code: string) => reasonFor(data, action, field.name, code);
  const offered = (field.options ?? []).filter((code) => own(code)?.isOffered !== false || code === value);
  const choices = offered.map((code) => ({
    value: code,
    label: carriedWords({ action, field: field.name, code }, language, data?.reasons),
  }));
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
