// Lays another outline of the district over a draft: ground beyond it is cut off, ground that no grid holds
// becomes nobody's and can be claimed. Writes nothing.
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Edit } from '../core/contract-workshop.ts';
import { areasOfMesh, type Draft, type Patch, patchOf } from '../core/draft.ts';
import { toE7 } from '../core/exact-geometry.ts';
import { readOutline } from '../core/read-outline.ts';
import { settle } from '../core/settle.ts';
import { listCells } from './queries-workshop.ts';

export async function applyOutline(
  tx: Tx,
  versionId: string,
  draft: Draft,
  edit: Edit & { kind: 'outline' },
): Promise<Patch | Refusal> {
  const outline = readOutline(draft, edit);
  if (isRefusal(outline)) return outline;
  const units = outline.map((part) =>
    part.map((ring) => ring.map(([lon, lat]) => [toE7(lon), toE7(lat)] as const)),
  );
  const cells = await listCells(tx, versionId, units);
  const settled = settle([...draft.areas.values()], cells, edit.joinUpToSquareMetres);
  if (isRefusal(settled)) return settled;
  const after = areasOfMesh(draft.areas, settled.mesh).map((area) =>
    area.level === 'district' ? { ...area, isDerived: false } : area,
  );
  return patchOf(draft.areas, new Map(after.map((area) => [area.path, area])));
}
