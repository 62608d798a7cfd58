// The second acceptance case through the doors: an officer's concern about an app climbs from the community
// to the street and the district, is judged of high risk, and a working group ends it: 6 h 50 min in all.
import { beforeAll, expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { createPeople, createUnits, givePosts } from '../../slices/people/server/public.ts';
import { type Reply, testApp } from './test-app.ts';
import { DISTRICT, type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-06T08:30:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const SETUP = { kind: 'system', name: 'setup' } as const;
const LISTS = [
  '清单,大类代码,大类,小类代码,小类,立案条件,处置时限,责任单位,责任层级,受理层级,核查方式,反馈照片,直派阈值',
  '事件,01,风险线索,01,可疑网络应用,有人以高收益拉人入群投资,8工作时,public_security,镇街,社区,中心,0,否',
].join('\n');
const ITEM = 'E0101';

let group = { id: '', member: '', personId: '' };
let id = '';

async function done(reply: Promise<Reply>): Promise<Fields> {
  const got = await reply;
  expect([200, 201], JSON.stringify(got.body)).toContain(got.status);
  return got.body;
}

/** The working group is a team of the district, with one who acts for it. */
async function makeGroup(): Promise<void> {
  group = await store.database.transaction(async (tx) => {
    const [unit] = await createUnits(tx, SETUP, [
      {
        districtId: DISTRICT,
        kind: 'team',
        specialty: 'working_group',
        areaPath: DISTRICT,
        serves: [DISTRICT],
        code: 'group',
        name: '涉网风险专班',
        nameEn: 'Working group on online risks',
      },
    ]);
    const [personId = ''] = await createPeople(tx, tx.cipher, SETUP, [
      { name: '专班联络员', areaPath: DISTRICT },
    ]);
    const unitId = unit?.id ?? '';
    await givePosts(tx, SETUP, [
      { personId, unitId, role: 'unit_head', areaPath: DISTRICT, fromDate: '2026-01-01', toDate: null },
    ]);
    return { id: unitId, member: '', personId };
  });
  group.member = await app.signInAs(group.personId);
}

beforeAll(async () => {
  await makeGroup();
  const headers = { 'content-type': 'text/csv' };
  const draft = await done(
    town.post(
      'admin',
      '/api/catalogue/500151/import?title=risk&effectiveFrom=2026-08-06',
      Buffer.from(LISTS),
      { headers },
    ),
  );
  const url = `/api/catalogue/500151/versions/${String(draft.catalogueId)}/publish`;
  const asked = await done(town.post('admin', url, { why: '增加涉网风险条目' }));
  await done(town.post('leader', `/api/proposals/${String(asked.proposalId)}/approve`));
}, 120_000);

const asGroup = (action: string, body: Fields = {}) =>
  app.send('POST', `/api/cases/${id}/${action}`, { token: group.member, body });
const centre = (area = '') => town.city.unit('centre', area).id;
const at = (time: string) => store.clock.set(`2026-08-06T${time}:00+08:00`);

interface Standing {
  readonly state: string;
  readonly holder: { readonly id: string } | null;
  readonly centre: { readonly id: string } | null;
  readonly clock: {
    readonly stage: string;
    readonly startedAt: string;
    readonly remainingMs: number;
  } | null;
  readonly total: { readonly remainingMs: number } | null;
}

async function stands() {
  const { body } = await town.get('dispatcher', `/api/cases/${id}`);
  const { state, holder, centre: inCharge, clock, total } = body as unknown as Standing;
  return {
    state,
    holder: holder?.id,
    centre: inCharge?.id,
    stage: clock?.stage,
    left: clock && clock.remainingMs / MINUTE,
    since: clock && Date.parse(clock.startedAt),
    totalLeft: total && total.remainingMs / MINUTE,
  };
}

async function newsOf(...people: Who[]): Promise<unknown[]> {
  await app.settle();
  return Promise.all(
    people.map(async (who) => {
      const { body } = await town.get(who, '/api/notices?limit=1');
      return (body.notices as { kind: string }[])[0]?.kind;
    }),
  );
}

test('08:30 an officer reports a concern; it waits at the community centre', async () => {
  at('08:30');
  const reported = await done(
    town.report('officer', {
      itemCode: ITEM,
      channel: 'department',
      photoIds: [],
      description: '居民群里有人推荐“稳盈”APP，称投一万月返三千，已有老人转账',
    }),
  );
  id = String(reported.id);
  expect(await stands()).toMatchObject({
    state: 'reported',
    holder: centre('.001.001'),
    centre: centre('.001.001'),
    stage: 'accept',
    left: 15,
  });
  expect(await newsOf('communityDispatcher')).toEqual(['case.reported']);
  const tooHigh = await town.act('streetDispatcher', id, 'accept');
  expect(tooHigh.body).toMatchObject({ status: 403, code: 'cases.not_allowed' });
});

test('08:40 the community accepts and passes it up: the street holds it, the clock goes on', async () => {
  at('08:40');
  await done(town.act('communityDispatcher', id, 'accept'));
  const before = await stands();
  expect(before).toMatchObject({
    state: 'accepted',
    holder: centre('.001.001'),
    stage: 'dispatch',
    left: 15,
  });
  at('08:46');
  await done(town.act('communityDispatcher', id, 'escalate', { reason: '超出社区研判能力' }));
  expect(await stands()).toMatchObject({
    state: 'accepted',
    holder: centre('.001'),
    centre: centre('.001'),
    stage: 'dispatch',
    left: 9,
    since: before.since,
  });
  expect(await newsOf('streetDispatcher')).toEqual(['case.escalated']);
  expect((await town.act('communityDispatcher', id, 'dispatch')).body.code).toBe('cases.not_allowed');
});

test('08:50 the street passes it up again: the district centre holds it, and nobody is above', async () => {
  at('08:50');
  await done(town.act('streetDispatcher', id, 'escalate', { reason: '涉嫌非法集资，跨街道' }));
  expect(await stands()).toMatchObject({
    state: 'accepted',
    holder: centre(),
    centre: centre(),
    stage: 'dispatch',
    left: 5,
  });
  expect(await newsOf('dispatcher', 'leader')).toEqual(['case.escalated', 'case.escalated']);
  const higher = await town.act('dispatcher', id, 'escalate', { reason: '再上报' });
  expect(higher.body).toMatchObject({ status: 409, code: 'cases.no_centre_above' });
});

test('08:54 judged of high risk: the working group leads, two units beside it', async () => {
  at('08:54');
  const coUnitIds = [town.city.unit('public_security', '.001').id, town.city.unit('urban_management').id];
  await done(town.act('dispatcher', id, 'note', { words: '研判：高风险，成立专班' }));
  const reason = '高风险，专班牵头';
  await done(town.act('dispatcher', id, 'dispatch', { unitId: group.id, coUnitIds, reason }));
  expect(await stands()).toMatchObject({
    state: 'dispatched',
    holder: group.id,
    centre: centre(),
    stage: 'claim',
  });
  const { body } = await town.get('dispatcher', `/api/cases/${id}`);
  expect((body.coUnits as { id: string }[]).map((unit) => unit.id).sort()).toEqual([...coUnitIds].sort());
  const heard = await app.settle().then(() => app.send('GET', '/api/notices', { token: group.member }));
  expect(heard.body.notices).toMatchObject([{ kind: 'case.dispatched', itemName: '可疑网络应用' }]);
});

test('09:05 the group claims, asks the district, is answered, and works on against one clock', async () => {
  at('09:05');
  await done(asGroup('claim', { personId: group.personId }));
  const claimed = await stands();
  expect(claimed).toMatchObject({ state: 'handling', holder: group.id, stage: 'handle', left: 8 * 60 });
  at('09:30');
  const question = '能否先行冻结涉事账户并张贴警示？';
  await done(asGroup('consult', { unitId: centre(), question }));
  expect((await asGroup('answer_consult', { decision: '可以' })).body.code).toBe('cases.not_allowed');
  expect(await newsOf('leader')).toEqual(['case.consulted']);
  at('09:45');
  await done(town.act('leader', id, 'answer_consult', { decision: '同意，由派出所协同' }));
  expect(await stands()).toMatchObject({
    state: 'handling',
    holder: group.id,
    left: 8 * 60 - 40,
    since: claimed.since,
  });
  const { body } = await town.get('dispatcher', `/api/cases/${id}`);
  const decided = (body.steps as { action: string; body: Fields }[]).filter((step) =>
    /consult/.test(step.action),
  );
  expect(decided.map((step) => step.body)).toMatchObject([
    { question },
    { decision: '同意，由派出所协同' },
  ]);
});

test('15:00 a result, checked by the centre, closed at 15:20: 6 h 50 min, with its whole way', async () => {
  at('15:00');
  const beforeEnd = await stands();
  expect(beforeEnd.left).toBeGreaterThan(0);
  await done(asGroup('feed_back', { result: '平台已下架，3 名老人资金追回，群已解散' }));
  expect(await stands()).toMatchObject({ state: 'answered', holder: centre(), stage: 'verify' });
  expect((await asGroup('verify', { finding: '好' })).body.code).toBe('cases.not_allowed');
  at('15:20');
  await done(town.act('dispatcher', id, 'verify', { finding: '回访 3 户，属实' }));
  await done(
    town.act('dispatcher', id, 'close', { closingCode: 'solved', reply: '请勿下载来历不明的投资软件' }),
  );
  const { body } = await town.get('dispatcher', `/api/cases/${id}`);
  const took = Date.parse(String(body.endedAt)) - Date.parse(String(body.createdAt));
  expect(took).toBe(6 * HOUR + 50 * MINUTE);
  const holders = (body.steps as { action: string; holder: { id: string } | null }[]).map((step) => [
    step.action,
    step.holder?.id ?? null,
  ]);
  expect(holders).toEqual([
    ['report', centre('.001.001')],
    ['accept', centre('.001.001')],
    ['escalate', centre('.001')],
    ['escalate', centre()],
    ['note', centre()],
    ['dispatch', group.id],
    ['claim', group.id],
    ['consult', group.id],
    ['answer_consult', group.id],
    ['feed_back', centre()],
    ['verify', centre()],
    ['close', null],
  ]);
  expect((body.counts as Fields).escalations).toBe(2);
  expect(await newsOf('officer')).toEqual(['case.closed']);
  const check = await town.get('dispatcher', `/api/cases/${id}/history/verify`);
  expect(check.body).toMatchObject({ isIntact: true, steps: 12 });
});
