// Which classes a district's lists name. The lists are of another slice, which knows this one: whoever puts
// the server together hands it in.
import type { Tx } from '../../../platform/server/db/tx.ts';

/** The classes of the lists in force and of those to come; none where the district has no lists yet. */
export type DeclaredClasses = (tx: Tx, districtId: string) => Promise<readonly string[]>;

/** Of a district without lists. */
export const noneDeclared: DeclaredClasses = async () => [];
