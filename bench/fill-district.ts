// Puts the lattice district into a migrated store: areas, units, people, calendar, lists, and a register of
// components. Through the slices' own operations, so that nothing is there that the product would refuse.
import { makePeople } from '../db/seed/demo/people.ts';
import { makeUnits } from '../db/seed/demo/organisation.ts';
import type { DemoArea, DemoLevel } from '../db/seed/demo/district.ts';
import { assert } from '../kernel/assert.ts';
import { DAY } from '../kernel/duration.ts';
import type { Id } from '../kernel/id.ts';
import { localDate, toIso } from '../kernel/instant.ts';
import type { Actor, Role, UnitKind } from '../kernel/rights.ts';
import type { Database, Tx } from '../platform/server/db/tx.ts';
import { orRefuse } from '../platform/server/http/refused.ts';
import { importDistrict } from '../slices/areas/server/public.ts';
import { seedCalendar } from '../slices/calendar/server/public.ts';
import { seedDefaultCatalogue } from '../slices/catalogue/server/public.ts';
import { importComponents } from '../slices/components/server/public.ts';
import { createPeople, createUnits, givePosts } from '../slices/people/server/public.ts';
import { LATTICE, latticePlaces, pointAt } from './lattice.ts';

const SEED = 7;
const FILLER: Actor = { kind: 'system', name: 'bench' };
const IN_FORCE_DAYS = 250;
const COMPONENT_CLASSES = ['0101', '0102', '0103', '0104', '0105', '0106'];

const placed = latticePlaces();
const units = makeUnits(SEED, placed);
const people = makePeople(SEED, placed, units);

const feature = (area: DemoArea) => ({
  type: 'Feature',
  properties: { name: area.name, nameEn: area.nameEn, code: area.code, parent: area.parentCode ?? null },
  geometry: area.ring.length === 0 ? null : { type: 'Polygon', coordinates: [area.ring] },
});

const collection = (level: DemoLevel) => ({
  geojson: {
    type: 'FeatureCollection',
    features: placed.areas.filter((area) => area.level === level).map(feature),
  },
});

async function fillAreas(tx: Tx): Promise<void> {
  const district = {
    districtId: LATTICE.code,
    name: '测试区',
    nameEn: 'Bench district',
    crs: 'WGS84' as const,
  };
  orRefuse(
    await importDistrict(
      tx,
      {
        ...district,
        source: 'bench',
        streets: collection('street'),
        communities: collection('community'),
        grids: collection('grid'),
      },
      'bench',
    ),
  );
}

async function fillUnits(tx: Tx): Promise<ReadonlyMap<string, Id>> {
  const ids = new Map(units.map((unit) => [unit.code, tx.ids.next()]));
  const idOf = (code: string): Id => ids.get(code) ?? '';
  await createUnits(
    tx,
    FILLER,
    units.map(({ parentCode, serves, ...unit }) => ({
      ...unit,
      id: idOf(unit.code),
      districtId: LATTICE.code,
      serves: [...serves],
      ...(parentCode === undefined ? {} : { parentId: idOf(parentCode) }),
    })),
  );
  return ids;
}

async function fillPeople(tx: Tx, unitIds: ReadonlyMap<string, Id>): Promise<Staff[]> {
  const ids = await createPeople(
    tx,
    tx.cipher,
    FILLER,
    people.map((person) => ({
      name: person.name,
      areaPath: person.areaPath,
      ...(person.login === undefined ? {} : { login: person.login }),
    })),
  );
  const posts = people.map((person, index) => ({
    id: tx.ids.next(),
    personId: ids[index] ?? '',
    unitId: unitIds.get(person.unitCode) ?? '',
    role: person.role,
    areaPath: person.areaPath,
    fromDate: localDate(tx.now - IN_FORCE_DAYS * DAY),
    toDate: null,
  }));
  await givePosts(tx, FILLER, posts);
  const kinds = new Map(units.map((unit) => [unitIds.get(unit.code), unit.kind]));
  return posts.map((post, index) => ({
    ...post,
    unitKind: kinds.get(post.unitId) ?? 'centre',
    name: people[index]?.name ?? '',
  }));
}

async function fillComponents(tx: Tx, count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, n) => {
    const { lon, lat } = pointAt((n * 0.618_034) % 1, (n * 0.754_877) % 1);
    const classCode = COMPONENT_CLASSES[n % COMPONENT_CLASSES.length] ?? '0101';
    return { fields: { classCode, name: `部件${n}`, lon, lat, condition: '完好', rightsConfirmed: '是' } };
  });
  const result = await importComponents(tx, {
    districtId: LATTICE.code,
    crs: 'WGS84',
    source: 'bench',
    by: 'bench',
    samePlaceMetres: 0,
    unitIdOf: () => undefined,
    rows,
  });
  assert(result.refused.length === 0, `the register refused ${JSON.stringify(result.refused[0])}`);
}

/** Somebody in a post, with all that makes an actor of them. */
export interface Staff {
  readonly id: Id;
  readonly personId: Id;
  readonly name: string;
  readonly unitId: Id;
  readonly unitKind: UnitKind;
  readonly role: Role;
  readonly areaPath: string;
}

/** The pictures that the questions name: sent without an account, so that anyone may use them. */
const PHOTOS = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];

const fillPhotos = (tx: Tx): Promise<unknown> =>
  tx.db
    .insertInto('photo')
    .values(
      PHOTOS.map((id, n) => ({
        id,
        sha256: Buffer.alloc(32),
        original_sha256: Buffer.alloc(32, n),
        media_type: 'image/jpeg',
        bytes: 1,
        width: 1,
        height: 1,
        uploaded_by: 'public',
        created_at: toIso(tx.now),
      })),
    )
    .execute();

export async function fillDistrict(
  database: Database,
  components: number,
  say: (words: string) => void,
): Promise<readonly Staff[]> {
  say('areas');
  await database.transaction(fillAreas);
  say('units and people');
  const staff = await database.transaction(async (tx) => fillPeople(tx, await fillUnits(tx)));
  await database.transaction(fillPhotos);
  say('calendar and lists');
  await database.transaction((tx) => seedCalendar(tx, LATTICE.code));
  await database.transaction((tx) =>
    seedDefaultCatalogue(tx, LATTICE.code, { effectiveFrom: localDate(tx.now - IN_FORCE_DAYS * DAY) }),
  );
  say(`${components} components`);
  await database.transaction((tx) => fillComponents(tx, components));
  return staff;
}
