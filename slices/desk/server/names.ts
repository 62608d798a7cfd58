// The names of a district as they are searched: units, people, grids and items with their pinyin. Kept per
// store and read anew each minute.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Named } from '../../../platform/server/names/match-names.ts';
import { namedBy } from '../../../platform/server/names/name-sound.ts';
import { type AreaNode, areaTree } from '../../areas/server/public.ts';
import { catalogueInForce } from '../../catalogue/server/public.ts';
import { listPeopleWith, unitDirectory } from '../../people/server/public.ts';
import type { Searched } from '../core/contract.ts';

export interface NamedThing extends Searched {
  /** For people: the unit of the post by which they are found. */
  readonly unitId: string | null;
}

const named = (of: NamedThing, ...more: readonly string[]): Named<NamedThing> =>
  namedBy(of, of.title, of.titleEn, ...more);

async function unitNames(tx: Tx, districtId: string): Promise<Named<NamedThing>[]> {
  const units = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === districtId);
  return units.map(({ id, name, nameEn, areaPath, code }) =>
    named({ kind: 'unit', id, title: name, titleEn: nameEn, hint: code, areaPath, unitId: null }, code));
}

const MOST_PEOPLE = 20_000;

/** Whoever has several posts is found once for each. */
async function peopleNames(tx: Tx, districtId: string): Promise<Named<NamedThing>[]> {
  const directory = await unitDirectory(tx);
  const people = await listPeopleWith(tx, { areaPath: districtId, limit: MOST_PEOPLE });
  return people.map(({ personId, name, unitId, areaPath }) => named({
    kind: 'person', id: personId, title: name, titleEn: '', hint: directory.unit(unitId)?.name ?? '',
    areaPath, unitId,
  }));
}

function* gridsUnder(node: AreaNode, above: string): Generator<Named<NamedThing>> {
  if (node.level === 'grid') {
    const { path, name, nameEn, code } = node;
    yield named({ kind: 'grid', id: path, title: name, titleEn: nameEn ?? '', hint: above, areaPath: path,
      unitId: null }, code);
  }
  for (const child of node.children) {
    yield* gridsUnder(child, node.level === 'district' ? '' : `${above} ${node.name}`.trim());
  }
}

async function gridNames(tx: Tx, districtId: string): Promise<Named<NamedThing>[]> {
  const tree = await areaTree(tx, districtId);
  return isRefusal(tree) ? [] : [...gridsUnder(tree, '')];
}

async function itemNames(tx: Tx, districtId: string): Promise<Named<NamedThing>[]> {
  const catalogue = await catalogueInForce(tx, districtId);
  return isRefusal(catalogue) ? [] : catalogue.items().map(({ code, name, nameEn }) => named({
    kind: 'item', id: code, title: name, titleEn: nameEn, hint: code, areaPath: null, unitId: null,
  }, code));
}

export interface Names {
  readonly all: readonly Named<NamedThing>[];
  /** Every name and sound in one text: what does not stand in it fits none, and most that is looked for is an
   *  address or a matter. */
  readonly text: string;
}

async function readNames(tx: Tx, districtId: string): Promise<Names> {
  const parts = [await unitNames(tx, districtId), await itemNames(tx, districtId),
    await gridNames(tx, districtId), await peopleNames(tx, districtId)];
  const all = parts.flat();
  const texts = all.flatMap(({ names, pinyin, initials }) => [...names, pinyin, initials]);
  return { all, text: [...new Set(texts)].join('\n') };
}

interface Held {
  readonly readAt: Instant;
  readonly names: Promise<Names>;
}

/** By district. */
const heldOf = perStore(() => new Map<string, Held>());

/** At most a minute old. Those who ask while it is read wait for the one reading. */
export async function namesOfDistrict(tx: Tx, districtId: string): Promise<Names> {
  const ofStore = heldOf(tx);
  const known = ofStore.get(districtId);
  if (known && Math.abs(tx.now - known.readAt) < MINUTE) return known.names;
  const names = readNames(tx, districtId);
  ofStore.set(districtId, { readAt: tx.now, names });
  names.catch(() => ofStore.delete(districtId));
  return names;
}
