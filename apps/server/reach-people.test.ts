// An urgent word reaches somebody: read and acknowledged on record, gone up when nobody answers, exactly once
// however many servers run; and nobody is called for what has been seen to.
import { beforeAll, describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { makeBackground } from './background.ts';
import { type Reply, testApp } from './test-app.ts';
import { type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

async function done(reply: Promise<Reply>): Promise<Fields> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got.body;
}

interface Notice {
  readonly id: string;
  readonly caseId: string;
  readonly kind: string;
  readonly zh: string;
  readonly isUrgent: boolean;
  readonly isRead: boolean;
  readonly isWaiting: boolean;
  readonly isAcknowledgedByMe: boolean;
  readonly acknowledged: { readonly name: string; readonly at: string } | null;
  readonly escalatedFrom: { readonly name: string } | null;
  readonly createdAt: string;
}
interface Receipt {
  readonly level: number;
  readonly kind: string;
  readonly to: { readonly kind: string; readonly name: string };
  readonly peopleCount: number;
  readonly readers: readonly { readonly name: string }[];
  readonly acknowledgements: readonly { readonly name: string; readonly at: string }[];
  readonly isOver: boolean;
}

const inbox = async (who: Who, query = ''): Promise<readonly Notice[]> =>
  (await done(town.get(who, `/api/notices?limit=200${query}`))).notices as Notice[];
const told = async (who: Who, caseId: string, kind: string): Promise<Notice[]> =>
  (await inbox(who)).filter((notice) => notice.caseId === caseId && notice.kind === kind);
const receipts = async (who: Who, caseId: string): Promise<readonly Receipt[]> =>
  (await done(town.get(who, `/api/notices/of-case/${caseId}`))).receipts as Receipt[];
const acknowledge = (who: Who, id: string, key?: string) =>
  town.post(who, `/api/notices/${id}/acknowledge`, {}, key ? { key } : {});

async function dispatched(more: Fields = {}): Promise<string> {
  const { id } = await done(town.report('officer', more));
  await app.settle();
  return String(id);
}
async function claimed(): Promise<string> {
  const id = await dispatched();
  await done(town.act('handler', id, 'claim', { personId: town.personId('handler') }));
  await app.settle();
  return id;
}
async function pushed(id: string, kind = 'supervise'): Promise<string> {
  await done(town.act('streetDispatcher', id, 'push', { kind, words: '请尽快到场' }));
  await app.settle();
  return id;
}
async function pass(minutes: number): Promise<void> {
  store.clock.advance(minutes * MINUTE);
  await app.settle();
}
const the = <T>(list: readonly T[]): T => {
  expect(list).toHaveLength(1);
  return list[0] as T;
};
const ESCALATED = 'notice.escalated';

/** The street's centre, the district's; and that the community's has no part in it. */
const centres = ['streetDispatcher', 'dispatcher'] as const;
const howOften = async (who: Who, id: string) => (await told(who, id, ESCALATED)).length;

describe('reading and acknowledging', () => {
  test('a push to a unit: each reads for themselves, the first word counts, the sender sees it', async () => {
    const id = await pushed(await dispatched());
    const notice = the(await told('mate', id, 'case.pushed'));
    expect(notice).toMatchObject({ isUrgent: true, isRead: false, isWaiting: true, acknowledged: null });
    expect(the(await receipts('streetDispatcher', id))).toMatchObject({
      to: { kind: 'unit' },
      peopleCount: 4,
      readers: [],
      acknowledgements: [],
      level: 0,
    });

    await done(town.post('mate', `/api/notices/${notice.id}/read`));
    await pass(2);
    const { acknowledgedAt } = await done(acknowledge('handler', notice.id));
    const seen = the(await receipts('streetDispatcher', id));
    expect(seen.readers.map(({ name }) => name)).toEqual([town.nameOf('mate'), town.nameOf('handler')]);
    expect(seen.acknowledgements).toEqual([{ name: town.nameOf('handler'), at: acknowledgedAt }]);

    const forChief = the(await told('chief', id, 'case.pushed'));
    expect(forChief).toMatchObject({ isRead: false, isWaiting: false, isAcknowledgedByMe: false });
    expect(forChief.acknowledged).toEqual({ name: town.nameOf('handler'), at: acknowledgedAt });
    expect(await told('handler', id, 'case.pushed')).toMatchObject([
      { isRead: true, isAcknowledgedByMe: true },
    ]);
  });

  test('twice is the same as once, by another key and after hours as well', async () => {
    const id = await pushed(await claimed());
    const notice = the(await told('handler', id, 'case.pushed'));
    const first = await done(acknowledge('handler', notice.id, 'ack-key-one'));
    await pass(30);
    expect(await done(acknowledge('handler', notice.id, 'ack-key-one'))).toEqual(first);
    await done(acknowledge('handler', notice.id, 'ack-key-two'));
    const at = first.acknowledgedAt;
    expect(the(await told('handler', id, 'case.pushed')).acknowledged).toMatchObject({ at });
    expect(the(await receipts('leader', id)).acknowledgements).toHaveLength(1);
  });

  test('a colleague may say so too, and both are on record', async () => {
    const id = await pushed(await dispatched());
    const notice = the(await told('mate', id, 'case.pushed'));
    for (const who of ['mate', 'chief'] as const) await done(acknowledge(who, notice.id));
    const seen = the(await receipts('streetLeader', id));
    expect(seen.acknowledgements.map(({ name }) => name)).toEqual([
      town.nameOf('mate'),
      town.nameOf('chief'),
    ]);
    expect(the(await told('handler', id, 'case.pushed')).acknowledged?.name).toBe(town.nameOf('mate'));
  });

  test('nobody acknowledges, reads or sees for somebody else', async () => {
    const id = await pushed(await claimed());
    const notice = the(await told('handler', id, 'case.pushed'));
    for (const who of ['mate', 'otherHandler', 'streetDispatcher', 'foreign'] as const) {
      expect((await acknowledge(who, notice.id)).body.code).toBe('notices.not_yours');
    }
    expect(await done(town.post('mate', '/api/notices/read', { ids: [notice.id] }))).toEqual({
      readCount: 0,
    });
    expect(the(await told('handler', id, 'case.pushed')).isRead).toBe(false);
    for (const [who, status] of [
      ['handler', 403],
      ['otherStreet', 404],
      ['foreign', 404],
      ['chief', 200],
      ['leader', 200],
    ] as const) {
      expect((await town.get(who, `/api/notices/of-case/${id}`)).status, who).toBe(status);
    }
  });

  test('all read up to a moment: what comes later stays unread; several at once as well', async () => {
    const early = await dispatched();
    const upTo = new Date(store.clock.now()).toISOString();
    store.clock.advance(MINUTE);
    const late = await dispatched();
    const unread = async () => (await inbox('mate', '&onlyUnread=true')).map(({ caseId }) => caseId);
    expect(await unread()).toEqual(expect.arrayContaining([early, late]));
    expect((await done(town.post('mate', '/api/notices/read-all', { upTo }))).readCount).toBeGreaterThan(0);
    expect(await unread()).toEqual([late]);
    expect((await done(town.post('mate', '/api/notices/read-all', { upTo }))).readCount).toBe(0);
    const ids = (await inbox('mate', '&onlyUnread=true')).map((notice) => notice.id);
    expect(await done(town.post('mate', '/api/notices/read', { ids }))).toEqual({ readCount: 1 });
    expect(await done(town.post('mate', '/api/notices/read', { ids }))).toEqual({ readCount: 0 });
    expect((await done(town.get('mate', '/api/notices'))).unreadCount).toBe(0);
  });

  test('nothing to read, and all up to no time, are refused', async () => {
    for (const [url, body] of [
      ['read', { ids: [] }],
      ['read', { ids: ['one'] }],
      ['read-all', { upTo: 'noon' }],
      ['read-all', {}],
    ] as const) {
      expect((await town.post('mate', `/api/notices/${url}`, body)).body.code).toBe('http.invalid');
    }
  });

  test('what still waits can be asked for alone, and is gone from there once anybody has it', async () => {
    const id = await pushed(await dispatched());
    const waiting = async (who: Who) =>
      (await inbox(who, '&onlyWaiting=true')).filter(({ caseId }) => caseId === id);
    const notice = the(await waiting('mate'));
    await done(acknowledge('chief', notice.id));
    expect(await waiting('mate')).toEqual([]);
  });
});

describe('going up', () => {
  test('a handler who does not answer: the head after 15 minutes, the centre, the next', async () => {
    const id = await pushed(await claimed());
    await pass(14);
    expect(await howOften('chief', id)).toBe(0);
    await pass(1);
    expect(the(await told('chief', id, ESCALATED))).toMatchObject({
      zh: '15 分钟无人确认：收到督办，请按时答复',
      isUrgent: true,
      escalatedFrom: { name: town.nameOf('handler') },
    });
    expect(await Promise.all(centres.map((who) => howOften(who, id)))).toEqual([0, 0]);
    await pass(15);
    expect(the(await told('streetDispatcher', id, ESCALATED)).zh).toContain('30 分钟无人确认');
    expect(await howOften('dispatcher', id)).toBe(0);
    await pass(15);
    expect(the(await told('dispatcher', id, ESCALATED)).zh).toContain('45 分钟');
    await pass(600);
    for (const who of ['chief', ...centres] as const) expect(await howOften(who, id)).toBe(1);
    const levels = (await receipts('leader', id)).filter(({ kind }) => kind === ESCALATED);
    expect(levels.map(({ level }) => level)).toEqual([3, 2, 1]);
  });

  test('a company that does not answer: its heads and the centre in charge at once', async () => {
    const id = await pushed(await dispatched(), 'summon');
    await pass(10);
    expect(await howOften('chief', id)).toBe(1);
    expect(await howOften('streetDispatcher', id)).toBe(1);
    expect(await howOften('mate', id)).toBe(0);
    await pass(10);
    expect(await howOften('dispatcher', id)).toBe(1);
  });

  test('who says "I have it" calls off everyone further up, and so does a head who was told', async () => {
    const first = await pushed(await claimed());
    await done(acknowledge('handler', the(await told('handler', first, 'case.pushed')).id));
    const second = await pushed(await claimed());
    await pass(15);
    expect(await howOften('chief', first)).toBe(0);
    await done(acknowledge('chief', the(await told('chief', second, ESCALATED)).id));
    await pass(120);
    for (const who of centres) {
      expect(await howOften(who, first)).toBe(0);
      expect(await howOften(who, second)).toBe(0);
    }
    const [up, down] = await receipts('leader', second);
    expect(up).toMatchObject({ level: 1, acknowledgements: [{ name: town.nameOf('chief') }] });
    expect(down).toMatchObject({ level: 0, acknowledgements: [], isOver: true });
    // Somebody further up has it: the case stands where it stood, and the receipts say so.
    const { stateZh } = await done(town.get('leader', `/api/notices/of-case/${second}`));
    expect(stateZh).toBe('处置中');
  });

  test('who acts instead of acknowledging is not called any more', async () => {
    const id = await pushed(await claimed());
    await done(
      town.act('handler', id, 'feed_back', { result: '好', photoIds: [await town.photo('handler')] }),
    );
    await app.settle();
    expect(the(await told('handler', id, 'case.pushed')).isWaiting).toBe(false);
    await pass(120);
    expect(await howOften('chief', id)).toBe(0);
  });

  test('acted within the last second, before any event was read: the timer finds it out', async () => {
    const id = await pushed(await claimed());
    store.clock.advance(15 * MINUTE);
    await done(
      town.act('handler', id, 'feed_back', { result: '好', photoIds: [await town.photo('handler')] }),
    );
    await app.background.timers.runDue();
    await app.settle();
    expect(await howOften('chief', id)).toBe(0);
  });

  test('a rework wants a word within half an hour; an ordinary dispatch wants none', async () => {
    const id = await claimed();
    await done(
      town.act('handler', id, 'feed_back', { result: '好', photoIds: [await town.photo('handler')] }),
    );
    await done(town.act('inspector', id, 'rework', { missing: '还有一袋' }));
    const quiet = await dispatched();
    await pass(30);
    expect(await howOften('chief', id)).toBe(1);
    expect(await told('mate', quiet, 'case.dispatched')).toMatchObject([
      { isUrgent: false, isWaiting: false },
    ]);
    await pass(600);
    expect(await howOften('chief', quiet)).toBe(0);
  });

  test('a critical matter is asked after within five minutes', async () => {
    const id = await dispatched({ severity: 'critical' });
    expect(the(await told('mate', id, 'case.dispatched'))).toMatchObject({ isUrgent: true, isWaiting: true });
    await pass(5);
    expect(the(await told('chief', id, ESCALATED)).zh).toBe('5 分钟无人确认：有案件派到本单位，请认领');
    await done(town.act('handler', id, 'claim', { personId: town.personId('handler') }));
    await app.settle();
    expect(the(await told('chief', id, ESCALATED)).isWaiting).toBe(false);
    await pass(60);
    expect(await howOften('dispatcher', id)).toBe(0);
  });

  test('a colleague who is asked to take over and says nothing: the head hears of it', async () => {
    const id = await claimed();
    await done(town.act('handler', id, 'hand_over', { personId: town.personId('mate'), words: '换班' }));
    await app.settle();
    expect(the(await told('mate', id, 'case.hand_over_asked'))).toMatchObject({ isWaiting: true });
    await pass(15);
    expect(the(await told('chief', id, ESCALATED)).escalatedFrom?.name).toBe(town.nameOf('mate'));
    await done(town.act('mate', id, 'answer_hand_over', { isTaken: true }));
    await app.settle();
    await pass(120);
    expect(await howOften('dispatcher', id)).toBe(0);
  });

  test('a server that was down for hours tells level by level, in order, each once', async () => {
    const id = await pushed(await claimed());
    store.clock.advance(5 * HOUR);
    await app.settle();
    const levels = (await receipts('leader', id)).filter(({ kind }) => kind === ESCALATED);
    expect(levels.map(({ level, to }) => [level, to.kind])).toEqual([
      [3, 'unit'],
      [2, 'unit'],
      [1, 'person'],
    ]);
  });

  test('three servers at once tell each level once', async () => {
    const ids = [];
    for (let n = 0; n < 6; n++) ids.push(await pushed(await claimed()));
    store.clock.advance(46 * MINUTE);
    const { database, clock } = store;
    const servers = [1, 2, 3].map(() =>
      makeBackground({ database, clock, files: app.files, log: silentLog() }),
    );
    await Promise.all(servers.map(({ timers }) => timers.runDue()));
    await app.settle();
    for (const id of ids) {
      for (const who of ['chief', ...centres] as const) expect(await howOften(who, id)).toBe(1);
    }
  });

  test('acknowledging at the moment the timer goes off: one of both wins, and neither is lost', async () => {
    for (let n = 0; n < 5; n++) {
      const id = await pushed(await claimed());
      const notice = the(await told('handler', id, 'case.pushed'));
      store.clock.advance(15 * MINUTE);
      await Promise.all([app.background.timers.runDue(), done(acknowledge('handler', notice.id))]);
      await app.settle();
      expect(the(await told('handler', id, 'case.pushed')).acknowledged).not.toBeNull();
      await pass(60);
      expect(await howOften('dispatcher', id)).toBe(0);
    }
  });
});

beforeAll(async () => {
  // A quiet start: what the town's own making tells nobody.
  await app.settle();
});
