// After new boundaries are in force every component of the district is asked for its grid again; those whose
// grid differs are moved, with a line of history each. Doing it again changes nothing.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { locate } from '../../areas/server/public.ts';
import { lockRegister } from './queries-write.ts';
import { listPlaces, type Move, writeMoves } from './queries-places.ts';
import { REGISTER_VERSION } from './register-version.ts';

const PAGE_ROWS = 2_000;

/** How many were moved. */
export async function relocateComponents(tx: Tx, districtId: string): Promise<number> {
  await lockRegister(tx, districtId);
  let after: Id | undefined;
  let moved = 0;
  for (;;) {
    const page = await listPlaces(tx, districtId, after, PAGE_ROWS);
    const moves: Move[] = [];
    for (const { id, point, areaPath } of page) {
      const located = await locate(tx, point);
      const found = isRefusal(located) || located.districtId !== districtId ? null : located.areaPath;
      if (found !== areaPath) moves.push({ id, changeId: tx.ids.next(), areaPath: found });
    }
    await writeMoves(tx, 'areas.published', moves);
    moved += moves.length;
    after = page.at(-1)?.id;
    if (page.length < PAGE_ROWS) break;
  }
  if (moved > 0) await tx.snapshots.bump(tx, REGISTER_VERSION);
  return moved;
}
