// What tiles show of components is what the register holds, whatever has come, gone or changed, folded in or
// not, at every zoom and for every filter. Random histories against a plain count.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type TileAddress, tileAt, tilesOver } from '../../../kernel/tile-address.ts';
import { CELL_ZOOM, cellOf } from '../../../kernel/tile-cell.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { importComponents, readThings, type ThingFilter, type ThingsOfTile } from './public.ts';
import { foldCounts } from './fold-counts.ts';

const store = testDatabase();
const DISTRICT = '500151';
const BOX = { west: 106.05, south: 29.83, east: 106.09, north: 29.86 };
const UNITS = ['019a0000-0000-7000-8000-00000000000a', '019a0000-0000-7000-8000-00000000000b'];

/** A small generator of our own: the same numbers for the same seed. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

const bring = (tx: Tx, count: number, next: () => number, from = 0) =>
  importComponents(tx, {
    districtId: DISTRICT,
    crs: 'WGS84',
    source: 'made for the test',
    by: 'test',
    samePlaceMetres: 0,
    rows: Array.from({ length: count }, (_, n) => ({
      fields: {
        code: `${DISTRICT}0${101 + (n % 3)}${String(from + n + 1).padStart(6, '0')}`,
        classCode: `0${101 + (n % 3)}`,
        name: `部件${n}`,
        lon: BOX.west + next() * (BOX.east - BOX.west),
        lat: BOX.south + next() * (BOX.north - BOX.south),
        condition: ['完好', '破损', '丢失'][Math.floor(next() * 3)] ?? '完好',
        rightsConfirmed: '是',
        maintenanceUnit: UNITS[Math.floor(next() * 2)] ?? '',
      },
    })),
  });

const FILTERS: readonly ThingFilter[] = [
  {},
  { classCodes: ['0101'] },
  { conditions: ['damaged', 'lost'] },
  { unitIds: [UNITS[0] ?? ''] },
  { classCodes: ['0102', '0103'], conditions: ['intact'], unitIds: [UNITS[1] ?? ''] },
];

const totalOf = (found: ThingsOfTile): number => {
  if (found.kind === 'counts') return found.cells.reduce((sum, { things }) => sum + things, 0);
  if (found.kind === 'things') return found.things.length;
  return found.dots.reduce((sum, { points }) => sum + points.length, 0);
};

/** In the plainest words, by where the store says each is. */
async function plainCount(tx: Tx, at: TileAddress, filter: ThingFilter): Promise<number> {
  const { classCodes, conditions, unitIds } = filter;
  const { rows } = await sql<{ lon: number; lat: number }>`
    select lon, lat from component where district_id = ${DISTRICT} and gone_at is null
      and (${classCodes === undefined} or class_code = any(${classCodes ?? []}::text[]))
      and (${conditions === undefined} or condition = any(${conditions ?? []}::text[]))
      and (${unitIds === undefined} or maintenance_unit_id = any(${unitIds ?? []}::uuid[]))`.execute(tx.db);
  const isHere = (lon: number, lat: number) => {
    const tile = tileAt(lon, lat, at.z);
    return tile.x === at.x && tile.y === at.y;
  };
  return rows.filter(({ lon, lat }) => isHere(lon, lat)).length;
}

async function expectTrue(tx: Tx): Promise<void> {
  for (const z of [8, 11, 13, 14, 16, 18]) {
    const tiles = tilesOver(BOX, z);
    const looked = tiles.filter((_, index) => index % Math.ceil(tiles.length / 6) === 0);
    for (const at of looked) {
      for (const filter of FILTERS) {
        const found = await readThings(tx, DISTRICT, at, filter);
        expect(totalOf(found), `${z}/${at.x}/${at.y} ${JSON.stringify(filter)}`)
          .toBe(await plainCount(tx, at, filter));
      }
    }
  }
}

async function setGone(tx: Tx, nth: number, isGone: boolean): Promise<void> {
  const at = isGone ? sql`now()` : sql`null`;
  await sql`update component set gone_at = ${at}
    where district_id = ${DISTRICT} and right(code, 6)::integer % ${nth} = 0`.execute(tx.db);
}

/** No door takes a component away; the counts would follow all the same. */
async function comeAndGo(tx: Tx): Promise<void> {
  const id = tx.ids.next();
  await sql`
    insert into component (id, district_id, code, code_scheme, class_code, name, geometry, lon, lat,
      condition, right_state, created_at, updated_at)
    values (${id}, ${DISTRICT}, ${`${DISTRICT}0101999999`}, 'classic', '0101', '路过',
      ST_SetSRID(ST_MakePoint(106.07, 29.84), 4326), 106.07, 29.84, 'intact', 'confirmed', now(), now())`
    .execute(tx.db);
  await sql`delete from component where id = ${id}`.execute(tx.db);
}

test('nothing stands nowhere', async () => {
  const found = await store.database.read((tx) => readThings(tx, DISTRICT, tileAt(106.06, 29.84, 12)));
  expect(found).toEqual({ kind: 'counts', cells: [] });
});

test('counts and dots are the register, after things come, move, break and are folded', async () => {
  const next = dice(20_260_805);
  await store.database.transaction(async (tx) => {
    const brought = await bring(tx, 400, next);
    expect(isRefusal(brought) ? brought : brought.refused).toEqual([]);
  });
  await store.database.read(expectTrue);
  await store.database.transaction((tx) => foldCounts.run(tx));
  await store.database.read(expectTrue);
  // Some move, break or are mended, some are new.
  await store.database.transaction((tx) => bring(tx, 150, next));
  await store.database.transaction((tx) => bring(tx, 60, next, 5_000));
  await store.database.read(expectTrue);
  await store.database.transaction((tx) => foldCounts.run(tx));
  // Every seventh is found gone; half of those come back.
  await store.database.transaction((tx) => setGone(tx, 7, true));
  await store.database.read(expectTrue);
  await store.database.transaction((tx) => setGone(tx, 14, false));
  await store.database.read(expectTrue);
  await store.database.transaction((tx) => foldCounts.run(tx));
  await store.database.transaction(comeAndGo);
  await store.database.read(expectTrue);
  const lines = await store.database.read((tx) => sql<{ n: number }>`
    select count(*) as n from component_count_change`.execute(tx.db));
  expect(Number(lines.rows[0]?.n)).toBe(2);
  await store.database.transaction((tx) => foldCounts.run(tx));
  await store.database.read(expectTrue);
});

test('what changed nothing on the map leaves no line', async () => {
  const next = dice(7);
  await store.database.transaction((tx) => bring(tx, 5, next, 9_000));
  await store.database.transaction((tx) => foldCounts.run(tx));
  await store.database.transaction(async (tx) => {
    await sql`update component set name = name || '（新）' where district_id = ${DISTRICT}`.execute(tx.db);
  });
  const lines = await store.database.read((tx) => sql<{ n: number }>`
    select count(*) as n from component_count_change`.execute(tx.db));
  expect(Number(lines.rows[0]?.n)).toBe(0);
});

test('many on one spot are one mark in their middle, and say how many are not whole', async () => {
  const spot = { lon: 107.2005, lat: 29.5005 };
  await store.database.transaction((tx) =>
    importComponents(tx, {
      districtId: DISTRICT, crs: 'WGS84', source: 'one spot', by: 'test', samePlaceMetres: 0,
      rows: [-1, 0, 1].map((n) => ({
        fields: {
          code: `${DISTRICT}0104${String(n + 2).padStart(6, '0')}`, classCode: '0104', name: '灯',
          lon: spot.lon + n * 1e-6, lat: spot.lat, condition: n === 0 ? '破损' : '完好', rightsConfirmed: '是',
        },
      })),
    }));
  const at = tileAt(spot.lon, spot.lat, 12);
  const found = await store.database.read((tx) => readThings(tx, DISTRICT, at));
  expect(found.kind === 'counts' && found.cells).toMatchObject([{ things: 3, notIntact: 1 }]);
  const middle = found.kind === 'counts' ? found.cells[0]?.middle : undefined;
  expect(middle?.lon).toBeCloseTo(spot.lon, 7);
  expect(middle?.lat).toBeCloseTo(spot.lat, 7);
});

test('the store numbers squares as the process does', async () => {
  const next = dice(11);
  const points = Array.from({ length: 200 }, () => ({ lon: next() * 358 - 179, lat: next() * 160 - 80 }));
  const cells = await store.database.read(async (tx) => {
    const { rows } = await sql<{ cell: number }>`
      select map_cell(lon, lat) as cell
      from jsonb_to_recordset(${JSON.stringify(points)}::jsonb) as p(lon float8, lat float8)`.execute(tx.db);
    return rows.map(({ cell }) => Number(cell));
  });
  const own = points.map(({ lon, lat }) => cellOf(tileAt(lon, lat, CELL_ZOOM)));
  expect(cells).toEqual(own);
});
