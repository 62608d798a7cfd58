// A table as CSV (RFC 4180) page by page, with the mark by which Excel knows UTF-8. Texts that a spreadsheet
// would run as a formula are kept texts.
import { type Cell, harmless, type Page, plainText } from './rows.ts';

const MARK = '\ufeff';

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = harmless(plainText(cell));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export async function* csvOf(pages: AsyncIterable<Page>): AsyncGenerator<Buffer> {
  yield Buffer.from(MARK);
  for await (const page of pages) {
    yield Buffer.from(page.map((row) => `${row.map(cellText).join(',')}\r\n`).join(''));
  }
}
