// Open geodata at its doors, as the conformance tests of OGC API Features Core look at it: every link leads
// somewhere of the type it says, pages join without a gap, boxes and times cut exactly, and what a district
// has not opened is not there.
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { importComponents } from '../../slices/components/server/public.ts';
import { type Reply, testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const ROOT = `/api/geodata/${DISTRICT}`;
const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
const COMPONENTS = 25;

interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
}
interface Feature {
  readonly id: string;
  readonly geometry: { readonly type: string; readonly coordinates: readonly number[] };
  readonly properties: Fields;
}

const get = (path: string, headers: Record<string, string> = {}) => town.get('nobody', ROOT + path, headers);
const linksOf = ({ body }: Reply) => body.links as readonly Link[];
const linkTo = (reply: Reply, rel: string) => linksOf(reply).find((link) => link.rel === rel);
const featuresOf = ({ body }: Reply) => body.features as readonly Feature[];
const idsOf = (reply: Reply) => featuresOf(reply).map(({ id }) => id);
const pathIn = ({ href }: Link) => new URL(href).pathname + new URL(href).search;

beforeAll(async () => {
  const { lon, lat } = town.city.inGridA;
  await store.database.transaction((tx) =>
    importComponents(tx, {
      districtId: DISTRICT, crs: 'WGS84', source: 'test', by: 'test', samePlaceMetres: 0,
      rows: Array.from({ length: COMPONENTS }, (_, n) => ({
        fields: {
          classCode: '0101', name: `部件${n}`, lon: lon + n * 0.0001, lat, condition: '完好',
          rightsConfirmed: '是',
          maintenanceUnit: town.city.unit('sanitation', '.001').id,
        },
      })),
    }));
});

test('from the landing page every link leads to a page of the type it says', async () => {
  const landing = await get('');
  expect([landing.status, landing.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  const rels = linksOf(landing).map(({ rel }) => rel);
  expect(rels.sort()).toEqual(['conformance', 'data', 'self', 'service-desc', 'service-doc']);
  const collections = await get('/collections');
  const each = collections.body.collections as readonly { readonly links: readonly Link[] }[];
  const all = [...linksOf(landing), ...linksOf(collections), ...each.flatMap(({ links }) => links)];
  expect(all.length).toBeGreaterThan(8);
  for (const link of all) {
    if (link.rel === 'service-doc') continue;
    const page = await app.send('GET', pathIn(link));
    const type = link.rel === 'service-desc' ? 'application/json' : link.type;
    expect([link.href, page.status, String(page.headers['content-type']).split(';')[0]])
      .toEqual([link.href, 200, type]);
  }
  const document = await app.send('GET', pathIn(linkTo(landing, 'service-desc') as Link));
  expect(Object.keys(document.body.paths as object))
    .toContain('/api/geodata/{districtId}/collections/{collectionId}/items');
});

test('it says what it conforms to, and what its collections are', async () => {
  const { body } = await get('/conformance');
  expect(body.conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
  const list = await get('/collections');
  const known = list.body.collections as readonly Fields[];
  expect(known.map(({ id }) => id)).toEqual(['grids', 'components']);
  const [grids] = known;
  expect(grids).toMatchObject({
    itemType: 'feature', crs: [CRS84], title: '网格',
    extent: { spatial: { bbox: [[105.8, 29, 105.82, 29.02]], crs: CRS84 } },
  });
  expect((await get('/collections/grids', { 'accept-language': 'en' })).body.title).toBe('Grids');
  expect((await get('/collections/grids')).body).toEqual(grids);
});

test('features are GeoJSON for every page of the world, with their units by name', async () => {
  const page = await get('/collections/components/items?limit=3');
  expect(page.headers['content-type']).toMatch(/^application\/geo\+json/);
  expect(page.headers['access-control-allow-origin']).toBe('*');
  expect(page.body).toMatchObject({
    type: 'FeatureCollection', numberMatched: COMPONENTS, numberReturned: 3,
    timeStamp: '2026-08-05T06:08:00.000Z',
  });
  const [first] = featuresOf(page);
  expect(first).toMatchObject({ type: 'Feature', geometry: { type: 'Point' } });
  expect(first?.properties).toMatchObject({
    code: first?.id, classCode: '0101', condition: 'intact', gridPath: `${DISTRICT}.001.001.001`,
    maintenanceUnit: `sanitation${DISTRICT}.001`,
  });
  const one = await get(`/collections/components/items/${first?.id}`);
  expect(one.headers['content-type']).toMatch(/^application\/geo\+json/);
  expect(one.body).toMatchObject({ ...first });
  expect(linksOf(one).map(({ rel }) => rel)).toEqual(['self', 'collection']);
  const grids = await get('/collections/grids/items');
  expect(featuresOf(grids).map(({ geometry }) => geometry.type)).toEqual(Array(4).fill('MultiPolygon'));
  expect(linkTo(grids, 'next')).toBeUndefined();
});

test('next links walk through everything once, and keep the question', async () => {
  const seen: string[] = [];
  let path: string | undefined = `${ROOT}/collections/components/items?limit=7&bbox=105,28,106,30`;
  for (let page = 0; path !== undefined; page += 1) {
    expect(page).toBeLessThan(6);
    const reply: Reply = await app.send('GET', path);
    expect(pathIn(linkTo(reply, 'self') as Link)).toContain('bbox=105%2C28%2C106%2C30');
    expect(reply.body).toMatchObject({ numberMatched: COMPONENTS, numberReturned: featuresOf(reply).length });
    seen.push(...idsOf(reply));
    const next = linkTo(reply, 'next');
    path = next && pathIn(next);
  }
  expect([seen.length, new Set(seen).size]).toEqual([COMPONENTS, COMPONENTS]);
});

test('a box cuts exactly, at its edge, across its corner and across the antimeridian', async () => {
  const { lon, lat } = town.city.inGridA;
  const within = async (of: string, ...box: number[]) =>
    idsOf(await get(`/collections/${of}/items?bbox=${box.join(',')}`)).length;
  expect(await within('components', lon, lat, lon + 0.00051, lat)).toBe(6);
  expect(await within('components', lon - 1, lat + 0.001, lon + 1, lat + 1)).toBe(0);
  expect(await within('components', lon, lat - 1, -5, lon, lat + 1, 900)).toBe(1);
  // Four grids meet in the middle of two streets.
  expect(await within('grids', 105.8095, 29.0095, 105.8105, 29.0105)).toBe(4);
  expect(await within('grids', 105.801, 29.001, 105.802, 29.002)).toBe(1);
  expect(await within('grids', 170, -80, -170, 80)).toBe(0);
  expect(await within('grids', 100, -80, -170, 80)).toBe(4);
});

test('a time finds what was there then', async () => {
  const during = async (text: string) => {
    const query = `limit=1&datetime=${encodeURIComponent(text)}`;
    return (await get(`/collections/components/items?${query}`)).body.numberMatched;
  };
  expect(await during('2026-08-05')).toBe(COMPONENTS);
  expect(await during('2026-08-06/..')).toBe(COMPONENTS);
  expect(await during('../2026-08-04T00:00:00Z')).toBe(0);
  expect((await get('/collections/grids/items?datetime=2020-01-01')).body.numberMatched).toBe(0);
});

test.each([
  ['/collections/grids/items?bbox=1,2,3', 400, 'geodata.bbox_invalid'],
  ['/collections/grids/items?bbox=106,30,107,29', 400, 'geodata.bbox_invalid'],
  ['/collections/grids/items?datetime=yesterday', 400, 'geodata.datetime_invalid'],
  ['/collections/grids/items?limit=0', 400, 'http.invalid'],
  ['/collections/grids/items?limit=ten', 400, 'http.invalid'],
  ['/collections/grids/items?colour=red', 400, 'http.query_unknown'],
  ['/collections/cases/items', 404, 'geodata.collection_unknown'],
  ['/collections/people', 404, 'geodata.collection_unknown'],
  ['/collections/grids/items/500151.009', 404, 'geodata.feature_unknown'],
])('%s is refused in words', async (path, status, code) => {
  const reply = await get(path);
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect([reply.status, reply.body.code]).toEqual([status, code]);
});

test('a limit beyond the most is no mistake; a district that is not here is refused', async () => {
  const page = await get('/collections/components/items?limit=1000000');
  expect([page.status, page.body.numberReturned]).toEqual([200, COMPONENTS]);
  for (const path of ['', '/collections', '/collections/grids', '/collections/grids/items']) {
    const reply = await app.send('GET', `/api/geodata/990999${path}`);
    expect([reply.status, reply.body.code], path).toEqual([404, 'geodata.no_district']);
  }
});

const put = async (who: 'admin' | 'dispatcher' | 'foreign' | 'nobody', isOpen: boolean, why = '公开承诺') => {
  const token = await town.token(who);
  return app.send('PUT', `${ROOT}/settings/cases`, { body: { isOpen, why }, ...(token ? { token } : {}) });
};

test('an administrator opens cases; they hold no person, no words and no exact place', async () => {
  const { lon, lat } = town.city.inGridA;
  const reported = await town.report('officer', {
    description: '王小明 13800138000 门口有建筑垃圾', address: '苏苑新村13幢1单元101室',
    point: { lon: lon + 0.00037, lat: lat + 0.00041 },
  });
  const unclear = await town.report('officer', { itemCode: undefined });
  expect([reported.status, unclear.status]).toEqual([201, 201]);
  for (const who of ['dispatcher', 'foreign'] as const) expect((await put(who, true)).status).toBe(403);
  expect((await put('nobody', true)).status).toBe(401);
  expect((await put('admin', true, ' ')).body.code).toBe('changes.reason_missing');
  expect((await put('admin', true)).body).toMatchObject({ collection: 'cases', isOpen: true });
  const page = await get('/collections/cases/items');
  expect(featuresOf(page)).toHaveLength(1);
  const [one] = featuresOf(page);
  expect(one).toMatchObject({
    id: reported.body.number, properties: { state: 'dispatched', reportedOn: '2026-08-05', endedOn: null },
  });
  const coordinates = one?.geometry.coordinates ?? [];
  expect(coordinates).toEqual(coordinates.map((degrees) => Math.round(degrees * 1_000) / 1_000));
  expect(JSON.stringify(page.body)).not.toMatch(/王小明|1380013|13幢|门口/);
  expect(Object.keys(one?.properties ?? {}).sort()).toEqual([
    'communityPath', 'endedOn', 'item', 'itemCode', 'itemEn', 'number', 'reportedOn', 'state', 'stateName',
    'stateNameEn',
  ]);
  const around = `${lon - 0.01},${lat - 0.01},${lon + 0.01},${lat + 0.01}`;
  expect(idsOf(await get(`/collections/cases/items?bbox=${around}&datetime=2026-08-05/..`))).toHaveLength(1);
  expect(idsOf(await get('/collections/cases/items?datetime=../2026-08-01'))).toEqual([]);
});

test('opening is on record once, and what is closed again is gone', async () => {
  await put('admin', true);
  const shown = await town.get('admin', `${ROOT}/settings`);
  expect(shown.body.collections).toMatchObject([
    { collection: 'grids', isOpen: true }, { collection: 'components', isOpen: true },
    { collection: 'cases', isOpen: true },
  ]);
  expect((await town.get('dispatcher', `${ROOT}/settings`)).status).toBe(403);
  const record = await town.get('admin', `/api/changes?subjectId=cases`);
  expect(record.status).toBe(200);
  const entries = (record.body.changes ?? record.body.entries) as readonly Fields[];
  expect(entries.filter(({ operation }) => operation === 'geodata.open')).toHaveLength(1);
  expect((await put('admin', false)).status).toBe(200);
  expect((await get('/collections/cases')).status).toBe(404);
});
