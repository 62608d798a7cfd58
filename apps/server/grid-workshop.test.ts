// New boundaries through the doors: proposed by one, agreed to by another, in force on their day, recalled,
// and rolled back; and every case keeps the version by which it was routed.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { editDraft } from '../../slices/areas/server/edit-draft.ts';
import { importDistrict } from '../../slices/areas/server/public.ts';
import { insertDraft } from '../../slices/areas/server/queries.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const GRID = `${DISTRICT}.001.001.001`;

const draft = async (source: string): Promise<string> => {
  const opened = await town.post('admin', '/api/areas/drafts', { districtId: DISTRICT, source });
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  return String(opened.body.versionId);
};
/** Cuts the first grid of street A at a latitude; the southern half keeps the code. */
const cut = async (versionId: string, revision: number, lat: number, name: string) => {
  const edit = {
    kind: 'split',
    path: GRID,
    line: [[105.79, lat], [105.811, lat]],
    keepAt: { lon: 105.805, lat: 29.0001 },
    name,
  };
  const done = await town.post('admin', `/api/areas/drafts/${versionId}/steps`, { revision, edit });
  expect(done.status, JSON.stringify(done.body)).toBe(201);
};
const publish = async (versionId: string, more: Fields = {}) => {
  const { revision } = (await town.get('admin', `/api/areas/drafts/${versionId}`)).body;
  const body = { why: '按新划分调整', revision, ...more };
  return town.post('admin', `/api/areas/versions/${versionId}/publish`, body);
};
const approve = (proposalId: unknown) => town.post('leader', `/api/proposals/${String(proposalId)}/approve`);
const numberAt = async (lat: number) =>
  (await town.get('admin', `/api/areas/locate?lon=105.805&lat=${lat}`)).body.gridCode;
const routedBy = async (id: string) =>
  store.database.read((tx) =>
    tx.db
      .selectFrom('case_file')
      .select(['area_path', 'area_version_id'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  );
const record = async () =>
  (await town.get('admin', '/api/changes?operation=area.publish')).body.changes as Fields[];
const titles = async () => (await record()).map((line) => (line.title as { zh: string }).zh);

let early = '';
let second = '';
let third = '';

test('new boundaries wait for a second person who reads what they change; reports go by them', async () => {
  early = String((await town.report('inspector')).body.id);
  second = await draft('八月调整');
  await cut(second, 0, 29.004, '北半');
  const asked = await publish(second);
  expect(asked.body).toMatchObject({ isDone: false, startsAt: null });
  expect(await numberAt(29.005)).toBe(`${DISTRICT}001001001`);
  const waiting = (await town.get('leader', '/api/proposals?state=pending')).body.proposals as Fields[];
  expect(waiting[0]?.facts).toContainEqual({
    name: { zh: '变动', en: 'differences' },
    before: null,
    after: {
      zh: '新增 1，撤销 0，更名 0，调整界线 1',
      en: '1 new, 0 gone, 0 renamed, 1 with another border',
    },
  });
  const facts = waiting[0]?.facts as { name: Fields; after: { zh: string; en: string } }[];
  const { zh = '', en = '' } = facts.find(({ name }) => name.zh === '逐项')?.after ?? {};
  expect(zh).toMatch(/界线有调整：.+新增 北半（[0-9.]+），[0-9.]+ 公顷，原属：/);
  expect(en).toMatch(/has moved: .+北半 \([0-9.]+\) is new: [0-9.]+ ha/);
  expect((await approve(asked.body.proposalId)).body).toMatchObject({ state: 'approved' });
  expect(await numberAt(29.005)).toBe(`${DISTRICT}001001003`);
});

test('a case keeps the version and grid by which it was routed, whatever is published later', async () => {
  const before = await routedBy(early);
  const after = await routedBy(String((await town.report('inspector')).body.id));
  expect([before.area_path, after.area_path]).toEqual([GRID, `${DISTRICT}.001.001.003`]);
  expect(after.area_version_id).toBe(second);
  expect(before.area_version_id).not.toBeNull();
  expect(before.area_version_id).not.toBe(second);
  expect((await town.get('dispatcher', `/api/cases/${early}`)).body.areaPath).toBe(GRID);
});

test('a draft changed after it was proposed is not what was agreed to', async () => {
  third = await draft('九月调整');
  await cut(third, 0, 29.002, '中段');
  const asked = await publish(third, { effectiveOn: '2026-08-10' });
  await town.post('admin', `/api/areas/drafts/${third}/undo`, { revision: 1 });
  await town.post('admin', `/api/areas/drafts/${third}/redo`, { revision: 2 });
  expect((await approve(asked.body.proposalId)).body.code).toBe('areas.changed_since_proposed');
});

test('an edit that is being saved while the second person agrees is not agreed to unseen', async () => {
  const edited = await draft('边改边批');
  const rename = { kind: 'rename', path: GRID, name: '改名' } as const;
  for (const effectiveOn of ['2026-08-10', undefined]) {
    const { revision } = (await town.get('admin', `/api/areas/drafts/${edited}`)).body;
    const asked = await publish(edited, effectiveOn ? { effectiveOn } : {});
    let saving = Promise.resolve();
    await new Promise<void>((resolve) => {
      saving = store.database.transaction(async (tx) => {
        const name = `${rename.name}${String(revision)}`;
        await editDraft(tx, edited, Number(revision), { ...rename, name }, { id: 'x', name: '管理员' });
        resolve();
        await setTimeout(300);
      });
    });
    const agreed = await approve(asked.body.proposalId);
    await saving;
    expect(agreed.body.code).toBe('areas.changed_since_proposed');
  }
});

test('agreed for a day they wait for it, alone and unedited; one person recalls them', async () => {
  for (const effectiveOn of ['2026-08-05', '2027-09-01']) {
    expect((await publish(third, { effectiveOn })).body.code).toBe('areas.day_not_ahead');
  }
  const asked = await publish(third, { effectiveOn: '2026-08-10' });
  expect(asked.body).toMatchObject({ isDone: false, startsAt: '2026-08-09T16:00:00.000Z' });
  expect((await approve(asked.body.proposalId)).status).toBe(200);
  expect((await town.get('admin', `/api/areas/drafts/${third}`)).body).toMatchObject({
    isEditable: false,
    canUndo: false,
    startsAt: '2026-08-09T16:00:00.000Z',
  });
  const undone = await town.post('admin', `/api/areas/drafts/${third}/undo`, { revision: 3 });
  expect(undone.body).toMatchObject({ code: 'areas.draft_waits', data: { startsOn: '2026-08-10' } });
  const other = await draft('另一份');
  expect((await publish(other)).body.code).toBe('areas.another_waits');
  const recall = (why?: string) =>
    town.post('admin', `/api/areas/versions/${third}/recall`, why ? { why } : {});
  expect((await recall()).body.code).toBe('changes.reason_missing');
  expect((await recall('街道提出异议')).status).toBe(200);
  expect((await recall('再撤')).body.code).toBe('areas.nothing_waits');
  store.clock.advance(6 * DAY);
  await app.settle();
  expect(await numberAt(29.003)).toBe(`${DISTRICT}001001001`);
  expect(await titles()).toEqual(['撤回待生效的区域版本', '商定区域版本的生效日期', '发布区域版本']);
});

test('on their day they come into force by themselves, once', async () => {
  const asked = await publish(third, { effectiveOn: '2026-08-20' });
  expect((await approve(asked.body.proposalId)).status).toBe(200);
  store.clock.set('2026-08-19T23:59:59+08:00');
  await app.settle();
  expect(await numberAt(29.003)).toBe(`${DISTRICT}001001001`);
  store.clock.set('2026-08-20T00:00:01+08:00');
  await app.settle();
  await app.settle();
  expect(await numberAt(29.003)).toBe(`${DISTRICT}001001004`);
  expect((await titles())[0]).toBe('区域版本到期生效');
  expect((await titles()).filter((title) => title === '区域版本到期生效')).toHaveLength(1);
});

test('an earlier version comes back as a new one; codes given since go to nobody else', async () => {
  const back = (versionId: string) =>
    town.post('admin', `/api/areas/versions/${versionId}/roll-back`, { why: '新划分有误' });
  expect((await back(third)).body.code).toBe('areas.never_in_force');
  const asked = await back(second);
  expect(asked.body).toMatchObject({ isDone: false, number: 6 });
  expect((await approve(asked.body.proposalId)).status).toBe(200);
  expect(await numberAt(29.003)).toBe(`${DISTRICT}001001001`);
  expect(await numberAt(29.005)).toBe(`${DISTRICT}001001003`);
  const versions = (await town.get('admin', `/api/areas/versions?districtId=${DISTRICT}`)).body as never;
  expect((versions as Fields[]).map(({ number, state }) => [number, state])).toEqual([
    [6, 'published'],
    [5, 'draft'],
    [4, 'draft'],
    [3, 'retired'],
    [2, 'retired'],
    [1, 'retired'],
  ]);
  const next = await draft('再调整');
  await cut(next, 0, 29.002, '又一段');
  const url = `/api/areas/versions/${next}/boundaries?within=${GRID.slice(0, -4)}`;
  const grids = (await town.get('admin', url)).body.features as Fields[];
  expect(grids.map((one) => String(one.id).slice(-3))).toEqual(['001', '002', '003', '005']);
});

test('a day that cannot be kept any more leaves what is in force, and the record says why', async () => {
  const waits = await draft('等待');
  await cut(waits, 0, 29.002, '等待段');
  const asked = await publish(waits, { effectiveOn: '2026-08-25' });
  expect((await approve(asked.body.proposalId)).status).toBe(200);
  const drawn = await town.get('admin', `/api/areas/boundaries?districtId=${DISTRICT}&level=grid`);
  const [street, community] = [`${DISTRICT}001`, `${DISTRICT}001001`];
  const level = (features: object[]) => ({ geojson: { type: 'FeatureCollection', features } });
  const named = (code: string, parent?: string) => ({
    type: 'Feature', properties: { code, name: code, parent }, geometry: null,
  });
  await store.database.transaction((tx) =>
    importDistrict(tx, {
      districtId: DISTRICT,
      name: '新测',
      crs: 'WGS84',
      source: 'the operator’s own survey',
      streets: level([named(street)]),
      communities: level([named(community)]),
      grids: level(
        (drawn.body.features as Fields[]).map((one, i) => ({
          ...one,
          properties: { code: `${community}${String(700 + i)}`, name: `网格${i}` },
        })),
      ),
    }),
  );
  store.clock.set('2026-08-25T08:00:00+08:00');
  await app.settle();
  expect(await numberAt(29.001)).toMatch(/7\d\d$/);
  const [line] = await record();
  expect(line?.title).toMatchObject({ zh: '区域版本到期未能生效' });
  const facts = (line?.facts ?? []) as Fields[];
  const reason = facts.find((fact) => (fact.name as { zh: string }).zh === '原因');
  expect(reason?.after).toMatchObject({
    zh: expect.stringContaining('已经生效；发布会丢掉其中的改动'),
    en: expect.stringContaining('came into force since this draft was begun'),
  });
  expect((await town.get('admin', `/api/areas/drafts/${waits}`)).body).toMatchObject({
    startsAt: null,
    isOvertaken: true,
  });
});

test('what is agreed to at once does not come in before the version that waits for its day', async () => {
  const atOnce = await publish(await draft('立即'));
  const dated = await draft('定日');
  const onDay = await publish(dated, { effectiveOn: '2026-08-28' });
  expect((await approve(onDay.body.proposalId)).status).toBe(200);
  expect((await approve(atOnce.body.proposalId)).body.code).toBe('areas.another_waits');
  await town.post('admin', `/api/areas/versions/${dated}/recall`, { why: '改为立即' });
  expect((await approve(atOnce.body.proposalId)).status).toBe(200);
});

test('however many drafts were begun since, a second person is asked', async () => {
  await store.database.transaction(async (tx) => {
    const more = { districtId: DISTRICT, source: '试画', crs: 'WGS84', createdBy: 'test' };
    for (let i = 0; i < 201; i++) await insertDraft(tx, { ...more, id: tx.ids.next() });
  });
  expect((await publish(await draft('又一份'))).body).toMatchObject({ isDone: false });
});
