// Files as surveyors and QGIS give them: borders in a GeoPackage and in metres of CGCS2000 become drafts that
// are what is in force, and a census in metres stands where its things stand. Each says which system was
// read.
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { gaussMetres, gaussPrj } from '../kernel/formats/test-gauss.ts';
import type { MultiPolygonRings } from '../kernel/geo.ts';
import { zipOf } from '../platform/server/sheets/zip.ts';
import { writeShapefile } from '../slices/areas/core/shapefile.ts';
import { dbfOf, shpOf } from '../slices/components/server/files/test-shapefile.ts';
import { barriersOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const DISTRICT = '990101';
const SCREEN = '/command/admin/grids';
const city = town('2026-08-05T09:00:00+08:00');
let admin: Page;
let inForce = '';

interface Drawn {
  readonly properties: Readonly<Record<'level' | 'code' | 'name' | 'nameEn' | 'parent', string>>;
  readonly geometry: { readonly coordinates: MultiPolygonRings };
}

const exported = async (format: string): Promise<Buffer> =>
  (await admin.request.get(`${city.url}/api/areas/versions/${inForce}/export/${format}`)).body();

async function zipped(files: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const parts = Object.entries(files).map(([name, bytes]) => ({ name, pieces: [bytes] }));
  for await (const piece of zipOf(parts)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** The meridian that the demo's survey was made along. */
const meridianOf = (lon: number) => Math.round(lon / 3) * 3;

async function gridsInMetres(): Promise<Buffer> {
  const { features } = JSON.parse((await exported('geojson')).toString()) as { features: Drawn[] };
  const grids = features.filter(({ properties }) => properties.level === 'grid');
  const meridian = meridianOf(grids[0]?.geometry.coordinates[0]?.[0]?.[0]?.[0] ?? 0);
  const rows = grids.map(({ properties: { code, name, nameEn, parent }, geometry }) => ({
    cells: [code, name, nameEn, parent],
    boundary: geometry.coordinates.map((part) =>
      part.map((ring) => ring.map((at) => gaussMetres(at, meridian))),
    ),
  }));
  const columns = ['CODE', 'NAME', 'NAME_EN', 'PARENT'];
  const { shp, dbf } = writeShapefile(columns, rows, (text) => Buffer.from(text));
  return zipped({ '网格.shp': shp, '网格.dbf': dbf, '网格.prj': gaussPrj(meridian), '网格.cpg': 'UTF-8' });
}

const dialog = () => admin.getByRole('dialog');

async function pick(name: string, buffer: Buffer): Promise<void> {
  await admin.goto(city.url + SCREEN);
  await admin.getByRole('button', { name: '导入文件' }).click();
  await dialog().getByLabel('选择文件').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await dialog().getByRole('listitem').first().waitFor();
}

/** Into a draft, and how it differs from what is in force. */
async function send(source: string): Promise<readonly unknown[]> {
  await dialog().getByLabel('来源').fill(source);
  await dialog().getByRole('button', { name: '导入成草稿' }).click();
  await dialog().waitFor({ state: 'detached' });
  const id = await city.store.database.read(({ db }) =>
    sql<{ id: string }>`select id from area_version where source = ${source}`.execute(db),
  );
  const url = `${city.url}/api/areas/versions/${id.rows[0]?.id}/differences`;
  return (await (await admin.request.get(url)).json()).differences;
}

async function lookAt(name: string): Promise<void> {
  await settled(admin);
  expect(await barriersOf(admin), name).toEqual([]);
  await city.shot(admin, `survey-${name}`);
  await admin.setViewportSize({ width: 320, height: 900 });
  await settled(admin);
  expect(await overflowOf(admin), name).toEqual([]);
  await admin.setViewportSize({ width: 1440, height: 900 });
}

describe('files of a survey', () => {
  beforeAll(async () => {
    admin = await city.signIn('admin', SCREEN);
    const found = await city.store.database.read(({ db }) =>
      sql<{ id: string }>`select id from area_version where district_id = ${DISTRICT}
        and state = 'published'`.execute(db),
    );
    inForce = found.rows[0]?.id ?? '';
  }, 240_000);

  test('a GeoPackage goes out with all levels, and comes in as what it was', async () => {
    await pick('辖区.gpkg', await exported('gpkg'));
    expect(await dialog().getByRole('listitem').count()).toBe(4);
    await dialog().getByText('坐标系：WGS 84 geodetic').first().waitFor();
    await dialog().getByLabel('坐标系').selectOption('WGS84');
    await lookAt('geopackage');
    expect(await send('QGIS 导出')).toEqual([]);
  });

  test('borders in metres say their system, need no choice, and are what is in force', async () => {
    await pick('网格.zip', await gridsInMetres());
    await dialog().getByText(/CGCS2000_3_Degree_GK_CM_\d+E（中央经线 \d+°），已换算为 WGS 84/).waitFor();
    await dialog().getByText('各文件自带坐标系').waitFor();
    expect(await dialog().getByLabel('坐标系').count()).toBe(0);
    await lookAt('metres');
    expect(await send('2026 年勘界')).toEqual([]);
  });

  test('a file that can’t be told is refused with what to do', async () => {
    await admin.goto(city.url + SCREEN);
    await admin.getByRole('button', { name: '导入文件' }).click();
    const broken = (await exported('gpkg')).subarray(0, 30_000);
    await dialog().getByLabel('选择文件').setInputFiles({
      name: '残缺.gpkg', mimeType: 'application/octet-stream', buffer: broken,
    });
    await dialog().getByText('残缺.gpkg：GeoPackage 不完整或已损坏。请重新导出。').waitFor();
    await lookAt('broken');
  });

  test('a census in metres is brought in without a choice of its system', async () => {
    const { rows } = await city.store.database.read((tx) =>
      sql<{ lon: number; lat: number }>`select lon, lat from component
        where district_id = ${DISTRICT} and area_path is not null order by code limit 1`.execute(tx.db),
    );
    const { lon = 0, lat = 0 } = rows[0] ?? {};
    const meridian = meridianOf(lon);
    const places = Array.from({ length: 12 }, (_, n) => [lon + n * 2e-5, lat + 3e-5] as const);
    const shp = shpOf(places.map((at) => ({ kind: 1, parts: [[gaussMetres(at, meridian)]] })));
    const dbf = dbfOf(['CLASS', 'NAME'], places.map((_, n) => ['0199', `lamp ${n}`]), 'utf-8');
    const buffer = await zipped({ 'a.shp': shp, 'a.dbf': dbf, 'a.prj': gaussPrj(meridian) });
    await admin.goto(`${city.url}/command/components/import`);
    await admin.getByLabel('普查文件').setInputFiles({ name: '普查.zip', mimeType: 'application/zip', buffer });
    await admin.getByText(/文件自带坐标系 CGCS2000_3_Degree_GK_CM_\d+E，中央经线 \d+°/).waitFor();
    await admin.getByLabel('来源').fill('2026 年普查');
    await lookAt('census');
    await admin.getByRole('button', { name: '开始导入' }).click();
    await city.app.settle();
    await admin.getByText('导入完成').first().waitFor();
    const found = await city.store.database.read((tx) =>
      sql<{ lon: number; lat: number }>`select lon, lat from component where class_code = '0199'
        order by code`.execute(tx.db),
    );
    expect(found.rows).toHaveLength(12);
    for (const [n, at] of found.rows.entries()) {
      expect(at.lon).toBeCloseTo(places[n]?.[0] ?? 0, 6);
      expect(at.lat).toBeCloseTo(places[n]?.[1] ?? 0, 6);
    }
  });

  test('a table in metres asks for their zone, and its rows stand in it', async () => {
    const { rows } = await city.store.database.read((tx) =>
      sql<{ lon: number; lat: number }>`select lon, lat from component
        where district_id = ${DISTRICT} and area_path is not null order by code desc limit 1`.execute(tx.db),
    );
    const { lon = 0, lat = 0 } = rows[0] ?? {};
    const meridian = meridianOf(lon);
    const [east, north] = gaussMetres([lon, lat + 5e-5], meridian);
    const buffer = Buffer.from(`类别,名称,经度,纬度\n0199,平面灯,${east},${north}\n`);
    await admin.goto(`${city.url}/command/components/import`);
    await admin.getByLabel('普查文件').setInputFiles({ name: '平面.csv', mimeType: 'text/csv', buffer });
    await admin.getByLabel('坐标系').selectOption('plane');
    await admin.getByLabel('来源').fill('2026 年平面普查');
    await admin.getByRole('button', { name: '开始导入' }).click();
    await admin.getByText('请选择坐标系并填写来源。').waitFor();
    await admin.getByLabel('投影带').selectOption({ label: `${meridian}°，东坐标 6 位` });
    await lookAt('plane');
    await admin.getByRole('button', { name: '开始导入' }).click();
    // The census before is told as done, too: what counts is the row.
    await expect.poll(async () => {
      await city.app.settle();
      const found = await city.store.database.read((tx) =>
        sql<{ lat: number }>`select lat from component where name = '平面灯'`.execute(tx.db),
      );
      return found.rows[0]?.lat;
    }).toBeCloseTo(lat + 5e-5, 6);
  });
});
