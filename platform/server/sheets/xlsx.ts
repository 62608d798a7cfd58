// A table as an Excel workbook of one sheet, page by page and packed on the way. Texts are inline strings,
// which no spreadsheet ever runs; numbers are numbers.
import { type Cell, type Page, plainText } from './rows.ts';
import { type Part, zipOf } from './zip.ts';

/** The format's own limit. */
export const MOST_ROWS = 1_048_576;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escaped = (text: string): string => plainText(text)
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** 0 → A, 26 → AA. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));

function cellXml(cell: Cell, place: string): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const rowXml = (row: readonly Cell[], number: number): string =>
  `<row r="${number}">${row.map((cell, column) => cellXml(cell, letters(column) + number)).join('')}</row>`;

async function* sheetXml(widths: readonly number[], pages: AsyncIterable<Page>): AsyncGenerator<string> {
  const columns = widths.map((width, index) =>
    `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`);
  yield `${HEAD}<worksheet xmlns="${MAIN}"><cols>${columns.join('')}</cols><sheetData>`;
  let before = 0;
  for await (const page of pages) {
    const first = before + 1;
    before += page.length;
    yield page.map((row, index) => rowXml(row, first + index)).join('');
  }
  yield '</sheetData></worksheet>';
}

const fixed = (name: string, xml: string): Part => ({ name, pieces: [`${HEAD}${xml}`] });

const frame = (sheetName: string): Part[] => [
  fixed('[Content_Types].xml',
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`),
  fixed('_rels/.rels', `<Relationships xmlns="${RELS}"><Relationship Id="rId1" ` +
    `Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
  fixed('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
    `<sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`),
  fixed('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${RELS}"><Relationship Id="rId1" ` +
    `Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
];

/** At most MOST_ROWS rows, for which the caller answers. */
export const xlsxOf = (
  { name, widths }: { readonly name: string; readonly widths: readonly number[] }, pages: AsyncIterable<Page>,
): AsyncGenerator<Buffer> =>
  zipOf([...frame(name), { name: 'xl/worksheets/sheet1.xml', pieces: sheetXml(widths, pages) }]);
