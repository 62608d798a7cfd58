// The filters above a list or a map of cases; the address holds them, so that Back, reload and a sent
// link show the same.
import { useState } from 'react';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Picker } from '../../../ui/picker/picker.tsx';
import { Checkbox, NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useAreaChoices } from './area-choices.ts';
import { stateWords, STATES } from '../core/case-words.ts';
import { useItemOptions, useUnitOptions } from './find-options.ts';
import { formTexts } from './form-texts.ts';
import { FILTERS, type FilterName, type Filters, filtersIn } from './list-filters.ts';
import { pageTexts } from './page-texts.ts';

export const useDistrictId = (): string => useSession().session?.posts[0]?.areaPath.slice(0, 6) ?? '';

const put = (name: FilterName, value: string): void => setQuery({ [name]: value === '' ? undefined : value });
const clear = (): void => setQuery(Object.fromEntries(FILTERS.map((name) => [name, undefined])));

function FoundFilters({ filters, districtId }: { filters: Filters; districtId: string }) {
  const t = useText(pageTexts);
  const form = useText(formTexts);
  const [unitText, setUnitText] = useState('');
  const [itemText, setItemText] = useState('');
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const units = useUnitOptions(unitText, { areaPath: filters.area ?? districtId });
  const items = useItemOptions(districtId, itemText);
  const shown = (id: string | undefined, options: readonly { id: string; label: string }[]) =>
    id === undefined ? null : { id, label: names[id] ?? options.find((one) => one.id === id)?.label ?? id };
  const choose = (name: 'unit' | 'item') => (one: { id: string; label: string } | null) => {
    if (one) setNames((all) => ({ ...all, [one.id]: one.label }));
    put(name, one?.id ?? '');
  };
  return (
    <>
      <Picker
        label={t.unit}
        placeholder={form.searchUnit}
        options={units.options}
        isBusy={units.isBusy}
        onSearch={setUnitText}
        value={shown(filters.unit, units.options)}
        onChange={choose('unit')}
      />
      <Picker
        label={t.item}
        placeholder={form.searchItem}
        options={items.options}
        isBusy={items.isBusy}
        onSearch={setItemText}
        value={shown(filters.item, items.options)}
        onChange={choose('item')}
      />
    </>
  );
}

/** The short lists of the filters, in words. */
function useFilterChoices() {
  const t = useText(pageTexts);
  const language = useSpoken();
  const states = [
    { value: 'open', label: t.openAll },
    { value: 'ended', label: t.endedAll },
    ...STATES.map((state) => ({ value: state, label: stateWords(state, language) })),
  ];
  const dues = [
    { value: 'overdue', label: t.overdue },
    { value: 'today', label: t.today },
    { value: 'paused', label: t.pausedDue },
  ];
  const mines = [
    { value: 'held', label: t.held },
    { value: 'reported', label: t.reportedByMe },
  ];
  return { states, dues, mines };
}

/** `isOpenOnly`: the screen shows open cases alone, so that state is not a question. */
export function CaseFilters({ isOpenOnly = false }: { isOpenOnly?: boolean }) {
  const t = useText(pageTexts);
  const { query } = useRoute();
  const filters = filtersIn(query);
  const districtId = useDistrictId();
  const areas = useAreaChoices(districtId, 'community');
  const { states, dues, mines } = useFilterChoices();
  return (
    <search className="gl-list-filters" aria-label={t.filters}>
      <TextField
        type="search"
        label={t.text}
        value={filters.text ?? ''}
        onChange={(text) => put('text', text)}
      />
      {isOpenOnly ? null : (
        <NativeSelect
          label={t.state}
          value={filters.state ?? ''}
          placeholder={t.anyDue}
          choices={states}
          onChange={(value) => put('state', value)}
        />
      )}
      <NativeSelect
        label={t.due}
        value={filters.due ?? ''}
        placeholder={t.anyDue}
        choices={dues}
        onChange={(value) => put('due', value)}
      />
      <NativeSelect
        label={t.area}
        value={filters.area ?? ''}
        placeholder={t.anyArea}
        choices={areas}
        onChange={(value) => put('area', value)}
      />
      <FoundFilters filters={filters} districtId={districtId} />
      <NativeSelect
        label={t.mine}
        value={filters.mine ?? ''}
        placeholder={t.anyMine}
        choices={mines}
        onChange={(value) => put('mine', value)}
      />
      <Checkbox isChecked={filters.leaders === '1'} onChange={(on) => put('leaders', on ? '1' : '')}>
        {t.leaders}
      </Checkbox>
      {Object.keys(filters).length === 0 ? null : (
        <Button tone="quiet" icon="close" onClick={clear}>
          {t.clear}
        </Button>
      )}
    </search>
  );
}
