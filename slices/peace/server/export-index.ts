// The indexes of an area and of those below it as a workbook or csv, with what each is made of: the same
// figures as on the screen, published or not, and the file says which.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import type { Page } from '../../../platform/server/sheets/rows.ts';
import { xlsxOf } from '../../../platform/server/sheets/xlsx.ts';
import { exportLines } from '../core/export-lines.ts';
import { readIndex } from './judge-areas.ts';

const WIDTHS = [16, 16, 20, 12, 10, 10, 40, 10, 14, 10, 10];

async function* once(page: Page) {
  yield page;
}

interface ExportAsked {
  readonly areaPath: string;
  readonly day: string;
  readonly form: 'xlsx' | 'csv';
  readonly language: Language;
}

export async function exportIndex(
  tx: Tx,
  actor: Actor,
  { form, language, ...asked }: ExportAsked,
): Promise<{ readonly pieces: AsyncIterable<Buffer>; readonly fileName: string }> {
  const table = await readIndex(tx, actor, asked);
  const page = once(exportLines(table, language));
  const pieces = form === 'csv' ? csvOf(page) : xlsxOf({ name: 'index', widths: WIDTHS }, page);
  return { pieces, fileName: `peace-${asked.areaPath}-${table.span.from}.${form}` };
}
