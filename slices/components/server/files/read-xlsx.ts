// The first sheet of a workbook, row by row, as text: its first row is the heading. A formula is read as its
// last result, never run. The words of the workbook are held (that is how the format shares them), its rows
// are not.
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, unreadable } from './byte-source.ts';
import { unpacked, wholeEntry, type ZipEntry } from './zip-entries.ts';

const MOST_WORDS_BYTES = 100_000_000;
const MOST_ROW_CHARACTERS = 1_000_000;
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
const textIn = (xml: string): string =>
  [...xml.replace(/<rPh[\s>][\s\S]*?<\/rPh>/g, '').matchAll(/<t(?:\s[^>]*)?>([\s\S]*?)<\/t>/g)]
    .map((match) => plain(match[1] ?? ''))
    .join('');

/** Each whole element of a name, as its stream goes by. */
async function* elementsOf(stretches: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const element = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>[\\s\\S]*?</${name}>)`, 'g');
  let rest = '';
  for await (const stretch of stretches) {
    rest += decoder.decode(stretch, { stream: true });
    element.lastIndex = 0;
    let end = 0;
    for (let match = element.exec(rest); match; match = element.exec(rest)) {
      yield match[0];
      end = element.lastIndex;
    }
    rest = rest.slice(end);
    if (rest.length > MOST_ROW_CHARACTERS && rest.includes(`<${name}`))
      throw unreadable('row_endless');
    if (rest.length > MOST_ROW_CHARACTERS) rest = rest.slice(-100);
  }
}

async function readWords(source: ByteSource, entries: readonly ZipEntry[]): Promise<string[]> {
  const entry = entries.find(({ name }) => name === 'xl/sharedStrings.xml');
  const words: string[] = [];
  let bytes = 0;
  if (!entry) return words;
  for await (const xml of elementsOf(unpacked(source, entry), 'si')) {
    const word = textIn(xml);
    bytes += word.length * 2 + 16;
    if (bytes > MOST_WORDS_BYTES) throw unreadable('words_too_many');
    words.push(word);
  }
  return words;
}

const A = 65;
const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - A + 1, 0) - 1;

const CELL = /<c(\s[^>]*?)?(?:\/>|>([\s\S]*?)<\/c>)/g;

function cellText(kind: string, inner: string, words: readonly string[]): string {
  if (kind === 'inlineStr') return textIn(inner);
  const value = plain(/<v(?:\s[^>]*)?>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? '');
  if (kind === 's') return words[Number(value)] ?? '';
  if (kind === 'b') return value === '1' ? 'yes' : 'no';
  // As people typed it: 16 digits are kept as a text cell, and degrees without an exponent.
  return /^-?[0-9.]+e-?[0-9]+$/i.test(value) ? String(Number(value)) : value;
}

function cellsOf(row: string, words: readonly string[]): string[] {
  const cells: string[] = [];
  for (const [, attributes = '', inner = ''] of row.matchAll(CELL)) {
    const letters = /\sr="([A-Z]{1,3})[0-9]+"/.exec(attributes)?.[1];
    const column = letters === undefined ? cells.length : columnOf(letters);
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    cells[column] = cellText(/\st="([a-zA-Z]+)"/.exec(attributes)?.[1] ?? 'n', inner, words);
  }
  return cells;
}

async function firstSheet(source: ByteSource, entries: readonly ZipEntry[]): Promise<ZipEntry> {
  const sheets = entries.filter(({ name }) => SHEET.test(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  const links = entries.find(({ name }) => name === 'xl/_rels/workbook.xml.rels');
  const book = entries.find(({ name }) => name === 'xl/workbook.xml');
  const bookXml = book && (await wholeEntry(source, book, MOST_ROW_CHARACTERS))?.toString('utf8');
  const linksXml = links && (await wholeEntry(source, links, MOST_ROW_CHARACTERS))?.toString('utf8');
  const first = /<sheet\s[^>]*r:id="([^"]+)"/.exec(bookXml ?? '')?.[1];
  const link = [...(linksXml ?? '').matchAll(/<Relationship\s[^>]*>/g)]
    .map(([xml]) => xml)
    .find((xml) => xml.includes(`Id="${first}"`));
  const target = /Target="\/?(?:xl\/)?([^"]+)"/.exec(link ?? '')?.[1];
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
  let headings: string[] | undefined;
  let line = 0;
  for await (const row of elementsOf(unpacked(source, await firstSheet(source, entries)), 'row')) {
    // A row may leave its number out; then it follows the one before.
    line = Number(/^<row\s(?:[^>]*\s)?r="([0-9]{1,7})"/.exec(row)?.[1] ?? line + 1);
    const cells = cellsOf(row, words);
    if (cells.every((cell) => cell === '')) continue;
    if (!headings) {
      headings = cells.map((cell) => cell.trim());
      continue;
    }
    const fields = Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? '']));
    yield { fields, line };
  }
}
