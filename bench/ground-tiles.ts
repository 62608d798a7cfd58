// npx tsx bench/ground-tiles.ts [--store postgres] [--data FOLDER]: draws every tile of the demo district
// that a phone may keep, cold and then from the cache, and prints time and size by zoom. Fails beyond the
// bar of the design: cold p95 ≤ 10 ms at zoom ≥ 14, ≤ 50 KiB each. Without --data it works in a folder of
// its own.
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDemo } from '../db/seed/seed-demo.ts';
import { openServices } from '../apps/server/services.ts';
import { systemClock } from '../platform/server/clock/clock.ts';
import { readConfig } from '../platform/server/config/config.ts';
import { createLog } from '../platform/server/log/log.ts';
import type { Database } from '../platform/server/db/tx.ts';
import { boundariesGeoJson } from '../slices/areas/server/public.ts';
import { MAX_ZOOM, MIN_ZOOM } from '../slices/basemap/core/base-feature.ts';
import { type TileAddress, tilesOver } from '../kernel/tile-address.ts';
import { drawTile } from '../slices/basemap/server/draw-tile.ts';
import { readTile } from '../slices/basemap/server/read-tile.ts';
import { readArguments } from '../tools/arguments.ts';

const BAR_MS = 10;
const BAR_BYTES = 50 * 1024;
const BAR_FROM = 14;
const DISTRICT = '990101';

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

async function tilesOf(database: Database, zoom: number): Promise<TileAddress[]> {
  const { features } = await database.read((tx) => boundariesGeoJson(tx, DISTRICT, 'district'));
  const all = features.flatMap(({ geometry }) => geometry.coordinates.flat(2));
  const lons = all.map(([lon = 0]) => lon);
  const lats = all.map(([, lat = 0]) => lat);
  const box = {
    west: Math.min(...lons),
    east: Math.max(...lons),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
  return tilesOver(box, zoom);
}

async function timeAll(database: Database, tiles: readonly TileAddress[]) {
  const times: number[] = [];
  const sizes: number[] = [];
  for (const at of tiles) {
    const from = performance.now();
    const { bytes } = await database.read((tx) => readTile(tx, DISTRICT, at));
    times.push(performance.now() - from);
    if (bytes) sizes.push(bytes.length);
  }
  return { times: times.sort((a, b) => a - b), sizes: sizes.sort((a, b) => a - b) };
}

async function drawAll(database: Database, tiles: readonly TileAddress[]): Promise<void> {
  for (const at of tiles) await database.read((tx) => drawTile(tx, DISTRICT, at));
}

async function run(): Promise<boolean> {
  const { flags } = readArguments(process.argv.slice(2), { values: ['store', 'data'], switches: [] });
  const data = flags.get('data') ?? join(tmpdir(), 'gridloop-bench-ground-tiles');
  const store = flags.get('store');
  const services = await openServices({
    config: readConfig(process.env, [`--data=${data}`, ...(store === undefined ? [] : [`--store=${store}`])]),
    log: createLog('warn'),
    clock: systemClock,
    random: (bytes) => randomBytes(bytes),
    onProgress: (words) => console.log(`· ${words}`),
  });
  let isWithin = true;
  try {
    const { database, files } = services;
    await seedDemo(database, {
      files,
      historyCases: 0,
      onProgress: (_done, _total, words) => console.log(`· ${words}`),
    });
    console.log(
      `${services.storeWords}\nzoom  tiles  cold p50  cold p95  cold max  warm p95   KiB p95   KiB max`,
    );
    // The first hundred tiles are slow because the process is young, not because they are cold.
    for (let round = 0; round < 4; round += 1) await drawAll(database, await tilesOf(database, 14));
    for (let zoom = MIN_ZOOM; zoom <= MAX_ZOOM; zoom += 1) {
      const tiles = await tilesOf(database, zoom);
      const cold = await timeAll(database, tiles);
      const warm = await timeAll(database, tiles);
      const [p95, largest] = [quantile(cold.times, 0.95), cold.sizes.at(-1) ?? 0];
      const isOver = zoom >= BAR_FROM && (p95 > BAR_MS || largest > BAR_BYTES);
      const row = [
        quantile(cold.times, 0.5),
        p95,
        cold.times.at(-1) ?? 0,
        quantile(warm.times, 0.95),
        quantile(cold.sizes, 0.95) / 1024,
        largest / 1024,
      ].map((value) => value.toFixed(1).padStart(8));
      console.log(
        `${zoom}  ${String(tiles.length).padStart(7)}  ${row.join('  ')}${isOver ? '  over the bar' : ''}`,
      );
      if (isOver) isWithin = false;
    }
  } finally {
    await services.close();
  }
  return isWithin;
}

run().then((isWithin) => process.exit(isWithin ? 0 : 1));
