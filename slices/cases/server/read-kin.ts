// The cases that a case hangs together with, as its readers see them: the parts of a main case, the main case
// of a part. One question for all cases of a page, and none where there are no such cases.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { CaseFile, Part } from '../core/case-file.ts';
import { type Kin, NO_KIN, unitRef } from '../core/case-view.ts';
import type { Flow } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import type { Directory } from '../core/moment.ts';
import { mayRead, type Readable, sightOf } from '../core/visibility.ts';
import { type KinRow, listKin } from './queries-parts.ts';
import { findFile, listSights, type SightRow } from './queries-reading.ts';

const iso = (instant: Instant | null): string | null => (instant === null ? null : toIso(instant));

function partViews(file: CaseFile, kin: ReadonlyMap<string, KinRow>, directory: Directory): Kin['parts'] {
  return (file.parts ?? []).flatMap(({ caseId, words, end }) => {
    const row = kin.get(caseId);
    const state = row && flowNamed(row.flow).states[row.state];
    return row ? [{
      id: caseId, number: row.number, state: row.state, stateZh: state?.zh ?? row.state,
      stateEn: state?.en ?? row.state, isOpen: row.is_open, itemName: row.item_name,
      itemNameEn: row.item_name_en, words, unit: unitRef(directory, row.unit_id), dueAt: iso(row.due_at),
      result: end?.result ?? null, photoIds: [...(end?.photoIds ?? [])], closingCode: row.closing_code,
      endedAt: iso(row.ended_at),
    }] : [];
  });
}

export async function kinOf(
  tx: Tx, files: readonly CaseFile[], directory: Directory,
): Promise<(file: CaseFile) => Kin> {
  const ids = files.flatMap(({ parts, mainCaseId }) =>
    [...(parts ?? []).map(({ caseId }) => caseId), ...(mainCaseId ? [mainCaseId] : [])]);
  if (ids.length === 0) return () => NO_KIN;
  const kin = await listKin(tx, ids);
  return (file) => {
    const main = file.mainCaseId ? kin.get(file.mainCaseId) : undefined;
    return {
      parts: partViews(file, kin, directory),
      mainCase: main ? { id: main.id, number: main.number } : null,
    };
  };
}

/** States of parts that should not have been made. */
const unmadeIn = ({ edges }: Flow): readonly string[] =>
  edges.flatMap(({ unmakes, to }) => (unmakes ? [to] : []));

type KinOf = ReadonlyMap<string, KinRow>;
type PartRef = Pick<Part, 'caseId'>;

/** Whoever is responsible for a part may open the whole: what was reported stands there. A part that was
 *  withdrawn is nobody's, and opens nothing. */
const hasAPart = (actor: Actor, parts: readonly PartRef[], kin: KinOf): boolean => {
  const { unitIds } = sightOf(actor);
  return parts.some(({ caseId }) => {
    const row = kin.get(caseId);
    return row !== undefined && !unmadeIn(flowNamed(row.flow)).includes(row.state)
      && unitIds.some((id) => id === row.unit_id || id === row.holder_unit_id);
  });
};

export async function readsByPart(tx: Tx, actor: Actor, { parts }: CaseFile): Promise<boolean> {
  if (!parts || actor.kind !== 'person') return false;
  return hasAPart(actor, parts, await listKin(tx, parts.map(({ caseId }) => caseId)));
}

/** The case, where the actor may read it. Throws Refused `cases.not_found` otherwise. */
export async function requireReadable(tx: Tx, actor: Actor, caseId: string): Promise<CaseFile> {
  const { file } = (await findFile(tx, caseId)) ?? throwRefusal('cases.not_found');
  const may = mayRead(actor, file) || (await readsByPart(tx, actor, file));
  return may ? file : throwRefusal('cases.not_found');
}

const readableRow = (row: SightRow): Readable => ({
  id: row.id, place: { areaPath: row.area_path }, unitId: row.unit_id, coUnitIds: row.co_unit_ids,
  holder: row.holder_unit_id ? { unitId: row.holder_unit_id, personId: row.holder_person_id } : null,
  reporterPersonId: row.reporter_person_id, asks: row.asks,
});

/** Of these cases the ones that the actor may open: one question for all, and one more for the parts of those
 *  that nothing else opens. */
export async function readableOf(
  tx: Tx, actor: Actor, caseIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await listSights(tx, [...new Set(caseIds)]);
  const readable = new Set(found.filter((row) => mayRead(actor, readableRow(row))).map(({ id }) => id));
  const whole = found.filter(({ id, parts }) => parts !== null && !readable.has(id));
  if (whole.length === 0 || actor.kind !== 'person') return readable;
  const kin = await listKin(tx, whole.flatMap(({ parts }) => (parts ?? []).map(({ caseId }) => caseId)));
  for (const { id, parts } of whole) if (hasAPart(actor, parts ?? [], kin)) readable.add(id);
  return readable;
}
