// Cases that ended on some days, on the tiles of whoever may open them: near each one, from afar marks that
// count; filters are exact, and a period that cannot be drawn is refused.
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { tileAt } from '../../kernel/tile-address.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { type ReadFeature, readMvt } from '../../platform/server/tiles/read-mvt.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

const PERIOD = 'endedFrom=2026-08-01&endedTo=2026-08-31';
const here = (zoom: number) => tileAt(town.city.inGridA.lon, town.city.inGridA.lat, zoom);

async function tile(who: Who, zoom: number, query: string) {
  const { z, x, y } = here(zoom);
  const token = await town.token(who);
  const reply = await app.mounted.app.inject({
    url: `/api/tiles/${DISTRICT}/cases/${z}/${x}/${y}?${query}`,
    headers: { 'accept-encoding': 'gzip', authorization: `Bearer ${token}` },
  });
  const isDrawn = reply.statusCode === 200;
  const layers = isDrawn ? readMvt(gunzipSync(reply.rawPayload)) : new Map();
  const told = (layer: string): Record<string, unknown>[] =>
    (layers.get(layer) ?? []).map(({ properties }: ReadFeature) => properties);
  return { status: reply.statusCode, reply, each: told('case'), marks: told('case_count') };
}

/** Reported, worked on for so long, verified and closed. */
async function ended(hours: number): Promise<{ id: string; number: string }> {
  const { body } = await town.report('officer');
  const id = String(body.id);
  const done = async (sent: Promise<{ status: number; body: unknown }>) => {
    const { status, body: told } = await sent;
    expect(status, JSON.stringify(told)).toBe(200);
  };
  await done(town.act('handler', id, 'claim', { personId: town.personId('handler') }));
  store.clock.advance(hours * HOUR);
  const photoIds = [await town.photo('handler')];
  await done(town.act('handler', id, 'feed_back', { result: '已清', photoIds }));
  await done(town.act('inspector', id, 'verify', { finding: '干净' }));
  await done(town.act('streetDispatcher', id, 'close', { closingCode: 'solved' }));
  return { id, number: String(body.number) };
}

let quick = { id: '', number: '' };
let slow = { id: '', number: '' };
beforeAll(async () => {
  quick = await ended(1);
  slow = await ended(30 * 24);
  await town.report('officer');
}, 240_000);

const BOTH = 'endedFrom=2026-08-01&endedTo=2026-09-30';
const numbers = async (who: Who, query: string) =>
  (await tile(who, 16, query)).each.map(({ number }) => number).sort();

test('near, those that ended on these days are there, late or in time, and nothing of a person', async () => {
  const { each } = await tile('streetDispatcher', 16, BOTH);
  expect(each.map(({ number, state, isLate }) => [number, state, isLate]).sort()).toEqual(
    [[quick.number, 'closed', false], [slow.number, 'closed', true]].sort(),
  );
  const told = ['id', 'isLate', 'item', 'itemEn', 'number', 'state'];
  expect(each.flatMap((one) => Object.keys(one)).filter((key) => !told.includes(key))).toEqual([]);
  expect(await numbers('streetDispatcher', PERIOD)).toEqual([quick.number]);
});

test('from afar marks count them, and how many of them were late', async () => {
  expect((await tile('streetDispatcher', 10, BOTH)).marks).toEqual([{ count: 2, late: 1 }]);
  expect((await tile('streetDispatcher', 10, PERIOD)).marks).toEqual([{ count: 1, late: 0 }]);
});

test('filters are exact: late, item, class, unit, state; what has ended has no lamp', async () => {
  const of = (query: string) => numbers('dispatcher', `${BOTH}&${query}`);
  const all = [quick.number, slow.number].sort();
  expect(await of('isLate=true')).toEqual([slow.number]);
  expect(await of('isLate=false')).toEqual([quick.number]);
  expect(await of(`itemCode=${town.city.itemCode}`)).toEqual(all);
  const item = await town.get('admin', `/api/catalogue/${DISTRICT}/items/${town.city.itemCode}`);
  expect(await of(`classCode=${item.body.classCode}`)).toEqual(all);
  expect(await of(`classCode=${item.body.classCode}&itemCode=E999999`)).toEqual([]);
  expect(await of('classCode=E99')).toEqual([]);
  expect(await of(`unitId=${town.city.unit('sanitation', '.001').id}`)).toEqual(all);
  expect(await of(`unitId=${town.city.unit('property_company', '.001.001').id}`)).toEqual([]);
  expect(await of('state=closed')).toEqual(all);
  expect(await of('state=rejected')).toEqual([]);
  expect(await of('lamp=red')).toEqual([]);
});

test('they are on no tile of whoever may not open them', async () => {
  expect(await numbers('handler', PERIOD)).toEqual([quick.number]);
  for (const who of ['otherStreet', 'otherHandler', 'foreign'] as const)
    expect((await tile(who, 16, BOTH)).status, who).toBe(204);
});

test('a class narrows open cases, too', async () => {
  const open = async (query: string) => (await numbers('dispatcher', query)).length;
  const item = await town.get('admin', `/api/catalogue/${DISTRICT}/items/${town.city.itemCode}`);
  expect(await open(`classCode=${item.body.classCode}`)).toBe(1);
  expect(await open('classCode=E99')).toBe(0);
});

test('half a period, one turned round and one that is too long are refused', async () => {
  const last = new Date(store.clock.now() + 93 * DAY).toISOString().slice(0, 10);
  for (const query of [
    'endedFrom=2026-08-01',
    'endedTo=2026-08-01',
    'endedFrom=2026-08-02&endedTo=2026-08-01',
    `endedFrom=2026-08-01&endedTo=${last}`,
  ]) {
    const { status, reply } = await tile('dispatcher', 16, query);
    expect([status, reply.json().code], query).toEqual([400, 'geodata.period_invalid']);
  }
  expect((await tile('dispatcher', 16, 'endedFrom=gestern&endedTo=heute')).status).toBe(400);
});
