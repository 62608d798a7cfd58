// What a sample finds, followed to its ends: whoever has something to look at hears of it and nobody whose
// work it is; what did not hold is on the board as a reopening, by the deadline of its second round, and what
// is sent back in that as a rework; each figure opens the case.
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/duration.ts';
import { fromIso } from '../../kernel/instant.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { CountedCases, Row, Table } from '../../slices/evaluation/core/contract.ts';
import type { CountName } from '../../slices/evaluation/core/counts.ts';
import type { NoticeList, NoticeView } from '../../slices/notices/core/contract.ts';
import { givePosts } from '../../slices/people/server/public.ts';
import { type DrawView, RECHECK_FOUND, type TaskView } from '../../slices/recheck/core/contract.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-07-01T08:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const STREET = `${DISTRICT}.001`;
const JULY = '2026-07-15';
const AUGUST = '2026-08-15';

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
async function act(who: Who, id: string, action: string, body: Fields = {}): Promise<void> {
  const reply = await town.act(who, id, action, body);
  expect(reply.status, `${action} ${JSON.stringify(reply.body)}`).toBe(200);
}
const sanitation = () => town.city.unit('sanitation', '.001').id;
const deliver = () => app.background.events.deliverAll();

async function handle(id: string): Promise<void> {
  await act('handler', id, 'claim', { personId: town.personId('handler') });
  store.clock.advance(HOUR);
  await act('handler', id, 'feed_back', { result: '清了', photoIds: [await town.photo('handler')] });
}

/** Verified by the centre at its desk, once no inspector has come within the limit. */
async function settle(): Promise<string> {
  const id = String((await town.report('officer')).body.id);
  await handle(id);
  store.clock.advance(4 * DAY);
  await act('streetDispatcher', id, 'verify', { finding: '照片可见' });
  await act('streetDispatcher', id, 'close', { closingCode: 'solved' });
  return id;
}

const tasks = async (who: Who) => (await got<{ tasks: TaskView[] }>(who, '/api/rechecks/mine')).tasks;
const heard = async (who: Who): Promise<readonly NoticeView[]> =>
  (await got<NoticeList>(who, '/api/notices?limit=200')).notices.filter(
    ({ kind }) => kind === 'recheck.drawn',
  );
const found = () =>
  store.database.read((tx) =>
    tx.query<{ caseId: string; data: object }>(
      `select case_id as "caseId", data from event where kind = '${RECHECK_FOUND}' order by id`,
    ),
  );

async function rowOf(by: string, key: string, day: string): Promise<Row | undefined> {
  await deliver();
  const asked = `areaPath=${STREET}&by=${by}&period=month&day=${day}`;
  const { rows } = await got<Table>('streetLeader', `/api/evaluation/table?${asked}`);
  return rows.find((row) => row.key === key);
}
const timesOf = (row: Row | undefined, count: CountName): number =>
  row?.counts.find((one) => one.count === count)?.times ?? 0;
const cellOf = (row: Row | undefined, indicator: string) =>
  row?.cells.find((one) => one.indicator === indicator);
async function opened(by: string, key: string, count: CountName, day: string): Promise<readonly string[]> {
  const asked = `areaPath=${STREET}&by=${by}&key=${key}&count=${count}&period=month&day=${day}`;
  const { items } = await got<CountedCases>('streetLeader', `/api/evaluation/cases?${asked}`);
  return items.map(({ caseId }) => caseId);
}

let draw: DrawView;
let again = '';

beforeAll(async () => {
  const plan = { period: 'month', sharePercent: 100, reworkPercent: 30, morePercent: 0 };
  await made('leader', '/api/rechecks/plans', { areaPath: DISTRICT, ...plan, validFrom: '2026-07-01' });
  for (let n = 0; n < 3; n++) await settle();
  // An inspector who also works for the company whose work is drawn.
  const post = { unitId: sanitation(), role: 'handler', areaPath: STREET } as const;
  const dates = { fromDate: '2026-01-01', toDate: null };
  await store.database.transaction((tx) =>
    givePosts(tx, { kind: 'system', name: 'setup' }, [
      { personId: town.personId('streetInspector'), ...post, ...dates },
    ]),
  );
  store.clock.advance((fromIso('2026-08-03T09:00:00+08:00') ?? 0) - store.clock.now());
  await deliver();
  draw = await made<DrawView>('leader', '/api/rechecks/draws', { areaPath: DISTRICT, day: JULY });
  await deliver();
}, 240_000);

describe('a drawn sample', () => {
  test('is told once to the inspector who has something to look at, without naming a case', async () => {
    expect(draw.units).toMatchObject([{ unitId: sanitation(), cases: 3, drawn: 3 }]);
    await deliver();
    const words = { zh: '有抽查任务，请到现场查看', itemName: '2026年7月抽查', caseNumber: '' };
    expect(await heard('inspector')).toMatchObject([{ ...words, caseId: draw.id, isUrgent: false }]);
    expect(await tasks('inspector')).toHaveLength(3);
  });

  test('is told to nobody whose work it is, not even to an inspector of theirs, nor to a desk', async () => {
    expect(await tasks('streetInspector')).toEqual([]);
    const others = ['streetInspector', 'handler', 'mate', 'chief', 'officer', 'streetDispatcher'] as const;
    for (const who of [...others, 'leader', 'otherHandler'] as const)
      expect(await heard(who), who).toEqual([]);
  });
});

describe('what did not hold', () => {
  test('is published with its outcome, as is what held', async () => {
    const before = await rowOf('unit', sanitation(), JULY);
    expect([timesOf(before, 'closings'), timesOf(before, 'reopened')]).toEqual([3, 0]);
    const [good, bad] = await tasks('inspector');
    again = bad?.caseId ?? '';
    for (const [task, outcome] of [
      [good, 'held'],
      [bad, 'not_held'],
    ] as const) {
      const photoIds = [await town.photo('inspector')];
      await made('inspector', `/api/rechecks/${task?.id}/result`, { outcome, words: '看过了', photoIds });
    }
    const shared = { drawId: draw.id, unitId: sanitation(), isQuiet: true };
    expect(await found()).toEqual([
      expect.objectContaining({
        caseId: good?.caseId,
        data: expect.objectContaining({ ...shared, outcome: 'held', isReopened: false }),
      }),
      expect.objectContaining({
        caseId: again,
        data: expect.objectContaining({ ...shared, outcome: 'not_held', isReopened: true }),
      }),
    ]);
  });

  test('stands on the board as a reopening where it is due again, and the figure opens it', async () => {
    for (const [by, key] of [
      ['whole', STREET],
      ['unit', sanitation()],
    ] as const) {
      const july = await rowOf(by, key, JULY);
      expect([timesOf(july, 'closings'), timesOf(july, 'reopened')], by).toEqual([2, 0]);
      const august = await rowOf(by, key, AUGUST);
      expect([timesOf(august, 'closings'), timesOf(august, 'reopened')], by).toEqual([1, 1]);
      expect(cellOf(august, 'reopen_rate'), by).toMatchObject({ top: 1, bottom: 1 });
      expect(await opened(by, key, 'reopened', AUGUST), by).toEqual([again]);
      expect(await opened(by, key, 'closed_first_time', JULY), by).not.toContain(again);
    }
  });

  test('is worked on again; what is sent back then is a rework of the unit, and opens it too', async () => {
    await act('streetDispatcher', again, 'dispatch');
    await handle(again);
    await act('inspector', again, 'rework', { missing: '角落里还有' });
    const photoIds = [await town.photo('handler')];
    await act('handler', again, 'feed_back', { result: '又清了', photoIds });
    await act('inspector', again, 'verify', { finding: '好' });
    await act('streetDispatcher', again, 'close', { closingCode: 'solved' });
    const row = await rowOf('unit', sanitation(), AUGUST);
    expect(timesOf(row, 'reworked')).toBe(1);
    expect(await opened('unit', sanitation(), 'reworked', AUGUST)).toEqual([again]);
    expect([timesOf(row, 'closings'), timesOf(row, 'reopened')]).toEqual([2, 1]);
    expect(await opened('unit', sanitation(), 'reopened', AUGUST)).toEqual([again]);
    expect(await opened('unit', sanitation(), 'closed_first_time', AUGUST)).toEqual([]);
  });
});
