// The walk behind the figures: what other rules counted comes first, wherever it stands; how much is left is
// told beside every table; it hurries while there is much, and rests when there is nothing.
import { beforeAll, expect, test } from 'vitest';
import { SECOND } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { keepPhoto, makeDistrict } from '../../slices/cases/server/test-district.ts';
import { type Life, liveOn } from '../../slices/cases/server/test-life.ts';
import { FACT_DIFFERENCES } from '../../slices/evaluation/server/differences-by-sql.ts';
import { readCounting } from '../../slices/evaluation/server/read-counting.ts';
import { walkJob, walkPiece } from '../../slices/evaluation/server/walk-cases.ts';

const store = testDatabase('2026-07-20T08:00:00+08:00');
const photo = '01890000-0000-7000-8000-000000009999';
const nobody = '01890000-0000-7000-8000-00000000dead';
const life: Life = { caseIds: [], done: new Map() };

const rows = <T>(text: string): Promise<T[]> => store.database.read((tx) => tx.query<T>(text));
const write = (text: string) => store.database.transaction((tx) => tx.query(text));
const piece = (atOnce: number, most: number) =>
  store.database.transaction((tx) => walkPiece(tx, atOnce, most));
const counting = () => store.database.read(readCounting);
const timers = () =>
  rows<{ due_at: number }>(`select due_at from timer where kind = 'evaluation.walk' and key = 'periodic'`);

beforeAll(async () => {
  const city = await makeDistrict(store.database, '500151');
  await keepPhoto(store.database, photo);
  await liveOn(store, { seed: 7, rounds: 60, city, photo }, life);
  while ((await piece(2_000, 200)).counted > 0);
}, 240_000);

test('when the rules change all is counted anew wherever the walk stands, and how much is left', async () => {
  const all = life.caseIds.length;
  expect(all).toBeGreaterThan(12);
  expect(await counting()).toMatchObject({ isCatchingUp: false, left: 0 });
  // It had passed them all, and had many new ones to look at.
  await write(`update evaluation_case set edition = 1`);
  await write(`update evaluation_walk set district_id = '999999'`);
  expect(await piece(2_000, 5)).toMatchObject({ counted: 5, isAround: false, isHurried: true });
  expect(await counting()).toMatchObject({ isCatchingUp: true, left: all - 5 });
  expect(await piece(2_000, 5)).toMatchObject({ counted: 5 });
  expect(await counting()).toMatchObject({ isCatchingUp: true, left: all - 10 });
  while ((await piece(2_000, 5)).isHurried);
  expect(await rows('select case_id from evaluation_case where edition = 1')).toEqual([]);
  expect(await rows(FACT_DIFFERENCES)).toEqual([]);
  expect(await counting()).toMatchObject({ isCatchingUp: false, left: 0 });
});

test('rules of a later server that went back to an older one are counted anew as well', async () => {
  await write(`update evaluation_case set edition = 999 where case_id = '${life.caseIds[0]}'`);
  expect(await piece(2_000, 5)).toMatchObject({ counted: 1 });
  expect(await rows('select case_id from evaluation_case where edition = 999')).toEqual([]);
});

test('the mark of what is no case goes, and keeps nobody waiting', async () => {
  await write(`insert into evaluation_case (case_id, district_id, seq, edition)
    values ('${nobody}', '500151', 1, 1)`);
  await piece(2_000, 5);
  expect(await rows(`select case_id from evaluation_case where case_id = '${nobody}'`)).toEqual([]);
  expect((await piece(2_000, 5)).isHurried).toBe(false);
});

test('a large past that waits is hurried for and told, before the walk has come to it', async () => {
  await write(`update evaluation_walk set behind = 40000`);
  expect(await piece(2, 5)).toMatchObject({ counted: 0, isAround: false, isHurried: true });
  expect(await counting()).toMatchObject({ isCatchingUp: true, left: 40_000 });
  // Once around it is reckoned anew.
  while ((await piece(10, 5)).isHurried);
  expect(await counting()).toMatchObject({ isCatchingUp: false, left: 0 });
});

test('the job is on again soon while there is more, and rests when there is nothing', async () => {
  await store.database.transaction((tx) => walkJob.run(tx));
  expect(await timers()).toEqual([]);
  await write(`update evaluation_case set edition = 1`);
  await store.database.transaction((tx) => walkJob.run(tx));
  const [timer] = await timers();
  expect(Number(timer?.due_at) - store.clock.now()).toBe(SECOND / 2);
});
