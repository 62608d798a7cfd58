// Past cases like one that waits, and who held a case for how long: right, cut to the reader, and by indexes
// alone, since both are asked for with every case that a dispatcher opens.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { actOnCase } from './act-on-case.ts';
import { LATEST_NEAR, LATEST_OF_ITEM, NEAR_OF_ITEM } from './queries-similar.ts';
import { readSimilar, readTenures } from './read-beside.ts';
import { reportCase } from './report-case.ts';
import { keepPhoto, makeDistrict, type TestDistrict } from './test-district.ts';

const photo = '01890000-0000-7000-8000-000000009999';
const UNIT = '00000000-0000-7000-8000-00000000000a';
const store = testDatabase('2026-08-05T10:00:00+08:00');
let city: TestDistrict;
let street: Actor, district: Actor;

/** Twenty thousand cases of a hundred items in ten communities; one in twenty is open. */
const FILL = sql`
  insert into case_file (district_id, id, number, public_code, flow, state, is_open, channel, description,
    item_code, area_path, grid_code, centre_unit_id, unit_id, holder_unit_id, stage, is_running, due_at,
    ended_at, deadline_at, clocks, asks, counts, record, version, last_seq, last_hash, created_at, updated_at)
  select '500999', md5('past' || n)::uuid, lpad(n::text, 22, '0'), 'past' || n, 'standard',
    case when n % 20 = 0 then 'handling' else 'closed' end, n % 20 = 0, 'patrol', '路面塌陷' || n,
    'E' || n % 97, '500999.' || lpad((n % 10)::text, 3, '0') || '.001.001',
    '500999' || lpad((n % 10)::text, 3, '0') || '001001', ${UNIT}::uuid, ${UNIT}::uuid,
    case when n % 20 = 0 then ${UNIT}::uuid end, case when n % 20 = 0 then 'handle' end, n % 20 = 0,
    case when n % 20 = 0 then timestamptz '2026-08-01' end,
    case when n % 20 = 0 then null else timestamptz '2026-07-22' + n * interval '1 minute' end,
    timestamptz '2026-07-23', '{}', '[]', '{"reworks":1,"returns":0}', '{}', 1, 1, sha256(n::text::bytea),
    timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-08-01'
  from generate_series(1, 20000) n`;

beforeAll(async () => {
  city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  street = city.actor(1, 'dispatcher', 'centre', '.001');
  district = city.actor(2, 'dispatcher', 'centre');
  await store.database.transaction((tx) => FILL.execute(tx.db));
  await store.database.withConnection((connection) => connection.script('vacuum analyze case_file'));
}, 120_000);

const report = (description: string, point = city.inGridA) => store.database.read((tx) =>
  reportCase(tx, { kind: 'public' }, { body: {
    channel: 'open311', description, itemCode: city.itemCode, point, photoIds: [photo],
  } }));
const act = (actor: Actor, caseId: string, action: string, body: object = {}) =>
  store.database.transaction((tx) => actOnCase(tx, actor, { caseId, action, body: { ...body } }));

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}
const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const NONE = '00000000-0000-7000-8000-000000000000';

test.each([
  ['the latest of the item in the community', NEAR_OF_ITEM, [NONE, 'E13', '500999.003.001'],
    'case_file_like'],
  ['the latest of the item', LATEST_OF_ITEM, [NONE, 'E13', '500999'], 'case_file_by_item'],
  ['the latest in the community', LATEST_NEAR, [NONE, '500999.003.001'], 'case_file_by_community'],
])('%s: by its index, and no more rows than are looked at', async (_, text, values, index) => {
  await store.database.transaction(async (tx) => {
    const [row] = await tx.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`explain (format json) ${text}`,
      values);
    const nodes = row?.['QUERY PLAN'].flatMap(({ Plan }) => nodesOf(Plan)) ?? [];
    expect(nodes.map((node) => node['Index Name'])).toContain(index);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
  });
});

test('how the like of it ended: near and in like words first, and only what the reader may see', async () => {
  const point = { ...city.inGridA, lon: city.inGridA.lon + 0.0005 };
  const [same, beside, other] = [await report('绿化带建筑垃圾'), await report('井盖破损', point),
    await report('绿化带建筑垃圾两堆', city.inGridB)];
  store.clock.advance(2 * HOUR);
  const elsewhere = city.actor(3, 'dispatcher', 'centre', '.002');
  for (const [{ id }, who] of [[same, street], [beside, street], [other, elsewhere]] as const) {
    await act(who, id, 'reject', { reasonCode: 'handled_elsewhere', reply: '已办' });
  }
  const { id } = await report('绿化带又有建筑垃圾');
  const seenBy = (actor: Actor) => store.database.read((tx) => readSimilar(tx, actor, id));
  const atStreet = await seenBy(street);
  expect(atStreet.items.map((one) => one.number)).toEqual([same.number, beside.number]);
  expect(atStreet.items[0]).toMatchObject({
    state: 'rejected', usedMs: 2 * HOUR, reworks: 0, returns: 0, distanceMetres: 0, unit: null,
  });
  expect((await seenBy(district)).items.map((one) => one.number)).toContain(other.number);
  await expect(seenBy(elsewhere)).rejects.toMatchObject({ refusal: { code: 'cases.not_found' } });
});

test('where it waited: ten minutes at the street, half an hour at the district, the company still',
  async () => {
  const { id } = await report('绿化带建筑垃圾');
  store.clock.advance(10 * MINUTE);
  await act(street, id, 'escalate', { reason: '跨街道' });
  store.clock.advance(30 * MINUTE);
  await act(district, id, 'accept');
  await act(district, id, 'dispatch');
  store.clock.advance(5 * MINUTE);
  const told = await store.database.read((tx) => readTenures(tx, district, id));
  expect(told.levels.map(({ level, heldMs, isHolding }) => [level, heldMs / MINUTE, isHolding])).toEqual([
    ['district', 30, false], ['street', 10, false], ['unit', 5, true],
  ]);
  expect(told.items.map(({ unit }) => unit.id)).toEqual([
    city.unit('centre', '.001').id, city.unit('centre').id, city.unit('sanitation', '.001').id,
  ]);
});
