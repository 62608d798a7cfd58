// The first sheet of a workbook, row by row, as text: its first row is the heading. A formula is read as its
// last result, never run. The words of the workbook are held (that is how the format shares them), its rows
// are not. What a workbook can be is bounded by the format; what is beyond was made to keep a server busy.
import { MOST_ROWS } from '../../../../platform/server/sheets/xlsx.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, unreadable } from './byte-source.ts';
import { elementsIn, elementsOf, prefixOf, without } from './xml-elements.ts';
import { unpacked, wholeEntry, type ZipEntry } from './zip-entries.ts';

/** Of the words themselves, and of the part that holds them, with all that is around them. */
const [MOST_WORDS_BYTES, MOST_WORDS_PART] = [100_000_000, 400_000_000];
const MOST_LIST_CHARACTERS = 1_000_000;
const MOST_COLUMNS = 200;
const SHEET = /^xl\/worksheets\/[^/]*\.xml$/i;

export const isWorkbook = (entries: readonly ZipEntry[]): boolean =>
  entries.some(({ name }) => name === 'xl/workbook.xml');

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

const plain = (xml: string): string =>
  xml.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name as string] ?? whole;
    const code = hex ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

/** The texts of a run of `<t>`; pronunciation hints are no text. */
const textIn = (xml: string, prefix: string): string =>
  [...elementsIn(without(xml, `${prefix}rPh`), `${prefix}t`)].map(({ inner }) => plain(inner)).join('');

async function readWords(source: ByteSource, entries: readonly ZipEntry[]): Promise<string[]> {
  const entry = entries.find(({ name }) => name === 'xl/sharedStrings.xml');
  const words: string[] = [];
  let bytes = 0;
  if (!entry) return words;
  const part = () => unpacked(source, entry, MOST_WORDS_PART);
  const prefix = await prefixOf(part(), 'sst');
  for await (const { inner } of elementsOf(part(), `${prefix}si`)) {
    const word = textIn(inner, prefix);
    bytes += word.length * 2 + 16;
    if (bytes > MOST_WORDS_BYTES) throw unreadable('words_too_many');
    words.push(word);
  }
  return words;
}

const A = 65;
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - A + 1, 0) - 1;

/** How the document at hand is written, and what its cells share. */
interface Letters {
  readonly prefix: string;
  readonly words: readonly string[];
}

function cellText(kind: string, inner: string, { prefix, words }: Letters): string {
  if (kind === 'inlineStr') return textIn(inner, prefix);
  const [first] = elementsIn(inner, `${prefix}v`);
  const value = plain(first?.inner ?? '');
  if (kind === 's') return words[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'yes' : 'no';
  // As people typed it: 16 digits are kept as a text cell, and degrees without an exponent.
  return /^-?[0-9.]+e-?[0-9]+$/i.test(value) ? String(Number(value)) : value;
}

function cellsOf(row: string, letters: Letters): string[] {
  const cells: string[] = [];
  for (const { head, inner } of elementsIn(row, `${letters.prefix}c`)) {
    const place = /\sr="([A-Z]{1,3})[0-9]+"/.exec(head)?.[1];
    const column = place === undefined ? cells.length : columnOf(place);
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    cells[column] = cellText(/\st="([a-zA-Z]+)"/.exec(head)?.[1] ?? 'n', inner, letters);
  }
  return cells;
}

async function firstSheet(source: ByteSource, entries: readonly ZipEntry[]): Promise<ZipEntry> {
  const sheets = entries.filter(({ name }) => SHEET.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const xmlOf = async (part: string): Promise<string> => {
    const entry = entries.find(({ name }) => name === part);
    const bytes = entry && (await wholeEntry(source, entry, MOST_LIST_CHARACTERS));
    return bytes?.toString('utf8') ?? '';
  };
  const book = await xmlOf('xl/workbook.xml');
  const prefix = /<([A-Za-z][\w.-]{0,40}:)?workbook[\s/>]/.exec(book)?.[1] ?? '';
  const [sheet] = elementsIn(book, `${prefix}sheet`);
  const id = /\s(?:\w+:)?id="([^"]+)"/.exec(sheet?.head ?? '')?.[1];
  const links = [...elementsIn(await xmlOf('xl/_rels/workbook.xml.rels'), 'Relationship')];
  const link = links.find(({ head }) => id !== undefined && head.includes(`Id="${id}"`));
  const target = /Target="\/?(?:xl\/)?([^"]+)"/.exec(link?.head ?? '')?.[1];
  const found = sheets.find(({ name }) => name === `xl/${target}`) ?? sheets[0];
  if (!found) throw unreadable('no_sheet');
  return found;
}

/** Throws Refused `component.file_unreadable`. */
export async function* readXlsxRows(
  source: ByteSource,
  entries: readonly ZipEntry[],
): AsyncGenerator<SourceRow> {
  const words = await readWords(source, entries);
  const sheet = await firstSheet(source, entries);
  const prefix = await prefixOf(unpacked(source, sheet), 'worksheet');
  let headings: string[] | undefined;
  let [line, rows] = [0, 0];
  for await (const { head, inner } of elementsOf(unpacked(source, sheet), `${prefix}row`)) {
    rows += 1;
    if (rows > MOST_ROWS) throw unreadable('rows_too_many', { limit: MOST_ROWS });
    // A row may leave its number out; then it follows the one before.
    line = Number(/\sr="([0-9]{1,7})"/.exec(head)?.[1] ?? line + 1);
    const cells = cellsOf(inner, { prefix, words });
    if (cells.every((cell) => cell === '')) continue;
    if (!headings) {
      headings = cells.map((cell) => cell.trim());
      continue;
    }
    const fields = Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']));
    yield { fields, line };
  }
}
