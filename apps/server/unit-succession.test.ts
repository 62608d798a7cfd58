// A unit is merged into another: its open cases and the rules that name it pass in one act, to which a second
// person has agreed, and nothing leads to nobody.
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';
import { unitTies } from './unit-ties.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const why = '两家环卫公司合并';
const [STREET, NEXT] = [`${DISTRICT}.001`, `${DISTRICT}.002`];

const old = () => town.city.unit('sanitation', '.001');
const heir = () => town.city.unit('sanitation', '.002');
const urlOf = (unitId: string) => `/api/units/${unitId}/succession`;
const preview = (successorId: string, who: Who = 'admin') =>
  town.get(who, `${urlOf(old().id)}?successorId=${successorId}`);
const ask = (successorId: string, reason: string | undefined = why) =>
  town.post('admin', urlOf(old().id), { successorId, ...(reason ? { why: reason } : {}) });
const endPost = (who: Who) => town.post('admin', `/api/posts/${town.postId(who)}/end`, { why });
const caseOf = async (id: string) => (await town.get('dispatcher', `/api/cases/${id}`)).body;

const holderOf = async (id: string) =>
  store.database.read(async (tx) => {
    const found = await sql`select holder_unit_id as unit, holder_person_id as person from case_file
      where id = ${id}::uuid`.execute(tx.db);
    return found.rows[0];
  });

interface Change {
  readonly why: string;
  readonly secondName: string;
  readonly facts: { after: { zh: string } }[];
}

const ids = { sent: '', held: '', claimed: '', answered: '' };

async function opened(deed?: (id: string) => Promise<unknown>): Promise<string> {
  const reply = await town.report('inspector');
  expect(reply.status, JSON.stringify(reply.body)).toBe(201);
  const id = String(reply.body.id);
  await deed?.(id);
  return id;
}

/** A rule of the lists in force that names the old company itself. */
async function nameInRule(): Promise<void> {
  await store.database.transaction(async (tx) => {
    await sql`insert into catalogue_rule (id, catalogue_id, subject_code, area_path, condition, unit_id,
        co_units, terms, position)
      select ${tx.ids.next()}::uuid, r.catalogue_id, r.subject_code, ${`${STREET}.001`}, '{}',
        ${old().id}::uuid, '[]', '{}', 9000
      from catalogue_rule r where r.subject_code = ${town.city.itemCode} limit 1`.execute(tx.db);
    await tx.snapshots.bump(tx, 'catalogues');
  });
}

beforeAll(async () => {
  await nameInRule();
  const claim = (who: Who) => (id: string) => town.act(who, id, 'claim', { personId: town.personId(who) });
  ids.sent = await opened();
  ids.held = await opened(claim('mate'));
  ids.claimed = await opened(claim('handler'));
  ids.answered = await opened(async (id) => {
    await claim('handler')(id);
    const photoIds = [await town.photo('handler')];
    await town.act('handler', id, 'feed_back', { result: '清运完毕', photoIds });
  });
  const post = { role: 'handler', areaPath: NEXT, fromDate: '2026-08-05', toDate: null };
  const given = { ...post, unitId: heir().id, personId: town.personId('mate') };
  expect((await town.post('admin', '/api/posts', given)).status).toBe(201);
}, 120_000);

test('while somebody works in the unit nothing passes; then what would pass is counted, and nothing written',
  async () => {
  expect((await preview(heir().id)).body.code).toBe('people.unit_has_people');
  for (const who of ['handler', 'mate', 'chief', 'leaver'] as const) {
    expect((await endPost(who)).status).toBe(200);
  }
  const before = await town.digest();
  const { status, body } = await preview(heir().id);
  expect([status, body.cases, body.rules]).toEqual([200, 4, 1]);
  expect(body.areas).toMatchObject([{ areaPath: STREET }]);
  expect(await town.digest()).toEqual(before);
  expect((await preview(heir().id, 'dispatcher')).status).toBe(403);
});

test('a centre, the unit itself, another kind of unit and no reason are refused in words', async () => {
  const centre = town.city.unit('centre', '.001').id;
  for (const id of [centre, old().id]) expect((await ask(id)).body.code).toBe('people.successor_unfit');
  const property = town.city.unit('property_company', '.001.001').id;
  const refused = await ask(property);
  expect(refused.body.code).toBe('people.successor_other_kind');
  expect(Number((refused.body.data as { rules: number }).rules)).toBeGreaterThan(0);
  expect((await ask(heir().id, '')).body.code).toBe('changes.reason_missing');
  const closed = await town.post('admin', `/api/units/${old().id}/close`, { why });
  expect(closed.body.code).toBe('people.unit_needed');
});

test('it waits for a second person; then all is the successor’s, and no clock has moved', async () => {
  const asked = await ask(heir().id);
  expect([asked.status, asked.body.isDone]).toEqual([200, false]);
  expect(await caseOf(ids.sent)).toMatchObject({ unit: { id: old().id } });
  const before = new Map<string, Record<string, unknown>>();
  for (const id of Object.values(ids)) before.set(id, await caseOf(id));
  const approve = (who: Who) => town.post(who, `/api/proposals/${asked.body.proposalId}/approve`);
  expect((await approve('admin')).body.code).toBe('changes.own_proposal');
  const agreed = await approve('leader');
  expect(agreed.status, JSON.stringify(agreed.body)).toBe(200);
  expect(await caseOf(ids.sent)).toMatchObject({ unit: { id: old().id } });
  // What is on its way to the successor counts as its own: it is not closed beneath it.
  const leaving = { before: heir(), after: undefined, left: [DISTRICT] };
  expect(await store.database.read((tx) => unitTies.countOpenCases(tx, leaving))).toBe(4);
  await app.settle();
  for (const [id, then] of before) {
    const now = await caseOf(id);
    expect(now).toMatchObject({ state: then.state, unit: { id: heir().id }, clock: then.clock });
    const steps = now.steps as { action: string }[];
    expect(steps.at(-1)?.action).toBe('take_over');
    expect((await town.get('dispatcher', `/api/cases/${id}/history/verify`)).body.isIntact).toBe(true);
  }
});

test('whoever holds a case and works in the successor holds it still; others wait for it', async () => {
  expect(await holderOf(ids.held)).toEqual({ unit: heir().id, person: town.personId('mate') });
  expect(await holderOf(ids.claimed)).toEqual({ unit: heir().id, person: null });
  const photoIds = [await town.photo('mate')];
  for (const id of [ids.held, ids.claimed]) {
    const fedBack = await town.act('mate', id, 'feed_back', { result: '清运完毕', photoIds });
    expect(fedBack.status, JSON.stringify(fedBack.body)).toBe(200);
  }
  await app.settle();
  const { body } = await town.get('mate', '/api/notices');
  const kinds = (body.notices as { kind: string }[]).map(({ kind }) => kind);
  expect(kinds).toContain('case.taken_over');
});

test('what is reported in its street from now on goes to the successor, by kind and by name', async () => {
  const reply = await town.report('inspector');
  expect(reply.body).toMatchObject({ state: 'dispatched', unitId: heir().id });
});

test('the record says who, with whom, why, and how much passed, on both units', async () => {
  for (const unit of [old(), heir()]) {
    const { body } = await town.get('admin', `/api/changes?subjectId=${unit.id}&operation=unit.succeed`);
    const [change] = body.changes as Change[];
    expect(change).toMatchObject({ why, secondName: town.nameOf('leader') });
    const told = change?.facts.map(({ after }) => after.zh).slice(0, 4);
    expect(told).toEqual([old().name, heir().name, '4', '1']);
  }
  const again = await preview(heir().id);
  expect(again.body.code).toBe('people.unit_closed');
});

test('the successor in turn does not go while the rule that named the first leads to it', async () => {
  const { body } = await town.get('admin', `/api/people?unitId=${heir().id}`);
  for (const { postId } of body.people as { postId: string }[]) {
    await town.post('admin', `/api/posts/${postId}/end`, { why });
  }
  const refused = await town.post('admin', `/api/units/${heir().id}/close`, { why });
  expect(refused.body.code).toBe('people.unit_needed');
});
