// A small year of a small district on a real store: a few hundred cases, through the doors and brought in,
// with samples looked at again. Counted as they come, counted anew and counted by plain SQL are the same, and
// the boards name the slow unit, the one that returns everything, and the one that pretends.
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Role } from '../../kernel/rights.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { orRefuse } from '../../platform/server/http/refused.ts';
import { calendarFor } from '../../slices/calendar/server/public.ts';
import { keepPhoto, makeDistrict } from '../../slices/cases/server/test-district.ts';
import { catalogueInForce } from '../../slices/catalogue/server/public.ts';
import { FACT_DIFFERENCES, SUM_DIFFERENCES } from '../../slices/evaluation/server/differences-by-sql.ts';
import { forgetMarks } from '../../slices/evaluation/server/queries-fold.ts';
import { unitDirectory } from '../../slices/people/server/public.ts';
import { PHOTOS, type World } from '../fill-cases.ts';
import { countAll, type Lived, liveYear, STARTS, supervisorOf } from './live-year.ts';
import { namedBySamples, namedByTable } from './name-them.ts';

const DISTRICT = '500151';
const CASES = 420;
const store = testDatabase('2024-12-01T00:00:00+08:00');
let lived: Lived;

const rows = (text: string): Promise<object[]> => store.database.read((tx) => tx.query<object>(text));
const facts = () => rows('select * from evaluation_fact order by case_id, kind, subject, name');
const sums = () =>
  rows(`select * from evaluation_sum where cases <> 0 or times <> 0 or used_ms <> 0
    order by dimension, span, area_path, day, subject, name`);

async function smallWorld(): Promise<World> {
  const city = await makeDistrict(store.database, DISTRICT, '2024-12-01');
  for (const id of PHOTOS) await keepPhoto(store.database, id);
  return store.database.read(async (tx): Promise<World> => {
    const [compiled, directory] = [orRefuse(await catalogueInForce(tx, DISTRICT)), await unitDirectory(tx)];
    const people = new Map<string, Actor>();
    const actorOf = (unitId: string, role: Role): Actor => {
      const { kind: unitKind = 'centre', areaPath = DISTRICT } = directory.unit(unitId) ?? {};
      const found = people.get(`${unitId} ${role}`);
      const post = { id: tx.ids.next(), unitId, unitKind, role, areaPath };
      const made: Actor = { kind: 'person', personId: tx.ids.next(), name: role, posts: [post] };
      people.set(`${unitId} ${role}`, found ?? made);
      return found ?? made;
    };
    const { lon: west, lat: south } = city.inGridA;
    return {
      districtId: DISTRICT,
      pointAt: (u, v) => ({ lon: west - 0.004 + u * 0.018, lat: south - 0.004 + v * 0.018 }),
      compiled,
      directory,
      calendar: await calendarFor(tx, DISTRICT),
      itemCodes: compiled.items().flatMap(({ code }) => (code.startsWith('C') ? [] : [code])),
      actorOf,
      inspector: city.actor(1, 'inspector', 'centre'),
    };
  });
}

beforeAll(async () => {
  const { database, clock } = store;
  const world = await smallWorld();
  clock.set(STARTS);
  lived = await liveYear({ database, clock, world, cases: CASES, now: () => 0, say: () => undefined });
}, 600_000);

test('every case is there, and some of each way to come', async () => {
  expect(await rows('select count(*)::int as n from case_file')).toEqual([{ n: CASES }]);
  expect(lived.brought).toBe(CASES - CASES / 10);
  expect(lived.walked).toBeGreaterThanOrEqual(lived.brought);
  expect(lived.deeds).toBeGreaterThan(CASES / 4);
  expect(lived.looked).toBeGreaterThan(10);
});

test('counted as they come is what plain SQL counts, to the last case', async () => {
  await countAll(store.database);
  expect(await rows(FACT_DIFFERENCES)).toEqual([]);
  expect(await rows(SUM_DIFFERENCES)).toEqual([]);
});

test('counted anew it is the same', async () => {
  const before = [await facts(), await sums()];
  await store.database.transaction((tx) => forgetMarks(tx, DISTRICT));
  expect(await countAll(store.database)).toBe(CASES);
  expect([await facts(), await sums()]).toEqual(before);
});

test('the boards of the year name each of the three', async () => {
  const { lazy, returner, pretender } = lived.planted;
  const by = (unitId: string, indicator: string, isHigherBetter: boolean, isBanded = true) =>
    namedByTable(store.database, supervisorOf(DISTRICT), unitId, {
      areaPath: DISTRICT,
      indicator,
      isHigherBetter,
      isBanded,
      leastCases: 10,
    });
  const all = [
    await by(lazy, 'on_time_handling_rate', true),
    await by(returner, 'return_rate', false),
    await by(pretender, 'rework_rate', false, false),
    namedBySamples(lived.held, pretender, 5),
  ];
  const notes = all.map(({ note }) => note).join('; ');
  expect(
    all.map(({ figure }) => figure),
    notes,
  ).toEqual([1, 1, 1, 1]);
});
