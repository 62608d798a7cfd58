// In which order a list is read, and where it goes on. A case without the moment that a list is sorted by is
// not left out: those come after the others, newest first, as a second stretch of the same list.
import { isUuid } from '../../../kernel/id.ts';
import { type Instant, isWritable } from '../../../kernel/instant.ts';
import type { ListQuery } from '../core/contract-lists.ts';
import { figureOf, type TimeName } from '../core/figures.ts';
import { TIME_COLUMNS } from './queries-figures.ts';

export interface Order {
  readonly column: (typeof TIME_COLUMNS)[TimeName] | 'updated_at';
  readonly isNewestFirst: boolean;
  /** Those without such a moment follow, in the order of SECOND. */
  readonly hasSecond: boolean;
}

/** The last case shown: its moment in the order of its stretch, and its id. */
export interface Cursor {
  readonly at: Instant;
  readonly id: string;
  readonly isSecond: boolean;
}

const newestBy = (column: Order['column']): Order => ({ column, isNewestFirst: true, hasSecond: false });
const soonestBy = (column: Order['column']): Order => ({ column, isNewestFirst: false, hasSecond: false });

/** The second stretch of every list that has one. */
export const SECOND: Order = newestBy('created_at');

const hasDueOnly = ({ due, dueFrom, dueUntil }: ListQuery): boolean =>
  due === 'overdue' || due === 'today' || dueFrom !== undefined || dueUntil !== undefined;

/** Views of what is late, or soon will be, begin with the latest: nothing has to be sorted on a screen. */
function orderByNature(query: ListQuery): Order {
  const figure = query.figure === undefined ? undefined : figureOf(query.figure);
  if (figure) {
    const column = TIME_COLUMNS[figure.order.by];
    return figure.order.isNewestFirst ? newestBy(column) : soonestBy(column);
  }
  return query.due === 'overdue' || query.due === 'today' ? soonestBy('due_at') : newestBy('created_at');
}

export function orderOf(query: ListQuery): Order {
  switch (query.sort) {
    case 'newest': return newestBy('created_at');
    case 'oldest': return soonestBy('created_at');
    case 'updated': return newestBy('updated_at');
    case 'due': return { ...soonestBy('due_at'), hasSecond: !hasDueOnly(query) };
    case 'deadline': return { ...soonestBy('deadline_at'), hasSecond: true };
    default: return orderByNature(query);
  }
}

const SHAPE = /^(n?)(\d{1,15})_(.+)$/;

/** Undefined where it is none of ours. */
export function readCursor(text: string): Cursor | undefined {
  const [, second, at = '', id = ''] = SHAPE.exec(text) ?? [];
  return isUuid(id) && isWritable(Number(at)) ? { at: Number(at), id, isSecond: second === 'n' } : undefined;
}

export const writeCursor = ({ at, id, isSecond }: Cursor): string => `${isSecond ? 'n' : ''}${at}_${id}`;
