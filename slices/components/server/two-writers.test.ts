// Two at one thing at the same moment: an officer tells what they see while a census is written, or while
// another officer does. Both are kept, the history numbers them one after the other.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase, testStoreName } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { importDistrict } from '../../areas/server/public.ts';
import { noneDeclared } from './declared-classes.ts';
import { importComponents } from './import-components.ts';
import { findByCode } from './public.ts';
import { reviewFinding } from './review-finding.ts';
import { tellFinding } from './tell-finding.ts';
import { cityAreas } from './test-city.ts';

const store = testDatabase();
const DISTRICT = '500151';
const BOX = { west: 106, south: 29.8, east: 106.3, north: 30.1 };
const CODE = '5001510102000001';
const actor: Actor = {
  kind: 'person',
  personId: store.ids.next(),
  name: '登记员',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath: DISTRICT }],
};

/** The census, in which the thing has this name. */
const census = (name: string) =>
  store.database.transaction((tx) =>
    importComponents(tx, {
      districtId: DISTRICT,
      rows: [{ fields: { code: CODE, name, lon: 106.001, lat: 29.801 } }],
      crs: 'WGS84',
      source: '普查',
      by: 'test',
    }),
  );

beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    const made = await importDistrict(tx, { ...cityAreas(DISTRICT, '铜梁区', BOX, 2) });
    if (isRefusal(made)) throw new Error(JSON.stringify(made));
  });
  await census('灯');
});

const thing = async () => {
  const { rows } = await store.database.read((tx) =>
    sql<{ id: string; name: string; isGone: boolean }>`
      select id, name, gone_at is not null as "isGone" from component where code = ${CODE}`.execute(tx.db),
  );
  if (!rows[0]) throw new Error('it is registered');
  return rows[0];
};
const history = async () =>
  (
    await store.database.read((tx) =>
      sql<{ seq: number; kind: string }>`
        select c.seq, c.kind from component_change c join component t on t.id = c.component_id
        where t.code = ${CODE} order by c.seq`.execute(tx.db),
    )
  ).rows;

/** Until somebody waits for what this transaction holds. The embedded store lets nobody begin meanwhile. */
async function untilSomebodyWaits(tx: Tx): Promise<void> {
  if (testStoreName() === 'pglite') return;
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_locks
      where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`.execute(tx.db);
    if (rows.length > 0) return;
  }
}

/** `first` is written but not yet kept when `second` comes. */
async function atOnce(first: (tx: Tx) => Promise<unknown>, second: () => Promise<unknown>): Promise<void> {
  let other: Promise<unknown> = Promise.resolve();
  await store.database.transaction(async (tx) => {
    await first(tx);
    other = second();
    other.catch(() => undefined);
    await untilSomebodyWaits(tx);
  });
  await other;
}

const see = async (tx: Tx) => {
  const componentId = (await findByCode(tx, DISTRICT, CODE))?.id ?? '';
  return tellFinding(tx, actor, { kind: 'seen', componentId }, undefined);
};

test('a census that changes a thing which an officer is telling of at this moment goes on', async () => {
  await atOnce(see, () => census('灯（新名）'));
  expect((await thing()).name).toBe('灯（新名）');
  expect((await history()).map(({ kind }) => kind)).toEqual(['imported', 'surveyed', 'updated']);
});

test('two officers before one thing are both heard', async () => {
  await atOnce(see, () => store.database.transaction(see));
  expect((await history()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
});

test('whoever saw a thing while it was taken out of the register does not bring it back', async () => {
  const { id } = await thing();
  const gone = await store.database.transaction((tx) =>
    tellFinding(tx, actor, { kind: 'changed', componentId: id, words: '井盖松动' }, undefined),
  );
  await store.database.transaction((tx) =>
    sql`update component_finding set kind = 'gone' where id = ${gone.id}`.execute(tx.db),
  );
  await atOnce(
    (tx) => reviewFinding(tx, actor, gone.id, { isAccepted: true, declared: noneDeclared }),
    () => store.database.transaction(see).catch(() => undefined),
  );
  expect((await thing()).isGone).toBe(true);
});
