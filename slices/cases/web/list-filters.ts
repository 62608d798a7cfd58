// The view of a list as it stands in the address: the address is the view, so that Back, reload and a
// sent link show the same. What an address typed by hand can't mean is left out, not sent, and told. Names of
// old links are understood.
import { navigate } from '../../../platform/web/router/router.tsx';
import { FILTER_NAMES, type FilterName, filterOf, SORTS } from '../core/list-filters.ts';
import type { View } from './use-cases.ts';
import { queryOf, viewIn } from './view-query.ts';

const OLD_NAMES: Readonly<Record<string, FilterName>> = { area: 'areaPath', unit: 'unitId', item: 'itemCode',
  leaders: 'isOnLeadersList' };

const SHAPES: Readonly<Record<string, RegExp>> = {
  id: /^[0-9a-f-]{36}$/, ids: /^[0-9a-f-]{36}$/, area: /^[0-9]{6}(\.[0-9]{3}){0,3}$/,
  moment: /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/, flag: /^(true|false)$/,
  texts: /^.{1,40}$/, words: /^.{1,60}$/, outline: /^[-\d.,;]{5,4000}$/,
};

function canMean(name: FilterName, value: string): boolean {
  const { value: kind, choices } = filterOf(name);
  if (kind === 'code' || kind === 'codes' || name === 'state') return choices?.includes(value) === true;
  return SHAPES[kind]?.test(value) ?? false;
}

const isFilter = (name: string): name is FilterName => (FILTER_NAMES as readonly string[]).includes(name);

/** A part of the address as the filter that it means; undefined where it means none. */
function meaningOf(said: string, text: string): readonly [name: string, value: string] | undefined {
  const name = OLD_NAMES[said] ?? said;
  const value = name === 'isOnLeadersList' && text === '1' ? 'true' : text.trim();
  if (name === 'sort') return value in SORTS ? [name, value] : undefined;
  return isFilter(name) && canMean(name, value) ? [name, value] : undefined;
}

export const viewAt = (query: URLSearchParams): View =>
  viewIn(new URLSearchParams([...query].flatMap(([name, text]) => {
    const meant = meaningOf(name, text);
    return meant ? [[...meant]] : [];
  })).toString());

/** The parts of the address that mean no filter, as they stand there; an empty one asks for nothing. */
export const notUnderstood = (query: URLSearchParams): readonly string[] =>
  [...query].flatMap(([name, text]) => {
    const isNothing = text.trim() === '' && isFilter(OLD_NAMES[name] ?? name);
    return isNothing || meaningOf(name, text) ? [] : [`${name}=${text}`];
  });

const isSaid = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What of the view is set, by name. */
export const setFilters = (view: View): readonly FilterName[] =>
  FILTER_NAMES.filter((name) => isSaid(view[name]));

/** Shows another view in place of this one: there is no step back to each letter typed. */
export function showView(view: View): void {
  const said = Object.fromEntries(Object.entries(view).filter(([, value]) => isSaid(value))) as View;
  const query = queryOf(said);
  navigate(location.pathname + (query === '' ? '' : `?${query}`), { replace: true });
}
