// The filters above a list or a map of cases: what is asked for most stands there, everything else in one
// panel, and what is set as chips that can be taken off. The address holds them all.
import { useEffect, useState } from 'react';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import { useRoute } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { NativeSelect, TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { isTooShort } from '../core/case-grams.ts';
import { FILTER_NAMES, type FilterName, filterOf, SORTS, type SortName } from '../core/list-filters.ts';
import { filterWords } from '../core/view-words.ts';
import { useAreaChoices } from './area-choices.ts';
import { FilterField } from './filter-field.tsx';
import { listTexts } from './list-texts.ts';
import { notUnderstood, setFilters, showView, viewAt } from './list-filters.ts';
import { pageTexts } from './page-texts.ts';
import type { View } from './use-cases.ts';
import { useCount } from './use-count.ts';
import './case-list.css';

export const useDistrictId = (): string => useSession().session?.posts[0]?.areaPath.slice(0, 6) ?? '';

const REST_MS = 250;

export const useView = (): View => viewAt(useRoute().query);

/** The filters that a screen asks about, and what each says in words. */
export function useFilterEditing(view: View) {
  const language = useSpoken();
  const counted = useCount(view).data?.filters ?? [];
  const own = filterWords(view, language, () => undefined);
  const wordsOf = (name: FilterName): string | undefined =>
    counted.find((one) => one.name === name)?.values;
  const chips = own.map((one) => ({ ...one, values: wordsOf(one.name) ?? one.values }));
  const change = (name: FilterName, value: unknown): void => showView({ ...view, [name]: value });
  return { chips, wordsOf, change };
}

export interface FilterDialogProps {
  readonly title: string;
  readonly names: readonly FilterName[];
  readonly children?: React.ReactNode;
  readonly onClose: () => void;
}

/** Some filters in a dialog; what is chosen holds at once, and the list behind it follows. The view is
 *  taken from the address, not from the list, which may be a moment late: a tick must not jump back. */
export function FilterDialog({ title, names, children, onClose }: FilterDialogProps) {
  const t = useText(listTexts);
  const view = useView();
  const { wordsOf, change } = useFilterEditing(view);
  const districtId = useDistrictId();
  const isLarge = names.length > 4;
  return (
    <Dialog
      isOpen
      title={title}
      size={isLarge ? 'large' : 'small'}
      onClose={onClose}
      actions={<Button tone="primary" onClick={onClose}>{t.done}</Button>}
    >
      {children}
      <div className={isLarge ? 'gl-filter-panel' : 'gl-filter-few'}>
        {names.map((name) => (
          <FilterField key={name} {...{ name, view, districtId, wordsOf }} onChange={change} />
        ))}
      </div>
    </Dialog>
  );
}

function Chips({ view, without }: { view: View; without: readonly FilterName[] }) {
  const t = useText(listTexts);
  const { chips } = useFilterEditing(view);
  const shown = chips.filter(({ name }) => !without.includes(name));
  if (shown.length === 0) return null;
  return (
    <ul className="gl-chips" aria-label={t.filters}>
      {shown.map(({ name, label, values }) => (
        <li key={name} className="gl-chip">
          <span>
            {label}: <strong>{values}</strong>
          </span>
          <Button
            tone="quiet"
            size="small"
            icon="close"
            label={t.removeFilter(label)}
            onClick={() => {
              const { [name]: _, ...rest } = view;
              showView(rest as View);
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** Written at once, asked for when the fingers rest. */
export function SearchField({ view }: { view: View }) {
  const t = useText(pageTexts);
  const [text, setText] = useState(view.text ?? '');
  const rested = useRested(text, REST_MS);
  const asked = view.text ?? '';
  useEffect(() => setText(asked), [asked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed and rested is asked for
  useEffect(() => {
    const words = rested.trim();
    if (rested === text && words !== asked && !isTooShort(words)) showView({ ...view, text: words });
  }, [rested]);
  const error = isTooShort(rested) ? { error: t.textTooShort } : {};
  return (
    <TextField type="search" label={t.text} value={text} maxLength={60} onChange={setText} {...error} />
  );
}

function Quick({ view, isOpenOnly }: { view: View; isOpenOnly: boolean }) {
  const t = useText(listTexts);
  const page = useText(pageTexts);
  const language = useSpoken();
  const areas = useAreaChoices(useDistrictId(), 'community');
  const { choices = [], wordsOf } = filterOf('state');
  const states = choices.map((value) => ({ value, label: wordsOf?.(value, language) ?? value }));
  const sorts = Object.entries(SORTS).map(([value, words]) => ({ value, label: words[language] }));
  return (
    <>
      {isOpenOnly ? null : (
        <NativeSelect
          label={page.state}
          value={view.state?.length === 1 ? (view.state[0] ?? '') : ''}
          placeholder={t.any}
          choices={states}
          onChange={(state) => showView({ ...view, state: state === '' ? [] : [state] })}
        />
      )}
      <NativeSelect
        label={page.area}
        value={view.areaPath ?? ''}
        placeholder={page.anyArea}
        choices={areas}
        onChange={(areaPath) => showView({ ...view, areaPath })}
      />
      {isOpenOnly ? null : (
        <NativeSelect
          label={t.sort}
          value={view.sort ?? ''}
          placeholder={t.sortDefault}
          choices={sorts}
          onChange={(sort) => {
            const { sort: _, ...rest } = view;
            showView(sort === '' ? rest : { ...rest, sort: sort as SortName });
          }}
        />
      )}
    </>
  );
}

const MOST_STRANGE = 3;
const LONGEST_STRANGE = 60;

/** A link that was mistyped or cut short must not pass for the list that it asked for. */
function Strange({ view }: { view: View }) {
  const t = useText(listTexts);
  const parts = notUnderstood(useRoute().query);
  if (parts.length === 0) return null;
  const words = parts.slice(0, MOST_STRANGE).map((part) => part.slice(0, LONGEST_STRANGE));
  return (
    <Notice tone="warn">
      {t.strange(words)} <Button size="small" onClick={() => showView(view)}>{t.strangeOff}</Button>
    </Notice>
  );
}

/** Not offered on a map: what is not open isn't drawn. */
const OF_ENDED: readonly FilterName[] = ['state', 'closingCode', 'endedFrom', 'endedUntil'];
/** A figure with its period and whose part it was is chosen on its board, a thing in the street on its
 *  card. */
const ELSEWHERE: readonly FilterName[] = ['figure', 'period', 'byUnitId', 'componentId'];

/** `isOpenOnly`: the screen shows open cases alone, so that state is not a question. */
export function CaseFilters({ isOpenOnly = false }: { isOpenOnly?: boolean }) {
  const t = useText(listTexts);
  const page = useText(pageTexts);
  const view = useView();
  const [isOpen, setOpen] = useState(false);
  const without = isOpenOnly ? [...OF_ENDED, ...ELSEWHERE] : ELSEWHERE;
  const names = FILTER_NAMES.filter((name) => !without.includes(name));
  const set = setFilters(view).filter((name) => !isOpenOnly || !OF_ENDED.includes(name));
  return (
    <search className="gl-list-filters" aria-label={page.filters}>
      <div className="gl-list-quick">
        <SearchField view={view} />
        <Quick view={view} isOpenOnly={isOpenOnly} />
        <Button onClick={() => setOpen(true)}>
          {set.length === 0 ? t.moreFilters : t.filtersSet(set.length)}
        </Button>
        {set.length === 0 ? null : (
          <Button tone="quiet" icon="close" onClick={() => showView(view.sort ? { sort: view.sort } : {})}>
            {t.clear}
          </Button>
        )}
      </div>
      <Strange view={view} />
      <Chips view={view} without={isOpenOnly ? OF_ENDED : []} />
      {isOpen ? (
        <FilterDialog title={t.moreFilters} names={names} onClose={() => setOpen(false)} />
      ) : null}
    </search>
  );
}
