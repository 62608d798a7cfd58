// npm run bench: starts a durable PostgreSQL of its own, fills a district, starts the built server, and
// measures both in turns, so that a disturbance of the machine falls on both. Prints a table and writes
// bench/results/*.json. Options: --seconds=8 --rounds=3 --connections=16 --cases=100000
// --list-cases=1000000 --board-cases=1000000 --only=report,open --profile (a V8 profile of the server)
import { existsSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '../platform/server/clock/clock.ts';
import { toIso } from '../kernel/instant.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import type { Cluster } from '../platform/server/db/private-cluster.ts';
import { lockStore } from '../platform/server/db/store-lock.ts';
import { type Figure, LIMITS_THEN, MEASURES, missesOf } from './bars.ts';
import { BENCH_FOLDER, startBenchCluster, type Sql, storeCpuMs, withSql } from './cluster.ts';
import { boardRounds, growTo } from './boards.ts';
import { markCounted } from './counted.ts';
import { auditRound, locateRound } from './in-process.ts';
import { type LimitName, makeLimitDatabase, runLimit } from './limit.ts';
import { type Ask, type LoadResult, runLoad } from './load.ts';
import { pointRounds } from './points.ts';
import { openBenchDatabase, prepareStore } from './prepare.ts';
import * as questions from './questions.ts';
import { fillSearch, growLists } from './search.ts';
import { fillTimers, timerRound } from './timers.ts';
import { tableOf, writeResults } from './report.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { type Round, type Summary, summarise } from './stats.ts';
import { proofRound, whatIfRound } from './what-if.ts';

const flag = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const options = {
  seconds: Number(flag('seconds') ?? 8),
  rounds: Number(flag('rounds') ?? 3),
  connections: Number(flag('connections') ?? 16),
  cases: Number(flag('cases') ?? 100_000),
  components: Number(flag('components') ?? 20_000),
  /** The boards are measured over so many, copied from those that ended; 0: over those that are there. */
  boardCases: Number(flag('board-cases') ?? 0),
  /** Lists and searches are measured over so many, copied from those that ended; 0: over those there are. */
  listCases: Number(flag('list-cases') ?? 0),
  only: flag('only')?.split(','),
  isProfiled: process.argv.includes('--profile'),
};
const isAsked = (name: string): boolean => options.only === undefined || options.only.includes(name);
const isSearched = (): boolean =>
  options.only === undefined || options.only.some((name) => /^(search|list)_/.test(name));
const say = (words: string): void => console.error(`· ${words}`);

/** Rounds by name, in the order in which they came; `notes` keeps what a figure alone does not tell. */
class Rounds {
  readonly #rounds = new Map<string, Round[]>();
  readonly notes = new Map<string, string>();

  add(name: string, round: Round): void {
    this.#rounds.set(name, [...(this.#rounds.get(name) ?? []), round]);
    say(
      `${name.padEnd(16)} ${Math.round(round.done / round.seconds)}/s  p99 ${round.p99Ms.toFixed(1)} ms` +
        `  ${round.errors} errors  cpu ${round.cpuMs?.toFixed(2) ?? '–'}` +
        ` + ${round.storeMs?.toFixed(2) ?? '–'} ms`,
    );
  }

  summaries(): Record<string, Summary> {
    return Object.fromEntries([...this.#rounds].map(([name, rounds]) => [name, summarise(rounds)]));
  }
}

interface Scene {
  readonly cluster: Cluster;
  readonly sql: Sql;
  readonly server: ServerProcess;
  readonly crew: questions.Crew;
  readonly ids: readonly string[];
  readonly numbers: readonly string[];
  readonly limits: Rounds;
  readonly ours: Rounds;
}

const limitOf = async (scene: Scene, name: LimitName): Promise<void> =>
  scene.limits.add(
    name,
    await runLimit(scene.cluster, name, { clients: options.connections, seconds: options.seconds }),
  );

/** What runs before the clock does: a compiler that is still at work is no part of a shift. */
const WARM_SECONDS = 2;

async function load(scene: Scene, name: string, next: (n: number) => Ask | undefined): Promise<void> {
  if (!isAsked(name)) return;
  const { port } = scene.server;
  let asked = 0;
  const following = (): Ask | undefined => next(asked++);
  await runLoad({ port, connections: options.connections, seconds: WARM_SECONDS, next: following });
  const [serverBefore, storeBefore] = [scene.server.cpuMs(), storeCpuMs()];
  const result: LoadResult = await runLoad({
    port,
    connections: options.connections,
    seconds: options.seconds,
    next: following,
  });
  const asks = result.done + result.errors;
  scene.ours.add(name, {
    ...result,
    cpuMs: (scene.server.cpuMs() - serverBefore) / asks,
    storeMs: (storeCpuMs() - storeBefore) / asks,
  });
  if (result.firstError) scene.ours.notes.set(name, result.firstError);
}

/** Enough for a fast server; a round that runs out of cases ends early and its rate still counts. */
const supply = (): number => (options.seconds + WARM_SECONDS) * 4_000;

async function writingRound(scene: Scene): Promise<void> {
  const { crew, sql } = scene;
  await limitOf(scene, 'intake1');
  await load(scene, 'report', questions.reporting(crew));
  await limitOf(scene, 'intake');
  await load(
    scene,
    'claim',
    questions.claiming(crew, await questions.listWaiting(sql, 'dispatched', supply())),
  );
  await load(
    scene,
    'feed_back',
    questions.feedingBack(crew, await questions.listWaiting(sql, 'handling', supply())),
  );
  await load(scene, 'note', questions.noting(crew, await questions.listWaiting(sql, 'answered', supply())));
}

async function readingRound(scene: Scene): Promise<void> {
  const { crew, sql } = scene;
  // A day's writing in half a minute leaves the store's own cleaning behind: it is done here, not under the
  // load.
  await sql.script('vacuum analyze');
  await limitOf(scene, 'get');
  await load(scene, 'open', questions.opening(crew, scene.ids));
  await limitOf(scene, 'list');
  for (const [name, next] of Object.entries(questions.listViews(crew))) await load(scene, name, next);
  const searches = questions.searches(crew, scene.numbers);
  for (const [name, next] of Object.entries(searches)) await load(scene, name, next);
  await load(scene, 'locate_http', questions.locating(crew));
}

async function inProcess(database: Database, ours: Rounds, rounds: number): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    const locate = isAsked('locate') ? await locateRound(database) : undefined;
    const audit = isAsked('audit') ? await auditRound(database) : undefined;
    // The first round only warms the compiler up.
    if (round === 0) continue;
    if (locate) ours.add('locate', locate);
    if (audit) ours.add('audit', audit);
    if (audit) ours.notes.set('audit', audit.note);
  }
}

const BOARDS = ['board', 'board_sums', 'board_shared'] as const;

async function whatIfs(database: Database, ours: Rounds, rounds: number): Promise<void> {
  const asked = { proof: proofRound, what_if: whatIfRound };
  for (const [name, measure] of Object.entries(asked)) {
    if (!isAsked(name)) continue;
    for (let round = 0; round < rounds; round++) {
      const { note, ...figure } = await measure(database);
      ours.add(name, figure);
      ours.notes.set(name, note);
    }
  }
}

async function boards(database: Database, sql: Sql, limits: Rounds, ours: Rounds): Promise<void> {
  if (!BOARDS.some(isAsked)) return;
  if (options.boardCases > 0) await growTo(sql, options.boardCases, say);
  for (let round = 0; round < options.rounds; round++) {
    const rounds = await boardRounds(database, sql);
    limits.add('board', rounds.limit);
    for (const name of BOARDS) if (isAsked(name)) ours.add(name, rounds[name]);
    ours.notes.set('board', rounds.note);
  }
}

const POINTS = ['points', 'points_changes'] as const;

async function maps(database: Database, sql: Sql, ours: Rounds): Promise<void> {
  if (!POINTS.some(isAsked)) return;
  for (let round = 0; round < options.rounds; round++) {
    const rounds = await pointRounds(database, sql);
    for (const name of POINTS) if (isAsked(name)) ours.add(name, rounds[name]);
    ours.notes.set('points', rounds.note);
  }
}

async function timers(database: Database, sql: Sql, ours: Rounds): Promise<void> {
  if (!isAsked('timers')) return;
  await fillTimers(sql);
  for (let round = 0; round < options.rounds; round++) ours.add('timers', await timerRound(database, sql));
}

/** Lists and searches are held to their bars over so many. */
const CASES_OF_THE_BAR = 1_000_000;

function noteScale(stored: number, ours: Rounds): void {
  if (stored >= CASES_OF_THE_BAR) return;
  const note = `over ${stored} cases; the bar is meant over a million: --list-cases=${CASES_OF_THE_BAR}`;
  for (const name of ['list_mixed', 'search_words']) if (!ours.notes.has(name)) ours.notes.set(name, note);
}

async function embeddedStartMs(): Promise<number> {
  const dataDir = await mkdtemp(join(BENCH_FOLDER, 'embedded-'));
  const server = await startServer({ dataDir });
  await server.stop();
  await rm(dataDir, { recursive: true });
  return server.startedInMs;
}

const profileArgs = (): string[] => {
  const folder = join(BENCH_FOLDER, 'profile');
  mkdirSync(folder, { recursive: true });
  return ['--cpu-prof', `--cpu-prof-dir=${folder}`];
};

async function measureServer(
  cluster: Cluster,
  url: string,
  limits: Rounds,
  ours: Rounds,
): Promise<Record<string, Figure>> {
  const database = openBenchDatabase(url);
  await withSql(url, async (sql) => {
    if (options.listCases > 0) await growLists(sql, options.listCases, say);
    if (isSearched()) await fillSearch(database, sql, say);
    await markCounted(sql);
  });
  const server = await startServer({
    databaseUrl: url,
    dataDir: join(BENCH_FOLDER, 'data'),
    nodeArgs: options.isProfiled ? profileArgs() : [],
  });
  try {
    await withSql(url, async (sql) => {
      const crew = await questions.signInCrew(database, sql);
      const ids = (await sql.rows('select id from case_file order by md5(id::text) limit 50000')).map((row) =>
        String(row.id),
      );
      const numbers = (
        await sql.rows('select number from case_file order by md5(id::text) limit 5000')
      ).map((row) => String(row.number));
      const scene: Scene = { cluster, sql, server, crew, ids, numbers, limits, ours };
      for (let round = 0; round < options.rounds; round++) {
        await writingRound(scene);
        await readingRound(scene);
      }
      const [{ stored } = { stored: 0 }] = await sql.rows('select count(*) as stored from case_file');
      noteScale(Number(stored), ours);
      await boards(database, sql, limits, ours);
      await maps(database, sql, ours);
      await timers(database, sql, ours);
    });
    await inProcess(database, ours, options.rounds);
    await whatIfs(database, ours, options.rounds);
    return { start_postgres: { ms: server.startedInMs }, memory: { mb: server.memoryMb() } };
  } finally {
    await server.stop();
    await database.close();
  }
}

function figuresOf(
  limits: Record<string, Summary>,
  ours: Rounds,
  extra: Record<string, Figure>,
): Record<string, Figure> {
  const summaries = ours.summaries();
  const figures: Record<string, Figure> = { ...extra };
  for (const { name, limit } of MEASURES) {
    const summary = summaries[name];
    const limitPerSecond = limit && limits[limit]?.perSecond;
    const note = ours.notes.get(name);
    const limited = limit && limitPerSecond ? { limitPerSecond, limitThen: LIMITS_THEN[limit] } : {};
    if (summary)
      figures[name] = { summary, ...limited, ...(note ? { note } : {}) };
  }
  return Object.fromEntries(Object.entries(figures).filter(([name]) => isAsked(name)));
}

async function main(): Promise<void> {
  if (!existsSync(join(ROOT_FOLDER, 'dist/server/main.js')))
    throw new Error('build the server first: npm run build:server');
  const startedAt = toIso(systemClock.now());
  // Two runs at once would measure each other, and drop each other's databases.
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const unlock = lockStore(BENCH_FOLDER);
  const cluster = await startBenchCluster();
  const [limits, ours] = [new Rounds(), new Rounds()];
  try {
    say('the limit’s database');
    await makeLimitDatabase(cluster, options.cases);
    const url = await prepareStore(cluster, { cases: options.cases, components: options.components }, say);
    const extra = await measureServer(cluster, url, limits, ours);
    if (isAsked('start_embedded')) extra.start_embedded = { ms: await embeddedStartMs() };
    const figures = figuresOf(limits.summaries(), ours, extra);
    console.log(`\n${tableOf(limits.summaries(), figures)}\n`);
    console.log(`written to ${await writeResults(startedAt, options, limits.summaries(), figures)}`);
    const short = MEASURES.filter(
      ({ name, must }) => must && name in figures && missesOf(must, figures[name] ?? {}).length > 0,
    );
    if (short.length > 0) process.exitCode = 1;
  } finally {
    await cluster.stop();
    unlock();
  }
}

await main();
