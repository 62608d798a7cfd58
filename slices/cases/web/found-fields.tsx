// The inputs for fields that name something: a unit, a person, an item, a case, a push. The id is the
// value; the name that was picked stays beside it, so that what is shown is what was meant.
import { useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { type Option, Picker } from '../../../ui/picker/picker.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { isTooShort } from '../core/case-grams.ts';
import {
  type PeopleTerms,
  type UnitTerms,
  useCaseOptions,
  useCasePlace,
  useItemOptions,
  usePeopleOptions,
  useUnitOptions,
} from './find-options.ts';
import { formTexts } from './form-texts.ts';
import { type FieldProps, marksOf, Radios } from './plain-fields.tsx';
import { pushesToName, pushLine } from './push-line.ts';
import type { CaseView } from './use-cases.ts';

interface Chosen {
  readonly known: readonly Option[];
  readonly value: unknown;
}

const shownOf = ({ known, value }: Chosen): Option | null =>
  typeof value === 'string' && value !== ''
    ? (known.find((one) => one.id === value) ?? { id: value, label: value })
    : null;

interface FoundFieldProps extends FieldProps {
  /** Names for ids that were chosen before this input was shown. */
  readonly known?: readonly Option[];
}

/** Keeps the name of what was picked; `known` are the names the case brings. */
function useNames(known: readonly Option[] = []) {
  const [picked, setPicked] = useState<readonly Option[]>([]);
  return {
    names: [...picked, ...known],
    remember: (one: Option | null) => one && setPicked((all) => [one, ...all]),
  };
}

export function UnitField({ terms, known, ...props }: FoundFieldProps & { readonly terms: UnitTerms }) {
  const t = useText(formTexts);
  const [words, setWords] = useState('');
  const { names, remember } = useNames(known);
  const found = useUnitOptions(words, terms);
  const all = [...names, ...found.options];
  return (
    <Picker
      label={props.label}
      placeholder={t.searchUnit}
      options={found.options}
      isBusy={found.isBusy}
      onSearch={setWords}
      value={shownOf({ known: all, value: props.value })}
      {...marksOf(props)}
      onChange={(one) => {
        remember(one);
        props.onChange(one?.id);
      }}
    />
  );
}

/** To which centre above: a choice only where there is one; the next one up stands chosen. */
export function CentreAboveField({ terms, ...props }: FoundFieldProps & { readonly terms: UnitTerms }) {
  const { options } = useUnitOptions('', terms);
  const [next] = options;
  if (!next || options.length < 2) return null;
  return (
    <Radios
      label={props.label}
      name={props.field.name}
      choices={options.map(({ id, label }) => ({ value: id, label }))}
      value={typeof props.value === 'string' ? props.value : next.id}
      onChange={props.onChange}
      {...marksOf(props)}
    />
  );
}

export function UnitsField({ terms, known, ...props }: FoundFieldProps & { readonly terms: UnitTerms }) {
  const t = useText(formTexts);
  const [words, setWords] = useState('');
  const { names, remember } = useNames(known);
  const found = useUnitOptions(words, terms);
  const ids = Array.isArray(props.value)
    ? props.value.filter((id): id is string => typeof id === 'string')
    : [];
  const all = [...names, ...found.options];
  return (
    <div className="gl-field">
      <Picker
        label={props.label}
        placeholder={t.searchUnit}
        isBusy={found.isBusy}
        onSearch={setWords}
        value={null}
        options={found.options.filter((one) => !ids.includes(one.id))}
        {...marksOf(props)}
        onChange={(one) => {
          remember(one);
          if (one) props.onChange([...ids, one.id]);
        }}
      />
      {ids.length === 0 ? null : (
        <p className="gl-action-choices">
          {ids.map((id) => (
            <Badge key={id}>
              {all.find((one) => one.id === id)?.label ?? id}
              <Button
                tone="quiet"
                size="small"
                icon="close"
                label={`${t.remove} ${all.find((one) => one.id === id)?.label ?? ''}`}
                onClick={() => props.onChange(ids.filter((one) => one !== id))}
              />
            </Badge>
          ))}
        </p>
      )}
    </div>
  );
}

export function PersonField({ terms, known, ...props }: FoundFieldProps & { readonly terms: PeopleTerms }) {
  const t = useText(formTexts);
  const [words, setWords] = useState('');
  const { names, remember } = useNames(known);
  const found = usePeopleOptions(words, terms);
  const options = [...(known ?? []).filter((one) => one.label.includes(words)), ...found.options];
  const unique = [...new Map(options.map((one) => [one.id, one])).values()];
  return (
    <Picker
      label={props.label}
      placeholder={t.searchPerson}
      options={unique}
      isBusy={found.isBusy}
      onSearch={setWords}
      value={shownOf({ known: [...names, ...unique], value: props.value })}
      {...marksOf(props)}
      onChange={(one) => {
        remember(one);
        props.onChange(one?.id);
      }}
    />
  );
}

export function ItemField({
  districtId,
  known,
  ...props
}: FoundFieldProps & { readonly districtId: string }) {
  const t = useText(formTexts);
  const [words, setWords] = useState('');
  const { names, remember } = useNames(known);
  const found = useItemOptions(districtId, words);
  const options = words === '' && known && known.length > 0 ? known : found.options;
  return (
    <Picker
      label={props.label}
      placeholder={t.searchItem}
      options={options}
      isBusy={found.isBusy}
      onSearch={setWords}
      value={shownOf({ known: [...names, ...found.options], value: props.value })}
      {...marksOf(props)}
      onChange={(one) => {
        remember(one);
        props.onChange(one?.id);
      }}
    />
  );
}

/** County and street of a path. */
const streetOf = (path: string): string => path.split('.').slice(0, 2).join('.');

/** `known`: the likely same matters, shown before anything is typed. */
export function CaseField({ of, known, ...props }: FoundFieldProps & { readonly of: CaseView }) {
  const t = useText(formTexts);
  const [words, setWords] = useState('');
  const { names, remember } = useNames(known);
  const found = useCaseOptions(words, of.areaPath.slice(0, 6), of.id);
  const place = useCasePlace(typeof props.value === 'string' ? props.value : undefined);
  const isElsewhere = place !== undefined && streetOf(place) !== streetOf(of.areaPath);
  return (
    <>
      <Picker
        label={props.label}
        placeholder={t.searchCase}
        isBusy={found.isBusy}
        onSearch={setWords}
        options={isTooShort(words) || words === '' ? (known ?? []) : found.options}
        value={shownOf({ known: [...names, ...found.options], value: props.value })}
        {...marksOf(props)}
        onChange={(one) => {
          remember(one);
          props.onChange(one?.id);
        }}
      />
      {isElsewhere ? <Notice tone="warn">{t.otherStreet}</Notice> : null}
    </>
  );
}

/** Which of the pushes that wait is meant. */
interface PushFieldProps extends FieldProps {
  readonly of: Pick<CaseView, 'pushes' | 'steps'>;
  readonly action: string;
}

export function PushField({ of, action, ...props }: PushFieldProps) {
  const language = useSpoken();
  const now = useNow(MINUTE);
  const choices = pushesToName(of.pushes, action).map((push) => ({
    value: String(push.seq),
    label: pushLine(push, of, now, language),
  }));
  return (
    <Radios
      label={props.label}
      name={props.field.name}
      choices={choices}
      {...marksOf(props)}
      value={props.value === undefined ? undefined : String(props.value)}
      onChange={(seq) => props.onChange(Number(seq))}
    />
  );
}
