// The cases of a view, cut to what the reader may see, page by page by keyset; and how many there are.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { isTooShort } from '../core/case-grams.ts';
import type { CaseCount, ListQuery, ViewQuery } from '../core/contract-lists.ts';
import type { CaseList } from '../core/contract.ts';
import { type Marks, marksAt } from '../core/figures.ts';
import { sightOf } from '../core/visibility.ts';
import { holdersOf } from './holders.ts';
import { listedBytes } from './listed-case.ts';
import { type Cursor, readCursor, writeCursor } from './list-order.ts';
import { findInside, type Meant } from './queries-filters.ts';
import { countCases, listCaseRows, type ListRow, PAGE, type Placed } from './queries-lists.ts';
import { findCandidates } from './queries-words.ts';

/** Beyond this a screen says "1,024 and more": nobody reads on, and counting them all is work. */
const MOST_COUNTED = 1_024;

/** The day or period of a figure; undefined where none is asked for. */
async function marksOf(tx: Tx, { figure, areaPath, period }: ListQuery): Promise<Marks | undefined> {
  if (figure === undefined) return undefined;
  if (!areaPath) return throwRefusal('cases.field_missing', { action: 'list', field: 'areaPath' });
  const { data } = await calendarFor(tx, areaPath.slice(0, 6));
  return marksAt(tx.now, data.offsetMinutes, period);
}

/** What the question means today, in this city. Throws Refused `cases.field_missing`,
 *  `cases.text_too_short`. */
export async function meantBy(tx: Tx, query: ListQuery): Promise<Meant> {
  if (query.text !== undefined && isTooShort(query.text)) throwRefusal('cases.text_too_short');
  return {
    marks: await marksOf(tx, query),
    holders: holdersOf(await unitDirectory(tx), query),
    candidates: query.text === undefined ? undefined : await findCandidates(tx, query.text),
    insideIds: query.within === undefined ? undefined : await findInside(tx, query.within),
  };
}

export interface Page {
  readonly rows: readonly ListRow[];
  /** Undefined: there is no more. */
  readonly next: Cursor | undefined;
}

/** One page from the store. */
export async function pageOf(
  tx: Tx, actor: Actor, query: ListQuery, after: Cursor | undefined, limit: number, meant: Meant,
): Promise<Page> {
  const found = await listCaseRows(tx, sightOf(actor), query, after, limit + 1, meant);
  const shown: readonly Placed[] = found.slice(0, limit);
  return { rows: shown.map(({ row }) => row), next: found.length > limit ? shown.at(-1)?.cursor : undefined };
}

/** As JSON, in UTF-8. Throws Refused `cases.field_invalid`, `cases.field_missing`. */
export async function writeCaseList(tx: Tx, actor: Actor, query: ListQuery): Promise<Buffer> {
  const after = query.cursor ? readCursor(query.cursor) : undefined;
  if (query.cursor && !after) throwRefusal('cases.field_invalid', { action: 'list', field: 'cursor' });
  const { rows, next } = await pageOf(tx, actor, query, after, query.limit ?? PAGE, await meantBy(tx, query));
  const items = await listedBytes(tx, actor, rows);
  const end = `],"nextCursor":${JSON.stringify(next ? writeCursor(next) : null)}}`;
  return Buffer.concat([Buffer.from('{"items":['), items, Buffer.from(end)]);
}

/** The same as a value, for whoever reads it here. */
export const listCases = async (tx: Tx, actor: Actor, query: ListQuery): Promise<CaseList> =>
  JSON.parse(String(await writeCaseList(tx, actor, query))) as CaseList;

/** As far as a screen needs to know. */
export async function countView(
  tx: Tx, actor: Actor, query: ViewQuery,
): Promise<Pick<CaseCount, 'total' | 'isMore'>> {
  const total = await countCases(tx, sightOf(actor), query, MOST_COUNTED + 1, await meantBy(tx, query));
  return { total: Math.min(total, MOST_COUNTED), isMore: total > MOST_COUNTED };
}
