// One filter of a list, by its kind: ticks for few choices, a search for very many, days for a stretch of
// time. It shows what the view says and tells what it should say instead.
import { useState } from 'react';
import type { Option } from '../../../ui/picker/picker.tsx';
import { Picker } from '../../../ui/picker/picker.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type FilterName, filterOf } from '../core/list-filters.ts';
import { useAreaChoices } from './area-choices.ts';
import { useCaseOptions, useItemOptions, usePeopleOptions, useUnitOptions } from './find-options.ts';
import { listTexts } from './list-texts.ts';
import type { View } from './use-cases.ts';

export interface FilterFieldProps {
  readonly name: FilterName;
  readonly view: View;
  readonly districtId: string;
  /** What the chosen ids are called, where it is known. */
  readonly wordsOf: (name: FilterName) => string | undefined;
  readonly onChange: (name: FilterName, value: unknown) => void;
}

const listOf = (value: unknown): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

function Ticks({ name, view, onChange }: FilterFieldProps) {
  const language = useSpoken();
  const filter = filterOf(name);
  const chosen = listOf(view[name]);
  return (
    <fieldset className="gl-filter-ticks">
      <legend>{filter[language]}</legend>
      {(filter.choices ?? []).map((code) => (
        <Checkbox
          key={code}
          isChecked={chosen.includes(code)}
          onChange={(on) => onChange(name, on ? [...chosen, code] : chosen.filter((one) => one !== code))}
        >
          {filter.wordsOf?.(code, language) ?? code}
        </Checkbox>
      ))}
    </fieldset>
  );
}

function One({ name, view, onChange }: FilterFieldProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  const filter = filterOf(name);
  const flags = [{ value: 'true', label: t.yes }, { value: 'false', label: t.no }];
  const codes = (filter.choices ?? []).map((value) => ({
    value, label: filter.wordsOf?.(value, language) ?? value,
  }));
  const isFlag = filter.kind === 'flag';
  return (
    <NativeSelect
      label={filter[language]}
      value={view[name] === undefined ? '' : String(view[name])}
      placeholder={t.any}
      choices={isFlag ? flags : codes}
      onChange={(value) => onChange(name, isFlag && value !== '' ? value === 'true' : value)}
    />
  );
}

function Area({ name, view, districtId, onChange }: FilterFieldProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  return (
    <NativeSelect
      label={filterOf(name)[language]}
      value={view.areaPath ?? ''}
      placeholder={t.any}
      choices={useAreaChoices(districtId, 'grid')}
      onChange={(value) => onChange(name, value)}
    />
  );
}

/** Which search belongs to the kind; each hook is asked in every render, few of them ask the server. */
function useOptions(name: FilterName, words: string, { view, districtId }: FilterFieldProps) {
  const { kind } = filterOf(name);
  const areaPath = view.areaPath ?? districtId;
  const units = useUnitOptions(kind === 'unit' ? words : '', { areaPath });
  const people = usePeopleOptions(words, { areaPath: districtId });
  const items = useItemOptions(districtId, words, kind === 'item');
  const cases = useCaseOptions(kind === 'case' ? words : '', areaPath);
  const found = { unit: units, person: people, item: items, case: cases };
  return found[kind as keyof typeof found];
}

function Found(props: FilterFieldProps) {
  const { name, view, wordsOf, onChange } = props;
  const t = useText(listTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const { options, isBusy } = useOptions(name, words, props);
  const isMany = filterOf(name).value !== 'id';
  const chosen = isMany ? listOf(view[name]) : view[name] === undefined ? [] : [String(view[name])];
  const put = (ids: readonly string[]) => onChange(name, isMany ? ids : (ids[0] ?? ''));
  const called = (id: string): string =>
    names[id] ?? options.find((one) => one.id === id)?.label
      ?? (chosen.length === 1 ? wordsOf(name) : undefined) ?? id.slice(0, 8);
  const choose = (one: Option | null) => {
    if (!one) return;
    setNames((all) => ({ ...all, [one.id]: one.label }));
    put(isMany ? [...new Set([...chosen, one.id])] : [one.id]);
  };
  return (
    <div>
      <Picker
        label={filterOf(name)[language]}
        options={options.filter((one) => !chosen.includes(one.id))}
        isBusy={isBusy}
        onSearch={setWords}
        value={null}
        onChange={choose}
      />
      {chosen.length === 0 ? null : (
        <ul className="gl-filter-chosen" aria-label={t.chosen}>
          {chosen.map((id) => (
            <li key={id}>
              <span>{called(id)}</span>
              <Button tone="quiet" size="small" icon="close" label={t.removeChosen(called(id))}
                onClick={() => put(chosen.filter((one) => one !== id))} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Day({ name, view, onChange }: FilterFieldProps) {
  const language = useSpoken();
  return (
    <TextField
      type="date"
      label={filterOf(name)[language]}
      value={String(view[name] ?? '').slice(0, 10)}
      onChange={(value) => onChange(name, value)}
    />
  );
}

/** Chosen on the map: a stretch of it, or one thing in the street. Here it can only be taken off. */
function OfMap({ name, view, onChange }: FilterFieldProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  if (view[name] === undefined) return null;
  const label = filterOf(name)[language];
  return (
    <div>
      <p>{label}</p>
      <p className="gl-muted">{t.outlineHelp}</p>
      <Button size="small" icon="close" onClick={() => onChange(name, '')}>
        {t.removeFilter(label)}
      </Button>
    </div>
  );
}

function Text({ name, view, onChange }: FilterFieldProps) {
  const language = useSpoken();
  return (
    <TextField
      type="search"
      label={filterOf(name)[language]}
      value={String(view[name] ?? '')}
      maxLength={60}
      onChange={(value) => onChange(name, value)}
    />
  );
}

export function FilterField(props: FilterFieldProps) {
  const { kind, value } = filterOf(props.name);
  switch (kind) {
    case 'choice': return value === 'code' ? <One {...props} /> : <Ticks {...props} />;
    case 'flag': return <One {...props} />;
    case 'area': return <Area {...props} />;
    case 'time': return <Day {...props} />;
    case 'words': return <Text {...props} />;
    case 'outline':
    case 'component': return <OfMap {...props} />;
    default: return <Found {...props} />;
  }
}
