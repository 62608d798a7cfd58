// The cases that a case hangs together with, as its readers see them: the parts of a main case, the main case
// of a part. One question for all cases of a page, and none where there are no such cases.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { CaseFile } from '../core/case-file.ts';
import { type Kin, NO_KIN, unitRef } from '../core/case-view.ts';
import { flowNamed } from '../core/flows.ts';
import type { Directory } from '../core/moment.ts';
import { mayRead, sightOf } from '../core/visibility.ts';
import { type KinRow, listKin } from './queries-parts.ts';
import { findFile } from './queries-reading.ts';

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

/** Whoever is responsible for a part may open the whole: what was reported stands there. */
export async function readsByPart(tx: Tx, actor: Actor, { parts }: CaseFile): Promise<boolean> {
  if (!parts || actor.kind !== 'person') return false;
  const kin = await listKin(tx, parts.map(({ caseId }) => caseId));
  const { unitIds } = sightOf(actor);
  return [...kin.values()].some(({ unit_id: unit, holder_unit_id: holder }) =>
    unitIds.some((id) => id === unit || id === holder));
}

/** The case, where the actor may read it. Throws Refused `cases.not_found` otherwise. */
export async function requireReadable(tx: Tx, actor: Actor, caseId: string): Promise<CaseFile> {
  const { file } = (await findFile(tx, caseId)) ?? throwRefusal('cases.not_found');
  const may = mayRead(actor, file) || (await readsByPart(tx, actor, file));
  return may ? file : throwRefusal('cases.not_found');
}

/** Of these cases the ones that the actor may open. */
export async function readableOf(
  tx: Tx, actor: Actor, caseIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const readable = new Set<string>();
  const found = await Promise.all(caseIds.map(async (id) => [id, await findFile(tx, id)] as const));
  for (const [id, stored] of found) {
    if (!stored) continue;
    const { file } = stored;
    if (mayRead(actor, file) || (await readsByPart(tx, actor, file))) readable.add(id);
  }
  return readable;
}
