// The people of a unit who may answer a push to it today: alone these may stand in its rota, and alone these
// are told, whatever a rota of last month says.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listPeopleWith } from '../../people/server/public.ts';
import { ON_CALL_ROLES } from '../core/rota.ts';

const MOST_PEOPLE = 500;

/** Names by person, in the order of the store. */
export async function mayAnswer(tx: Tx, unitId: Id): Promise<ReadonlyMap<Id, string>> {
  const people = await listPeopleWith(tx, { unitId, limit: MOST_PEOPLE });
  const fit = people.filter(({ role }) => ON_CALL_ROLES.includes(role));
  return new Map(fit.map(({ personId, name }) => [personId, name]));
}
