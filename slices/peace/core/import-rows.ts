// A table of values from a workbook or csv: its headings in both languages, in any order, and line by line
// what it says and what is wrong with it, every cell in words. It writes nothing and knows no store. Pure.
import type { Words } from '../../changes/core/change.ts';
import { exactIn, plainDecimal, signOf } from './exact.ts';
import type { SeriesIndicator } from './indicator.ts';
import { type Span, spanIn, spanWords } from './span.ts';

export const IMPORT_FIELDS = ['area', 'indicator', 'period', 'value', 'source', 'why'] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** What one line says, each cell as trimmed text; '' where nothing stands. */
export type ImportRow = Readonly<Record<ImportField, string>> & { readonly line: number };

export const HEADINGS: Readonly<Record<ImportField, Words & { readonly also: readonly string[] }>> = {
  area: { zh: '区域', en: 'Area', also: ['镇街', '区域代码'] },
  indicator: { zh: '指标', en: 'Indicator', also: [] },
  period: { zh: '期间', en: 'Period', also: ['时间', '月份', '年份', 'month'] },
  value: { zh: '数值', en: 'Value', also: ['值'] },
  source: { zh: '来源', en: 'Source', also: [] },
  why: { zh: '更正原因', en: 'Reason', also: ['原因'] },
};

const NEEDED: readonly ImportField[] = ['area', 'indicator', 'period', 'value'];
export const MOST_IMPORT_ROWS = 2_000;
const LONGEST_WORDS = 200;

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
const FIELD_OF = new Map<string, ImportField>(
  IMPORT_FIELDS.flatMap((field) =>
    [HEADINGS[field].zh, HEADINGS[field].en, ...HEADINGS[field].also].map(
      (name) => [plain(name), field] as const,
    ),
  ),
);

/** The lines under the first one that names all that is needed; undefined where none does. */
export function rowsIn(cells: readonly (readonly string[])[]): readonly ImportRow[] | undefined {
  const fieldsOf = (row: readonly string[]) => row.map((cell) => FIELD_OF.get(plain(cell)));
  const head = cells.findIndex((row) => {
    const found = new Set(fieldsOf(row));
    return NEEDED.every((field) => found.has(field));
  });
  const fields = head < 0 ? undefined : fieldsOf(cells[head] ?? []);
  if (!fields) return undefined;
  return cells.flatMap((row, at) => {
    if (at <= head || row.every((cell) => cell.trim() === '')) return [];
    const said = Object.fromEntries(
      IMPORT_FIELDS.map((field) => [field, (row[fields.indexOf(field)] ?? '').trim()]),
    ) as Record<ImportField, string>;
    return [{ ...said, line: at + 1 }];
  });
}

export interface NewValue {
  readonly areaPath: string;
  readonly indicator: SeriesIndicator;
  readonly span: Span;
  /** As it is kept; null takes back what was told. */
  readonly value: string | null;
  readonly source: string;
  readonly why: string;
}

/** The value that stands, and how often the period was told. */
export interface Standing {
  readonly value: string | null;
  readonly revision: number;
}

export const OUTCOMES = ['new', 'correction', 'same', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface PlannedLine {
  readonly line: number;
  readonly outcome: Outcome;
  readonly faults: readonly Words[];
  /** What stands now, and its number: what is confirmed must still stand. */
  readonly standing: Standing;
  /** Left out where it is refused. */
  readonly planned?: NewValue;
}

export interface World {
  /** By code, path or name; several of one name are none. */
  readonly areaOf: (said: string) => string | undefined;
  readonly indicatorOf: (said: string) => SeriesIndicator | undefined;
  readonly standing: (areaPath: string, indicator: string, span: Span) => Standing;
  readonly today: string;
}

const fault = (zh: string, en: string): Words => ({ zh, en });
const NOTHING: Standing = { value: null, revision: 0 };

/** Told in words what is wrong with a value; undefined where nothing is. */
export function valueFault(indicator: SeriesIndicator, text: string): Words | undefined {
  const value = exactIn(text);
  if (!value) {
    return fault(
      `数值“${text}”不是数：不带千分位和单位，小数最多 6 位`,
      `“${text}” is no number: no separators, no units, six decimals at most`,
    );
  }
  if (signOf(value) < 0) return fault(`数值“${text}”不能为负`, `“${text}” is below zero`);
  if (indicator.shape === 'rate' && signOf({ ...value, top: value.top - 100n * value.bottom }) > 0) {
    return fault(`比率“${text}”超过 100`, `“${text}” is more than 100 per cent`);
  }
  return undefined;
}

/** Undefined where a value can be told of it by now: a level once it has begun. */
export function spanFault(indicator: SeriesIndicator, span: Span, today: string): Words | undefined {
  const isThere = indicator.shape === 'level' ? span.from <= today : span.to < today;
  if (isThere) return undefined;
  return fault(
    `${spanWords(span, 'zh')}还没有结束，不能填报`,
    `${spanWords(span, 'en')} is not over yet and has no value`,
  );
}

function read(row: ImportRow, world: World, faults: Words[]): NewValue | undefined {
  const areaPath = world.areaOf(row.area);
  if (!areaPath) {
    faults.push(
      fault(
        `区域“${row.area}”不在您可填报的范围内，或有几个同名：请写区域代码`,
        `the area “${row.area}” is not one that you tell values of, or there are several: write its code`,
      ),
    );
  }
  const indicator = world.indicatorOf(row.indicator);
  if (!indicator)
    faults.push(fault(`没有“${row.indicator}”这个指标`, `there is no indicator “${row.indicator}”`));
  const span = spanIn(row.period);
  if (!span) {
    faults.push(
      fault(
        `期间“${row.period}”读不懂：写“2026-07”“2026年7月上旬”“2026年第3季度”或“2026”`,
        `the period “${row.period}” cannot be read: write 2026-07, 2026Q3 or 2026`,
      ),
    );
  }
  if (row.source === '') faults.push(fault('没有写来源', 'no source is named'));
  if (row.source.length > LONGEST_WORDS || row.why.length > LONGEST_WORDS) {
    faults.push(
      fault(`来源或原因超过 ${LONGEST_WORDS} 字`, `source or reason has more than ${LONGEST_WORDS} letters`),
    );
  }
  if (!areaPath || !indicator || !span) return undefined;
  if (indicator.counted) {
    faults.push(
      fault(`“${indicator.zh}”由系统统计，不能导入`, `“${indicator.en}” is counted from the cases`),
    );
  }
  faults.push(
    ...[valueFault(indicator, row.value), spanFault(indicator, span, world.today)].filter((one) => !!one),
  );
  const value = exactIn(row.value);
  return {
    areaPath,
    indicator,
    span,
    value: value ? plainDecimal(value) : null,
    source: row.source,
    why: row.why,
  };
}

const keyOf = ({ areaPath, indicator, span }: NewValue): string =>
  `${areaPath} ${indicator.id} ${span.kind} ${span.from}`;

function planLine(row: ImportRow, world: World, seen: Map<string, number>): PlannedLine {
  const faults: Words[] = [];
  const planned = read(row, world, faults);
  const standing = planned ? world.standing(planned.areaPath, planned.indicator.id, planned.span) : NOTHING;
  if (planned) {
    const before = seen.get(keyOf(planned));
    if (before !== undefined) {
      faults.push(fault(`与第 ${before} 行说的是同一个数值`, `it tells the same value as line ${before}`));
    }
    seen.set(keyOf(planned), before ?? row.line);
  }
  const isSame = planned !== undefined && standing.value !== null && planned.value === standing.value;
  if (planned && standing.revision > 0 && !isSame && row.why === '') {
    const [zh, en] = standing.value === null ? ['已撤回', 'nothing'] : [standing.value, standing.value];
    faults.push(fault(`现有数值：${zh}。更正须写原因`, `${en} stands there: to correct it, say why`));
  }
  if (faults.length > 0 || !planned) return { line: row.line, outcome: 'refused', faults, standing };
  const outcome = isSame ? 'same' : standing.value === null ? 'new' : 'correction';
  return { line: row.line, outcome, faults, standing, planned };
}

export function planImport(rows: readonly ImportRow[], world: World): readonly PlannedLine[] {
  const seen = new Map<string, number>();
  return rows.map((row) => planLine(row, world, seen));
}
