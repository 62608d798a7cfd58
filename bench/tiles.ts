// npx tsx bench/tiles.ts [--components=231000] [--million] [--rounds=3]: tiles of components on a durable
// PostgreSQL of its own, cold and then from the cache, zoom by zoom, beside what PostGIS alone takes for the
// same tiles of raw points (ST_AsMVT) in the same run; those from the cache over HTTP, too, where the server
// is built (`npm run build`). `--million` measures over two million as well. Prints
// the bars and writes bench/results/tiles-*.json; fails where one does not hold.
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toIso } from '../kernel/instant.ts';
import { type TileAddress, tilesOver } from '../kernel/tile-address.ts';
import { systemClock } from '../platform/server/clock/clock.ts';
import { MIGRATIONS_FOLDER, ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { migrate, migrationsFingerprint, readMigrations } from '../platform/server/db/migrate.ts';
import { type Cluster, startPrivateCluster } from '../platform/server/db/private-cluster.ts';
import { lockStore } from '../platform/server/db/store-lock.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { foldChanges } from '../slices/components/server/queries-tiles.ts';
import { componentTile } from '../slices/geodata/server/component-tile.ts';
import { existsDatabase, SETTINGS, type Sql, withSql } from './cluster.ts';
import { BOX, fillComponents, unitAt } from './fill-components.ts';
import { LATTICE } from './lattice.ts';
import { type Ask, runLoad } from './load.ts';
import { openBenchDatabase } from './prepare.ts';
import { startServer } from './server-process.ts';
import { percentile } from './stats.ts';
import { holds, type Line, tableOf, writeLines } from './table.ts';

const FOLDER = join(tmpdir(), 'gridloop-bench-tiles');
const ZOOMS = [10, 11, 12, 13, 14, 15, 16, 17];
const COLD_MS = 10;
const MOST_KIB = 50;
const WARM_PER_SECOND = 15_000;
const MOST_TILES = 150;
const LEAST_LOOKS = 60;
/** Tiles that PostGIS draws of raw points from afar take seconds each: a few tell enough. */
const MOST_RAW = 20;
const TWO_MILLION = 2_000_000;

const flag = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const say = (words: string): void => console.error(`· ${words}`);
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const ms = (value: number): number => Math.round(value * 10) / 10;

const some = (all: readonly TileAddress[], most: number): TileAddress[] =>
  all.filter((_, index) => index % Math.ceil(all.length / most) === 0);

type Filter = Parameters<typeof componentTile>[3];

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/** A filter of its own for each round makes every tile cold, and draws the same. */
async function coldRound(database: Database, tiles: readonly TileAddress[], filter: Filter) {
  const times: number[] = [];
  const sizes: number[] = [];
  for (const at of tiles) {
    times.push(
      await timed(async () => {
        const { bytes } = await database.read((tx) => componentTile(tx, LATTICE.code, at, filter));
        sizes.push(bytes?.length ?? 0);
      }),
    );
  }
  return { times, sizes };
}

async function warmRate(database: Database, tiles: readonly TileAddress[]): Promise<number> {
  const draw = (at: TileAddress) => database.read((tx) => componentTile(tx, LATTICE.code, at, {}));
  for (const at of tiles) await draw(at);
  const rounds = Math.ceil(20_000 / tiles.length);
  const spent = await timed(async () => {
    for (let n = 0; n < rounds; n++) for (const at of tiles) await draw(at);
  });
  return (rounds * tiles.length) / (spent / 1_000);
}

const RAW = `
  select length(ST_AsMVT(point, 'component')) as bytes from (
    select ST_AsMVTGeom(ST_Transform(geometry, 3857), ST_TileEnvelope($2, $3, $4)) as geom, code,
      class_code as class, condition
    from component where district_id = $1
      and geometry && ST_Transform(ST_TileEnvelope($2, $3, $4), 4326)) point`;

async function rawTiles(sql: Sql, tiles: readonly TileAddress[]): Promise<number[]> {
  const times: number[] = [];
  for (const { z, x, y } of tiles) times.push(await timed(() => sql.rows(RAW, [LATTICE.code, z, x, y])));
  return sorted(times);
}

interface Scene {
  readonly database: Database;
  readonly sql: Sql;
  readonly total: number;
  readonly rounds: number;
}

/** From here on every tile is cold. */
async function freshen({ database, sql }: Scene): Promise<void> {
  await sql.rows(`update snapshot_version set version = version + 1 where name = 'components'`);
  await database.read(async (tx) => tx.snapshots.recheck('components'));
}

async function zoomLines(scene: Scene, z: number): Promise<Line[]> {
  const { database, sql, total, rounds } = scene;
  const all = tilesOver(BOX, z);
  const tiles = some(all, MOST_TILES);
  const raw = await rawTiles(sql, some(all, MOST_RAW));
  const cold: number[] = [];
  const sizes: number[] = [];
  const filtered: number[] = [];
  // From afar there are few tiles: as many looks are taken as where there are many.
  for (let round = 0; round < rounds || cold.length < LEAST_LOOKS; round++) {
    await freshen(scene);
    const plain = await coldRound(database, tiles, {});
    cold.push(...plain.times);
    sizes.push(...plain.sizes);
    const unit = { unitIds: [unitAt(12 + (round % 28))], classCodes: ['0101', '0105', '0117'] };
    filtered.push(...(await coldRound(database, tiles, unit)).times);
  }
  const of = `${total.toLocaleString('en')}, z ${z}`;
  const p95 = ms(percentile(sorted(cold), 0.95));
  const p95Filtered = ms(percentile(sorted(filtered), 0.95));
  const beside = `PostGIS alone, raw points: p95 ${ms(percentile(raw, 0.95))} ms`;
  const kib = ms((sorted(sizes).at(-1) ?? 0) / 1024);
  const warm = Math.round(await warmRate(database, tiles));
  return [
    { what: `${of}: cold p95`, figure: p95, unit: 'ms', atMost: COLD_MS, note: beside },
    { what: `${of}: cold p95, one unit, three classes`, figure: p95Filtered, unit: 'ms', atMost: COLD_MS },
    { what: `${of}: largest`, figure: kib, unit: 'KiB', atMost: MOST_KIB, note: `${tiles.length} tiles` },
    { what: `${of}: from the cache, in process`, figure: warm, unit: '/s', atLeast: WARM_PER_SECOND },
  ];
}

/** Filling takes minutes, so a filled one is kept, until the migrations are others. */
async function fill(database: Database, sql: Sql, total: number): Promise<void> {
  await database.withConnection(async (connection) =>
    migrate(connection, await readMigrations(MIGRATIONS_FOLDER)),
  );
  const filledMs = await timed(() => fillComponents(sql, total, say));
  const foldedMs = await timed(() => database.transaction((tx) => foldChanges(tx, LATTICE.code)));
  say(`filled in ${Math.round(filledMs / 1000)} s, counts folded in ${ms(foldedMs / 1000)} s`);
  // The store's own cleaning, done here and not under the load.
  for (const table of ['component', 'component_count', 'component_count_change'])
    await sql.script(`vacuum analyze ${table}`);
  await sql.rows(`insert into snapshot_version (name, version) values ('components', 1)
    on conflict (name) do nothing`);
}

const HTTP = { zoom: 13, connections: 16, warmSeconds: 1, seconds: 4 };

/** The built server sends what it has drawn once: beside the rate in process it tells what a door costs. */
async function httpLine(url: string, total: number): Promise<Line[]> {
  const what = `${total.toLocaleString('en')}, z ${HTTP.zoom}: from the cache, over HTTP`;
  if (!existsSync(join(ROOT_FOLDER, 'dist/server/main.js'))) {
    say('the server is not built, so that nothing is asked over HTTP');
    return [];
  }
  const server = await startServer({ databaseUrl: url, dataDir: join(FOLDER, 'data') });
  try {
    const tiles = tilesOver(BOX, HTTP.zoom);
    const next = (n: number): Ask => {
      const { z, x, y } = tiles[n % tiles.length] ?? { z: 0, x: 0, y: 0 };
      return {
        method: 'GET',
        path: `/api/tiles/${LATTICE.code}/components/${z}/${x}/${y}`,
        token: '',
        isCompressed: true,
      };
    };
    const load = { port: server.port, connections: HTTP.connections, next };
    await runLoad({ ...load, seconds: HTTP.warmSeconds });
    const before = server.cpuMs();
    const { done, errors, seconds, p99Ms, firstError } = await runLoad({ ...load, seconds: HTTP.seconds });
    const cpu = ((server.cpuMs() - before) / Math.max(1, done)).toFixed(3);
    const note = `${tiles.length} tiles, p99 ${ms(p99Ms)} ms, ${cpu} ms of the server each, ${errors} errors`;
    return [{ what, figure: Math.round(done / seconds), unit: '/s', note: firstError ?? note }];
  } finally {
    await server.stop();
  }
}

async function measure(url: string, total: number, isFilled: boolean): Promise<Line[]> {
  const database = openBenchDatabase(url);
  try {
    return await withSql(url, async (sql) => {
      if (!isFilled) await fill(database, sql, total);
      const scene = { database, sql, total, rounds: Number(flag('rounds') ?? 3) };
      // A store that has run for a day has read its indexes once.
      const district = [LATTICE.code];
      await sql.rows('select sum(lon) from component where district_id = $1 and gone_at is null', district);
      await sql.rows('select sum(things) from component_count where district_id = $1', district);
      // The first hundred tiles are slow because the process is young, not because they are cold.
      const warming = some(tilesOver(BOX, 14), 100);
      for (let n = 0; n < 4; n++) {
        await freshen(scene);
        await coldRound(database, warming, n % 2 === 0 ? {} : { unitIds: [unitAt(n)], classCodes: ['0101'] });
      }
      const lines: Line[] = [];
      for (const z of ZOOMS) lines.push(...(await zoomLines(scene, z)));
      lines.push(...(await httpLine(url, total)));
      return lines;
    });
  } finally {
    await database.close();
  }
}

async function measureKept(cluster: Cluster, total: number): Promise<Line[]> {
  const migrations = migrationsFingerprint(await readMigrations(MIGRATIONS_FOLDER));
  const name = `tiles_${total}_${migrations.slice(0, 12)}`;
  if (await existsDatabase(cluster, name)) return measure(cluster.url(name), total, true);
  await withSql(cluster.url('postgres'), async (sql) => {
    await sql.script('drop database if exists tiles_filling with (force)');
    await sql.script('create database tiles_filling');
  });
  const lines = await measure(cluster.url('tiles_filling'), total, false);
  await withSql(cluster.url('postgres'), (sql) =>
    sql.script(`alter database tiles_filling rename to ${name}`),
  );
  return lines;
}

async function main(): Promise<void> {
  const startedAt = toIso(systemClock.now());
  mkdirSync(FOLDER, { recursive: true });
  const unlock = lockStore(FOLDER);
  const cluster = await startPrivateCluster({ folder: join(FOLDER, 'postgres'), settings: SETTINGS });
  const totals = [
    Number(flag('components') ?? 231_000),
    ...(process.argv.includes('--million') ? [TWO_MILLION] : []),
  ];
  const lines: Line[] = [];
  try {
    for (const total of totals) lines.push(...(await measureKept(cluster, total)));
    console.log(`\n${tableOf(lines)}\n\nwritten to ${await writeLines(startedAt, lines, 'tiles')}`);
    if (!lines.every(holds)) process.exitCode = 1;
  } finally {
    await cluster.stop();
    unlock();
  }
}

await main();
