// What-if over a district that has lived: past cases go elsewhere under drafted lists, are late or in time
// under a drafted calendar; every figure opens as many cases as it says, and nothing else in the store
// changes.
import { beforeAll, describe, expect, test } from 'vitest';
import { HOUR } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { keepPhoto } from '../../slices/cases/server/test-district.ts';
import { type Life, liveOn } from '../../slices/cases/server/test-life.ts';
import { runPiece, RUNNING } from '../../slices/whatif/server/run-what-if.ts';
import { DIMENSIONS, FIGURES } from '../../slices/whatif/core/contract.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown } from './test-town.ts';

const store = testDatabase('2026-08-03T08:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const photo = '01890000-0000-7000-8000-000000009999';
const life: Life = { caseIds: [], done: new Map() };
const RUNS = '/api/what-if/runs';

beforeAll(async () => {
  await keepPhoto(store.database, photo);
  await liveOn(store, { seed: 16, rounds: 600, city: town.city, photo }, life);
  store.clock.advance(HOUR);
});

type Fields = Record<string, unknown>;
const PERIOD = { districtId: DISTRICT, title: '试一试', fromDay: '2026-08-01', toDay: '2026-12-31' };
const start = (more: Fields) => town.post('admin', RUNS, { ...PERIOD, ...more });

async function draft(title: string): Promise<string> {
  const body = { title, effectiveFrom: '2027-01-01' };
  const opened = await town.post('admin', `/api/catalogue/${DISTRICT}/drafts`, body);
  expect(opened.status, JSON.stringify(opened.body)).toBe(201);
  return String(opened.body.catalogueId);
}

/** Rubble goes to the district's urban management in place of the street's cleaners, within an hour. */
async function draftElsewhere(): Promise<string> {
  const id = await draft('改派城管');
  const rule = {
    id: '01890000-0000-7000-8000-00000000f001',
    subjectCode: town.city.itemCode.split('.')[0],
    areaPath: `${DISTRICT}.001`,
    condition: {},
    coUnits: [],
    centreLevel: null,
    responsible: { unitId: town.city.unit('urban_management').id },
    terms: { limits: { handle: { kind: 'urgent_hours', amount: 0.1 } } },
  };
  const saved = await town.post('admin', `/api/catalogue/${DISTRICT}/drafts/${id}/rows`, {
    revision: 0,
    put: [{ table: 'rule', rule }],
    remove: [],
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  return id;
}

async function run(more: Fields, atOnce = 7): Promise<Fields> {
  const begun = await start(more);
  expect(begun.status, JSON.stringify(begun.body)).toBe(202);
  const runId = String(begun.body.runId);
  for (;;) {
    await store.database.transaction((tx) => runPiece(tx, runId, { atOnce, page: 3 }));
    const { body } = await town.get('admin', `${RUNS}/${runId}`);
    if (body.state !== 'running') return body;
  }
}

interface Sum extends Record<(typeof FIGURES)[number], number> {
  readonly key: string;
  readonly name: string;
}
async function sums(runId: unknown, dimension: string): Promise<Sum[]> {
  const { status, body } = await town.get('leader', `${RUNS}/${runId}/sums?dimension=${dimension}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.sums as Sum[];
}
async function whole(runId: unknown): Promise<Sum> {
  const [one] = await sums(runId, 'whole');
  if (!one) throw new Error('a run that is done has its sum');
  return one;
}

describe('lists', () => {
  let done: Fields;
  beforeAll(async () => {
    done = await run({ catalogueId: await draftElsewhere() });
  });

  test('cases of the street go to the other unit, and only those', async () => {
    expect(done).toMatchObject({ state: 'done', title: '试一试', hasCalendar: false });
    expect(done.done).toBe(done.total);
    const all = await whole(done.runId);
    expect(all).toMatchObject({ before: done.total, after: done.total });
    const byUnit = new Map((await sums(done.runId, 'unit')).map((sum) => [sum.key, sum]));
    const taken = byUnit.get(town.city.unit('urban_management').id);
    expect(taken?.came).toBe(all.came);
    expect(taken?.came).toBeGreaterThan(3);
    expect(byUnit.get(town.city.unit('sanitation', '.001').id)?.after).toBe(0);
    expect(byUnit.get(town.city.unit('sanitation', '.002').id)).toMatchObject({ came: 0, went: 0 });
    expect(taken?.handleLateAfter).toBeGreaterThan(0);
  });

  test('every figure of every dimension opens as many cases as it says', async () => {
    let opened = 0;
    for (const dimension of DIMENSIONS) {
      for (const sum of await sums(done.runId, dimension)) {
        for (const figure of FIGURES) {
          const query = `dimension=${dimension}&key=${sum.key}&figure=${figure}&limit=500`;
          const { body } = await town.get('leader', `${RUNS}/${done.runId}/cases?${query}`);
          expect([body.total, (body.cases as unknown[]).length], query).toEqual([sum[figure], sum[figure]]);
          opened += sum[figure];
        }
      }
    }
    expect(opened).toBeGreaterThan(100);
  });

  test('before is what the engine has really done', async () => {
    const query = 'dimension=whole&key=&figure=before&limit=500';
    const { body } = await town.get('leader', `${RUNS}/${done.runId}/cases?${query}`);
    const cases = body.cases as { caseId: string; before: Fields; why: string | null }[];
    const stored = await store.database.read((tx) =>
      tx.db
        .selectFrom('case_file')
        .select(['id', 'area_path', 'ended_at', 'deadline_at', 'rule', 'state'])
        .where('state', '=', 'closed')
        .execute(),
    );
    let compared = 0;
    for (const row of stored) {
      const found = cases.find(({ caseId }) => caseId === row.id);
      if (!found || found.why !== null) continue;
      compared += 1;
      expect(found.before).toMatchObject({
        areaPath: row.area_path,
        unitId: (row.rule as { unitId: string }).unitId,
        isLate: Number(row.ended_at) > Number(row.deadline_at),
      });
    }
    expect(compared).toBeGreaterThan(2);
  });

  test('pages of cases and of figures go on where the last ended', async () => {
    const query = 'dimension=whole&key=&figure=before';
    const { body } = await town.get('leader', `${RUNS}/${done.runId}/cases?${query}&limit=5`);
    const rest = await town.get(
      'leader',
      `${RUNS}/${done.runId}/cases?${query}&limit=500&after=${body.next}`,
    );
    expect((rest.body.cases as unknown[]).length).toBe(Number(done.total) - 5);
    const first = await town.get('leader', `${RUNS}/${done.runId}/sums?dimension=grid&limit=1`);
    const { body: second } = await town.get(
      'leader',
      `${RUNS}/${done.runId}/sums?dimension=grid&limit=5000&after=${first.body.next}`,
    );
    expect((second.sums as unknown[]).length + 1).toBe((await sums(done.runId, 'grid')).length);
  });
});

test('a calendar that works around the clock makes late what was in time; nothing else moves', async () => {
  const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1_440 }));
  const all = await whole((await run({ calendar: { weekly } })).runId);
  expect(all).toMatchObject({ came: 0, went: 0, turnedInTime: 0 });
  expect(all.turnedLate).toBeGreaterThan(0);
  expect(all.lateAfter - all.lateBefore).toBe(all.turnedLate);
});

test('drafted grids move cases by their places, and the same grids move none', async () => {
  const versions = await town.get('admin', `/api/areas/versions?districtId=${DISTRICT}`);
  const [inForce] = versions.body as unknown as { versionId: string }[];
  expect(await whole((await run({ areaVersionId: inForce?.versionId })).runId)).toMatchObject({
    came: 0,
    turnedLate: 0,
  });
  const opened = await town.post('admin', '/api/areas/drafts', { districtId: DISTRICT, source: '调整' });
  const { versionId } = opened.body;
  const grids = [`${DISTRICT}.001.001.001`, `${DISTRICT}.001.001.002`];
  const edit = { kind: 'merge', paths: [grids[0]], keep: grids[1] };
  const merged = await town.post('admin', `/api/areas/drafts/${versionId}/steps`, { revision: 0, edit });
  expect(merged.status, JSON.stringify(merged.body)).toBe(201);
  const byGrid = new Map(
    (await sums((await run({ areaVersionId: versionId })).runId, 'grid')).map((sum) => [sum.key, sum]),
  );
  expect(byGrid.get(grids[0] ?? '')).toMatchObject({ after: 0 });
  expect(byGrid.get(grids[1] ?? '')?.came).toBe(byGrid.get(grids[0] ?? '')?.went);
  expect(byGrid.get(grids[1] ?? '')?.came).toBeGreaterThan(3);
});

/** A run waits by a timer of its own, which is no data of the district. */
const forgetTimers = () =>
  store.database.transaction((tx) => tx.db.deleteFrom('timer').where('kind', '=', RUNNING).execute());

test('nothing but its own tables changes, however far it goes', async () => {
  const catalogueId = await draft('不动');
  await forgetTimers();
  const before = await town.digest();
  const { runId } = await run({ catalogueId });
  await forgetTimers();
  const changed = [...(await town.digest())].filter(([table, digest]) => before.get(table) !== digest);
  const names = changed.map(([table]) => table).filter((table) => table !== 'idempotency_receipt');
  expect(
    names.every((table) => table.startsWith('what_if_')),
    names.join(' '),
  ).toBe(true);
  expect(names).toContain('what_if_case');
  expect((await town.post('admin', `${RUNS}/${runId}/discard`)).status).toBe(200);
  expect((await town.get('admin', `${RUNS}/${runId}`)).body.code).toBe('whatif.not_found');
});

test('one at a time; cancelled is cancelled; what cannot be tried is refused', async () => {
  const catalogueId = await draft('取消');
  const begun = await start({ catalogueId });
  const runId = String(begun.body.runId);
  expect((await start({ catalogueId })).body).toMatchObject({ code: 'whatif.running' });
  await store.database.transaction((tx) => runPiece(tx, runId, { atOnce: 3, page: 2 }));
  expect((await town.post('admin', `${RUNS}/${runId}/cancel`)).body).toMatchObject({
    state: 'cancelled',
    done: 3,
  });
  await store.database.transaction((tx) => runPiece(tx, runId, { atOnce: 3, page: 2 }));
  expect((await town.get('leader', `${RUNS}/${runId}`)).body).toMatchObject({ done: 3 });
  const code = async (more: Fields) => (await start(more)).body.code;
  expect(await code({})).toBe('whatif.nothing_drafted');
  expect(await code({ calendar: { days: [] } })).toBe('whatif.nothing_drafted');
  expect(await code({ catalogueId: runId })).toBe('whatif.draft_unknown');
  expect(await code({ areaVersionId: runId })).toBe('whatif.draft_unknown');
  expect(await code({ catalogueId, fromDay: '2020-01-01', toDay: '2020-12-31' })).toBe(
    'whatif.period_empty',
  );
  expect(await code({ catalogueId, fromDay: '2026-12-31', toDay: '2026-01-01' })).toBe(
    'whatif.period_empty',
  );
  const { body } = await town.get('admin', `${RUNS}?districtId=${DISTRICT}&limit=1`);
  expect((body.runs as { runId: string }[]).map((one) => one.runId)).toEqual([runId]);
});

test('who drafts may run, who decides may read, and others neither', async () => {
  expect((await town.post('admin', RUNS, { ...PERIOD, catalogueId: PERIOD.title })).status).toBe(400);
  const body = { ...PERIOD, catalogueId: await draft('权限') };
  expect((await town.post('leader', RUNS, body)).status).toBe(403);
  expect((await town.get('handler', `${RUNS}?districtId=${DISTRICT}`)).status).toBe(403);
  expect((await town.get('foreign', `${RUNS}?districtId=${DISTRICT}`)).status).toBe(403);
  expect((await town.get('leader', `${RUNS}?districtId=${DISTRICT}&colour=red`)).status).toBe(400);
});
