// The units that cells of a file may name: by id, by code, and by a name that only one of the district's
// bears.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { unitDirectory } from '../../people/server/public.ts';

export async function unitsByWord(tx: Tx, districtId: string): Promise<ReadonlyMap<string, Id | undefined>> {
  const units = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === districtId);
  const words = new Map<string, Id | undefined>();
  for (const unit of units) words.set(unit.name, words.has(unit.name) ? undefined : unit.id);
  for (const unit of units) words.set(unit.code, unit.id).set(unit.id, unit.id);
  return words;
}
