// Where a case lies, as conditions on its row. A whole level is one equality on one ordered column, so an
// index is walked in order; never a search by prefix.
import { type RawBuilder, sql } from 'kysely';

type Condition = RawBuilder<unknown>;

const AREA_COLUMNS = ['district_id', 'street_path', 'community_path', 'area_path'] as const;
const columnAt = (depth: number): Condition => sql.ref(AREA_COLUMNS[depth] ?? 'area_path');
const depthOf = (path: string): number => path.split('.').length - 1;

export const inArea = (path: string): Condition => sql`${columnAt(depthOf(path))} = ${path}`;

/** The column that tells apart the areas one level below; a grid has none, and is told itself. */
export const areaBelow = (path: string): Condition => columnAt(depthOf(path) + 1);

/** A street or an area in one. */
export const isInStreet = (path: string): boolean => depthOf(path) > 0;

const STREET_LENGTH = 10;
export const streetOf = (path: string): Condition => sql`street_path = ${path.slice(0, STREET_LENGTH)}`;
