// Circulars through their doors: drafted from cases, changed by two, issued once, read by whom they name.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { Circular, Circulars } from '../../slices/circulars/core/contract.ts';
import { paperOf, printCircular } from '../../slices/circulars/server/print-circular.ts';
import type { NoticeList } from '../../slices/notices/core/contract.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);
const STREET = `${DISTRICT}.001`;
const NOBODYS = '01890000-0000-7000-8000-000000009999';
let caseId = '';

const send = async (method: 'PUT' | 'DELETE', who: Who, url: string, body?: unknown) =>
  app.send(method, url, { token: (await town.token(who)) ?? '', body });
const drafted = (who: Who, body: Record<string, unknown>) => town.post(who, '/api/circulars', body);
async function aDraft(): Promise<Circular> {
  const { status, body } = await drafted('leader', { areaPath: DISTRICT, caseIds: [caseId] });
  expect(status, JSON.stringify(body)).toBe(201);
  return body as unknown as Circular;
}
const heardBy = async (who: Who) =>
  ((await town.get(who, '/api/notices?limit=200')).body as unknown as NoticeList).notices.filter(
    (one) => one.kind === 'circular.issued',
  );

beforeAll(async () => {
  const reported = await town.report('officer');
  expect(reported.status).toBe(201);
  caseId = String(reported.body.id);
  store.clock.advance(20 * DAY);
  await app.settle();
}, 120_000);

describe('a draft', () => {
  test('tells the chosen cases, whose they are and by how much they are late, and no person', async () => {
    const draft = await aDraft();
    expect(draft.title).toMatch(/^关于.+超期未结案件办理情况的通报$/);
    expect(draft.body).toContain(draft.cases[0]?.number ?? 'no case');
    expect(draft.body).toContain(draft.cases[0]?.unitName ?? 'no unit');
    expect(draft.body).toMatch(/已超期 \d+ 天/);
    expect(draft.body).not.toContain(town.nameOf('officer'));
    expect(draft.issued).toBeNull();
  });

  test('is made of cases of its own area alone, by whoever works in its centre', async () => {
    const other = await drafted('leader', { areaPath: `${DISTRICT}.002`, caseIds: [caseId] });
    expect([other.status, other.body.code]).toEqual([422, 'circulars.case_unknown']);
    const unknown = await drafted('leader', { areaPath: DISTRICT, caseIds: [caseId, NOBODYS] });
    expect(unknown.body.code).toBe('circulars.case_unknown');
    for (const who of ['handler', 'streetLeader', 'foreign'] as const) {
      const reply = await drafted(who, { areaPath: DISTRICT, caseIds: [caseId] });
      expect(reply.body.code, who).toBe('auth.not_allowed');
    }
    expect((await drafted('streetDispatcher', { areaPath: STREET, caseIds: [caseId] })).status).toBe(201);
    expect((await drafted('leader', { areaPath: DISTRICT, caseIds: [] })).status).toBe(400);
  });

  test('is changed by people who never overwrite each other unseen, and thrown away', async () => {
    const { id, version } = await aDraft();
    const url = `/api/circulars/${id}`;
    const changed = await send('PUT', 'dispatcher', url, {
      version,
      title: '通报',
      body: '请各单位抓紧办结。',
    });
    expect(changed.body).toMatchObject({ version: version + 1, byName: town.nameOf('dispatcher') });
    const late = await send('PUT', 'leader', url, { version, title: '我的', body: '我的话' });
    expect([late.status, late.body.code]).toEqual([409, 'circulars.changed']);
    expect((await send('PUT', 'handler', url, { version, title: '我的', body: '我的话' })).status).toBe(
      403,
    );
    expect((await town.get('handler', url)).body.code).toBe('circulars.not_found');
    expect((await send('DELETE', 'dispatcher', url)).body).toEqual({ isGone: true });
    expect((await town.get('leader', url)).body.code).toBe('circulars.not_found');
  });
});

describe('issuing', () => {
  test('is a leader’s, of the version that was read; then it stays and the named unit reads it', async () => {
    const draft = await aDraft();
    const url = `/api/circulars/${draft.id}`;
    const early = await town.post('dispatcher', `${url}/issue`, { version: draft.version });
    expect(early.body.code).toBe('auth.not_allowed');
    await send('PUT', 'dispatcher', url, {
      version: draft.version,
      title: '关于垃圾的通报',
      body: '请抓紧。',
    });
    const unseen = await town.post('leader', `${url}/issue`, { version: draft.version });
    expect(unseen.body.code).toBe('circulars.changed');
    const issued = await town.post('leader', `${url}/issue`, { version: draft.version + 1 });
    expect(issued.status, JSON.stringify(issued.body)).toBe(200);
    expect(issued.body).toMatchObject({
      title: '关于垃圾的通报',
      issued: { byName: town.nameOf('leader') },
    });
    const again = await town.post('leader', `${url}/issue`, { version: draft.version + 1 });
    expect([again.status, again.body.code]).toEqual([409, 'circulars.issued']);
    expect((await send('DELETE', 'leader', url)).body.code).toBe('circulars.issued');
    await expect(
      store.database.transaction((tx) => sql`update circular set title = 'x'`.execute(tx.db)),
    ).rejects.toThrow('stays as it was issued');
    expect((await town.get('handler', url)).body).toMatchObject({ body: '请抓紧。' });
    expect((await town.get('otherHandler', url)).body.code).toBe('circulars.not_found');
  });

  test('tells the unit once, with a link', async () => {
    await app.settle();
    await app.settle();
    const heard = await heardBy('handler');
    expect(heard).toHaveLength(1);
    expect(heard[0]).toMatchObject({ zh: '通报提到了本单位，请查看', itemName: '关于垃圾的通报' });
    expect(await heardBy('otherHandler')).toEqual([]);
  });

  test('the list of an area has drafts and issued ones, page by page', async () => {
    const page = (await town.get('leader', `/api/circulars?areaPath=${DISTRICT}&limit=1`))
      .body as unknown as Circulars;
    expect(page.circulars).toHaveLength(1);
    const rest = await town.get('leader', `/api/circulars?areaPath=${DISTRICT}&after=${page.nextAfter}`);
    expect((rest.body as unknown as Circulars).circulars).toHaveLength(1);
    expect((await town.get('handler', `/api/circulars?areaPath=${DISTRICT}`)).body.code).toBe(
      'auth.not_allowed',
    );
  });
});

describe('a draft that says why', () => {
  test('tells of one unit the figures of its board, which are as long as its lists', async () => {
    const unit = town.city.unit('sanitation', '.001');
    const asked = { areaPath: DISTRICT, caseIds: [caseId], unitId: unit.id };
    const { status, body } = await drafted('leader', asked);
    expect(status, JSON.stringify(body)).toBe(201);
    const draft = body as unknown as Circular;
    const lengthOf = async (figure: string) =>
      (
        (await town.get('leader', `/api/cases?figure=${figure}&areaPath=${DISTRICT}&unitId=${unit.id}`)).body
          .items as unknown[]
      ).length;
    expect(draft.body).toContain(
      `共有未结案件 ${await lengthOf('open')} 件，其中超过总时限 ${await lengthOf('overdue')} 件`,
    );
    expect(draft.title).toContain(`关于${unit.name}在`);
    expect(draft.body).toContain('通报依据：超过总时限仍未办结。');
    await send('DELETE', 'leader', `/api/circulars/${draft.id}`);
  });

  test('is not made of another unit’s cases, nor of a unit that nobody knows', async () => {
    const other = town.city.unit('sanitation', '.002').id;
    const elsewhere = await drafted('leader', { areaPath: DISTRICT, caseIds: [caseId], unitId: other });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'circulars.not_of_unit']);
    const unknown = await drafted('leader', { areaPath: DISTRICT, caseIds: [caseId], unitId: NOBODYS });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'circulars.unit_unknown']);
  });

  test('comes from a push that nobody answered: it is offered, and told with both times', async () => {
    const pushed = await town.act('leader', caseId, 'push', { kind: 'circulate', words: '请说明原因' });
    expect(pushed.status, JSON.stringify(pushed.body)).toBe(200);
    const offered = async () =>
      (await town.get('leader', `/api/cases/pushes?areaPath=${DISTRICT}&state=late&kind=circulate`)).body
        .items as { of: { id: string } }[];
    expect(await offered()).toEqual([]);
    expect((await aDraft()).body).not.toContain('通报措施');
    store.clock.advance(5 * DAY);
    expect((await offered()).map(({ of }) => of.id)).toEqual([caseId]);
    const urged = await town.get('leader', `/api/cases/pushes?areaPath=${DISTRICT}&state=late&kind=summon`);
    expect((urged.body.items as { kind: string }[]).every(({ kind }) => kind === 'summon')).toBe(true);
    const { body } = await aDraft();
    const minute = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d';
    expect(body).toMatch(new RegExp(`，${minute} 发出通报措施，要求 ${minute} 前答复，至今未答复`));
    expect(body).toContain('通报依据：超过总时限仍未办结；通报措施到时未答复。');
  });
});

describe('the file', () => {
  test('says what the page says, to whoever may read it', async () => {
    const draft = await aDraft();
    const url = `/api/circulars/${draft.id}/circular.pdf`;
    const file = async (who: Who) =>
      app.mounted.app.inject({ url, headers: { authorization: `Bearer ${await town.token(who)}` } });
    expect((await file('handler')).json().code).toBe('circulars.not_found');
    const pdf = await file('dispatcher');
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(pdf.rawPayload.toString('latin1')).toMatch(/^%PDF-1\.\d[\s\S]*%%EOF\s*$/);
    const { title, subtitle, blocks } = paperOf(draft, 480, '');
    const words = blocks.flatMap((block) => ('text' in block ? [block.text.trim()] : []));
    expect(title).toBe(draft.title);
    expect(subtitle).toMatch(/^草稿，尚未印发/);
    expect(words.slice(0, draft.body.split('\n').length)).toEqual(draft.body.split('\n'));
    expect(words.at(-1)).toContain(draft.cases[0]?.number);
    await town.post('leader', `/api/circulars/${draft.id}/issue`, { version: draft.version });
    expect((await file('handler')).statusCode).toBe(200);
  });

  test('is printed for no more at once than wait in line', async () => {
    const { id } = await aDraft();
    const leader = town.city.actor(1, 'leader', 'centre');
    const prints = Array.from({ length: 40 }, () =>
      store.database.read((tx) => printCircular(tx, leader, id)).catch((error: unknown) => error),
    );
    expect(JSON.stringify(await Promise.all(prints))).toContain('circulars.too_many_sheets');
  }, 120_000);
});
