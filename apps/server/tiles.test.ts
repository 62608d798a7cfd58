// Tiles at their doors: components and areas for everybody, cases for whoever may open them; filters are
// exact, an unchanged tile is not sent again, and nobody is ever on one.
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { type TileAddress, tileAt } from '../../kernel/tile-address.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { type ReadFeature, readMvt } from '../../platform/server/tiles/read-mvt.ts';
import { importComponents } from '../../slices/components/server/public.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

const row = (n: number, classCode: string, condition: string, lon: number, lat: number, unit = '') => ({
  fields: {
    code: `${DISTRICT}${classCode}${String(n).padStart(6, '0')}`, classCode, name: `部件${n}`, lon, lat,
    condition, rightsConfirmed: '是', maintenanceUnit: unit,
  },
});

const bring = (rows: ReturnType<typeof row>[]) =>
  store.database.transaction((tx) =>
    importComponents(tx, {
      districtId: DISTRICT, crs: 'WGS84', source: 'test', by: 'test', samePlaceMetres: 0, rows,
    }));

beforeAll(async () => {
  const { lon, lat } = town.city.inGridA;
  await bring([
    row(1, '0101', '完好', lon, lat),
    row(2, '0101', '破损', lon + 0.0002, lat, town.city.unit('sanitation', '.001').id),
    row(3, '0102', '完好', lon, lat + 0.0002),
  ]);
});

interface Tile {
  readonly status: number;
  readonly etag: string;
  readonly layers: ReadonlyMap<string, readonly ReadFeature[]>;
}

async function tile(who: Who, kind: string, at: TileAddress, query = '', etag?: string): Promise<Tile> {
  const token = await town.token(who);
  const reply = await app.mounted.app.inject({
    url: `/api/tiles/${DISTRICT}/${kind}/${at.z}/${at.x}/${at.y}${query}`,
    headers: {
      'accept-encoding': 'gzip',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(etag ? { 'if-none-match': etag } : {}),
    },
  });
  const isDrawn = reply.statusCode === 200 && reply.headers['content-encoding'] === 'gzip';
  return {
    status: reply.statusCode,
    etag: String(reply.headers.etag),
    layers: isDrawn ? readMvt(gunzipSync(reply.rawPayload)) : new Map(),
  };
}

const here = (z: number): TileAddress => tileAt(town.city.inGridA.lon, town.city.inGridA.lat, z);
const codesOf = ({ layers }: Tile) =>
  (layers.get('component') ?? []).map(({ properties }) => String(properties.code).slice(-6)).sort();

test('near, each component is there with its code; anybody may look', async () => {
  const drawn = await tile('nobody', 'components', here(16));
  expect(drawn.status).toBe(200);
  expect(codesOf(drawn)).toEqual(['000001', '000002', '000003']);
  const told = drawn.layers.get('component')?.map(({ properties }) => properties);
  expect(told).toContainEqual({ code: `${DISTRICT}0101000001`, class: '0101', condition: 'intact' });
});

test('at zoom 14 they are dots of one class and condition, from afar marks that count', async () => {
  const dots = await tile('nobody', 'components', here(14));
  const groups = (dots.layers.get('component') ?? []).map(({ properties, points }) => [
    properties,
    points.length,
  ]);
  expect(groups).toHaveLength(3);
  expect(groups).toContainEqual([{ class: '0101', condition: 'damaged' }, 1]);
  const afar = await tile('nobody', 'components', here(10));
  expect(afar.layers.get('component_count')?.map(({ properties }) => properties)).toEqual([
    { count: 3, notIntact: 1 },
  ]);
});

test('filters of class, condition and unit are exact, near and from afar', async () => {
  const unitId = town.city.unit('sanitation', '.001').id;
  const asked: readonly (readonly [query: string, codes: readonly string[]])[] = [
    ['?classCode=0102', ['000003']],
    ['?classCode=0102&classCode=0101', ['000001', '000002', '000003']],
    ['?condition=damaged', ['000002']],
    [`?unitId=${unitId}`, ['000002']],
    [`?unitId=${unitId}&classCode=0102`, []],
  ];
  for (const [query, codes] of asked) {
    expect(codesOf(await tile('nobody', 'components', here(16), query)), query).toEqual(codes);
    const afar = await tile('nobody', 'components', here(11), query);
    const [mark] = afar.layers.get('component_count') ?? [];
    expect(mark?.properties.count ?? 0, query).toBe(codes.length);
  }
  const wrong = ['?condition=gone', '?classCode=1', '?unitId=7', '?klass=0101', '?crs=BD09'];
  for (const query of wrong) expect((await tile('nobody', 'components', here(16), query)).status).toBe(400);
  expect((await tile('nobody', 'components', { z: 7, x: 0, y: 0 })).status).toBe(400);
  expect((await tile('nobody', 'components', { z: 8, x: 255, y: 256 })).status).toBe(204);
});

test('an unchanged tile is not sent again, a change elsewhere neither; a change here is', async () => {
  const { lon, lat } = town.city.inGridB;
  const near = await tile('nobody', 'components', here(17));
  const far = await tile('nobody', 'components', here(9));
  expect((await tile('nobody', 'components', here(17), '', near.etag)).status).toBe(304);
  await bring([row(9, '0102', '完好', lon, lat)]);
  expect((await tile('nobody', 'components', here(17), '', near.etag)).status).toBe(304);
  const after = await tile('nobody', 'components', here(9), '', far.etag);
  expect([after.status, after.etag === far.etag]).toEqual([200, false]);
});

test('shifted to a vendor’s map, each component lies once, where that map has it', async () => {
  const shifted = tileAt(town.city.inGridA.lon + 0.0038, town.city.inGridA.lat - 0.0029, 13);
  const drawn = await tile('nobody', 'components', shifted, '?crs=GCJ02');
  const marks = drawn.layers.get('component_count') ?? [];
  const total = marks.reduce((sum, { properties }) => sum + Number(properties.count), 0);
  expect(total).toBeGreaterThanOrEqual(3);
});

test('a tile of areas shows streets from afar and grids near', async () => {
  const levels = ({ layers }: Tile) =>
    [...new Set((layers.get('area') ?? []).map(({ properties }) => properties.level))].sort();
  expect(levels(await tile('nobody', 'areas', here(9)))).toEqual(['district', 'street']);
  const near = await tile('nobody', 'areas', here(15));
  expect(levels(near)).toContain('grid');
  expect((await tile('nobody', 'areas', here(15), '', near.etag)).status).toBe(304);
});

const numbersOf = ({ layers }: Tile) =>
  (layers.get('case') ?? []).map(({ properties }) => properties.number);

test('a case is on the tiles of whoever may open it, with number and lamp, and on no others', async () => {
  const reported = await town.report('officer', {
    description: '王小明 13800138000 门口有建筑垃圾', reporter: undefined,
  });
  expect(reported.status).toBe(201);
  const seen = await tile('streetDispatcher', 'cases', here(16));
  const [one] = seen.layers.get('case') ?? [];
  expect(one?.properties).toMatchObject({
    id: reported.body.id, number: reported.body.number, state: 'dispatched', lamp: 'green',
  });
  const told = ['id', 'item', 'itemEn', 'lamp', 'number', 'order', 'state'];
  expect(Object.keys(one?.properties ?? {}).filter((key) => !told.includes(key))).toEqual([]);
  expect(JSON.stringify([...seen.layers])).not.toMatch(/王小明|1380013/);
  for (const who of ['dispatcher', 'handler', 'gridHead', 'leader'] as const)
    expect(numbersOf(await tile(who, 'cases', here(16))), who).toEqual([reported.body.number]);
  for (const who of ['otherStreet', 'otherHandler', 'foreign'] as const)
    expect((await tile(who, 'cases', here(16))).status, who).toBe(204);
  expect((await tile('nobody', 'cases', here(16))).status).toBe(401);
});

test('cases follow what happens to them at once: filters, lamps, and the end', async () => {
  const { body } = await town.report('officer');
  const of = async (query: string) => numbersOf(await tile('dispatcher', 'cases', here(15), query));
  expect(await of('?state=dispatched&lamp=green')).toContain(body.number);
  expect(await of(`?unitId=${town.city.unit('property_company', '.001.001').id}`)).not.toContain(body.number);
  const before = await tile('dispatcher', 'cases', here(15));
  expect((await tile('dispatcher', 'cases', here(15), '', before.etag)).status).toBe(304);
  await town.act('handler', String(body.id), 'claim', { personId: town.personId('handler') });
  store.clock.advance(1_000);
  expect(await of('?state=dispatched')).not.toContain(body.number);
  expect(await of('?state=handling')).toContain(body.number);
  const far = await tile('dispatcher', 'cases', here(10));
  const [mark] = far.layers.get('case_count') ?? [];
  expect(mark?.properties).toEqual({ count: 2, worst: 1 });
});
