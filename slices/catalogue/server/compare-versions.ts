// What is other in a version of the lists than in another: by default than in the one it was copied from,
// else in the one in force.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { areaTree } from '../../areas/server/public.ts';
import type { AreaNode } from '../../areas/server/public.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { compareLists, type ListDifference } from '../core/compare-lists.ts';
import type { Names } from '../core/row-words.ts';
import { rowsOfVersion } from './edit-draft.ts';
import { findCurrent } from './open-draft.ts';
import { findVersion, type VersionRow } from './queries.ts';

const namesIn = (node: AreaNode): [string, string][] => [
  [node.path, node.name],
  ...node.children.flatMap((child) => namesIn(child)),
];

/** Names as of now; what has none keeps its id or path. */
export async function namesFor(tx: Tx, districtId: string): Promise<Names> {
  const units = await unitDirectory(tx);
  const tree = await areaTree(tx, districtId);
  const areas = new Map(isRefusal(tree) ? [] : namesIn(tree));
  return { unit: (id) => units.unit(id)?.name ?? id, area: (path) => areas.get(path) ?? path };
}

export interface Compared {
  readonly withCatalogueId: Id | null;
  readonly differences: readonly ListDifference[];
}

async function otherOf(tx: Tx, version: VersionRow, asked?: Id): Promise<VersionRow | undefined> {
  const id = asked ?? version.copiedFrom;
  const other = id ? await findVersion(tx, id) : await findCurrent(tx, version.districtId);
  if (asked && other?.districtId !== version.districtId) {
    throwRefusal('catalogue.not_found', { catalogueId: asked });
  }
  return other?.id === version.id ? undefined : other;
}

/** Throws Refused `catalogue.not_found`. */
export async function compareVersions(tx: Tx, version: VersionRow, asked?: Id): Promise<Compared> {
  const other = await otherOf(tx, version, asked);
  if (!other) return { withCatalogueId: null, differences: [] };
  const names = await namesFor(tx, version.districtId);
  const differences = compareLists(await rowsOfVersion(tx, other), await rowsOfVersion(tx, version), names);
  return { withCatalogueId: other.id, differences };
}
