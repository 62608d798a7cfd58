// Changes of administration through the doors: each on record with before and after, those that widen a right
// only with a second person, and the record itself unchangeable.
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { makeTimerRunner } from '../../platform/server/jobs/runner.ts';
import { changesJobs } from '../../slices/changes/server/jobs.ts';
import { givePosts } from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

interface Proposal {
  readonly id: string;
  readonly state: string;
  readonly canDecide: boolean;
  readonly isMine: boolean;
  readonly why: string;
}

const WIDE = { role: 'dispatcher', areaPath: DISTRICT, fromDate: '2026-08-05', toDate: null };
const centre = () => town.city.unit('centre', '').id;

async function newcomer(name: string, login: string): Promise<string> {
  const made = await town.post('admin', '/api/people', {
    name,
    areaPath: DISTRICT,
    login,
    phone: '13900001111',
  });
  expect(made.status).toBe(201);
  return String(made.body.id);
}

async function ask(personId: string, more: Record<string, unknown> = {}) {
  return town.post('admin', '/api/posts', {
    ...WIDE,
    personId,
    unitId: centre(),
    why: '接替调离的同事',
    ...more,
  });
}

async function proposals(who: Who, state = 'pending'): Promise<Proposal[]> {
  return (await town.get(who, `/api/proposals?state=${state}`)).body.proposals as Proposal[];
}

const changesOf = async (subjectId: string) =>
  (await town.get('admin', `/api/changes?subjectId=${subjectId}`)).body.changes as Record<string, unknown>[];

const postsOf = async (personId: string) =>
  (await town.get('admin', `/api/people/${personId}`)).body.posts as unknown[];

describe('on record', () => {
  test('somebody is taken on and changed: each line says before and after, and no whole number', async () => {
    const id = await newcomer('甄一', 'zhen-one');
    const reply = await app.send('PATCH' as 'PUT', `/api/people/${id}`, {
      token: (await town.token('admin')) ?? '',
      body: { name: '甄壹', phone: '13900002222', why: '登记有误' },
    });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
    const [changed, made] = await changesOf(id);
    expect(made).toMatchObject({
      operation: 'person.create',
      byName: town.nameOf('admin'),
      secondName: null,
    });
    expect(changed).toMatchObject({
      why: '登记有误',
      facts: [
        { name: { zh: '姓名' }, before: { zh: '甄一' }, after: { zh: '甄壹' } },
        { name: { zh: '电话' }, before: { zh: '139****1111' }, after: { zh: '139****2222' } },
      ],
    });
    expect(JSON.stringify([changed, made])).not.toMatch(/1390000/);
    const again = await town.get('admin', `/api/people/${id}`);
    expect(again.body).toMatchObject({ name: '甄壹', phoneMasked: '139****2222' });
  });

  test('the store refuses to alter, delete or empty the record', async () => {
    for (const attack of ["update change set why = 'x'", 'delete from change', 'truncate change']) {
      const tried = store.database.transaction((tx) => sql.raw(attack).execute(tx.db));
      await expect(tried, attack).rejects.toThrow(/append-only/);
    }
  });

  test('it is read in one’s own area alone, and filtered', async () => {
    expect((await town.get('handler', '/api/changes')).status).toBe(403);
    expect((await town.get('streetLeader', `/api/changes?areaPath=${DISTRICT}`)).status).toBe(403);
    const near = (await town.get('streetLeader', '/api/changes')).body.changes as { areaPath: string }[];
    expect(near.every((line) => line.areaPath.startsWith(`${DISTRICT}.001`))).toBe(true);
    const found = (await town.get('admin', '/api/changes?words=%E7%99%BB%E8%AE%B0%E6%9C%89%E8%AF%AF')).body;
    expect(found.changes).toHaveLength(1);
    const none = (await town.get('admin', '/api/changes?until=2026-08-04&operation=person.change')).body;
    expect(none.changes).toHaveLength(0);
  });
});

describe('two people', () => {
  test('a narrow post is given at once, a wide one waits and nothing is written', async () => {
    const id = await newcomer('甄二', 'zhen-two');
    const narrow = {
      role: 'handler',
      areaPath: `${DISTRICT}.001`,
      unitId: town.city.unit('sanitation', '.001').id,
    };
    expect((await ask(id, narrow)).body).toMatchObject({ isDone: true, proposalId: null });
    const asked = await ask(id);
    expect(asked.body).toMatchObject({ isDone: false, id: null });
    expect(await postsOf(id)).toHaveLength(1);
    const [mine] = await proposals('admin');
    expect(mine).toMatchObject({ id: asked.body.proposalId, isMine: true, canDecide: false });
  });

  test(
    'not the proposer, not a street, not the person itself; another agrees, and both stand on ' +
    'record', async () => {
    const id = await newcomer('甄三', 'zhen-three');
    const proposalId = String((await ask(id)).body.proposalId);
    const approve = (who: Who) => town.post(who, `/api/proposals/${proposalId}/approve`);
    expect((await approve('admin')).body.code).toBe('changes.own_proposal');
    expect((await approve('streetLeader')).body.code).toBe('changes.proposal_unknown');
    expect((await approve('dispatcher')).status).toBe(403);
    expect((await proposals('streetLeader')).map((one) => one.id)).not.toContain(proposalId);
    expect((await proposals('leader')).find((one) => one.id === proposalId)).toMatchObject({
      canDecide: true,
    });
    expect((await approve('leader')).body).toMatchObject({ state: 'approved' });
    expect(await postsOf(id)).toHaveLength(1);
    expect((await approve('leader')).body.code).toBe('changes.already_decided');
    const [given] = await changesOf(id);
    expect(given).toMatchObject({
      operation: 'post.give',
      why: '接替调离的同事',
      byName: town.nameOf('admin'),
      secondName: town.nameOf('leader'),
    });
    const [body] = (
      await store.database.read((tx) =>
        sql<{
          sealed: unknown;
        }>`select body_sealed as sealed from change_proposal where id = ${proposalId}`.execute(tx.db),
      )
    ).rows;
    expect(body?.sealed).toBeNull();
  });

  test('a refusal says why and both see it; a proposer may think better of it', async () => {
    const id = await newcomer('甄四', 'zhen-four');
    const first = String((await ask(id)).body.proposalId);
    const refuse = (reason: string) => town.post('leader', `/api/proposals/${first}/refuse`, { reason });
    expect((await refuse(' ')).body.code).toBe('changes.reason_missing');
    expect((await refuse('编制已满')).body).toMatchObject({ state: 'refused' });
    for (const who of ['admin', 'leader'] as const) {
      const seen = (await proposals(who, 'all')).find((one) => one.id === first);
      expect(seen).toMatchObject({ state: 'refused', reason: '编制已满' });
    }
    const second = String((await ask(id)).body.proposalId);
    expect((await town.post('admin', `/api/proposals/${second}/withdraw`)).body).toMatchObject({
      state: 'withdrawn',
    });
    expect(await postsOf(id)).toHaveLength(0);
  });

  test('without a reason it is not proposed', async () => {
    const id = await newcomer('甄五', 'zhen-five');
    expect((await ask(id, { why: ' ' })).body.code).toBe('changes.reason_missing');
  });

  test(
    'a new password for whoever holds a wide post waits, and nobody decides it about ' +
    'themselves', async () => {
    const url = (who: Who) => `/api/people/${town.personId(who)}/password`;
    const next = '老城墙下的黄桷树开花了';
    expect((await town.post('admin', url('handler'), { next })).body).toMatchObject({ isDone: true });
    const asked = await town.post('admin', url('leader'), { next, why: '忘记密码' });
    expect(asked.body).toMatchObject({ isDone: false });
    const own = await town.post('leader', `/api/proposals/${String(asked.body.proposalId)}/approve`);
    expect(own.body.code).toBe('changes.about_oneself');
    const said = { reason: '不需要' };
    const no = await town.post('leader', `/api/proposals/${String(asked.body.proposalId)}/refuse`, said);
    expect(no.body.code).toBe('changes.about_oneself');
  });

  test('a new password reaches as far as its owner does on the day of the agreement', async () => {
    const made = await town.post('admin', '/api/people', {
      name: '甄七',
      areaPath: `${DISTRICT}.001`,
      login: 'zhen-seven',
    });
    const id = String(made.body.id);
    const street = { areaPath: `${DISTRICT}.001`, unitId: town.city.unit('centre', '.001').id };
    const agree = (who: Who, asked: { body: Record<string, unknown> }) =>
      town.post(who, `/api/proposals/${String(asked.body.proposalId)}/approve`);
    expect((await agree('streetLeader', await ask(id, street))).body).toMatchObject({ state: 'approved' });
    const next = '老城墙下的黄桷树又开花了';
    const reset = await town.post('admin', `/api/people/${id}/password`, { next, why: '忘记密码' });
    expect((await agree('leader', await ask(id))).body).toMatchObject({ state: 'approved' });
    expect((await agree('streetLeader', reset)).body.code).toBe('changes.proposal_unknown');
    expect((await agree('leader', reset)).body).toMatchObject({ state: 'approved' });
  });

  test('after seven days it is void, and what it would have done is forgotten', async () => {
    const id = await newcomer('甄六', 'zhen-six');
    const proposalId = String((await ask(id)).body.proposalId);
    store.clock.advance(7 * DAY);
    const late = await town.post('leader', `/api/proposals/${proposalId}/approve`);
    expect(late.body.code).toBe('changes.expired');
    const seen = (await proposals('leader', 'all')).find((one) => one.id === proposalId);
    expect(seen).toMatchObject({ state: 'expired', canDecide: false });
    const kept = () =>
      store.database.read((tx) =>
        sql<{ isKept: boolean }>`select body_sealed is not null as "isKept" from change_proposal
          where id = ${proposalId}`.execute(tx.db),
      );
    const runner = makeTimerRunner({
      database: store.database,
      clock: store.clock,
      handlers: changesJobs,
      onError: (error) => expect.unreachable(String(error)),
    });
    expect((await kept()).rows).toEqual([{ isKept: true }]);
    expect(await runner.runDue()).toBeGreaterThan(0);
    expect((await kept()).rows).toEqual([{ isKept: false }]);
  });

  test('a closed day that is over moves what was judged: it waits; one to come does not', async () => {
    const url = `/api/districts/${DISTRICT}/calendar/exceptions`;
    const body = { windows: [], reason: '全区停电' };
    const ahead = await town.post('admin', url, { ...body, day: '2026-09-01' });
    expect(ahead.body).toMatchObject({ isDone: true });
    const past = await town.post('admin', url, { ...body, day: '2026-08-03' });
    expect(past.body).toMatchObject({ isDone: false, id: null });
    const days = async () =>
      (
        (await town.get('admin', `/api/districts/${DISTRICT}/calendar?year=2026`)).body.exceptions as {
          day: string;
        }[]
      ).map((one) => one.day);
    expect(await days()).toEqual(['2026-09-01']);
    await town.post('leader', `/api/proposals/${String(past.body.proposalId)}/approve`);
    expect(await days()).toEqual(['2026-08-03', '2026-09-01']);
  });

  test(
    'a list of holidays that changes a day that is over waits as well; one for days to come does ' +
    'not', async () => {
    const read = async () => (await town.get('admin', `/api/districts/${DISTRICT}/calendar?year=2026`)).body;
    const known = (await read()).holidays as { day: string; kind: string; name: string; nameEn: string }[];
    const off = (day: string) => ({ day, kind: 'off', name: '放假', nameEn: 'day off' });
    const load = (day: string) =>
      town.post('admin', `/api/districts/${DISTRICT}/calendar/years`, {
        year: 2026,
        source: '补充通知',
        holidays: [...known, off(day)],
      });
    const past = await load('2026-08-03');
    expect(past.body).toMatchObject({ isDone: false });
    expect((await read()).holidays).toEqual(known);
    expect((await load('2026-12-30')).body).toMatchObject({ isDone: true, proposalId: null });
    const approve = (asked: typeof past) =>
      town.post('leader', `/api/proposals/${String(asked.body.proposalId)}/approve`);
    // Agreeing now would take the day in December back, which nobody was asked about.
    expect((await approve(past)).body.code).toBe('calendar.year_changed');
    known.push(off('2026-12-30'));
    expect((await approve(await load('2026-08-03'))).body).toMatchObject({ state: 'approved' });
    expect((await read()).holidays).toEqual(expect.arrayContaining([off('2026-08-03'), off('2026-12-30')]));
  });

  test('whose password the proposer has lately set is not the second person for seven days', async () => {
    const id = await newcomer('甄八', 'zhen-eight');
    const next = '老城墙下的黄桷树第三次开花';
    await town.post('admin', `/api/people/${id}/password`, { next });
    const leader = { role: 'leader', areaPath: DISTRICT, fromDate: '2026-08-05', toDate: null };
    await store.database.transaction((tx) =>
      givePosts(tx, { kind: 'system', name: 'setup' }, [
        { ...leader, role: 'leader' as const, personId: id, unitId: centre() },
      ]),
    );
    const enter = async (password: string) => {
      const signIn = { login: 'zhen-eight', password, client: 'api' };
      return String((await app.send('POST', '/api/session', { body: signIn })).body.token);
    };
    const own = '码头的石阶一共有九十九级';
    await app.send('POST', '/api/session/password', {
      token: await enter(next),
      body: { current: next, next: own },
    });
    const other = await newcomer('甄九', 'zhen-nine');
    const agree = async () => {
      const proposalId = String((await ask(other)).body.proposalId);
      const token = await enter(own);
      const seen = await app.send('GET', '/api/proposals', { token });
      const mine = (seen.body.proposals as Proposal[]).find((one) => one.id === proposalId);
      const asked = await app.send('POST', `/api/proposals/${proposalId}/approve`, { token });
      return [mine?.canDecide, asked.body.code ?? asked.body.state];
    };
    expect(await agree()).toEqual([false, 'changes.password_from_proposer']);
    store.clock.advance(7 * DAY);
    expect(await agree()).toEqual([true, 'approved']);
  });

  test('the store itself holds that two are two', async () => {
    const tried = store.database.transaction((tx) =>
      sql`update change_proposal set decision = 'approved', decided_by = proposed_by, decided_by_name = 'x',
        decided_at = now(), body_sealed = null where decision is null`.execute(tx.db),
    );
    await expect(tried).rejects.toThrow(/change_proposal_two_people/);
  });
});
