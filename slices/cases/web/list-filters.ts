// The filters of a list of cases as they stand in the address, and the question they become. Pure, so
// that a link to a list is the list.
import { STATES } from '../core/case-words.ts';
import type { View } from './use-cases.ts';

export const FILTERS = ['state', 'due', 'area', 'unit', 'item', 'text', 'mine', 'leaders'] as const;
export type FilterName = (typeof FILTERS)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

const ENDED: readonly string[] = ['closed', 'rejected', 'merged', 'withdrawn'];

export const filtersIn = (query: URLSearchParams): Filters =>
  Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = query.get(name);
      return value === null || value === '' ? [] : [[name, value] as const];
    }),
  );

function statesOf(state: string | undefined): Pick<View, 'state'> {
  if (state === 'open') return { state: STATES.filter((one) => !ENDED.includes(one)) };
  if (state === 'ended') return { state: [...ENDED] };
  return state !== undefined && STATES.includes(state) ? { state: [state] } : {};
}

const oneOf = <T extends string>(value: string | undefined, all: readonly T[]): T | undefined =>
  all.find((one) => one === value);

const UUID = /^[0-9a-f-]{36}$/;
const AREA = /^[0-9]{6}(\.[0-9]{3}){0,3}$/;

/** What an address typed by hand can't mean is left out, not sent. */
export function viewOf(filters: Filters): View {
  const due = oneOf(filters.due, ['overdue', 'today', 'paused']);
  const mine = oneOf(filters.mine, ['held', 'reported']);
  const { area, unit, item, text } = filters;
  return {
    ...statesOf(filters.state),
    ...(due ? { due } : {}),
    ...(mine ? { mine } : {}),
    ...(area && AREA.test(area) ? { areaPath: area } : {}),
    ...(unit && UUID.test(unit) ? { unitId: [unit] } : {}),
    ...(item ? { itemCode: [item.slice(0, 20)] } : {}),
    ...(text?.trim() ? { text: text.trim().slice(0, 60) } : {}),
    ...(filters.leaders === '1' ? { isOnLeadersList: true } : {}),
  };
}
