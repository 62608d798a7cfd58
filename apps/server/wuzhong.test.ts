// The first acceptance case, minute by minute through the doors: rubble at a building is reported,
// dispatched, claimed, cleared, fed back, looked at and closed in 33 minutes. Twice: over the noon break,
// when the clocks of working hours stand still, and in the afternoon, when they run.
import { beforeAll, describe, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T12:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

const heard = new Map<Who, Set<string>>();

/** What each person was told since the last time, by kind; people who heard nothing are left out. */
async function news(): Promise<Fields> {
  await app.settle();
  const told: Record<string, unknown> = {};
  for (const who of town.names.filter((name) => name !== 'nobody')) {
    const { status, body } = await town.get(who, '/api/notices');
    expect(status).toBe(200);
    const known = heard.get(who) ?? new Set();
    const notices = body.notices as { id: string; kind: string; zh: string; en: string }[];
    const fresh = notices.filter((notice) => !known.has(notice.id));
    for (const notice of fresh) {
      known.add(notice.id);
      expect(`${notice.zh} ${notice.en}`).toMatch(/[一-鿿].* [A-Z]/);
    }
    heard.set(who, known);
    if (fresh.length > 0) told[who] = fresh.map((notice) => notice.kind).sort();
  }
  return told;
}

interface Seen {
  readonly state: string;
  readonly holder: { readonly id: string } | null;
  readonly holderPersonId: string | null;
  readonly lamp: string;
  readonly clock: { readonly stage: string; readonly remainingMs: number; readonly lamp: string } | null;
  readonly total: { readonly lamp: string; readonly startedAt: string } | null;
  readonly steps: readonly { readonly action: string; readonly at: string }[];
}

async function stands(caseId: string) {
  const { status, body } = await town.get('dispatcher', `/api/cases/${caseId}`);
  expect(status).toBe(200);
  const seen = body as unknown as Seen;
  return {
    state: seen.state,
    holder: seen.holder?.id ?? null,
    person: seen.holderPersonId,
    clock: seen.clock && [seen.clock.stage, seen.clock.remainingMs / SECOND, seen.clock.lamp],
    total: seen.total?.lamp ?? null,
  };
}

async function outside(publicCode: string) {
  const { status, body } = await town.get('nobody', `/api/track/${publicCode}`);
  expect(status).toBe(200);
  const steps = body.steps as { action: string; body: Fields }[];
  return {
    state: body.state,
    holderName: body.holderName,
    isOpen: body.isOpen,
    lamp: body.lamp,
    steps: steps.map((step) => step.action),
    said: steps.at(-1)?.body,
  };
}

const DISTRICT_CENTRE: readonly Who[] = [
  'inspector',
  'dispatcher',
  'secondDispatcher',
  'leader',
  'admin',
];
const STREET_CENTRE: readonly Who[] = ['streetInspector', 'streetDispatcher', 'streetLeader'];
const told = (who: readonly Who[], ...kinds: string[]): Fields =>
  Object.fromEntries(who.map((one) => [one, kinds]));

/** Seconds left of the stage's limit, and its lamp, once the noon break and once not. */
const DAYS = [
  {
    day: '2026-08-05',
    hour: 12,
    accept: [900, 'green'],
    claim: [3_600, 'green'],
    claimLater: [3_600, 'green'],
    verifyLater: 'green',
  },
  {
    day: '2026-08-06',
    hour: 15,
    accept: [875, 'green'],
    claim: [3_600, 'green'],
    claimLater: [3_025, 'green'],
    verifyLater: 'green',
  },
] as const;

describe.each(DAYS)('rubble in Suyuan, from $hour:08 to $hour:41', (on) => {
  const time = (text: string) => store.clock.set(`${on.day}T${on.hour}:${text}+08:00`);
  const start = Date.parse(`${on.day}T${on.hour}:08:00+08:00`);
  const centre = (area = '') => town.city.unit('centre', area);
  let [id, publicCode, before] = ['', '', ''];
  beforeAll(news);

  test('minute 08: an inspector’s photo. What it is called is the centre’s to say', async () => {
    time('08:00');
    before = await town.photo('inspector');
    const reported = await town.report('inspector', { itemCode: undefined, photoIds: [before] });
    expect(reported.status).toBe(201);
    [id, publicCode] = [String(reported.body.id), String(reported.body.publicCode)];
    expect(await stands(id)).toEqual({
      state: 'reported',
      holder: centre().id,
      person: null,
      clock: ['accept', 900, 'green'],
      total: 'green',
    });
    expect(await news()).toEqual(told(DISTRICT_CENTRE, 'case.reported'));
    expect(await outside(publicCode)).toEqual({
      state: 'reported',
      holderName: centre().name,
      isOpen: true,
      lamp: 'green',
      steps: ['report'],
      said: { photoIds: [before] },
    });
  });

  test('+25 s: signed and dispatched to the sub-centre; another unit needs a reason', async () => {
    time('08:25');
    expect((await stands(id)).clock).toEqual(['accept', ...on.accept]);
    const { itemCode } = town.city;
    expect((await town.act('dispatcher', id, 'accept', { itemCode })).status).toBe(200);
    const unreasoned = await town.act('dispatcher', id, 'dispatch', { unitId: centre('.001').id });
    expect(unreasoned.body.code).toBe('cases.unit_reason_missing');
    const reason = '高新区分中心统筹处置';
    const given = { unitId: centre('.001').id, reason };
    expect((await town.act('dispatcher', id, 'dispatch', given)).status).toBe(200);
    expect(await stands(id)).toEqual({
      state: 'dispatched',
      holder: centre('.001').id,
      person: null,
      clock: ['claim', ...on.claim],
      total: 'green',
    });
    const heardNow = { ...told(STREET_CENTRE, 'case.dispatched'), inspector: ['case.accepted'] };
    expect(await news()).toEqual(heardNow);
    expect(await outside(publicCode)).toMatchObject({
      state: 'dispatched',
      holderName: centre('.001').name,
      steps: ['report', 'accept', 'dispatch'],
    });
  });

  test('minute 18: the head of the grid claims and tells the property company', async () => {
    time('18:00');
    expect((await stands(id)).clock).toEqual(['claim', ...on.claimLater]);
    const personId = town.personId('gridHead');
    expect(
      (await town.act('handler', id, 'claim', { personId: town.personId('handler') })).body.code,
    ).toBe('cases.not_allowed');
    expect((await town.act('gridHead', id, 'claim', { personId })).status).toBe(200);
    expect((await town.act('gridHead', id, 'note', { words: '已通知物业公司到场清运' })).status).toBe(
      200,
    );
    const handling = await stands(id);
    const held = { state: 'handling', holder: centre('.001').id, person: personId, total: 'green' };
    expect(handling).toMatchObject(held);
    expect(handling.clock?.[0]).toBe('handle');
    expect(await news()).toEqual({});
    expect((await outside(publicCode)).steps).toEqual(['report', 'accept', 'dispatch', 'claim']);
  });

  test('minute 31: it is gone; whoever follows the case sees the picture', async () => {
    time('31:00');
    const cleared = await town.photo('gridHead');
    const gone = { words: '已清运干净', photoIds: [cleared], isPublic: true };
    expect((await town.act('gridHead', id, 'note', gone)).status).toBe(200);
    expect(await outside(publicCode)).toMatchObject({ state: 'handling', said: { words: '已清运干净' } });
    expect(await news()).toEqual({});
  });

  test('minute 35: the sub-centre feeds back with before and after', async () => {
    time('35:00');
    const bare = await town.act('streetDispatcher', id, 'feed_back', { result: '已清运' });
    expect(bare.body).toMatchObject({
      status: 422,
      code: 'cases.photo_missing',
      data: { needed: 1, given: 0 },
    });
    const after = await town.photo('streetDispatcher');
    const answer = { result: '已清运，附前后对比照片', photoIds: [before, after] };
    expect((await town.act('streetDispatcher', id, 'feed_back', answer)).status).toBe(200);
    const answered = await stands(id);
    expect(answered).toMatchObject({
      state: 'answered',
      holder: centre().id,
      person: null,
      total: 'green',
    });
    expect(answered.clock?.[0]).toBe('verify');
    expect(await news()).toEqual(told(DISTRICT_CENTRE, 'case.fed_back'));
    expect(await outside(publicCode)).toMatchObject({ state: 'answered', said: answer });
  });

  test('minute 41: the sub-centre may not pass it; the inspector looks, the centre closes', async () => {
    time('41:00');
    expect((await stands(id)).clock?.[2]).toBe(on.verifyLater);
    const own = await town.act('streetInspector', id, 'verify', { finding: '好' });
    expect(own.body.code).toBe('cases.own_work');
    const look = await town.photo('inspector');
    const finding = { finding: '现场已恢复清洁', photoIds: [look] };
    expect((await town.act('inspector', id, 'verify', finding)).status).toBe(200);
    expect(await stands(id)).toMatchObject({ state: 'verified', holder: centre().id, person: null });
    const end = { closingCode: 'solved', reply: '13幢1单元旁渣土已清运' };
    expect((await town.act('dispatcher', id, 'close', end)).status).toBe(200);
    expect(await stands(id)).toEqual({
      state: 'closed',
      holder: null,
      person: null,
      clock: null,
      total: null,
    });
    expect(await news()).toEqual({
      ...told(DISTRICT_CENTRE, 'case.verified'),
      ...told(STREET_CENTRE, 'case.closed'),
      inspector: ['case.closed', 'case.verified'],
    });
    expect(await outside(publicCode)).toEqual({
      state: 'closed',
      holderName: null,
      isOpen: false,
      lamp: null,
      said: end,
      steps: ['report', 'accept', 'dispatch', 'claim', 'note', 'feed_back', 'verify', 'close'],
    });
  });

  test('the history holds every minute, and is intact', async () => {
    const { steps } = (await town.get('dispatcher', `/api/cases/${id}`)).body as unknown as Seen;
    const minutes = steps.map((step) => [step.action, (Date.parse(step.at) - start) / MINUTE]);
    const atOnce = 25 / 60;
    expect(minutes).toEqual([
      ['report', 0],
      ['accept', atOnce],
      ['dispatch', atOnce],
      ['claim', 10],
      ['note', 10],
      ['note', 23],
      ['feed_back', 27],
      ['verify', 33],
      ['close', 33],
    ]);
    const check = await town.get('dispatcher', `/api/cases/${id}/history/verify`);
    expect(check.body).toMatchObject({ isIntact: true, steps: 9 });
  });
});
