// npm run bench:census [-- --rows=N]: brings a real city's addresses (261,552; where the real data is, else
// so many made ones) into a durable PostgreSQL of its own, as the product does it: in pieces, tried, run,
// run again. Prints time and memory beside their bars and fails beyond them. Only one may run at a time.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { orRefuse } from '../platform/server/http/refused.ts';
import { assert } from '../kernel/assert.ts';
import { toIso } from '../kernel/instant.ts';
import type { Actor } from '../kernel/rights.ts';
import { systemClock } from '../platform/server/clock/clock.ts';
import { MIGRATIONS_FOLDER } from '../platform/server/db/folders.ts';
import { migrate, readMigrations } from '../platform/server/db/migrate.ts';
import { REAL_DATA_FOLDER } from '../platform/server/db/real-data.ts';
import { lockStore } from '../platform/server/db/store-lock.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { importDistrict } from '../slices/areas/server/public.ts';
import {
  IMPORT_PIECE_BYTES,
  type ImportView,
  type ImportWords,
} from '../slices/components/core/contract-imports.ts';
import { noneDeclared } from '../slices/components/server/declared-classes.ts';
import { makeImportRunner } from '../slices/components/server/import-runner.ts';
import {
  beginImport,
  putImportPiece,
  readImport,
  runImport,
} from '../slices/components/server/receive-import.ts';
import { cityAreas } from '../slices/components/server/test-city.ts';
import { BENCH_FOLDER, startBenchCluster, withSql } from './cluster.ts';
import { openBenchDatabase } from './prepare.ts';
import { holds, type Line, tableOf, writeLines } from './table.ts';

const CITY = '990301';
const BOX = { west: -122.53, south: 37.69, east: -122.35, north: 37.84 };
const FILE = join(REAL_DATA_FOLDER, 'assets', 'sf_address_points.csv.gz');
const ROWS = Number(process.argv.find((word) => word.startsWith('--rows='))?.slice(7) ?? 231_000);
const say = (words: string): void => console.error(`· ${words}`);

const actor: Actor = {
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: 'bench',
  posts: [{ id: 'p', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath: CITY }],
};

const TERMS: ImportWords = {
  crs: 'WGS84',
  scheme: 'classic',
  source: 'bench',
  samePlaceMetres: 0.5,
  columns: [
    { field: 'name', headings: ['number', 'street'] },
    { field: 'externalCode', headings: ['zip'] },
  ],
  constants: [{ field: 'classCode', value: '9901' }],
};
/** With codes of their own: several doors of one house stand on one spot, and all of them are written. */
const CODED: ImportWords = { ...TERMS, samePlaceMetres: 0 };

/** The same file as a census that knows its codes. */
function coded(bytes: Buffer): Buffer {
  const lines = bytes.toString('utf8').trimEnd().split('\n');
  const withCode = lines.map(
    (line, n) => `${line},${n === 0 ? 'code' : `${CITY}9901${String(n).padStart(6, '0')}`}`,
  );
  return Buffer.from(`${withCode.join('\n')}\n`);
}

/** So many things a few metres apart, where the real ones are not. */
function madeFile(): Buffer {
  const side = Math.ceil(Math.sqrt(ROWS));
  const lines = Array.from({ length: ROWS }, (_, n) => {
    const lon = BOX.west + (((n % side) + 0.5) / side) * (BOX.east - BOX.west);
    const lat = BOX.south + ((Math.floor(n / side) + 0.5) / side) * (BOX.north - BOX.south);
    return `${lon.toFixed(7)},${lat.toFixed(7)},${n},Made Street,94100`;
  });
  return Buffer.from(`lon,lat,number,street,zip\n${lines.join('\n')}\n`);
}

/** The id of the import. */
async function send(database: Database, bytes: Buffer): Promise<string> {
  const { id } = await database.transaction((tx) =>
    beginImport(tx, actor, CITY, { fileName: 'census.csv', bytes: bytes.length }, 'en'),
  );
  for (let at = 0; at < bytes.length; at += IMPORT_PIECE_BYTES) {
    const piece = bytes.subarray(at, at + IMPORT_PIECE_BYTES);
    const number = at / IMPORT_PIECE_BYTES;
    await database.transaction((tx) => putImportPiece(tx, actor, { importId: id, number, bytes: piece }));
  }
  return id;
}

interface Run {
  readonly seconds: number;
  readonly mostMb: number;
  readonly view: ImportView;
}

async function timed(database: Database, id: string, isTrial: boolean, terms: ImportWords): Promise<Run> {
  await database.transaction((tx) => runImport(tx, actor, id, { isTrial, terms }, 'en'));
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 50);
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const onError = (error: unknown) => say(String(error));
  await makeImportRunner({ database, clock: systemClock, declared: noneDeclared, onError }).runDue();
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(watch);
  const view = await database.read((tx) => readImport(tx, actor, id, 'en'));
  const { user, system } = process.cpuUsage(cpu);
  const counts = `${view.added} new, ${view.unchanged} as before, ${view.refused} not taken`;
  const took = `${seconds.toFixed(1)} s (processor ${((user + system) / 1e6).toFixed(1)} s)`;
  say(`${view.state} in ${took}: ${counts}`);
  return { seconds, mostMb: most / 2 ** 20, view };
}

async function measure(database: Database): Promise<Line[]> {
  await database.withConnection(async (connection) =>
    migrate(connection, await readMigrations(MIGRATIONS_FOLDER)),
  );
  orRefuse(await database.transaction((tx) => importDistrict(tx, { ...cityAreas(CITY, '某市', BOX) })));
  const isReal = existsSync(FILE);
  if (!isReal) say(`no real data: ${ROWS} made things instead`);
  const plain = isReal ? gunzipSync(readFileSync(FILE)) : madeFile();
  const ids = [
    await send(database, plain),
    await send(database, coded(plain)),
    await send(database, coded(plain)),
  ] as const;
  say(`${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB before it begins`);
  const trial = await timed(database, ids[0], true, TERMS);
  const run = await timed(database, ids[1], false, CODED);
  const second = await timed(database, ids[2], false, CODED);
  assert(run.view.state === 'done' && run.view.added === run.view.rowsTotal, 'every row is written');
  assert(second.view.unchanged === run.view.added, 'the same file again changes nothing');
  const tried = `${trial.view.refused} stand where another stands`;
  const mostMb = Math.max(trial.mostMb, run.mostMb, second.mostMb);
  return [
    {
      what: 'census import, all written',
      figure: run.seconds,
      unit: 's',
      atMost: 60,
      note: `${run.view.rowsTotal} rows`,
    },
    { what: 'census tried, by place', figure: trial.seconds, unit: 's', atMost: 60, note: tried },
    { what: 'census import, the same again', figure: second.seconds, unit: 's', atMost: 60 },
    { what: 'memory of the process at most', figure: mostMb, unit: 'MB', atMost: 300 },
  ];
}

async function main(): Promise<void> {
  const startedAt = toIso(systemClock.now());
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const unlock = lockStore(BENCH_FOLDER);
  const cluster = await startBenchCluster();
  try {
    await withSql(cluster.url('postgres'), (sql) =>
      sql.script('drop database if exists bench_census with (force)'),
    );
    await withSql(cluster.url('postgres'), (sql) => sql.script('create database bench_census'));
    const database = openBenchDatabase(cluster.url('bench_census'));
    const lines = await measure(database).finally(() => database.close());
    console.log(`\n${tableOf(lines)}\n`);
    console.log(`written to ${await writeLines(startedAt, lines, 'census')}`);
    if (!lines.every(holds)) process.exitCode = 1;
  } finally {
    await cluster.stop();
    unlock();
  }
}

await main();
