// The doors of the catalogue: anyone may read what is in force; an administrator keeps the lists.
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import type { Actor, Role } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { calendarRefusals } from '../../calendar/core/refusals.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import { cataloguePolicy } from '../core/policy.ts';
import { areasRefusals } from '../../areas/core/refusals.ts';
import type { WordsReply } from '../core/contract.ts';
import { buildSearchIndex, searchItems } from '../core/search-index.ts';
import { catalogueRefusals } from '../core/refusals.ts';
import { catalogueExecutors, seedDefaultCatalogue } from './public.ts';
import { catalogueRoutes } from './routes.ts';
import { drawDistrict, staffDistrict } from './test-district.ts';

const store = testDatabase();
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'list,class_code,class,type_code,type,file_when,limit,unit\nevent,01,A,02,B,when,4h,';

const personIn = (role: Role, areaPath: string): Actor => ({
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: '人',
  posts: [{ id: 'x', unitId: 'u', unitKind: 'centre', role, areaPath }],
});
const ACTORS: Readonly<Record<string, Actor>> = {
  administrator: personIn('administrator', '500151'),
  stranger: personIn('administrator', '320506'),
  dispatcher: personIn('dispatcher', '500151'),
};

let app: FastifyInstance;
beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    await drawDistrict(tx, '500151', 106);
    await staffDistrict(tx, '500151');
  });
  await store.database.transaction((tx) => seedDefaultCatalogue(tx, '500151'));
  app = await buildApp({
    routes: catalogueRoutes,
    policy: cataloguePolicy,
    refusals: {
      ...httpRefusals, ...changesRefusals, ...areasRefusals, ...calendarRefusals, ...catalogueRefusals,
    },
    database: store.database,
    authenticate: async ({ authorization }) => ACTORS[authorization?.slice(7) ?? ''] ?? { kind: 'public' },
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 5_000_000,
    isBehindProxy: false,
    hasRateLimits: false,
  });
});

let keys = 0;
function call(
  method: 'GET' | 'POST',
  path: string,
  role?: string,
  payload?: Buffer | string,
  type = 'text/csv',
) {
  keys += 1;
  return app.inject({
    method,
    url: `/api/catalogue/500151${path}`,
    ...(payload === undefined ? {} : { payload }),
    headers: {
      'idempotency-key': `catalogue-${keys}`,
      ...(payload === undefined ? {} : { 'content-type': type }),
      ...(role ? { authorization: `Bearer ${role}` } : {}),
    },
  });
}

test('a citizen reads the list, searches in own words and opens an item', async () => {
  const all = await call('GET', '/items');
  expect(all.statusCode, all.body).toBe(200);
  expect(all.json().items).toHaveLength(186);
  expect(all.json().entries).toHaveLength(11);
  const found = await call('GET', `/items?text=${encodeURIComponent('马路上有个大坑')}&limit=2`);
  expect(found.json().items[0]).toMatchObject({ code: 'E0110', name: '道路破损', nameEn: 'Damaged road' });
  expect(found.json().items[0].score).toBeGreaterThan(0.5);
  const item = (await call('GET', '/items/E0110')).json();
  expect(item.problems[1].limits.handle).toEqual({
    kind: 'working_days',
    amount: 5,
    zh: '5 工作日',
    en: '5 working days',
  });
  expect(item.problems[1].limits.total.kind).toBe('working_hours');
  expect(item.rules[0].responsible.en).toBe('the nearest unit for municipal works');
  expect((await call('GET', '/items/E9999')).json()).toMatchObject({
    status: 422,
    code: 'catalogue.item_unknown',
  });
  const elsewhere = await app.inject({ method: 'GET', url: '/api/catalogue/320506/items' });
  expect(elsewhere.json()).toMatchObject({ status: 409, code: 'catalogue.not_in_force' });
});

test('an item is found by the first letters of its pinyin, by its pinyin and by its code', async () => {
  const found = async (text: string): Promise<string[]> =>
    (await call('GET', `/items?text=${text}&limit=3`)).json().items.map((one: { name: string }) => one.name);
  for (const text of ['dlps', 'DLPS', 'daolup', 'E0110']) {
    expect((await found(text))[0], text).toBe('道路破损');
  }
  expect(await found('zzzzz')).toEqual([]);
});

test('a phone gets every word by which an item is found, and finds the same as the server', async () => {
  const words: WordsReply = (await call('GET', '/words')).json();
  expect(words.items).toHaveLength(186);
  expect(JSON.stringify(words)).not.toContain('limits');
  const index = buildSearchIndex(words.items);
  for (const said of ['马路上有个大坑', '井盖', 'manhole', '垃圾成堆没人清']) {
    const { items } = (await call('GET', `/items?text=${encodeURIComponent(said)}&limit=5`)).json();
    const found = searchItems(index, said, 5).map(({ item, score }) => ({ code: item.code, score }));
    expect(found, said).toEqual(
      items.map(({ code, score }: { code: string; score: number }) => ({ code, score })),
    );
  }
});

test('the workbook goes out, and an administrator brings it in, checks and publishes it', async () => {
  const out = await call('GET', '/export.xlsx');
  expect(out.headers['content-type']).toBe(XLSX);
  const path = `/import?title=${encodeURIComponent('二版')}&effectiveFrom=2026-09-01`;
  const draft = await call('POST', path, 'administrator', out.rawPayload, XLSX);
  expect(draft.statusCode, draft.body).toBe(200);
  expect(draft.json()).toMatchObject({ acceptedRows: 441, items: 186, errors: [] });
  const version = `/versions/${draft.json().catalogueId}`;
  expect((await call('POST', `${version}/check`, 'administrator')).json()).toMatchObject({
    pairs: 744,
    findings: [],
  });
  const why = Buffer.from(JSON.stringify({ why: '年度修订' }));
  const published = await call('POST', `${version}/publish`, 'administrator', why, 'application/json');
  expect(published.json()).toMatchObject({ effectiveFrom: '2026-09-01', isDone: false });
  const second = { personId: '00000000-0000-7000-8000-000000000002', name: '第二人' };
  const consent = { proposalId: published.json().proposalId, second, why: '年度修订' };
  const body = { districtId: '500151', catalogueId: draft.json().catalogueId };
  const [executor] = catalogueExecutors;
  await store.database.transaction(async (tx) =>
    executor?.apply(tx, personIn('administrator', '500151'), body, consent),
  );
  const { versions } = (await call('GET', '/versions', 'dispatcher')).json();
  expect(
    versions.map((v: { state: string; effectiveUntil: string | null }) => [v.state, v.effectiveUntil]),
  ).toEqual([
    ['published', null],
    ['published', '2026-09-01'],
  ]);
});

test('a draft with a hole is refused with the items, the areas and the reason', async () => {
  const draft = await call('POST', '/import?title=x&effectiveFrom=2026-10-01', 'administrator', CSV);
  expect(draft.json().warnings).toMatchObject([{ row: 2, column: '责任单位' }]);
  const refused = await call('POST', `/versions/${draft.json().catalogueId}/publish`, 'administrator');
  expect(refused.json()).toMatchObject({
    status: 422,
    code: 'catalogue.has_findings',
    data: {
      brokenPairs: 4,
      list: [{ kind: 'hole', areas: ['500151'], items: [{ code: 'E0102', name: 'B' }] }],
    },
  });
});

test('a citizen, a dispatcher and another district’s administrator keep nothing', async () => {
  expect((await call('POST', '/import?title=x', undefined, CSV)).statusCode).toBe(401);
  expect((await call('POST', '/import?title=x', 'dispatcher', CSV)).statusCode).toBe(403);
  expect((await call('POST', '/import?title=x', 'stranger', CSV)).statusCode).toBe(403);
  expect((await call('GET', '/versions', 'stranger')).statusCode).toBe(403);
  const json = await call('POST', '/import?title=x', 'administrator', '{"a":1}', 'application/json');
  expect(json.json()).toMatchObject({ status: 415, code: 'catalogue.file_unreadable' });
});
