// npm run bench:year [-- --cases=400000]: a year of a district of 1,200 grids in a durable PostgreSQL of its
// own: storms, a slow unit, one that says "not ours", one whose results do not hold. Counted month by month
// as the cases come, counted anew, and counted by plain SQL: they must be the same to the last case, and
// the table of the year must name each of the three. Prints a table and fails where something differs.
import { mkdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { DAY } from '../../kernel/duration.ts';
import type { Id } from '../../kernel/id.ts';
import { toIso } from '../../kernel/instant.ts';
import type { Actor } from '../../kernel/rights.ts';
import { stream } from '../../db/seed/demo/random.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { FakeClock } from '../../platform/server/clock/fake.ts';
import { MIGRATIONS_FOLDER } from '../../platform/server/db/folders.ts';
import { migrate, readMigrations } from '../../platform/server/db/migrate.ts';
import { lockStore } from '../../platform/server/db/store-lock.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { Band } from '../../slices/evaluation/core/indicator.ts';
import { FACT_DIFFERENCES, SUM_DIFFERENCES } from '../../slices/evaluation/server/differences-by-sql.ts';
import { forgetMarks } from '../../slices/evaluation/server/queries-fold.ts';
import { readTable } from '../../slices/evaluation/server/read-table.ts';
import { walkPiece } from '../../slices/evaluation/server/walk-cases.ts';
import { BENCH_FOLDER, startBenchCluster, withSql } from '../cluster.ts';
import { fillDistrict } from '../fill-district.ts';
import { type World, worldOf } from '../fill-cases.ts';
import { LATTICE } from '../lattice.ts';
import { openBenchDatabase } from '../prepare.ts';
import { holds, type Line, tableOf, writeLines } from '../table.ts';
import { DAYS, type Planted } from './habits.ts';
import { playCases, unitAnsweringFor, type Year } from './play-year.ts';

const CASES = Number(process.argv.find((word) => word.startsWith('--cases='))?.slice(8) ?? 400_000);
const MONTHS = 12;
const STARTS = '2025-01-01T00:00:00+08:00';
/** So many matters are asked about to learn who is busy. */
const ASKED = 3_000;
/** Units with fewer cases than this are judged by nobody. */
const LEAST_CASES = 50;
const say = (words: string): void => console.error(`· ${words}`);

const analyst: Actor = {
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: 'bench',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'analyst', areaPath: LATTICE.code }],
};

async function seconds<T>(work: () => Promise<T>): Promise<[T, number]> {
  const startedAt = performance.now();
  return [await work(), (performance.now() - startedAt) / 1_000];
}

/** The busiest companies and bureaus, one for each part. */
async function plant(database: Database, world: World): Promise<Planted> {
  const rand = stream(1, 'planted');
  const given = new Map<Id, number>();
  await database.read(async (tx) => {
    for (let n = 0; n < ASKED; n++) {
      const unitId = await unitAnsweringFor(tx, world, rand);
      if (world.directory.unit(unitId)?.kind !== 'centre') given.set(unitId, (given.get(unitId) ?? 0) + 1);
    }
  });
  const [lazy = '', returner = '', pretender = ''] = [...given]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([id]) => id);
  return { lazy, returner, pretender };
}

/** Until every case is counted that was not; answers how many were. */
async function countAll(database: Database): Promise<number> {
  for (let [counted, isAround] = [0, false]; ; ) {
    const piece = await database.transaction((tx) => walkPiece(tx));
    counted += piece.counted;
    // Once around from where it stood, and once more from the beginning.
    if (piece.isAround && isAround) return counted;
    isAround ||= piece.isAround;
  }
}

const FINGERPRINT = `
  select 'facts' as what, count(*)::text as n, sum(hashtextextended(row(f.*)::text, 0))::text as h
  from evaluation_fact as f
  union all select 'sums', count(*)::text, sum(hashtextextended(row(s.*)::text, 0))::text
  from evaluation_sum as s where cases <> 0 or times <> 0 or used_ms <> 0`;

interface Named {
  readonly figure: number;
  readonly note: string;
}

/** 1 where this unit alone has the worst value of the year by that indicator, by a wide margin. */
async function named(database: Database, unitId: Id, indicator: string): Promise<Named> {
  const rows: { key: string; value: number; band: Band | null; bottom: number }[] = [];
  for (let after: string | undefined; ; ) {
    const asked = { areaPath: LATTICE.code, by: 'unit', period: 'year', day: '2025-12-31', after } as const;
    const table = await database.read((tx) => readTable(tx, analyst, asked));
    for (const { key, cells } of table.rows) {
      const cell = cells.find((one) => one.indicator === indicator);
      if (cell?.value != null) rows.push({ key, value: cell.value, band: cell.band, bottom: cell.bottom });
    }
    if (table.nextAfter === null) break;
    after = table.nextAfter;
  }
  const judged = rows.filter(({ bottom }) => bottom >= LEAST_CASES);
  const own = judged.find(({ key }) => key === unitId);
  const isHigherBetter = indicator.startsWith('on_time');
  const values = judged.map(({ value }) => value).sort((a, b) => (isHigherBetter ? a - b : b - a));
  const isAlone = own?.value === values[0] && values[0] !== values[1];
  const percent = (value: number | undefined) => `${((value ?? 0) * 100).toFixed(1)} %`;
  const beside = `the next ${percent(values[1])}, ${judged.length} units`;
  const note = `${percent(own?.value)} (${own?.band ?? '–'}), ${beside}`;
  return { figure: isAlone && own?.band === 'E' ? 1 : 0, note };
}

async function measure(url: string, database: Database, clock: FakeClock): Promise<Line[]> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  await database.withConnection((connection) => migrate(connection, migrations));
  const staff = await fillDistrict(database, 100, say);
  const startsAt = clock.now();
  const world = await database.read((tx) => worldOf(tx, staff));
  const year: Year = { startsAt, cases: CASES, planted: await plant(database, world) };
  clock.advance(DAYS * DAY);
  let [played, counting, counted] = [0, 0, 0];
  for (let month = 0; month < MONTHS; month++) {
    const part = [Math.floor((CASES * month) / MONTHS), Math.floor((CASES * (month + 1)) / MONTHS)] as const;
    played += (await seconds(() => playCases(database, world, year, part)))[1];
    const [n, took] = await seconds(() => countAll(database));
    counted += n;
    counting += took;
    const tookAll = `played in ${played.toFixed(0)} s, counted in ${counting.toFixed(0)} s`;
    say(`month ${month + 1}: ${counted} cases ${tookAll}`);
  }
  // Comparing millions takes longer than any statement of the product may.
  const rows = (text: string) => withSql(url, (sql) => sql.rows(text));
  const before = await rows(FINGERPRINT);
  const [facts, factsTook] = await seconds(() => rows(FACT_DIFFERENCES));
  const [sums, sumsTook] = await seconds(() => rows(SUM_DIFFERENCES));
  say(`by plain SQL in ${(factsTook + sumsTook).toFixed(0)} s`);
  await database.transaction((tx) => forgetMarks(tx, LATTICE.code));
  const [again, anew] = await seconds(() => countAll(database));
  const after = await rows(FINGERPRINT);
  const isSame = JSON.stringify(before) === JSON.stringify(after);
  const [, read] = await seconds(() => named(database, year.planted.lazy, 'on_time_handling_rate'));
  const lazy = await named(database, year.planted.lazy, 'on_time_handling_rate');
  const returner = await named(database, year.planted.returner, 'wrongful_return_rate');
  const returns = await named(database, year.planted.returner, 'return_rate');
  const pretender = await named(database, year.planted.pretender, 'reopen_rate');
  const told = before.map(({ what, n }) => `${String(n)} ${String(what)}`).join(', ');
  const must = { unit: '', atLeast: 1 } as const;
  return [
    { what: 'cases counted as they come', figure: counted, unit: '', atLeast: CASES, note: told },
    { what: 'facts that plain SQL counts otherwise', figure: facts.length, unit: '', atMost: 0 },
    { what: 'sums that are not those of the facts', figure: sums.length, unit: '', atMost: 0 },
    { what: 'counted anew it is the same', figure: isSame ? 1 : 0, ...must, note: `${again} cases` },
    { what: 'the slow unit is named', ...must, ...lazy },
    { what: 'the one that returns is named', ...must, ...returns },
    { what: 'its returns as wrong ones', unit: '', figure: returner.figure, note: returner.note },
    { what: 'the one whose work does not hold is named', ...must, ...pretender },
    { what: 'counted, cases a second', figure: CASES / counting, unit: '/s' },
    { what: 'counted anew, cases a second', figure: CASES / anew, unit: '/s' },
    { what: 'the table of the year, all units', figure: read * 1_000, unit: 'ms' },
  ];
}

async function main(): Promise<void> {
  const startedAt = toIso(systemClock.now());
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const unlock = lockStore(BENCH_FOLDER);
  const cluster = await startBenchCluster();
  const clock = new FakeClock(STARTS);
  try {
    await withSql(cluster.url('postgres'), (sql) =>
      sql.script('drop database if exists year with (force)').then(() => sql.script('create database year')),
    );
    const url = cluster.url('year');
    const database = openBenchDatabase(url, clock);
    const lines = await measure(url, database, clock).finally(() => database.close());
    console.log(tableOf(lines));
    say(await writeLines(startedAt, lines, 'year'));
    const judged = lines.filter(({ atLeast, atMost }) => atLeast !== undefined || atMost !== undefined);
    process.exitCode = judged.every(holds) ? 0 : 1;
  } finally {
    await cluster.stop();
    unlock();
  }
}

await main();
