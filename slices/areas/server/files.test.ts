// What goes out as a file comes in again as it was: every code, every name and every border of a version, by
// GeoJSON, by Shapefile and by GeoPackage, which SQLite itself finds whole.
import { inflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { openGeoPackage } from '../../../kernel/formats/geopackage.ts';
import { askSqlite } from '../../../platform/server/sheets/test-sqlite.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { readShapefile } from '../core/shapefile.ts';
import { type ExportFormat, exportVersion } from './export-version.ts';
import { importAreas } from './import-areas.ts';
import { importDistrict } from './public.ts';
import { type AreaVersion, findInForce, findVersion } from './queries.ts';
import { compareVersions } from './read-draft.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const D = '500151';
type Position = [number, number];
const box = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const feature = (code: string, name: string, ring: Position[] | null, hole?: Position[]) => ({
  type: 'Feature',
  properties: { code, name },
  geometry: ring && { type: 'Polygon', coordinates: hole ? [ring, hole] : [ring] },
});
const collection = (features: readonly unknown[]) => ({
  geojson: { type: 'FeatureCollection' as const, features },
});

beforeAll(async () => {
  const done = await store.database.transaction((tx) =>
    importDistrict(tx, {
      districtId: D,
      name: '铜梁区',
      crs: 'WGS84',
      source: 'drawn for a test',
      streets: collection([feature('TS', '甲街道', null)]),
      communities: collection([feature('TS-1', '甲社区', null)]),
      grids: collection([
        feature('TS-1-1', '外', box(106, 30, 106.03, 30.03), box(106.01, 30.01, 106.02, 30.02)),
        feature('TS-1-2', '内', box(106.01, 30.01, 106.02, 30.02)),
      ]),
    }),
  );
  if (isRefusal(done)) throw new Error(JSON.stringify(done));
});

async function bytesOf(tx: Tx, version: AreaVersion, format: ExportFormat): Promise<Buffer> {
  const { bytes } = await exportVersion(tx, version, format, 'zh');
  if (Buffer.isBuffer(bytes)) return bytes;
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(Buffer.from(piece as Buffer));
  return Buffer.concat(pieces);
}

/** By the list at the end, as every reader does. */
function unzipped(archive: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  for (let n = archive.readUInt16LE(end + 10); n > 0; n -= 1) {
    const [long, size, part] = [
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 42),
    ];
    const from = part + 30 + archive.readUInt16LE(part + 26);
    const name = archive.toString('utf8', at + 46, at + 46 + long);
    parts.set(name, inflateRawSync(archive.subarray(from, from + size)));
    at += 46 + long;
  }
  return parts;
}

interface Levels {
  readonly street: readonly unknown[];
  readonly community: readonly unknown[];
  readonly grid: readonly unknown[];
  readonly district: readonly unknown[];
}

/** Nothing is other than in force. */
async function expectSame(tx: Tx, levels: Levels, properties: Record<string, string>): Promise<void> {
  const of = (level: keyof Levels) => ({ ...collection(levels[level]), properties });
  const draft = await importAreas(tx, {
    districtId: D,
    name: '铜梁区',
    crs: 'WGS84',
    source: 'again',
    by: 'test',
    district: of('district'),
    streets: of('street'),
    communities: of('community'),
    grids: of('grid'),
  });
  if (isRefusal(draft)) throw new Error(JSON.stringify(draft));
  const version = await findVersion(tx, draft.versionId);
  if (!version) throw new Error('the draft is there');
  const compared = await compareVersions(tx, version, undefined);
  expect(compared).toMatchObject({ differences: [] });
  expect(draft.areas).toBe(5);
}

test('a version exported as GeoJSON and imported again is the same version', async () => {
  await store.database.transaction(async (tx) => {
    const version = (await findInForce(tx, D)) as AreaVersion;
    const { features } = JSON.parse((await bytesOf(tx, version, 'geojson')).toString()) as {
      features: { properties: { level: string } }[];
    };
    const of = (level: string) => features.filter(({ properties }) => properties.level === level);
    const levels = {
      district: of('district'),
      street: of('street'),
      community: of('community'),
      grid: of('grid'),
    };
    await expectSame(tx, levels, {});
  });
});

test('so is one that went through Shapefiles, holes and all', async () => {
  await store.database.transaction(async (tx) => {
    const version = (await findInForce(tx, D)) as AreaVersion;
    const parts = unzipped(await bytesOf(tx, version, 'shapefile'));
    const read = (level: string) => {
      const shp = parts.get(`${level}.shp`);
      if (!shp) throw new Error(`no ${level}.shp`);
      const shapes = readShapefile({ shp, dbf: parts.get(`${level}.dbf`) }, (bytes) =>
        Buffer.from(bytes).toString(),
      );
      if (typeof shapes === 'string') throw new Error(shapes);
      return shapes;
    };
    const levels = {
      district: read('district'),
      street: read('street'),
      community: read('community'),
      grid: read('grid'),
    };
    await expectSame(tx, levels, { code: 'CODE', name: 'NAME', nameEn: 'NAME_EN', parent: 'PARENT' });
  });
});

const decoderOf = (encoding: string) => (bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes);

test('so is one that went through a GeoPackage', async () => {
  await store.database.transaction(async (tx) => {
    const version = (await findInForce(tx, D)) as AreaVersion;
    const bytes = await bytesOf(tx, version, 'gpkg');
    expect(await askSqlite(bytes, 'pragma integrity_check')).toEqual([['ok']]);
    expect(await askSqlite(bytes, 'pragma foreign_key_check')).toEqual([]);
    const file = {
      size: bytes.length,
      read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    };
    const { layers } = await openGeoPackage(file, decoderOf);
    const read = async (level: string) => {
      const features: unknown[] = [];
      const layer = layers?.find(({ name }) => name === level);
      if (!layer) throw new Error(`no ${level}`);
      for await (const { fields, geometry } of layer.rows()) {
        features.push({ type: 'Feature', properties: fields, geometry });
      }
      return features;
    };
    const levels = {
      district: await read('district'),
      street: await read('street'),
      community: await read('community'),
      grid: await read('grid'),
    };
    await expectSame(tx, levels, { nameEn: 'name_en' });
  });
});
