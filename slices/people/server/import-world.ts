// What a list of staff is read against: the places, units and heads of now by the words people write for
// them, and what earlier lines of the same file would make. It decides nothing about a line.
import { isRefusal } from '../../../kernel/refusal.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import type { Cipher } from '../../../platform/server/crypto/cipher.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type AreaNode, areaTree } from '../../areas/server/public.ts';
import type { Unit } from '../core/unit.ts';
import type { UnitDirectory } from '../core/unit-directory.ts';
import { unitDirectory } from './unit-snapshot.ts';

/** Paths by what people call a place: its path, its names from the street down, a name only it has. */
function placesOf(root: AreaNode): ReadonlyMap<string, string | null> {
  const places = new Map<string, string | null>();
  const put = (name: string, path: string) => places.set(name, places.has(name) ? null : path);
  const walk = (node: AreaNode, chain: readonly string[]) => {
    put(node.path, node.path);
    put(node.name, node.path);
    if (chain.length > 1) put(chain.join('/'), node.path);
    for (const child of node.children) walk(child, [...chain, child.name]);
  };
  put(root.name, root.path);
  places.set(root.path, root.path);
  for (const child of root.children) walk(child, [child.name]);
  return places;
}

/** `汐桥街道/古榕社区/第一网格`: how a place is written in a file. */
export function chainOf(root: AreaNode, path: string): string {
  const names: string[] = [];
  let node: AreaNode | undefined = root;
  while (node && node.path !== path) {
    node = node.children.find((child) => isWithin(path, child.path));
    if (node) names.push(node.name);
  }
  return node ? names.join('/') || root.name : path;
}

export interface ImportWorld {
  readonly actor: Actor;
  readonly cipher: Cipher;
  readonly districtId: string;
  readonly places: ReadonlyMap<string, string | null>;
  readonly units: ReadonlyMap<string, Unit | null>;
  readonly directory: UnitDirectory;
  /** What earlier lines of the same file would make. */
  readonly seen: { readonly logins: Map<string, string>; readonly heads: Set<string> };
}

export async function openWorld(
  tx: Tx,
  cipher: Cipher,
  actor: Actor,
  districtId: string,
): Promise<ImportWorld> {
  const tree = await areaTree(tx, districtId);
  const directory = await unitDirectory(tx);
  const units = new Map<string, Unit | null>();
  for (const unit of directory.units()) {
    if (unit.districtId !== districtId) continue;
    for (const word of new Set([unit.code, unit.name])) units.set(word, units.has(word) ? null : unit);
  }
  const places = isRefusal(tree) ? new Map([[districtId, districtId]]) : placesOf(tree);
  return {
    actor,
    cipher,
    districtId,
    places,
    units,
    directory,
    seen: { logins: new Map(), heads: new Set() },
  };
}
