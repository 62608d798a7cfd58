// A large unit is merged into another: while its rules are looked at and its cases pass, a piece at a time,
// nobody else waits for either unit, and a case that goes its own way meanwhile stops none of the others.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { assert } from '../../kernel/assert.ts';
import type { Actor } from '../../kernel/rights.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { Tx } from '../../platform/server/db/tx.ts';
import { takeOverPiece, TAKING_OVER } from '../../slices/cases/server/take-over-cases.ts';
import { changeUnit } from '../../slices/people/server/change-unit.ts';
import { findActor, type UnitTies } from '../../slices/people/server/public.ts';
import { requestSuccession, succeedUnit } from '../../slices/people/server/succeed-unit.ts';
import { testApp } from './test-app.ts';
import { testTown } from './test-town.ts';
import { unitTies } from './unit-ties.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const why = '两家环卫公司合并';
const old = () => town.city.unit('sanitation', '.001');
const heir = () => town.city.unit('sanitation', '.002');
const asked = () => ({ unitId: old().id, successorId: heir().id });
const cases: string[] = [];

async function admin(): Promise<Actor> {
  const found = await store.database.read((tx) => findActor(tx, town.personId('admin')));
  assert(found, 'the town has an administrator');
  return found;
}

/** Whether this transaction holds any row of units. */
async function holdsUnits(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_locks where pid = pg_backend_pid()
    and relation = 'unit'::regclass and mode = 'RowShareLock'`.execute(tx.db);
  return rows.length > 0;
}

const held: boolean[] = [];
const watching: UnitTies = {
  ...unitTies,
  countRules: async (tx, leaving) => {
    held.push(await holdsUnits(tx));
    return unitTies.countRules(tx, leaving);
  },
};

const unitsOf = () =>
  store.database.read(async (tx) => {
    const found = await sql<{ unit: string }>`select unit_id as unit from case_file
      where id = any(${cases}::uuid[]) order by id`.execute(tx.db);
    return found.rows.map(({ unit }) => (unit === old().id ? 'old' : unit === heir().id ? 'heir' : 'other'));
  });
const waiting = () =>
  store.database.read((tx) =>
    tx.db.selectFrom('timer').selectAll().where('kind', '=', TAKING_OVER).executeTakeFirst());
/** As the timer runs it, but with two cases to the piece. */
async function piece(): Promise<void> {
  const timer = await waiting();
  assert(timer, 'cases are on their way');
  await store.database.transaction(async (tx) => {
    await tx.db.deleteFrom('timer').where('kind', '=', TAKING_OVER).execute();
    const { kind, key, data } = timer;
    await takeOverPiece(tx, { kind, key, data, dueAt: tx.now, tries: 0 }, 2);
  });
}

beforeAll(async () => {
  for (let n = 0; n < 5; n++) {
    const { status, body } = await town.report('inspector');
    expect(status, JSON.stringify(body)).toBe(201);
    cases.push(String(body.id));
  }
  for (const who of ['handler', 'mate', 'chief', 'leaver'] as const) {
    expect((await town.post('admin', `/api/posts/${town.postId(who)}/end`, { why })).status).toBe(200);
  }
}, 120_000);

test('nothing of units is held while the rules are looked at, neither for the proposal nor for the act',
  async () => {
  const by = await admin();
  const proposed = await store.database.transaction(async (tx) => {
    await requestSuccession(tx, watching, by, { ...asked(), why });
    return holdsUnits(tx);
  });
  expect(proposed).toBe(false);
  const done = await store.database.transaction(async (tx) => {
    await succeedUnit(tx, watching, by, asked(), { why });
    const isHeld = await holdsUnits(tx);
    await sql`update unit set closed_at = null, successor_id = null
      where id = ${old().id}::uuid`.execute(tx.db);
    await tx.db.deleteFrom('timer').where('kind', '=', TAKING_OVER).execute();
    return isHeld;
  });
  expect([done, held]).toEqual([true, [false, false]]);
});

test('a unit that was changed after it was looked at is not merged as it was', async () => {
  const by = await admin();
  const ties: UnitTies = {
    ...unitTies,
    countRulesNaming: async (tx) => {
      await changeUnit(tx, unitTies, by, heir().id, { name: '环卫二公司' });
      return 0;
    },
  };
  const merged = store.database.transaction((tx) => succeedUnit(tx, ties, by, asked(), { why }));
  await expect(merged).rejects.toMatchObject({ refusal: { code: 'people.unit_changed' } });
  expect(await waiting()).toBeUndefined();
});

test('its cases pass by pieces, and one that goes elsewhere at that moment stops none of the others',
  async () => {
  const by = await admin();
  await store.database.transaction((tx) => succeedUnit(tx, unitTies, by, asked(), { why }));
  expect(await unitsOf()).toEqual(['old', 'old', 'old', 'old', 'old']);
  await piece();
  expect(await unitsOf()).toEqual(['heir', 'heir', 'old', 'old', 'old']);
  const [, , third, fourth] = [...cases].sort();
  const elsewhere = town.city.unit('centre', '.001').id;
  const begun: Promise<void>[] = [];
  await store.database.transaction(async (tx) => {
    await sql`update case_file set unit_id = ${elsewhere}::uuid, holder_unit_id = ${elsewhere}::uuid
      where id in (${third}::uuid, ${fourth}::uuid)`.execute(tx.db);
    begun.push(piece());
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  await Promise.all(begun);
  await app.settle();
  expect(await unitsOf()).toEqual(['heir', 'heir', 'other', 'other', 'heir']);
  expect(await waiting()).toBeUndefined();
});
