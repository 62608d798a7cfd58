// The lists in force as a workbook of two sheets that can be edited and imported again.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { exportRows } from '../core/export-rows.ts';
import { catalogueInForce } from './public.ts';
import { newWorkbook } from './workbook.ts';

const SHEETS = [
  { name: '事件清单', list: 'event' },
  { name: '部件清单', list: 'component' },
] as const;

/** Throws Refused `catalogue.not_in_force`. */
export async function exportCatalogue(tx: Tx, districtId: string): Promise<Buffer> {
  const compiled = orRefuse(await catalogueInForce(tx, districtId));
  const units = await unitDirectory(tx);
  const workbook = await newWorkbook();
  workbook.title = compiled.title;
  for (const { name, list } of SHEETS) {
    const items = compiled.items().filter((item) => item.list === list);
    const entries = compiled.entries().filter((entry) => entry.list === list);
    const codes = new Set([...items, ...entries].map(({ code }) => code));
    const rules = compiled.rules().filter((rule) => codes.has(rule.subjectCode));
    if (items.length === 0) continue;
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRows(exportRows({ items, entries, rules }, (unitId) => units.unit(unitId)?.code ?? unitId));
    sheet.getRow(1).font = { bold: true };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
