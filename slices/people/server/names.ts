// Names of people: nearly every screen shows the same few hundred. Whoever renames a person
// bumps NAMES in the same transaction.
import type { Id } from '../../../kernel/id.ts';
import { Lookup } from '../../../platform/server/db/lookup.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { listNames } from './queries-people.ts';

export const NAMES = 'people.names';
const names = new Lookup(NAMES, listNames);

/** Names by id, of those who left as well: the history names them. Unknown ids are missing. */
export const namesOf = (tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> => names.get(tx, ids);
