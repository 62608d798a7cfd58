// A view of cases as an address says it, and back. Pure. What the table of filters does not know is left
// out: an older program must be able to read what a newer one saved.
import { FILTER_NAMES, filterOf, OPEN_STATES, SORTS } from '../core/list-filters.ts';
import type { View } from './use-cases.ts';

const MANY: ReadonlySet<string> = new Set(['codes', 'ids', 'texts']);

export function viewIn(query: string): View {
  const said = new URLSearchParams(query);
  const entries = FILTER_NAMES.flatMap((name): [string, unknown][] => {
    const values = said.getAll(name).filter((value) => value !== '');
    const [first] = values;
    if (first === undefined) return [];
    const { value } = filterOf(name);
    return [[name, MANY.has(value) ? values : value === 'flag' ? first === 'true' : first]];
  });
  const sort = said.get('sort');
  return { ...Object.fromEntries(entries), ...(sort !== null && sort in SORTS ? { sort } : {}) } as View;
}

export function queryOf(view: View): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(view)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  return query.toString();
}

/** The states a view reaches, group words spelt out; undefined: any. */
export const statesOf = ({ state }: Pick<View, 'state'>): readonly string[] | undefined =>
  state?.flatMap((one) => (one === 'open' ? OPEN_STATES : [one]));
