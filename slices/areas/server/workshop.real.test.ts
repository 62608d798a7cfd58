// A real district of 202 grids in the workshop: it opens without losing ground, two hundred edits anywhere
// keep it whole, each quick enough for a hand that waits, and memory and SQL locate alike afterwards.
// The data may not be shipped: see docs/TESTING.md on tests over real data.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import { REAL_DATA_FOLDER } from '../../../platform/server/db/real-data.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Edit } from '../core/contract-workshop.ts';
import type { DraftArea } from '../core/draft.ts';
import { sequence } from '../core/mesh-town.ts';
import { checkTiling } from './check-tiling.ts';
import { editDraft } from './edit-draft.ts';
import { openDraft } from './open-draft.ts';
import { importDistrict, locate, locateInSql } from './public.ts';
import { publishAreas } from './publish-areas.ts';
import { listDraftAreas } from './queries-workshop.ts';

const store = testDatabase();
const DISTRICT = '330103';
const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(REAL_DATA_FOLDER, 'zh-grid', `${name}.geojson`), 'utf8'));
const BY = { id: 'x', name: 'x' };

const next = sequence(20_260_805);
const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;

function someEdit(grids: readonly DraftArea[]): Edit {
  const grid = pick(grids);
  const ring = pick(pick(grid.boundary));
  const at = next(ring.length - 1);
  const [lon, lat] = ring[at] ?? [0, 0];
  const [nextLon, nextLat] = ring[at + 1] ?? [0, 0];
  const [farLon, farLat] = ring[(at + (ring.length >> 1)) % ring.length] ?? [0, 0];
  const moved = [lon + (next(99) - 50) / 3e5, lat + (next(99) - 50) / 3e5];
  const middle = { lon: (lon + nextLon) / 2 + 1e-5, lat: (lat + nextLat) / 2 };
  const past = [farLon + (farLon - lon), farLat + (farLat - lat)];
  const before = [lon - (farLon - lon) / 9, lat - (farLat - lat) / 9];
  return pick<Edit>([
    { kind: 'split', path: grid.path, line: [before, past], name: '新' },
    { kind: 'merge', paths: [pick(grids).path], keep: grid.path },
    { kind: 'move', moves: [{ from: [lon, lat], to: moved }] },
    { kind: 'insert', between: [[lon, lat], [nextLon, nextLat]], at: middle },
    { kind: 'remove', at: { lon, lat } },
  ]);
}

test('a real district is edited two hundred times and tiles as before', async () => {
  const published = await store.database.transaction((tx) =>
    importDistrict(tx, {
      districtId: DISTRICT,
      name: '下城区',
      crs: 'WGS84',
      source: 'survey of 2019',
      streets: { geojson: read('streets') },
      communities: { geojson: read('communities'), properties: { parent: 'street_code' } },
      grids: { geojson: read('grids') },
    }),
  );
  expect(isRefusal(published)).toBe(false);
  const opened = await store.database.transaction((tx) =>
    openDraft(tx, { districtId: DISTRICT, source: 'x', by: 'test' }),
  );
  if (isRefusal(opened)) throw new Error(opened.code);
  expect(opened.cutOff).toEqual([]);
  expect(opened.joinedSquareMetres).toBeLessThan(1);
  const { versionId } = opened;
  const times: number[] = [];
  let revision = 0;
  for (let i = 0; i < 200; i++) {
    await store.database.transaction(async (tx) => {
      const grids = (await listDraftAreas(tx, versionId)).filter(({ level }) => level === 'grid');
      const started = performance.now();
      const changed = await editDraft(tx, versionId, revision, someEdit(grids), BY);
      times.push(performance.now() - started);
      if (!isRefusal(changed)) revision = changed.revision;
    });
  }
  const middle = [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
  console.info(`${revision} of 200 edits stood, ${Math.round(middle)} ms each`);
  expect(revision).toBeGreaterThan(60);
  expect(await store.database.read((tx) => checkTiling(tx, versionId))).toEqual([]);
  await store.database.transaction((tx) => publishAreas(tx, versionId, 'test'));
  await store.database.read(async (tx) => {
    const areas = await listDraftAreas(tx, versionId);
    const corners = areas.flatMap(({ boundary }) => boundary.flat(2).map(([lon, lat]) => ({ lon, lat })));
    const codes = await locateInSql(tx, corners);
    let wrong = 0;
    for (const [i, corner] of corners.entries()) {
      const found = await locate(tx, corner);
      if ((isRefusal(found) ? null : found.gridCode) !== codes[i]) wrong += 1;
    }
    expect([wrong, codes.includes(null)]).toEqual([0, false]);
  });
});
