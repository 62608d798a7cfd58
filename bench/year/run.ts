// npm run bench:year [-- --cases=400000]: a year of a district of 1,200 grids in a durable PostgreSQL of its
// own: storms, a slow unit, one that says "not ours", one that sends pictures of work not done. Counted as
// the cases come, counted anew, and counted by plain SQL: they must be the same to the last case, and the
// boards of the year must name each of the three. Prints a table and fails where something differs.
import { mkdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { toIso } from '../../kernel/instant.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { FakeClock } from '../../platform/server/clock/fake.ts';
import { MIGRATIONS_FOLDER } from '../../platform/server/db/folders.ts';
import { migrate, readMigrations } from '../../platform/server/db/migrate.ts';
import { lockStore } from '../../platform/server/db/store-lock.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { Breakdown } from '../../slices/evaluation/core/breakdown.ts';
import type { PeriodKind } from '../../slices/evaluation/core/period.ts';
import { publishPeriod } from '../../slices/evaluation/server/publish-period.ts';
import { forgetMarks } from '../../slices/evaluation/server/queries-fold.ts';
import { readSpreads } from '../../slices/evaluation/server/queries-read.ts';
import { askedFor, periodAsked, readTable } from '../../slices/evaluation/server/read-table.ts';
import { BENCH_FOLDER, startBenchCluster, withSql } from '../cluster.ts';
import { worldOf } from '../fill-cases.ts';
import { fillDistrict } from '../fill-district.ts';
import { LATTICE } from '../lattice.ts';
import { openBenchDatabase } from '../prepare.ts';
import { holds, type Line, tableOf, writeLines } from '../table.ts';
import { countAll, type Lived, liveYear, STARTS, supervisorOf } from './live-year.ts';
import { type Asked, namedBySamples, namedByTable } from './name-them.ts';
import { compareFacts, compareSums, fingerprint, sizes } from './same.ts';

const CASES = Number(process.argv.find((word) => word.startsWith('--cases='))?.slice(8) ?? 400_000);
const LEAST_CASES = 50;
const LEAST_CHECKED = 20;
/** With fewer a city that brings in the past of a million cases waits for days. On a shared machine. */
const LEAST_A_SECOND = 50;
const COMPONENTS = 100;
const supervisor = supervisorOf(LATTICE.code);
const say = (words: string): void => console.error(`· ${words}`);
const now = (): number => performance.now();

async function seconds<T>(work: () => Promise<T>): Promise<[T, number]> {
  const startedAt = now();
  return [await work(), (now() - startedAt) / 1_000];
}

type AskedOf = Omit<Asked, 'leastCases' | 'areaPath'>;

async function naming(database: Database, { planted, held }: Lived): Promise<Line[]> {
  const by = async (what: string, unitId: string, asked: AskedOf): Promise<Line> => {
    const all = { ...asked, areaPath: LATTICE.code, leastCases: LEAST_CASES };
    const found = await namedByTable(database, supervisor, unitId, all);
    return { what, unit: '', atLeast: 1, ...found };
  };
  const { lazy, returner, pretender } = planted;
  const rising = { isHigherBetter: false };
  return [
    await by('the slow unit, by handled in time', lazy, {
      indicator: 'on_time_handling_rate',
      isHigherBetter: true,
    }),
    await by('the one that returns, by returns', returner, { indicator: 'return_rate', ...rising }),
    {
      what: 'the pretender, by samples that did not hold',
      unit: '',
      atLeast: 1,
      ...namedBySamples(held, pretender, LEAST_CHECKED),
    },
    await by('and by reworks', pretender, { indicator: 'rework_rate', ...rising, isBanded: false }),
    await by('and by reopened', pretender, { indicator: 'reopen_rate', ...rising, isBanded: false }),
  ];
}

async function sameness(url: string, database: Database): Promise<Line[]> {
  const [facts, factsTook] = await seconds(() => compareFacts(url));
  say(`${facts.rows} facts of ${facts.cases} cases by plain SQL in ${factsTook.toFixed(0)} s`);
  for (const one of facts.differences.slice(0, 10)) say(JSON.stringify(one));
  const [sums, sumsTook] = await seconds(() => compareSums(url));
  say(`${sums.rows} sums of ${sums.cases} facts in ${sumsTook.toFixed(0)} s`);
  for (const one of sums.differences.slice(0, 10)) say(JSON.stringify(one));
  const before = await fingerprint(url);
  await database.transaction((tx) => forgetMarks(tx, LATTICE.code));
  const [again, anew] = await seconds(() => countAll(database));
  const isSame = before === (await fingerprint(url));
  const rate = again / anew;
  say(`counted anew in ${anew.toFixed(0)} s`);
  const exactly = { unit: '', atLeast: CASES, atMost: CASES } as const;
  return [
    { what: 'cases compared with plain SQL', figure: facts.cases, ...exactly, note: `${facts.rows} facts` },
    { what: 'facts that plain SQL counts otherwise', figure: facts.differences.length, unit: '', atMost: 0 },
    {
      what: 'sums that are not those of the facts',
      figure: sums.differences.length,
      unit: '',
      atMost: 0,
      note: `${sums.rows} sums of ${sums.cases} facts`,
    },
    { what: 'cases counted anew', figure: again, ...exactly },
    { what: 'and all is as it was', figure: isSame ? 1 : 0, unit: '', atLeast: 1 },
    { what: 'counted anew, cases a second', figure: rate, unit: '/s', atLeast: LEAST_A_SECOND },
  ];
}

async function reading(database: Database): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [by, period] of [
    ['whole', 'month'],
    ['unit', 'month'],
    ['grid', 'month'],
    ['whole', 'year'],
    ['unit', 'year'],
    ['item', 'year'],
  ] as const satisfies readonly (readonly [Breakdown, PeriodKind])[]) {
    const asked = { areaPath: LATTICE.code, by, period, day: '2025-11-30' } as const;
    const [, took] = await seconds(() => database.read((tx) => readTable(tx, supervisor, asked)));
    const spread = askedFor(LATTICE.code, by);
    const [, half] = await seconds(() =>
      database.read((tx) => readSpreads(tx, spread, periodAsked(period, '2025-11-30'), false)),
    );
    const note = `of one period P50 and P90 alone ${(half * 1_000).toFixed(0)} ms`;
    lines.push({ what: `the table of the ${period}, by ${by}`, figure: took * 1_000, unit: 'ms', note });
  }
  return lines;
}

/** Published as a person would; what takes longer than a statement may is told, not hidden. */
async function publishing(database: Database): Promise<Line[]> {
  const lines: Line[] = [];
  for (const period of ['month', 'quarter', 'year'] as const) {
    const asked = { areaPath: LATTICE.code, period, day: '2025-11-30' } as const;
    const what = `published, the ${period}`;
    try {
      const [, took] = await seconds(() =>
        database.transaction((tx) => publishPeriod(tx, supervisor, asked)),
      );
      lines.push({ what, figure: took, unit: 's' });
    } catch (error) {
      lines.push({ what, figure: undefined, unit: 's', note: String(error) });
    }
    say(JSON.stringify(lines.at(-1)));
  }
  return lines;
}

async function measure(url: string, database: Database, clock: FakeClock): Promise<Line[]> {
  const migrations = await readMigrations(MIGRATIONS_FOLDER);
  await database.withConnection((connection) => migrate(connection, migrations));
  const staff = await fillDistrict(database, COMPONENTS, say);
  const world = await database.read((tx) => worldOf(tx, staff));
  const lived = await liveYear({ database, clock, world, cases: CASES, now, say });
  const { brought, walked, deeds, events, looked, seconds: took } = lived;
  const names = await naming(database, lived);
  for (const { what, figure, note } of names) say(`${what}: ${figure} ${note}`);
  const tables = await reading(database);
  const same = await sameness(url, database);
  const published = await publishing(database);
  const room = await sizes(url);
  say(room);
  return [
    {
      what: 'cases of the year',
      figure: CASES,
      unit: '',
      note: `${brought} brought in, the others in ${deeds} deeds through the doors; ${looked} looked at`,
    },
    {
      what: 'counted as they were brought in',
      figure: walked / took.walking,
      unit: '/s',
      atLeast: LEAST_A_SECOND,
      note: `${walked} cases`,
    },
    { what: 'events counted', figure: events / took.following, unit: '/s', note: `${events} events` },
    ...same,
    ...names,
    ...tables,
    ...published,
    { what: 'room', figure: 1, unit: '', note: room },
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
