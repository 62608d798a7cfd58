// Whom a push reaches: who holds the case, who is on call, who may answer; one after the other when nobody
// says "I have it"; and in quiet hours in the morning, while the push stands as it was made.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../kernel/duration.ts';
import { fromIso, localDate, toIso } from '../../kernel/instant.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { makeBackground } from './background.ts';
import { type Reply, testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const ESCALATED = 'notice.escalated';

async function done(reply: Promise<Reply>): Promise<Fields> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got.body;
}
interface Notice {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly createdAt: string;
}
interface Receipt {
  readonly level: number;
  readonly to: { readonly kind: string; readonly name: string };
  readonly peopleCount: number;
  readonly dutyRank: number | null;
  readonly isHeld: boolean;
  readonly isOver: boolean;
  readonly createdAt: string;
  readonly heldFrom: string | null;
  readonly heldUntil: string | null;
  readonly nextHeldUntil: string | null;
  readonly ackDueAt: string | null;
}
const company = () => town.city.unit('sanitation', '.001').id;
const told = async (who: Who, caseId: string, kind = 'case.pushed'): Promise<Notice[]> =>
  ((await done(town.get(who, '/api/notices?limit=200'))).notices as Notice[]).filter(
    (notice) => notice.caseId === caseId && notice.kind === kind,
  );
const howOften = async (who: Who, caseId: string, kind = 'case.pushed') =>
  (await told(who, caseId, kind)).length;
/** Lowest level first. */
const receipts = async (caseId: string) =>
  ((await done(town.get('leader', `/api/notices/of-case/${caseId}`))).receipts as Receipt[])
    .slice()
    .sort((a, b) => a.level - b.level);
const acknowledge = async (who: Who, caseId: string, kind = 'case.pushed') =>
  done(town.post(who, `/api/notices/${(await told(who, caseId, kind))[0]?.id}/acknowledge`));

async function pass(minutes: number): Promise<void> {
  store.clock.advance(minutes * MINUTE);
  await app.settle();
}
async function dispatched(more: Fields = {}): Promise<string> {
  const { id } = await done(town.report('officer', more));
  await app.settle();
  return String(id);
}
async function push(id: string, kind = 'supervise'): Promise<string> {
  await done(town.act('streetDispatcher', id, 'push', { kind, words: '请尽快到场' }));
  await app.settle();
  return id;
}
const put = async (url: string, body: unknown) => {
  const token = await town.token('admin');
  return app.send('PUT', url, { body, ...(token ? { token } : {}) });
};
/** Who is on call on this day from midnight to midnight; nobody, or as the week says. */
async function onCallOn(day: string, who: readonly Who[] | null): Promise<void> {
  const url = `/api/duty/units/${company()}`;
  const { version } = await done(town.get('admin', `${url}/rota`));
  const personIds = (who ?? []).map((one) => town.personId(one));
  const all = personIds.length > 0 ? [{ fromMinute: 0, toMinute: 1440, personIds }] : [];
  const shifts = who === null ? null : all;
  await done(put(`${url}/days/${day}`, { version, shifts, why: '测试' }));
}
const today = () => localDate(store.clock.now());
const quiet = async (more: Fields = {}): Promise<string> => {
  const asked = { unitId: company(), districtId: DISTRICT, fromMinute: 1320, toMinute: 420, until: null };
  const rest = { since: today(), mayDisturb: ['summon', 'urgent_matter'], source: '值班制度', ...more };
  return String((await done(town.post('admin', '/api/duty/quiet', { ...asked, ...rest }))).id);
};
const endQuiet = (id: string) => done(town.post('admin', `/api/duty/quiet/${id}/remove`));
const COMPANY: readonly Who[] = ['handler', 'mate', 'leaver', 'chief'];
const countAll = async (caseId: string, kind = 'case.pushed') =>
  Object.fromEntries(
    await Promise.all(COMPANY.map(async (who) => [who, await howOften(who, caseId, kind)] as const)),
  );

beforeAll(async () => {
  await app.settle();
});
/** Each at two in the afternoon of its own day, before anybody was put on call. */
let day = 5;
beforeEach(async () => {
  day += 1;
  store.clock.set(`2026-08-${String(day).padStart(2, '0')}T14:08:00+08:00`);
  await app.settle();
});

describe('who hears of a push', () => {
  test('without a rota: those of the unit who may answer, and not its inspectors', async () => {
    const id = await push(await dispatched());
    expect(await countAll(id)).toEqual({ handler: 1, mate: 1, leaver: 1, chief: 1 });
  });

  test('a centre is pushed: its dispatcher hears of it, its inspector and its leader do not', async () => {
    const id = await dispatched();
    await done(town.act('handler', id, 'return', { reasonCode: 'not_ours', words: '不属本单位职责' }));
    await done(town.act('leader', id, 'push', { kind: 'urge', words: '请尽快改派' }));
    await app.settle();
    expect(await howOften('streetDispatcher', id)).toBe(1);
    for (const who of ['streetInspector', 'streetLeader'] as const) expect(await howOften(who, id)).toBe(0);
    expect((await receipts(id))[0]).toMatchObject({ to: { kind: 'unit' }, peopleCount: 1 });
  });

  test('with a rota: the first on call alone; then the next, the head, the centre, each once', async () => {
    await onCallOn(today(), ['mate', 'leaver']);
    const id = await push(await dispatched());
    expect(await countAll(id)).toEqual({ handler: 0, mate: 1, leaver: 0, chief: 0 });
    await pass(15);
    expect(await countAll(id, ESCALATED)).toEqual({ handler: 0, mate: 0, leaver: 1, chief: 0 });
    await pass(15);
    expect(await howOften('chief', id, ESCALATED)).toBe(1);
    expect(await howOften('streetDispatcher', id, ESCALATED)).toBe(0);
    await pass(15);
    expect(await howOften('streetDispatcher', id, ESCALATED)).toBe(1);
    await pass(240);
    expect(await countAll(id, ESCALATED)).toEqual({ handler: 0, mate: 0, leaver: 1, chief: 1 });
    const levels = await receipts(id);
    expect(levels.map(({ level, dutyRank, to }) => [level, dutyRank, to.kind])).toEqual([
      [0, 1, 'person'],
      [1, 2, 'person'],
      [2, null, 'person'],
      [3, null, 'unit'],
      [4, null, 'unit'],
    ]);
  });

  test('the next on call says "I have it": nobody further is told', async () => {
    await onCallOn(today(), ['mate', 'leaver']);
    const id = await push(await dispatched());
    await pass(15);
    await acknowledge('leaver', id, ESCALATED);
    await pass(240);
    expect(await howOften('chief', id, ESCALATED)).toBe(0);
    expect(await howOften('streetDispatcher', id, ESCALATED)).toBe(0);
  });

  test('whoever holds the case is told first, then who is on call', async () => {
    await onCallOn(today(), ['handler', 'mate']);
    const id = await dispatched();
    await done(town.act('handler', id, 'claim', { personId: town.personId('handler') }));
    await push(id);
    expect(await countAll(id)).toEqual({ handler: 1, mate: 0, leaver: 0, chief: 0 });
    await pass(15);
    expect(await countAll(id, ESCALATED)).toEqual({ handler: 0, mate: 1, leaver: 0, chief: 0 });
  });

  test('the shift changes while nobody answers: whoever comes on call is told', async () => {
    await onCallOn(today(), ['mate']);
    const id = await push(await dispatched());
    await onCallOn(today(), ['leaver', 'mate']);
    await pass(15);
    expect(await countAll(id, ESCALATED)).toEqual({ handler: 0, mate: 0, leaver: 1, chief: 0 });
    await pass(15);
    expect(await countAll(id, ESCALATED)).toEqual({ handler: 0, mate: 0, leaver: 1, chief: 1 });
  });

  test('other words to the unit go to all of it, as ever', async () => {
    await onCallOn(today(), ['mate']);
    const id = await dispatched();
    expect(await countAll(id, 'case.dispatched')).toEqual({ handler: 1, mate: 1, leaver: 1, chief: 1 });
  });
});

describe('quiet hours', () => {
  const evening = () => store.clock.set(`${today()}T22:30:00+08:00`);
  const morning = () => fromIso(`${localDate(store.clock.now() + 12 * 60 * MINUTE)}T07:00:00+08:00`) ?? 0;

  test('a push at night stands at once; who is on call in the morning is told in the morning', async () => {
    evening();
    const id = await dispatched();
    const hours = await quiet();
    await onCallOn(today(), ['mate']);
    const at = store.clock.now();
    await onCallOn(localDate(morning()), ['leaver']);
    await push(id);
    expect(await countAll(id)).toEqual({ handler: 0, mate: 0, leaver: 0, chief: 0 });
    expect(await receipts(id)).toMatchObject([
      { isHeld: true, heldFrom: toIso(at), heldUntil: toIso(morning()), peopleCount: 0 },
    ]);
    const { pushes } = await done(town.get('leader', `/api/cases/${id}`));
    expect(pushes).toMatchObject([{ kind: 'supervise', at: toIso(at) }]);
    store.clock.set(toIso(morning() - 1));
    await app.settle();
    expect(await howOften('leaver', id)).toBe(0);
    store.clock.set(toIso(morning()));
    await app.settle();
    expect(await countAll(id)).toEqual({ handler: 0, mate: 0, leaver: 1, chief: 0 });
    expect(await receipts(id)).toMatchObject([
      { isHeld: false, dutyRank: 1, heldFrom: toIso(at), createdAt: toIso(morning()) },
    ]);
    await pass(15);
    expect(await howOften('chief', id, ESCALATED)).toBe(1);
    await endQuiet(hours);
  });

  test('a summons is told at once, and so is any push on an urgent matter', async () => {
    evening();
    const calm = await dispatched();
    const urgent = await dispatched({ severity: 'urgent' });
    const hours = await quiet();
    await onCallOn(today(), ['mate']);
    await push(calm, 'summon');
    await push(urgent, 'urge');
    expect(await howOften('mate', calm)).toBe(1);
    expect(await howOften('mate', urgent)).toBe(1);
    await endQuiet(hours);
  });

  test('answered before the morning: nobody is told any more, and it says so', async () => {
    evening();
    const id = await dispatched();
    const hours = await quiet();
    await push(id);
    const { pushes } = await done(town.get('leader', `/api/cases/${id}`));
    const pushSeq = (pushes as { seq: number }[])[0]?.seq;
    await done(town.act('chief', id, 'answer_push', { pushSeq, words: '已安排夜班' }));
    await app.settle();
    store.clock.set(toIso(morning()));
    await app.settle();
    expect(await countAll(id)).toEqual({ handler: 0, mate: 0, leaver: 0, chief: 0 });
    expect(await receipts(id)).toMatchObject([{ isHeld: true, isOver: true }]);
    await endQuiet(hours);
  });

  test('claimed at night, and the push still unanswered: whoever holds it by then is told', async () => {
    evening();
    const id = await dispatched();
    const hours = await quiet();
    await push(id);
    await done(town.act('mate', id, 'claim', { personId: town.personId('mate') }));
    await app.settle();
    store.clock.set(toIso(morning()));
    await app.settle();
    expect(await countAll(id)).toEqual({ handler: 0, mate: 1, leaver: 0, chief: 0 });
    await endQuiet(hours);
  });

  test('told before the night and unanswered: the next hears in the morning, and that is shown', async () => {
    store.clock.set(`${today()}T21:50:00+08:00`);
    const id = await dispatched();
    const hours = await quiet();
    await onCallOn(today(), ['mate', 'leaver']);
    await push(id);
    await onCallOn(localDate(morning()), ['leaver']);
    await pass(15);
    expect(await howOften('leaver', id, ESCALATED)).toBe(0);
    expect(await receipts(id)).toMatchObject([{ level: 0, nextHeldUntil: toIso(morning()) }]);
    const due = store.clock.now();
    store.clock.set(toIso(morning()));
    await app.settle();
    expect(await countAll(id, ESCALATED)).toEqual({ handler: 0, mate: 0, leaver: 1, chief: 0 });
    expect(await receipts(id)).toMatchObject([
      { level: 0, nextHeldUntil: null },
      { level: 1, dutyRank: 1, heldFrom: toIso(due), heldUntil: toIso(morning()) },
    ]);
    await endQuiet(hours);
  });

  test('hours that were made longer hold it longer; a server that was down tells it then', async () => {
    evening();
    const id = await dispatched();
    const hours = await quiet();
    await push(id);
    const longer = await quiet({ fromMinute: 300, toMinute: 540, since: localDate(morning()) });
    store.clock.set(toIso(morning()));
    await app.settle();
    expect(await receipts(id)).toMatchObject([
      { isHeld: true, heldUntil: toIso(morning() + 120 * MINUTE) },
    ]);
    await endQuiet(hours);
    await endQuiet(longer);
    store.clock.set(toIso(morning() + 121 * MINUTE));
    await app.settle();
    expect(await howOften('chief', id)).toBe(1);
  });

  test('a push by the ladder at night: the rung is on record at its time, the telling waits', async () => {
    const id = await dispatched();
    const hours = await quiet({ fromMinute: 0, toMinute: 1439 });
    await pass(24 * 60);
    const { pushes } = await done(town.get('leader', `/api/cases/${id}`));
    expect((pushes as { isAutomatic: boolean }[]).length).toBeGreaterThan(0);
    const held = (await receipts(id)).filter(({ isHeld }) => isHeld);
    expect(held.length).toBeGreaterThan(0);
    await endQuiet(hours);
  });

  test('three servers at once, and clocks set back: what was held is told once', async () => {
    evening();
    const ids: string[] = [];
    for (let n = 0; n < 4; n++) ids.push(await dispatched());
    const hours = await quiet();
    await onCallOn(today(), ['mate', 'leaver']);
    for (const id of ids) await push(id);
    await onCallOn(localDate(morning()), ['mate', 'leaver']);
    const { database, clock } = store;
    const parts = { database, clock, files: app.files, log: silentLog() };
    const servers = [1, 2, 3].map(() => makeBackground(parts));
    for (const step of [0, -60, 14, -20, 15, 16, -5, 40]) {
      store.clock.set(toIso(morning() + step * MINUTE));
      await Promise.all(servers.map(({ timers }) => timers.runDue()));
    }
    await app.settle();
    for (const id of ids) {
      expect(await howOften('mate', id)).toBe(1);
      expect(await howOften('leaver', id, ESCALATED)).toBe(1);
      expect(await howOften('chief', id, ESCALATED)).toBe(1);
    }
    await endQuiet(hours);
  });
});
