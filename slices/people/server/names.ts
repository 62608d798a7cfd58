// Names of people: nearly every screen shows the same few hundred. Nothing renames a person yet; whoever does
// must bump `people.names` in the same transaction.
import type { Id } from '../../../kernel/id.ts';
import { Lookup } from '../../../platform/server/db/lookup.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listNames } from './queries-people.ts';

const names = new Lookup('people.names', listNames);

/** Names by id, of those who left as well: the history names them. Unknown ids are missing. */
export const namesOf = (tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> => names.get(tx, ids);
