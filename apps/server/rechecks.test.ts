// Samples through their doors: a plan, the draw of a month, unannounced looks, what they find, and what the
// unit whose work it is does not learn before.
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { fromIso } from '../../kernel/instant.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { givePosts } from '../../slices/people/server/public.ts';
import type { DrawView, PlanView, Results, TaskView } from '../../slices/recheck/core/contract.ts';
import { drawJob } from '../../slices/recheck/server/draw-due.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-01T08:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const SETUP = { kind: 'system', name: 'setup' } as const;
const STREET = `${DISTRICT}.001`;
const NIL = '00000000-0000-7000-8000-000000000000';
const plan = { areaPath: DISTRICT, period: 'month', sharePercent: 50, reworkPercent: 30, morePercent: 50 };

const desk: string[] = [];
const spot: string[] = [];
let draw: DrawView;

async function got<T>(who: Who, url: string): Promise<T> {
  const { status, body } = await town.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as T;
}
async function made<T>(who: Who, url: string, sent: unknown): Promise<T> {
  const { status, body } = await town.post(who, url, sent);
  expect(status, `${url} ${JSON.stringify(body)}`).toBeLessThan(300);
  return body as T;
}
async function refused(who: Who, url: string, sent: unknown): Promise<unknown> {
  const { body } = await town.post(who, url, sent);
  return body['code'];
}
const goTo = (iso: string): void => store.clock.advance((fromIso(iso) ?? 0) - store.clock.now());
const tasksOf = async (who: Who) => (await got<{ tasks: TaskView[] }>(who, '/api/rechecks/mine')).tasks;
const resultsOf = (who: Who) => got<Results>(who, `/api/rechecks/draws/${draw.id}/results`);
const drawsOf = async (who: Who) =>
  (await got<{ draws: DrawView[] }>(who, `/api/rechecks/draws?areaPath=${DISTRICT}`)).draws;

/** From the report to the end; by the centre at its desk once the inspector is silent past the limit. */
async function settle(verifier: 'streetDispatcher' | 'streetInspector'): Promise<string> {
  const id = String((await town.report('officer')).body.id);
  const photoId = await town.photo('handler');
  await town.act('handler', id, 'claim', { personId: town.personId('handler') });
  store.clock.advance(HOUR);
  await town.act('handler', id, 'feed_back', { result: '清了', photoIds: [photoId] });
  if (verifier === 'streetDispatcher') store.clock.advance(4 * DAY);
  const verified = await town.act(verifier, id, 'verify', { finding: '好' });
  expect(verified.status, JSON.stringify(verified.body)).toBe(200);
  expect((await town.act('streetDispatcher', id, 'close', { closingCode: 'solved' })).status).toBe(200);
  return id;
}

/** A second post for somebody who has one; from the next day on, with a new session. */
async function alsoPost(
  who: Who,
  role: 'handler' | 'analyst',
  specialty: string,
  area: string,
): Promise<void> {
  const unitId = town.city.unit(specialty, area).id;
  await store.database.transaction((tx) =>
    givePosts(tx, SETUP, [
      {
        personId: town.personId(who),
        unitId,
        role,
        areaPath: DISTRICT + area,
        fromDate: '2026-01-01',
        toDate: null,
      },
    ]),
  );
  store.clock.advance(DAY);
}

beforeAll(async () => {
  await made<PlanView>('leader', '/api/rechecks/plans', { ...plan, validFrom: '2026-07-01' });
  for (let n = 0; n < 6; n++) desk.push(await settle('streetDispatcher'));
  for (let n = 0; n < 3; n++) spot.push(await settle('streetInspector'));
}, 240_000);

describe('a plan', () => {
  test('begins today or later, and the next one ends it the day before', async () => {
    const past = { ...plan, validFrom: '2026-06-30' };
    expect(await refused('leader', '/api/rechecks/plans', past)).toBe('recheck.plan_past');
    const none = { ...plan, validFrom: '2026-02-30' };
    expect(await refused('leader', '/api/rechecks/plans', none)).toBe('recheck.no_day');
    const next = { ...plan, sharePercent: 40, validFrom: '2026-09-01' };
    await made<PlanView>('leader', '/api/rechecks/plans', next);
    expect(await refused('leader', '/api/rechecks/plans', next)).toBe('recheck.plan_later');
    const { plans } = await got<{ plans: PlanView[] }>('leader', `/api/rechecks/plans?areaPath=${DISTRICT}`);
    expect(plans.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
      ['2026-09-01', null],
      ['2026-07-01', '2026-08-31'],
    ]);
  });

  test('is made by whoever answers for the area, and by nobody else', async () => {
    for (const who of ['dispatcher', 'streetLeader', 'chief', 'inspector', 'foreign'] as const)
      expect(await refused(who, '/api/rechecks/plans', { ...plan, validFrom: '2026-12-01' }), who).toBe(
        'auth.not_allowed',
      );
    const seen = await town.get('streetLeader', `/api/rechecks/plans?areaPath=${DISTRICT}`);
    expect(seen.status).toBe(403);
  });
});

describe('a draw', () => {
  const now = (day: string, areaPath = DISTRICT) => ({ areaPath, day });

  test('waits for the end of its period, and for a plan', async () => {
    expect(await refused('leader', '/api/rechecks/draws', now('2026-07-10'))).toBe('recheck.not_over');
    goTo('2026-08-01T09:00:00+08:00');
    expect(await refused('leader', '/api/rechecks/draws', now('2026-06-10'))).toBe('recheck.no_plan');
    expect(await refused('leader', '/api/rechecks/draws', now('2026-07-99'))).toBe('recheck.no_day');
    expect(await refused('streetLeader', '/api/rechecks/draws', now('2026-07-10', STREET))).toBe(
      'recheck.no_plan',
    );
    expect(await refused('chief', '/api/rechecks/draws', now('2026-07-10'))).toBe('auth.not_allowed');
  });

  test('takes its share of what nobody else has looked at; its seed draws the same again', async () => {
    draw = await made<DrawView>('leader', '/api/rechecks/draws', now('2026-07-10'));
    expect(draw.period.from).toBe('2026-07-01');
    expect(draw.seed).toMatch(/^[0-9a-f]{32}$/);
    const sanitation = town.city.unit('sanitation', '.001').id;
    expect(draw.units).toEqual([
      expect.objectContaining({ unitId: sanitation, percent: 50, cases: 6, drawn: 3, checked: 0, held: 0 }),
    ]);
    const { items } = await resultsOf('leader');
    expect(items.map(({ caseId }) => desk.includes(caseId))).toEqual([true, true, true]);
    expect(items.some(({ caseId }) => spot.includes(caseId))).toBe(false);
    const again = await got<object>('leader', `/api/rechecks/draws/${draw.id}/again`);
    expect(again).toEqual({ isSame: true, cases: 6, drawn: 3 });
    expect(await refused('leader', '/api/rechecks/draws', now('2026-07-31'))).toBe('recheck.drawn_before');
  });

  test('of another place is nobody’s to read, and one that never was is not there', async () => {
    expect((await town.get('streetLeader', `/api/rechecks/draws/${draw.id}/again`)).status).toBe(403);
    expect((await town.get('leader', `/api/rechecks/draws/${NIL}/results`)).body['code']).toBe(
      'recheck.no_draw',
    );
  });
});

describe('an unannounced look', () => {
  test('is any inspector’s of the area but not of the unit that worked; the case says nothing', async () => {
    const tasks = await tasksOf('streetInspector');
    expect(tasks).toHaveLength(3);
    expect(await tasksOf('inspector')).toEqual(tasks);
    expect((await town.get('chief', '/api/rechecks/mine')).status).toBe(403);
    expect((await town.get('handler', '/api/rechecks/mine')).status).toBe(403);
    for (const { caseId } of tasks) {
      const { steps } = await got<{ steps: { action: string }[] }>('chief', `/api/cases/${caseId}`);
      expect(steps.at(-1)?.action).toBe('close');
    }
    await alsoPost('streetInspector', 'handler', 'sanitation', '.001');
    expect(await tasksOf('streetInspector')).toEqual([]);
    const photoIds = [await town.photo('streetInspector')];
    const result = { outcome: 'held', words: '很干净', photoIds };
    const url = `/api/rechecks/${tasks[0]?.id}/result`;
    expect(await refused('streetInspector', url, result)).toBe('recheck.no_task');
    expect(await refused('inspector', `/api/rechecks/${NIL}/result`, result)).toBe('recheck.no_task');
  });

  test('that finds it held is a step of the case with words and photo, and is not done twice', async () => {
    const [task] = await tasksOf('inspector');
    const photoIds = [await town.photo('inspector')];
    const url = `/api/rechecks/${task?.id}/result`;
    const others = { outcome: 'held', words: '很干净', photoIds: [await town.photo('streetInspector')] };
    expect(await refused('inspector', url, others)).toBe('cases.photo_unknown');
    expect(await refused('inspector', url, { ...others, photoIds: [] })).toBe('http.invalid');
    const given = await made<object>('inspector', url, { outcome: 'held', words: '很干净', photoIds });
    expect(given).toMatchObject({ caseId: task?.caseId, isReopened: false });
    const read = await got<{ state: string; steps: { action: string; body: object }[] }>(
      'chief',
      `/api/cases/${task?.caseId}`,
    );
    expect(read.state).toBe('closed');
    expect(read.steps.at(-1)).toMatchObject({
      action: 'recheck',
      body: { outcome: 'held', words: '很干净' },
    });
    const twice = { outcome: 'not_held', words: '又脏了', photoIds };
    expect(await refused('inspector', url, twice)).toBe('recheck.done_before');
    expect(await tasksOf('inspector')).toHaveLength(2);
  });

  test('that finds it did not hold reopens the case under the inspector’s words', async () => {
    const [task] = await tasksOf('inspector');
    const photoIds = [await town.photo('inspector')];
    const given = await made<object>('inspector', `/api/rechecks/${task?.id}/result`, {
      outcome: 'not_held',
      words: '又堆满了',
      photoIds,
    });
    expect(given).toMatchObject({ isReopened: true });
    const read = await got<{ state: string; steps: { action: string; body: object }[] }>(
      'streetDispatcher',
      `/api/cases/${task?.caseId}`,
    );
    expect(read.state).toBe('accepted');
    expect(read.steps.slice(-2).map(({ action }) => action)).toEqual(['recheck', 'reopen']);
    expect(read.steps.at(-1)?.body).toMatchObject({ reason: '又堆满了', photoIds });
    const [rates] = (await drawsOf('leader'))[0]?.units ?? [];
    expect(rates).toMatchObject({ drawn: 3, checked: 2, held: 1 });
    const failed = await got<Results>('leader', `/api/rechecks/draws/${draw.id}/results?outcome=not_held`);
    expect(failed.items.map((one) => [one.caseId, one.isReopened, one.words])).toEqual([
      [task?.caseId, true, '又堆满了'],
    ]);
  });

  test('waits for no case that was reopened meanwhile', async () => {
    const [task] = await tasksOf('inspector');
    await town.act('streetDispatcher', task?.caseId ?? '', 'reopen', { reason: '有人反映' });
    expect(await tasksOf('inspector')).toEqual([]);
    const photoIds = [await town.photo('inspector')];
    const url = `/api/rechecks/${task?.id}/result`;
    expect(await refused('inspector', url, { outcome: 'held', words: '干净', photoIds })).toBe(
      'cases.wrong_state',
    );
  });

  test('of the reader’s own unit is not told before its result, nor is the seed', async () => {
    await alsoPost('leader', 'handler', 'sanitation', '.001');
    const [own] = await drawsOf('leader');
    expect(own).toMatchObject({ seed: null, units: [] });
    expect((await resultsOf('leader')).items.map(({ outcome }) => outcome !== null)).toEqual([true, true]);
  });
});

test('the clock draws what nobody has drawn, once, however often it comes', async () => {
  goTo('2026-09-02T09:00:00+08:00');
  const comesRound = () => store.database.transaction((tx) => drawJob.run(tx));
  await comesRound();
  store.clock.advance(2 * HOUR);
  await Promise.all([comesRound(), comesRound()]);
  const all = await drawsOf('leader');
  expect(all.map(({ period, drawnByName }) => [period.from, drawnByName])).toEqual([
    ['2026-08-01', null],
    ['2026-07-01', town.nameOf('leader')],
  ]);
});
