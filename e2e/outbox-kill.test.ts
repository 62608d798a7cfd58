// Nothing that an officer has seen in the outbox is lost or doubled, though the app is killed at any moment
// and the line loses answers. Small here; `npm run chaos:field` runs the full size and prints the figures.
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { killedShift, type KillPlan, wordsOf } from './outbox-kill.ts';
import { town } from './town.ts';

const city = town('2026-08-05T13:05:00+08:00');
const numberFrom = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const REPORTS = numberFrom('GRIDLOOP_KILL_REPORTS', 5);
const KILLS = numberFrom('GRIDLOOP_KILLS', 2);
const SEED = numberFrom('GRIDLOOP_KILL_SEED', 20_260_805);
const TIME_MS = 120_000 + REPORTS * 60_000;

/** Each report of the shift in the order in which the server took them, with the hashes of its originals. */
async function stored(from: number) {
  const found = await city.store.database.read(({ db }) =>
    sql<{ description: string; photos: readonly string[] | null }>`
      select c.description, (
        select array_agg(encode(p.original_sha256, 'hex'))
        from case_photo cp join photo p on p.id = cp.photo_id
        where cp.case_id = c.id and cp.seq = 1
      ) as photos
      from case_file c where c.description like '地下室漏水%' order by c.created_at, c.number`.execute(db),
  );
  return found.rows.slice(from);
}

async function runShift(plan: KillPlan): Promise<void> {
  const before = (await stored(0)).length;
  const result = await killedShift(city, plan);
  const rows = await stored(before);
  console.log(
    `${plan.reports} reports, ${result.sent.length} photos, ${result.kills} kills, ` +
      `${result.madeAgain} begun again after a kill; ${result.lost} answers lost, ${result.doubled} pieces ` +
      `doubled; made in ${(result.offlineMs / 1000).toFixed(0)} s, sent in ` +
      `${(result.sendingMs / 1000).toFixed(0)} s (seed ${plan.seed})`,
  );
  expect(result.kills).toBe(plan.killsOffline + plan.killsOnline);
  const numbers = Array.from({ length: plan.reports }, (_, number) => number);
  expect(rows.map(({ description }) => description)).toEqual(numbers.map(wordsOf));
  expect(rows.map(({ photos }) => [...(photos ?? [])].sort())).toEqual(
    numbers.map((number) => result.sent.slice(number * 2, number * 2 + 2).sort()),
  );
}

test(
  'killed while reports are made and while they are sent, each is there once, whole and in order',
  () =>
    runShift({
      reports: REPORTS,
      killsOffline: Math.ceil(KILLS / 2),
      killsOnline: Math.floor(KILLS / 2),
      lossShare: 0,
      doubleShare: 0,
      seed: SEED,
    }),
  TIME_MS,
);

test(
  'with a fifth of the answers lost and pieces arriving twice each is there once, whole and in order',
  () =>
    runShift({
      reports: REPORTS,
      killsOffline: 0,
      killsOnline: Math.floor(KILLS / 2),
      lossShare: 0.2,
      doubleShare: 0.2,
      seed: SEED + 7,
    }),
  TIME_MS,
);
