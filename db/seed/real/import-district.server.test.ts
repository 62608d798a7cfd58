// A district drawn for the test is brought in, once and again.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isRefusal, type Refusal } from '../../../kernel/refusal.ts';
import { fakeCipher } from '../../../platform/server/crypto/fake.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { refusalOf } from '../../../platform/server/http/problem.ts';
import { areaTree, locate } from '../../../slices/areas/server/public.ts';
import { argonHasher, listPeopleWith, unitDirectory } from '../../../slices/people/server/public.ts';
import { resolve } from '../../../slices/catalogue/server/public.ts';
import { importRealDistrict, type RealDistrict } from './import-district.ts';
import { makeLattice } from './lattice.ts';
import { readFolder } from './read-folder.ts';
import { tellFolder, tellRefusedImport, tellReport } from './tell-import.ts';

const store = testDatabase();
const hasher = argonHasher({ memoryKib: 64, passes: 1 });
const bring = (order: RealDistrict) =>
  importRealDistrict(
    {
      database: store.database,
      cipher: fakeCipher,
      hasher,
      random: (bytes) => new Uint8Array(bytes).map((_, i) => i * 7),
    },
    order,
  );

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => refusalOf(error),
  );
  if (!thrown) throw new Error('nothing was refused');
  return thrown;
}

const corners = [
  { lon: 106, lat: 29.8 },
  { lon: 106.02, lat: 29.815 },
];
const lattice = makeLattice(corners, '方格');
if (!lattice) throw new Error('two points make a lattice');
const feature = (word: string, number: string, lon: number, lat: number) => ({
  fields: { 类别: word, 编号: number },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
const order = (over: Partial<RealDistrict> = {}): RealDistrict => ({
  districtId: '990301',
  name: '方格区',
  nameEn: 'Lattice',
  crs: 'WGS84',
  source: 'test',
  areasDigest: 'one',
  ...lattice,
  facilities: [
    feature('公共厕所', '公厕_001', 106.001, 29.801),
    feature('公共厕所', '公厕_001', 106.002, 29.802),
    feature('窨井盖', '井_9', 107, 29.8),
    feature('飞碟', 'x', 106.003, 29.803),
  ],
  ...over,
});

describe('a district of a lattice', () => {
  test('comes in whole: areas, centres on three levels, units, lists, sign-ins and things', async () => {
    const report = await bring(order());
    expect(report.areas).toEqual({ isNew: true, streets: 9, communities: 81, grids: 729 });
    expect(report.catalogue).toMatchObject({ isNew: true, items: 186, pairs: 186 * 729 });
    expect(report.signIns).toHaveLength(report.unitsAdded + 1 + 81);
    expect(report.signIns.filter((one) => one.role === 'handler').length).toBeGreaterThan(81);
    expect(new Set(report.signIns.map((one) => one.login)).size).toBe(report.signIns.length);
    expect(report.facilities).toMatchObject({
      added: 3,
      outside: [{ row: 3, name: '窨井盖 井_9' }],
      refused: [{ row: 4, kind: 'class_malformed' }],
    });
    const told = tellReport(report, 'zh').join('\n');
    for (const words of ['公厕_001 ×', '第 3 行 窨井盖 井_9', '第 4 行：类别代码“飞碟”', 'admin.990301']) {
      expect(told).toContain(words);
    }
    await store.database.read(async (tx) => {
      const directory = await unitDirectory(tx);
      expect(directory.centreOf('990301.003.004', 'community')?.name).toMatch(/社会治理中心$/);
      const staff = await listPeopleWith(tx, { role: 'dispatcher', areaPath: '990301.003.004' });
      expect(staff.map((one) => one.areaPath)).toEqual(['990301.003.004']);
      const located = await locate(tx, { lon: 106.01, lat: 29.81 });
      if (isRefusal(located)) throw new Error(located.code);
      const resolved = await resolve(tx, {
        districtId: '990301',
        itemCode: 'E0102',
        areaPath: located.areaPath,
        at: tx.now,
      });
      expect(isRefusal(resolved) ? resolved.code : resolved.itemName).toBe('暴露垃圾');
    });
  });

  test('the same files once more change nothing and give no new passwords', async () => {
    const report = await bring(order());
    expect(report).toMatchObject({ hasChanged: false, unitsAdded: 0, signIns: [], areas: { isNew: false } });
    expect(report.facilities).toMatchObject({ added: 0, updated: 0, unchanged: 3 });
    expect(tellReport(report, 'en').at(-1)).toBe('Nothing has changed.');
  });

  test('streets and houses come too, the wrong ones are told, the same files are nothing new', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [106.001, 29.801],
        [106.01, 29.81],
      ],
    };
    const ground = {
      roads: { features: [{ properties: { name: '中路' }, geometry: line }, { geometry: null }] },
      water: { features: [{ properties: {}, geometry: line }] },
    };
    const report = await bring(order({ ground }));
    expect(report).toMatchObject({
      hasChanged: true,
      ground: { roads: { accepted: 1, refused: [{ feature: 2 }] }, water: { accepted: 1 } },
    });
    expect(tellReport(report, 'zh').join('\n')).toMatch(
      /底图 roads：1 个要素已绘入，未导入 1\n.*第 2 个要素/,
    );
    expect(await bring(order({ ground }))).toMatchObject({ hasChanged: false });
    const no = await refusal(bring(order({ ground: { green: { features: [{ geometry: line }] } } })));
    expect(tellRefusedImport(no, 'no', 'en')[1]).toContain('feature 1: A LineString can’t be “green”');
  });

  test('a gap is refused with its place, and nothing of the district is kept', async () => {
    const holed = { ...lattice.grids, features: lattice.grids.features.slice(1) };
    const no = await refusal(bring(order({ districtId: '990302', grids: holed })));
    expect(no.code).toBe('areas.not_tiled');
    const told = tellRefusedImport(no, 'no', 'en');
    expect(told).toHaveLength(2);
    expect(told[1]).toMatch(/m² of .* lie in none of its areas/);
    const tree = await store.database.read((tx) => areaTree(tx, '990302'));
    expect(isRefusal(tree)).toBe(true);
  });

  test('a file of another kind is refused with every feature that is wrong', async () => {
    const no = await refusal(bring(order({ districtId: '990302', streets: { type: 'Feature' } })));
    expect(no.code).toBe('areas.import_invalid');
    expect(tellRefusedImport(no, 'no', 'zh').length).toBeGreaterThan(1);
  });
});

describe('a folder', () => {
  const base = mkdtempSync(join(tmpdir(), 'gridloop-folder-'));
  afterAll(() => rmSync(base, { recursive: true }));

  test('that is not there, lacks files or holds broken JSON is refused with the whole list', () => {
    const lines = (path: string) => {
      const read = readFolder(path);
      return read.isRead ? [] : tellFolder(read.faults, 'en');
    };
    expect(lines(join(base, 'nowhere'))[1]).toContain('There is no folder');
    const folder = join(base, 'half');
    mkdirSync(folder);
    writeFileSync(join(folder, 'streets.geojson'), '{"type":');
    expect(lines(folder)).toEqual([
      'Nothing was imported: 3 faults',
      expect.stringContaining('streets.geojson is not valid JSON'),
      expect.stringContaining('communities.geojson is missing'),
      expect.stringContaining('grids.geojson is missing'),
    ]);
  });

  test('with other bytes in a file of areas is another version; other files make no difference', () => {
    const digest = (grids: string, roads: string) => {
      const folder = join(base, 'whole');
      mkdirSync(folder, { recursive: true });
      for (const name of ['streets', 'communities']) writeFileSync(join(folder, `${name}.geojson`), '{}');
      writeFileSync(join(folder, 'grids.geojson'), grids);
      writeFileSync(join(folder, 'roads.geojson'), roads);
      const read = readFolder(folder);
      return read.isRead ? read.folder.areasDigest : 'unread';
    };
    expect(digest('{}', '{}')).toBe(digest('{}', '[]'));
    expect(digest('{"a":1}', '{}')).not.toBe(digest('{}', '{}'));
  });
});
