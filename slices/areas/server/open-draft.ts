// Begins a draft from the version in force, or from any other: a copy whose grids share every corner, so that
// it can be edited. Nothing in force changes.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { codeOfPath } from '../core/area.ts';
import { areasOfMesh } from '../core/draft.ts';
import { isOvertaken } from '../core/overtaken.ts';
import { type Settled, settle } from '../core/settle.ts';
import { type AreaVersion, findInForce, findVersion, insertAreas, insertDraft } from './queries.ts';
import { copyAreas, deleteAreas, listCells, listDraftAreas, markMesh } from './queries-workshop.ts';

export interface OpenCommand {
  readonly districtId: string;
  readonly fromVersionId?: string;
  readonly source: string;
  readonly joinUpToSquareMetres?: number;
  readonly by: string;
}

export interface Opened {
  readonly versionId: string;
  readonly number: number;
  readonly revision: number;
  readonly areas: number;
  readonly joinedSquareMetres: Settled['joinedSquareMetres'];
  readonly cutOff: Settled['cutOff'];
}

export type OpenRefusal = Refusal<
  'areas.version_not_found' | 'areas.district_not_found' | 'areas.not_meshed'
>;

/** A new draft with the areas of `from`, that knows what was in force when these were. What another draft was
 *  overtaken by would be undone by its copy too. */
export async function copyVersion(
  tx: Tx,
  from: AreaVersion,
  { source, by }: { readonly source: string; readonly by: string },
): Promise<{ readonly versionId: string; readonly number: number }> {
  const versionId = tx.ids.next();
  const { districtId, crs } = from;
  const inForce = await findInForce(tx, districtId);
  const basedOn = isOvertaken(from, inForce) ? from.basedOn : (inForce?.id ?? null);
  const copied = { copiedFrom: from.id, copiedRevision: from.revision };
  const draft = { id: versionId, districtId, source, crs, createdBy: by, basedOn, ...copied };
  const number = await insertDraft(tx, draft);
  await copyAreas(tx, from.id, versionId);
  return { versionId, number };
}

export async function openDraft(tx: Tx, command: OpenCommand): Promise<Opened | OpenRefusal> {
  const { districtId, fromVersionId } = command;
  const from = fromVersionId ? await findVersion(tx, fromVersionId) : await findInForce(tx, districtId);
  if (!from || from.districtId !== districtId) {
    return fromVersionId
      ? refuse('areas.version_not_found', { versionId: fromVersionId })
      : refuse('areas.district_not_found', { districtId });
  }
  const { versionId, number } = await copyVersion(tx, from, command);
  const rows = await listDraftAreas(tx, versionId);
  const settled = settle(rows, await listCells(tx, versionId), command.joinUpToSquareMetres);
  if (isRefusal(settled)) return settled;
  const paths = rows.map(({ path }) => path);
  const areas = areasOfMesh(new Map(rows.map((row) => [row.path, row])), settled.mesh);
  await deleteAreas(tx, versionId, paths);
  await insertAreas(
    tx,
    versionId,
    areas.map((area) => ({ ...area, code: codeOfPath(area.path) })),
  );
  await markMesh(tx, versionId);
  const { joinedSquareMetres, cutOff } = settled;
  return { versionId, number, revision: 0, areas: areas.length, joinedSquareMetres, cutOff };
}
