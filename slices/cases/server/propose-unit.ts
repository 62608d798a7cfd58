// What a dispatcher sees before deciding: the rules' word on a case as it stands or with another item or
// place, and how centres have ruled on the like. It writes nothing and binds nobody; `decide` asks the
// rules again.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { areaName } from '../../areas/server/public.ts';
import { standsFor } from '../../people/core/unit-directory.ts';
import type { Rule } from '../core/case-file.ts';
import type { Directory } from '../core/moment.ts';
import { ruleOf } from '../core/open-case.ts';
import type { Proposal, ProposalQuery } from '../core/proposal.ts';
import { mayRead } from '../core/visibility.ts';
import { findCase, listPrecedents } from './queries-reading.ts';
import { contextOfAction } from './read-world.ts';

const MOST_PRECEDENTS = 3;

const unitRef = (directory: Directory, id: string) => {
  const unit = directory.unit(id);
  return { id, name: unit?.name ?? id, nameEn: unit?.nameEn ?? id };
};

/** A rule kept from the day of the report may name a unit that is no more: then whoever took over. */
const unitNow = (directory: Directory, id: string) =>
  unitRef(directory, standsFor(directory, id)?.id ?? id);

/** From the district down to the grid. */
export async function placeNames(tx: Tx, areaPath: string): Promise<string[]> {
  const parts = areaPath.split('.');
  const names: string[] = [];
  for (const [index] of parts.entries()) {
    names.push(await areaName(tx, parts.slice(0, index + 1).join('.')));
  }
  return names;
}

const PATH = /\b\d{6}(?:\.\d{3})*\b/g;

/** The chain of rules names areas by path; a person reads names. */
async function whyInNames(tx: Tx, rule: Rule | null): Promise<Proposal['why']> {
  const why = rule?.why ?? [];
  const paths = new Set(why.flatMap((one) => `${one.zh} ${one.en}`.match(PATH) ?? []));
  const names = new Map<string, string>();
  for (const path of paths) names.set(path, await areaName(tx, path));
  const named = (words: string): string => words.replace(PATH, (path) => names.get(path) ?? path);
  return why.map((one) => ({ zh: named(one.zh), en: named(one.en) }));
}

function fromRule(rule: Rule | null, directory: Directory) {
  if (!rule) {
    const nobody = { unit: null, verification: null, legalBasis: null, isCertain: false };
    return { ...nobody, coUnits: [], limits: [] };
  }
  return {
    unit: rule.unitId ? unitNow(directory, rule.unitId) : null,
    coUnits: rule.coUnitIds.map((id) => unitNow(directory, id)), verification: rule.verification,
    legalBasis: rule.legalBasis, isCertain: rule.isCertain,
    limits: Object.entries(rule.limits).map(([stage, limit]) => ({ stage, ...limit })),
  };
}

async function precedentsOf(tx: Tx, areaPath: string, itemCode: string | null, directory: Directory) {
  if (itemCode === null) return [];
  const rows = await listPrecedents(tx, areaPath, itemCode, MOST_PRECEDENTS);
  const named = (id: string | null) => (id === null ? null : unitRef(directory, id));
  return Promise.all(rows.map(async (row) => ({
    caseId: row.case_id, unit: unitRef(directory, row.unit_id), reason: row.reason, at: toIso(row.created_at),
    areaPath: row.area_path, areaName: await areaName(tx, row.area_path),
    returnedBy: named(row.returned_unit_id), centre: named(row.centre_unit_id), isFinal: row.is_final,
  })));
}

export async function proposeUnit(
  tx: Tx, actor: Actor, caseId: string, { itemCode, lon, lat }: ProposalQuery,
): Promise<Proposal> {
  const found = await findCase(tx, caseId);
  if (!found || !mayRead(actor, found.file)) throwRefusal('cases.not_found');
  const { file } = found;
  const body = {
    ...(itemCode === undefined ? {} : { itemCode }),
    ...(lon === undefined || lat === undefined ? {} : { point: { lon, lat } }),
  };
  const { directory, resolution, unresolved, place } = await contextOfAction(tx, actor, file, body);
  const isSame = body.itemCode === undefined || body.itemCode === file.itemCode;
  const rule = resolution ? ruleOf(resolution) : isSame && !unresolved ? file.rule : null;
  const code = itemCode ?? file.itemCode;
  const { areaPath } = place ?? file.place;
  return {
    itemCode: code, itemName: rule?.itemName ?? null, itemNameEn: rule?.itemNameEn ?? null,
    areaPath, placeNames: await placeNames(tx, areaPath),
    ...fromRule(rule, directory), why: await whyInNames(tx, rule),
    trouble: unresolved ? { code: unresolved.code } : null,
    precedents: await precedentsOf(tx, areaPath, code, directory),
  };
}
