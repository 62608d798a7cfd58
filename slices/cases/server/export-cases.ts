// A view as a file: the same lines as the list shows, in its order, read page by page by keyset, so that a
// slow reader holds no transaction and no more than a page. Modes: begun (counted, on record) → writing →
// done, cut short at the format's limit, cancelled by whoever asked, or failed; the record says which.
import { Readable } from 'node:stream';
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { CHINA_OFFSET_MINUTES, localMinute, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import type { Page } from '../../../platform/server/sheets/rows.ts';
import { MOST_ROWS, xlsxOf } from '../../../platform/server/sheets/xlsx.ts';
import { areaName } from '../../areas/server/public.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { findActor, unitDirectory } from '../../people/server/public.ts';
import type { ExportProgress, ViewQuery } from '../core/contract-lists.ts';
import { EXPORT_COLUMNS, type ExportLine } from '../core/export-columns.ts';
import { exportName } from '../core/export-name.ts';
import { casesPolicy } from '../core/policy.ts';
import { sightOf } from '../core/visibility.ts';
import { viewWords } from '../core/view-words.ts';
import { listItem } from './case-view.ts';
import { meantBy, pageOf } from './list-cases.ts';
import type { Cursor } from './list-order.ts';
import type { Meant } from './queries-filters.ts';
import { type ExportEnding, findExport, insertExport, updateExport } from './queries-exports.ts';
import { countCases, type ListRow } from './queries-lists.ts';
import { nameLookup } from './view-names.ts';

export type ExportFormat = 'xlsx' | 'csv';

const PAGE = 500;
/** Progress is told so often. */
const TOLD_EVERY = 5_000;
/** A right that ends ends the file too, within so many lines. */
const CHECKED_EVERY = 5_000;
/** One line at the end says how many there were. */
const ENDING_LINES = 1;
/** The first byte waits for the count: beyond this the head says "or more", and the last line how many. */
const MOST_COUNTED = 5_000;

interface Asked {
  readonly tx: Tx;
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly query: ViewQuery;
  readonly format: ExportFormat;
  readonly lang: Language;
}

interface Begun extends Asked {
  readonly id: Id;
  readonly meant: Meant;
  readonly total: number;
  readonly isTotalLeast: boolean;
  readonly view: string;
}

function titleLines({ tx, lang, view, total, isTotalLeast }: Begun): Page {
  const isZh = lang === 'zh';
  const asOf = localMinute(tx.now, CHINA_OFFSET_MINUTES);
  const more = isZh ? `${total} 件以上` : `${total} or more`;
  const exactly = isZh ? `${total} 件` : String(total);
  const many = isTotalLeast ? more : exactly;
  return [
    [isZh ? '案件列表' : 'Cases'],
    [isZh ? '视图' : 'View', view],
    [isZh ? '截至' : 'As of', asOf],
    [isZh ? '共' : 'Total', many],
    [],
    EXPORT_COLUMNS.map((column) => column[lang]),
  ];
}

function lastLine({ lang, total, isTotalLeast }: Begun, written: number, isCut: boolean): Page {
  const isZh = lang === 'zh';
  if (isCut) {
    return [[isZh ? `已达到 Excel 的行数上限，仅含前 ${written} 件；完整数据请导出 CSV。`
      : `Excel holds no more rows: these are the first ${written}. Export as CSV for all of them.`]];
  }
  const moved = !isTotalLeast && written !== total
    ? (isZh ? `（导出期间有案件变动，开始时为 ${total} 件）` : ` (cases moved meanwhile: ${total} at the start)`) : '';
  return [[(isZh ? `完，共 ${written} 件` : `End: ${written} cases`) + moved]];
}

async function lineOf(tx: Tx, row: ListRow): Promise<ExportLine> {
  const directory = await unitDirectory(tx);
  const calendar = await calendarFor(tx, row.area_path.slice(0, 6));
  const parts = row.area_path.split('.');
  const areaNames: string[] = [];
  for (let depth = 1; depth <= parts.length; depth++) {
    areaNames.push(await areaName(tx, parts.slice(0, depth).join('.')));
  }
  return { item: listItem(row, directory, calendar, tx.now), areaNames,
    endedAt: row.ended_at === null ? null : toIso(row.ended_at) };
}

async function pageLines({ tx, lang }: Asked, rows: readonly ListRow[]): Promise<Page> {
  const lines: ExportLine[] = [];
  for (const row of rows) lines.push(await lineOf(tx, row));
  return lines.map((line) => EXPORT_COLUMNS.map((column) => column.of(line, lang)));
}

/** Rights as they are by now; whoever may export no more gets no further line. */
async function stillMay({ tx, actor }: Asked): Promise<Actor> {
  const now = await findActor(tx, actor.personId);
  if (!now) return throwRefusal('auth.not_allowed', { operation: 'case.export' });
  requireRight(casesPolicy, now, 'case.export');
  return now;
}

async function* pagesOf(begun: Begun): AsyncGenerator<Page> {
  const { tx, query, meant, format, id } = begun;
  const head = titleLines(begun);
  const room = format === 'xlsx' ? MOST_ROWS - head.length - ENDING_LINES : Number.POSITIVE_INFINITY;
  let [written, ending, after, actor] =
    [0, 'cancelled' as ExportEnding, undefined as Cursor | undefined, begun.actor as Actor];
  try {
    yield head;
    for (;;) {
      const { rows, next } = await pageOf(tx, actor, query, after, Math.min(PAGE, room - written), meant);
      yield await pageLines(begun, rows);
      written += rows.length;
      after = next;
      if (!next || written >= room) break;
      if (written % TOLD_EVERY < PAGE) await updateExport(tx, id, written, null);
      if (written % CHECKED_EVERY < PAGE) actor = await stillMay(begun);
    }
    yield lastLine(begun, written, after !== undefined);
    ending = after === undefined ? 'done' : 'cut_short';
  } catch (error) {
    ending = 'failed';
    throw error;
  } finally {
    await updateExport(tx, id, written, ending);
  }
}

async function begin(asked: Asked): Promise<Begun> {
  const { tx, actor, query, format, lang } = asked;
  const meant = { ...await meantBy(tx, query), isPassing: true };
  const total = await countCases(tx, sightOf(actor), query, MOST_COUNTED + 1, meant);
  const counted = { total: Math.min(total, MOST_COUNTED), isMore: total > MOST_COUNTED };
  const id = tx.ids.next();
  await insertExport(tx, {
    id, district_id: actor.posts[0]?.areaPath.slice(0, 6) ?? '', person_id: actor.personId, format, query,
    total: counted.total, is_total_least: counted.isMore,
  });
  const names = await nameLookup(tx, actor, query, lang, actor.posts[0]?.areaPath.slice(0, 6));
  const view = viewWords(query, query.sort, lang, names);
  return { ...asked, id, meant, total: counted.total, isTotalLeast: counted.isMore, view };
}

export interface Export {
  readonly id: Id;
  readonly bytes: Readable;
  readonly total: number;
  readonly fileName: string;
}

/** Throws Refused `cases.field_invalid`, `cases.field_missing`. */
export async function exportCases(
  tx: Tx, actor: Actor, query: ViewQuery, format: ExportFormat, lang: Language,
): Promise<Export> {
  assert(actor.kind === 'person', 'the policy lets only people export');
  const begun = await begin({ tx, actor, query, format, lang });
  const widths = EXPORT_COLUMNS.map(({ width }) => width);
  const name = lang === 'zh' ? '案件' : 'Cases';
  const pages = pagesOf(begun);
  const bytes = format === 'csv' ? csvOf(pages) : xlsxOf({ name, widths }, pages);
  const fileName = exportName(lang, tx.now, format);
  return { id: begun.id, total: begun.total, bytes: Readable.from(bytes), fileName };
}

/** Throws Refused `cases.not_found`. */
export async function readExport(tx: Tx, actor: Actor, exportId: Id): Promise<ExportProgress> {
  assert(actor.kind === 'person', 'the policy lets only people export');
  const found = (await findExport(tx, exportId, actor.personId)) ?? throwRefusal('cases.not_found');
  return { written: found.written, total: found.total, isMore: found.is_total_least, ending: found.ending };
}
