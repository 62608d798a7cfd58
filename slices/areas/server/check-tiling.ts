// The findings of a version: every gap, overlap, stray and crossing, with its place. Changes nothing.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type TilingFinding, toFinding } from '../core/tiling.ts';
import { listTilingPlaces } from './queries-tiling.ts';

/** More than this is a wrong file, not a list to work through. */
export const MOST_FINDINGS = 500;

/** Empty when the version may be published. The largest come first; at most MOST_FINDINGS. */
export async function checkTiling(tx: Tx, versionId: string): Promise<TilingFinding[]> {
  const places = await listTilingPlaces(tx, versionId, MOST_FINDINGS);
  return places.flatMap((place) => toFinding(place) ?? []);
}
