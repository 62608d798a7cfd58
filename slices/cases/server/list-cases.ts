// The cases of a view, cut to what the reader may see, page by page by keyset.
import { isUuid } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { CaseList, ListQuery } from '../core/contract.ts';
import { type Marks, marksAt } from '../core/figures.ts';
import { sightOf } from '../core/visibility.ts';
import { listItem } from './case-view.ts';
import { type Cursor, listCaseRows, orderOf } from './queries-lists.ts';

const PAGE = 50;

function readCursor(text: string | undefined): Cursor | undefined {
  if (!text) return undefined;
  const [at = '', id = ''] = text.split('_');
  if (!/^\d{1,15}$/.test(at) || !isUuid(id)) {
    throwRefusal('cases.field_invalid', { action: 'list', field: 'cursor' });
  }
  return { at: Number(at), id };
}

/** The day of a figure; undefined where none is asked for. */
async function marksOf(tx: Tx, { figure, areaPath }: ListQuery): Promise<Marks | undefined> {
  if (figure === undefined) return undefined;
  if (!areaPath) return throwRefusal('cases.field_missing', { action: 'list', field: 'areaPath' });
  const { data } = await calendarFor(tx, areaPath.slice(0, 6));
  return marksAt(tx.now, data.offsetMinutes);
}

export async function listCases(tx: Tx, actor: Actor, query: ListQuery): Promise<CaseList> {
  const limit = query.limit ?? PAGE;
  const [after, marks] = [readCursor(query.cursor), await marksOf(tx, query)];
  const rows = await listCaseRows(tx, sightOf(actor), query, after, limit + 1, marks);
  const shown = rows.slice(0, limit);
  const directory = await unitDirectory(tx);
  const items: CaseList['items'] = [];
  for (const row of shown) {
    items.push(listItem(row, directory, await calendarFor(tx, row.area_path.slice(0, 6)), tx.now));
  }
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? `${last[orderOf(query).column]}_${last.id}` : null };
}
