// The document of the API says what the doors do: it is OpenAPI 3.1, complete, and every reply and refusal of
// a working day in the small town is one that it names.
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';
import { allRoutes } from './mount.ts';
import { policy, refusals } from './parts.ts';
import { type Reply, testApp } from './test-app.ts';
import { type Fields, testTown, type Who } from './test-town.ts';

const store = testDatabase('2026-08-05T14:08:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

interface Operation {
  readonly summary?: string;
  readonly operationId?: string;
  readonly responses: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly content?: Readonly<Record<string, { readonly schema?: Fields }>>;
      }
    >
  >;
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

let document: Fields = {};
let paths: Paths = {};
const operations = () =>
  Object.entries(paths).flatMap(([url, item]) =>
    Object.entries(item).map(([method, operation]) => ({ url, method, operation })),
  );

beforeAll(async () => {
  const reply = await app.send('GET', '/openapi.json');
  document = reply.body;
  paths = document.paths as Paths;
}, 120_000);

test('it is OpenAPI 3.1, and every reference in it leads somewhere', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info).toMatchObject({
    title: 'Gridloop',
    version: 'test',
    license: { identifier: 'Apache-2.0' },
  });
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? '');
  const lost = refs.filter((ref) => {
    let at: unknown = document;
    for (const part of ref.split('/')) at = (at as Record<string, unknown> | undefined)?.[part];
    return at === undefined;
  });
  expect(lost).toEqual([]);
});

test('every door is in it, with a summary and a name of its own; nothing else is', () => {
  const routes = allRoutes({ files: new FakeFiles(), people: app.people });
  const inCode = routes.map(
    (route) => `${route.method.toLowerCase()} ${route.url.replace(/:(\w+)/g, '{$1}')}`,
  );
  expect(
    operations()
      .map(({ url, method }) => `${method} ${url}`)
      .sort(),
  ).toEqual([...inCode].sort());
  const names = operations().map(({ operation }) => operation.operationId ?? '');
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => !/^[a-z][A-Za-z0-9_]+$/.test(name))).toEqual([]);
  expect(operations().filter(({ operation }) => (operation.summary ?? '').length < 6)).toEqual([]);
});

test('every parameter of a path is described, and every schema of it compiles', () => {
  const ajv = validator();
  for (const { url, method, operation } of operations()) {
    const described = ((operation as { parameters?: { name: string; in: string }[] }).parameters ?? [])
      .filter((parameter) => parameter.in === 'path')
      .map((parameter) => parameter.name)
      .sort();
    expect(described, `${method} ${url}`).toEqual(
      [...url.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort(),
    );
    for (const response of Object.values(operation.responses)) {
      for (const { schema } of Object.values(response.content ?? {})) if (schema) ajv.compile(schema);
    }
  }
});

interface Validator {
  compile(schema: Fields): unknown;
  validate(schema: Fields, value: unknown): boolean;
  errorsText(): string;
}

/** The validator that the server itself stands on, in the dialect of OpenAPI 3.1. */
function validator(): Validator {
  const ofFastify = createRequire(createRequire(import.meta.url).resolve('fastify'));
  const { Ajv2020 } = ofFastify('ajv/dist/2020.js') as {
    Ajv2020: new (options: { strict: boolean; allErrors: boolean }) => Validator;
  };
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (ofFastify('ajv-formats') as { default: (to: Validator) => void }).default(ajv);
  return ajv;
}

interface Said {
  readonly method: string;
  readonly url: string;
  readonly reply: Reply;
}

/** `/api/cases/0189…/claim?version=1` → the path of the document that it is. */
function operationOf({ method, url }: Said): { path: string; operation: Operation } | undefined {
  const bare = url.split('?')[0] ?? '';
  const matches = Object.keys(paths).filter((path) => {
    const pattern = path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
    return new RegExp(`^${pattern}$`).test(bare) && paths[path]?.[method];
  });
  const [path] = matches.sort((a, b) => a.split('{').length - b.split('{').length);
  const operation = path === undefined ? undefined : paths[path]?.[method];
  return path !== undefined && operation ? { path, operation } : undefined;
}

/** A working day: the main road of a case, its side roads, the offices, and what is refused on the way. */
async function workingDay(): Promise<Said[]> {
  const said: Said[] = [];
  const get = async (who: Who, url: string) => {
    const reply = await town.get(who, url);
    said.push({ method: 'get', url, reply });
    return reply.body;
  };
  const post = async (who: Who, url: string, body: unknown = {}, headers?: Record<string, string>) => {
    const reply = await town.post(who, url, body, headers ? { headers } : {});
    said.push({ method: 'post', url, reply });
    return reply.body;
  };
  await mainRoad(get, post);
  await sideRoads(get, post);
  await offices(get, post);
  await refusedOnes(get, post);
  return said;
}

type Get = (who: Who, url: string) => Promise<Fields>;
type Post = (who: Who, url: string, body?: unknown, headers?: Record<string, string>) => Promise<Fields>;

async function newCase(post: Post, more: Fields = {}): Promise<Fields> {
  return post(
    'officer',
    '/api/cases',
    await town.reportBody({ photoIds: [await town.photo('officer')], ...more }),
  );
}

async function mainRoad(get: Get, post: Post): Promise<void> {
  const { id, publicCode } = await newCase(post);
  const act = (who: Who, action: string, body: Fields = {}) => post(who, `/api/cases/${id}/${action}`, body);
  await act('handler', 'claim', { personId: town.personId('handler') });
  await act('handler', 'note', { words: '到场', isPublic: true });
  await act('handler', 'feed_back', { result: '好', photoIds: [await town.photo('handler')] });
  await act('inspector', 'rework', { missing: '角落' });
  await act('handler', 'feed_back', { result: '好了', photoIds: [await town.photo('handler')] });
  await act('inspector', 'verify', { finding: '好' });
  await act('streetDispatcher', 'close', { closingCode: 'solved' });
  await app.settle();
  await post('nobody', `/api/track/${publicCode}/rate`, { score: 5, isSatisfied: true });
  await act('streetDispatcher', 'reopen', { reason: '复发' });
  for (const url of [
    `/api/cases/${id}`,
    `/api/cases/${id}/history/verify`,
    `/api/cases/${id}/proposal`,
    '/api/cases?limit=3',
    `/api/intake/cases/${id}/likely-same`,
  ])
    await get('dispatcher', url);
  await get('nobody', `/api/track/${publicCode}`);
  const { lon, lat } = town.city.inGridA;
  await get('nobody', `/api/intake/likely-same?lon=${lon}&lat=${lat}`);
  await get('nobody', `/api/intake/suggest-item?text=${encodeURIComponent('渣土')}&districtId=500151`);
  const { notices } = await get('handler', '/api/notices');
  const [first] = notices as { id: string; caseId: string; createdAt: string }[];
  await post('handler', `/api/notices/${first?.id}/read`);
  await post('handler', `/api/notices/${first?.id}/acknowledge`);
  await post('handler', '/api/notices/read', { ids: [first?.id] });
  await post('handler', '/api/notices/read-all', { upTo: first?.createdAt });
  await get('leader', `/api/notices/of-case/${first?.caseId}`);
  await get('handler', '/api/notices/subscriptions');
}

async function sideRoads(get: Get, post: Post): Promise<void> {
  const citizen = { channel: 'citizen', reporter: { name: '王', phone: '13800138000' } };
  const [one, two, three] = [
    await newCase(post, citizen),
    await newCase(post, citizen),
    await newCase(post, citizen),
  ];
  const act = (who: Who, of: Fields, action: string, body: Fields = {}) =>
    post(who, `/api/cases/${of.id}/${action}`, body);
  await act('streetDispatcher', one, 'check', { personId: town.personId('inspector') });
  await get('dispatcher', `/api/cases/${one.id}`);
  await act('inspector', one, 'answer_check', {
    finding: 'true',
    photoIds: [await town.photo('inspector')],
  });
  await act('nobody', one, 'join', { words: '我也是' });
  await act('streetDispatcher', one, 'contact', { purpose: 'call_back' });
  await act('streetDispatcher', two, 'merge', { mainCaseId: one.id });
  await act('streetDispatcher', three, 'reject', { reasonCode: 'unclear', reply: '请补充' });
  await post('nobody', `/api/track/${three.publicCode}/object`, { reason: '不服' });
  await act('dispatcher', three, 'delegate', { unitId: town.city.unit('centre', '.001').id });
  await act('streetDispatcher', one, 'accept');
  await act('streetDispatcher', one, 'dispatch');
  await act('streetDispatcher', one, 'undo');
  await act('streetDispatcher', one, 'transfer', {
    unitId: town.city.unit('urban_management', '.001').id,
    reason: '归口',
  });
  await act('streetDispatcher', one, 'push', { kind: 'supervise', words: '抓紧' });
  await act('streetDispatcher', one, 'escalate', { reason: '协调' });
  await act('dispatcher', one, 'force_close', { reason: '重复' });
  await act('secondDispatcher', one, 'confirm_force_close', { isGranted: true });
  for (const of of [one, two, three]) await get('dispatcher', `/api/cases/${of.id}`);
}

async function offices(get: Get, post: Post): Promise<void> {
  const code = town.city.itemCode;
  for (const url of [
    '/api/areas/districts',
    '/api/areas/tree?districtId=500151',
    '/api/areas/versions?districtId=500151',
    '/api/areas/boundaries?districtId=500151&level=grid',
    '/api/areas/locate?lon=105.805&lat=29.005',
    '/api/units',
    '/api/people',
    `/api/people/${town.personId('handler')}`,
    '/api/session',
    '/api/session/current',
    '/api/session/reads',
    '/api/catalogue/500151/items',
    `/api/catalogue/500151/items/${code}`,
    '/api/catalogue/500151/versions',
    '/api/districts/500151/calendar?year=2026',
    '/api/components/nearest?districtId=500151&lon=105.8&lat=29',
  ]) {
    await get('admin', url);
  }
  await post('admin', `/api/people/${town.personId('handler')}/unmask`, { purpose: '联系现场' });
  await post('admin', '/api/people', { name: '新人', areaPath: '500151', login: 'newcomer' });
  await post('admin', `/api/posts/${town.postId('leaver')}/end`);
  const bad = Buffer.from(
    '清单,大类代码,大类,小类代码,小类,立案条件,处置时限,责任单位\n事件,01,a,02,b,c,2紧急,water',
  );
  await post('admin', '/api/catalogue/500151/import?title=t', bad, { 'content-type': 'text/csv' });
}

const NIL = '00000000-0000-7000-8000-000000000000';

async function refusedOnes(get: Get, post: Post): Promise<void> {
  const body = await town.reportBody({ photoIds: [NIL] });
  const { id } = await newCase(post);
  for (const more of [
    {},
    { itemCode: 'E9999' },
    { componentId: NIL },
    { point: { lon: 1, lat: 1 } },
    { channel: 'x' },
    { areaPath: '500152', point: undefined },
  ])
    await post('inspector', '/api/cases', { ...body, ...more });
  await post('nobody', '/api/cases', body);
  for (const [who, action, fields] of [
    ['handler', 'accept', {}],
    ['foreign', 'claim', {}],
    ['handler', 'claim', { personId: NIL }],
    ['streetDispatcher', 'transfer', { unitId: NIL, reason: 'x' }],
    ['nobody', 'close', {}],
    ['dispatcher', 'contact', {}],
    ['streetDispatcher', 'merge', { mainCaseId: NIL }],
  ] as const)
    await post(who, `/api/cases/${id}/${action}`, fields);
  const reported = await newCase(post, { itemCode: undefined });
  for (const fields of [{ itemCode: 'E9999' }, { point: { lon: 1, lat: 1 } }]) {
    await post('dispatcher', `/api/cases/${reported.id}/accept`, fields);
  }
  for (const url of [
    `/api/cases/${NIL}`,
    `/api/cases/${NIL}/proposal`,
    `/api/cases/${id}/proposal?itemCode=E9999`,
    '/api/cases?cursor=x',
    `/api/components/${NIL}`,
    '/api/catalogue/500159/items',
    '/api/catalogue/500151/items/E9999',
    '/api/areas/tree?districtId=500159',
    '/api/intake/suggest-item?text=x&lon=1&lat=1',
    `/api/people/${NIL}`,
  ]) {
    await get('dispatcher', url);
  }
  await get('nobody', '/api/track/AAAAA-AAAAA-AAAAA');
  await get('nobody', '/api/cases');
  await post('admin', `/api/posts/${NIL}/end`);
  await post('admin', `/api/people/${NIL}/leave`);
  await post('admin', '/api/people', { name: '甲', areaPath: '500152' });
  await post('handler', '/api/areas/import', {});
  await post('nobody', '/api/photos', Buffer.from('no picture'), { 'content-type': 'image/png' });
}

/** A dead token is refused by whoever keeps the sessions, at every door alike. */
const ANYWHERE = (code: string): boolean => code === 'auth.session_ended';

test('every reply of a working day is as the document says, every refusal is on its door', async () => {
  const ajv = validator();
  const said = await workingDay();
  const [answered, refused, wrong] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const one of said) {
    const found = operationOf(one);
    expect(found, `${one.method} ${one.url}`).toBeDefined();
    if (!found) continue;
    const { status, body } = one.reply;
    const response = found.operation.responses[String(status)] ?? found.operation.responses['4XX'];
    const name = `${one.method} ${found.path} ${status}`;
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    const schema = response?.content?.[type]?.schema;
    if (!schema) wrong.add(`${name}: not described`);
    else if (!ajv.validate(schema, body)) wrong.add(`${name}: ${ajv.errorsText()}`);
    if (status < 400) answered.add(`${one.method} ${found.path}`);
    const code = String(body.code);
    if (status >= 400) refused.add(`${found.path} ${code}`);
    if (status >= 400 && !ANYWHERE(code) && !response?.description.includes(code))
      wrong.add(`${name}: ${code} is not listed`);
  }
  expect([...wrong].sort()).toEqual([]);
  expect(answered.size).toBeGreaterThan(45);
  expect(refused.size).toBeGreaterThan(25);
});

test('what a door says it may refuse has words, and what it needs of rights has a row', () => {
  const operationsOfPolicy = new Set(policy.map((row) => row.operation));
  for (const route of allRoutes({ files: new FakeFiles(), people: app.people })) {
    expect(operationsOfPolicy.has(route.operation)).toBe(true);
    const told = paths[route.url.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]?.responses['4XX'];
    for (const code of route.refusals ?? []) {
      expect(refusals[code], code).toBeDefined();
      expect(told?.description, `${route.method} ${route.url}`).toContain(code);
    }
  }
});
