// Circulars through their doors: drafted from cases, changed by two, issued once, read by whom they name.
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../kernel/duration.ts';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import type { Circular, Circulars } from '../../slices/circulars/core/contract.ts';
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
