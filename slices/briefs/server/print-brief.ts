// An issued brief as files: on paper with its tables and bars, and as a workbook. Both are made of the text
// that was kept, so a file says what the page says.
import { fromIso, type Instant, localMinute } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Paper, PaperBlock } from '../../../platform/server/paper/paper.ts';
import { printPaper } from '../../../platform/server/paper/print-paper.ts';
import type { Cell, Page } from '../../../platform/server/sheets/rows.ts';
import { xlsxOf } from '../../../platform/server/sheets/xlsx.ts';
import { type BriefMap, numbersWords } from '../core/brief-map.ts';
import { barsOf, type BriefTable, plain, type Section } from '../core/brief-text.ts';
import type { Brief } from '../core/contract.ts';
import { offsetOf } from './gather-figures.ts';
import { readBrief } from './read-briefs.ts';

export interface BriefFile<Bytes> {
  readonly bytes: Bytes;
  /** In letters that every header may carry. */
  readonly fileName: string;
}

const nameOf = ({ areaPath, kind, period, revision }: Brief, ending: string): string =>
  `brief-${areaPath}-${kind}-${period.from}-v${revision}.${ending}`;

function subtitleOf({ revision, why, byName, asOf }: Brief, offsetMinutes: number): string {
  const at: Instant = fromIso(asOf) ?? 0;
  const times = revision === 1 ? '' : `第 ${revision} 版（${why ?? ''}） · `;
  return `${times}数据截至 ${localMinute(at, offsetMinutes)} · ${byName ?? '系统按时生成'}`;
}

const tableBlock = (table: BriefTable): PaperBlock => {
  const bars = barsOf(table);
  return {
    kind: 'table',
    title: table.title,
    head: table.head,
    rows: table.rows.map((row) => row.map(({ text }) => text)),
    ...(bars ? { bars } : {}),
  };
};

/** The words under a map, where it has any. */
const textBlocks = (...texts: readonly (string | null)[]): PaperBlock[] =>
  texts.flatMap((text) => (text === null || text === '' ? [] : [{ kind: 'text', text } as const]));

function mapBlocks(map: BriefMap): PaperBlock[] {
  const { width, height, fontSize, areas, labels, note } = map;
  const maps = map.views.map(({ title, legend, shades }) => ({
    title,
    width,
    height,
    fontSize,
    shapes: areas.map(({ path }, index) => ({ path, shade: shades[index] ?? 0 })),
    labels,
    legend,
  }));
  return [{ kind: 'maps', maps }, ...textBlocks(numbersWords(map), note)];
}

const sectionBlocks = ({ title, paragraphs, map, tables }: Section): PaperBlock[] => [
  { kind: 'heading', text: title },
  ...paragraphs.map((pieces) => ({ kind: 'text', text: plain(pieces) }) as const),
  ...(map ? mapBlocks(map) : []),
  ...tables.map(tableBlock),
];

export function paperOf(brief: Brief, offsetMinutes: number, foot: string): Paper {
  return {
    title: brief.text.title,
    subtitle: subtitleOf(brief, offsetMinutes),
    blocks: brief.text.sections.flatMap(sectionBlocks),
    foot,
    pageWords: '第 {page} 页，共 {pages} 页',
  };
}

/** Bytes of a PDF. Throws Refused `briefs.not_found`, `briefs.too_many_sheets`. */
export async function printBrief(tx: Tx, actor: Actor, briefId: string): Promise<BriefFile<Uint8Array>> {
  const brief = await readBrief(tx, actor, briefId);
  const offset = await offsetOf(tx, brief.areaPath);
  const who = actor.kind === 'person' ? actor.name : '';
  const foot = `内部资料 · ${who} 打印于 ${localMinute(tx.now, offset)}`;
  const printing = printPaper(async () => paperOf(brief, offset, foot), tx.now);
  const bytes = await (printing ?? throwRefusal('briefs.too_many_sheets'));
  return { bytes, fileName: nameOf(brief, 'pdf') };
}

const tableRows = ({ title, head, rows }: BriefTable): Cell[][] => [
  [title],
  [...head],
  ...rows.map((row) => row.map(({ text, value }) => value ?? text)),
  [],
];

export const rowsOf = (brief: Brief, offsetMinutes: number): Page => [
  [brief.text.title],
  [subtitleOf(brief, offsetMinutes)],
  [],
  ...brief.text.sections.flatMap(({ title, paragraphs, tables }) => [
    [title],
    ...paragraphs.map((pieces) => [plain(pieces)]),
    ...tables.flatMap(tableRows),
  ]),
];

const WIDTHS = [28, 14, 14, 14, 14, 14];

async function* pagesOf(brief: Brief, offsetMinutes: number): AsyncGenerator<Page> {
  yield rowsOf(brief, offsetMinutes);
}

/** Pieces of a workbook. Throws Refused `briefs.not_found`. */
export async function workbookOf(
  tx: Tx,
  actor: Actor,
  briefId: string,
): Promise<BriefFile<AsyncGenerator<Buffer>>> {
  const brief = await readBrief(tx, actor, briefId);
  const pages = pagesOf(brief, await offsetOf(tx, brief.areaPath));
  return { bytes: xlsxOf({ name: '简报', widths: WIDTHS }, pages), fileName: nameOf(brief, 'xlsx') };
}
