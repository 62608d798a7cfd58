// A year's holidays as an administrator has them: lines of a notice that were pasted, or rows of a table.
// Each line is days, what they are, the festival's name. One that can't be read says why and is mended: a
// half-right year is never sent. Pure.
import type { Holiday } from './calendar-data.ts';
import { CHINA_HOLIDAYS } from './china-holidays.ts';
import { dateOfDay, dayNumber, isDate } from './day.ts';

export type YearFault = 'days' | 'other_year' | 'twice' | 'kind' | 'name';

export interface YearLine {
  /** Counted from 1, as the reader's own table counts them. */
  readonly line: number;
  readonly text: string;
  readonly holidays: readonly Holiday[];
  readonly fault: YearFault | undefined;
}

const OFF = /^(放假|休息?|假日|节假日|off|holiday|day off)$/i;
const WORK = /^(调休上班|调休|补班|上班|工作日?|班|work|working day|make-up working day)$/i;
const HEADINGS = /^(日期|时间|days?|date)$/i;
const MOST_DAYS_OF_A_LINE = 31;
const NAMES_EN = new Map(CHINA_HOLIDAYS.map(({ name, nameEn }) => [name, nameEn]));

/** Pasted text as cells: tabs first, else commas, else blanks. */
export const cellsOf = (text: string): string[][] =>
  text.split(/\r?\n/).map((line) => {
    const by = line.includes('\t') ? /\t/ : /[,，;；]/.test(line) ? /[,，;；]/ : /\s+/;
    return line.trim().split(by);
  });

const two = (text: string | undefined): string => (text ?? '').padStart(2, '0');

/** `2027-02-06`, `2027/2/6`, `2027年2月6日`, `2月6日`, `02-06`; undefined for what is no day. */
function dayIn(text: string, year: number): string | undefined {
  const found = /^(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
  const day = found && `${found[1] ?? year}-${two(found[2])}-${two(found[3])}`;
  return day && isDate(day) ? day : undefined;
}

/** `2月6日至12日`, `02-06..02-12`: the second may leave out what the first has said. */
function lastDayIn(text: string, first: string): string | undefined {
  const bare = /^(\d{1,2})日?$/.exec(text);
  if (!bare) return dayIn(text, Number(first.slice(0, 4)));
  const day = `${first.slice(0, 8)}${two(bare[1])}`;
  return isDate(day) ? day : undefined;
}

/** Every day of a cell, or undefined. */
function daysIn(cell: string, year: number): string[] | undefined {
  const text = cell.normalize('NFKC').replace(/[(（].*?[)）]|\s/g, '');
  const [from = '', to, ...rest] = text.split(/至|到|~|—+|–|\.\./);
  const first = dayIn(from, year);
  const last = first && (to === undefined ? first : lastDayIn(to, first));
  if (!first || !last || rest.length > 0) return undefined;
  const length = dayNumber(last) - dayNumber(first) + 1;
  if (length < 1 || length > MOST_DAYS_OF_A_LINE) return undefined;
  return Array.from({ length }, (_, n) => dateOfDay(dayNumber(first) + n));
}

function kindIn(cell: string): Holiday['kind'] | undefined {
  if (OFF.test(cell)) return 'off';
  return WORK.test(cell) ? 'work' : undefined;
}

type Read = Pick<YearLine, 'holidays' | 'fault'>;

function readLine(cells: readonly string[], year: number, seen: Set<string>): Read {
  const [dayCell = '', kindCell = '', name = '', nameEn = ''] = cells.map((cell) => cell.trim());
  const no = (fault: YearFault) => ({ holidays: [], fault });
  const days = daysIn(dayCell, year);
  if (!days) return no('days');
  if (days.some((day) => Number(day.slice(0, 4)) !== year)) return no('other_year');
  const kind = kindIn(kindCell);
  if (!kind) return no('kind');
  if (name === '' || name.length > 100) return no('name');
  if (days.some((day) => seen.has(day))) return no('twice');
  for (const day of days) seen.add(day);
  const english = nameEn || NAMES_EN.get(name) || name;
  return { holidays: days.map((day) => ({ day, kind, name, nameEn: english })), fault: undefined };
}

/** Line by line; empty ones and a heading are left out, and keep their number. */
export function readYearLines(year: number, rows: readonly (readonly string[])[]): YearLine[] {
  const seen = new Set<string>();
  return rows.flatMap((cells, index) => {
    const text = cells.map((cell) => cell.trim()).join(' ').trim();
    if (text === '' || HEADINGS.test(cells[0]?.trim() ?? '')) return [];
    return [{ line: index + 1, text, ...readLine(cells, year, seen) }];
  });
}

/** What is loaded now, as lines that can be mended and pasted back. */
export const textOfYear = (holidays: readonly Holiday[]): string =>
  holidays
    .map(({ day, kind, name, nameEn }) => [day, kind === 'off' ? '放假' : '调休上班', name, nameEn].join('\t'))
    .join('\n');
