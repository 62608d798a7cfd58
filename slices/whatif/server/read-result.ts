// What a run found: its figures by unit, street, grid or item with their names, and the cases behind each
// figure.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areaName } from '../../areas/server/public.ts';
import { catalogueInForce, compiledVersion } from '../../catalogue/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { CasesReply, Dimension, SumsReply } from '../core/contract.ts';
import { type CaseLine, type CasesAsked, countCases, listCases, listSums, type Run } from './queries.ts';

interface Name {
  readonly name: string;
  readonly nameEn: string;
}

type NameOf = (key: string) => Promise<Name> | Name;
const same = (name: string): Name => ({ name, nameEn: name });

async function itemNames(tx: Tx, run: Run): Promise<NameOf> {
  const drafted = run.asked.catalogueId
    ? (await compiledVersion(tx, run.districtId, run.asked.catalogueId))?.compiled
    : undefined;
  const inForce = await catalogueInForce(tx, run.districtId);
  return (key) => {
    const item = drafted?.item(key) ?? (isRefusal(inForce) ? undefined : inForce.item(key));
    return item ? { name: item.name, nameEn: item.nameEn } : same(key);
  };
}

async function namesOf(tx: Tx, run: Run, dimension: Dimension): Promise<NameOf> {
  if (dimension === 'item') return itemNames(tx, run);
  if (dimension === 'street' || dimension === 'grid') return async (key) => same(await areaName(tx, key));
  if (dimension !== 'unit') return same;
  const units = await unitDirectory(tx);
  return (key) => {
    const unit = units.unit(key);
    return unit ? { name: unit.name, nameEn: unit.nameEn } : same(key);
  };
}

export interface SumsAsked {
  readonly dimension: Dimension;
  readonly after: string | undefined;
  readonly limit: number;
}

export async function readSums(tx: Tx, run: Run, { dimension, after, limit }: SumsAsked): Promise<SumsReply> {
  const rows = await listSums(tx, run.id, dimension, { after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const nameOf = await namesOf(tx, run, dimension);
  const sums = await Promise.all(
    page.map(async (row) => ({ ...row, ...(row.key === '' ? same('') : await nameOf(row.key)) })),
  );
  return { sums, next: rows.length > limit ? (page.at(-1)?.key ?? null) : null };
}

async function sideOf(
  tx: Tx,
  areaPath: string | null,
  unitId: Id | null,
  late: { readonly isLate: boolean | null; readonly isHandleLate: boolean | null },
) {
  const units = await unitDirectory(tx);
  return {
    areaPath,
    areaName: areaPath === null ? null : await areaName(tx, areaPath),
    unitId,
    unitName: unitId === null ? null : (units.unit(unitId)?.name ?? unitId),
    ...late,
  };
}

async function caseOf(tx: Tx, line: CaseLine): Promise<CasesReply['cases'][number]> {
  const [lateBefore, lateAfter] = [line.late_before, line.late_after];
  return {
    caseId: line.case_id,
    number: line.number,
    itemCode: line.item_code,
    before: await sideOf(tx, line.area_before, line.unit_before, {
      isLate: lateBefore, isHandleLate: line.handle_late_before,
    }),
    after: await sideOf(tx, line.area_after, line.unit_after, {
      isLate: lateAfter, isHandleLate: line.handle_late_after,
    }),
    why: line.why,
  };
}

export async function readCases(tx: Tx, run: Run, asked: CasesAsked): Promise<CasesReply> {
  const total = await countCases(tx, run.id, asked);
  const lines = await listCases(tx, run.id, { ...asked, limit: asked.limit + 1 });
  const page = lines.slice(0, asked.limit);
  const cases: CasesReply['cases'] = [];
  for (const line of page) cases.push(await caseOf(tx, line));
  return { total, cases, next: lines.length > asked.limit ? (page.at(-1)?.case_id ?? null) : null };
}
