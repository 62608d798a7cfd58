// The lists workshop by its doors: drafts that two people edit, Excel that comes back as it went,
// comparison, audit, publication by two people, and earlier versions that return.
import ExcelJS from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { areasRefusals } from '../../areas/core/refusals.ts';
import { calendarRefusals } from '../../calendar/core/refusals.ts';
import { seedCalendar } from '../../calendar/server/public.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import { cataloguePolicy } from '../core/policy.ts';
import { catalogueRefusals } from '../core/refusals.ts';
import { provePiece } from './prove-lists.ts';
import { catalogueExecutors, seedDefaultCatalogue } from './public.ts';
import { catalogueRoutes } from './routes.ts';
import { drawDistrict, staffDistrict } from './test-district.ts';

const store = testDatabase();
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const personOf = (number: number, name: string, areaPath = '500151'): Actor => ({
  kind: 'person',
  personId: `00000000-0000-7000-8000-00000000000${number}`,
  name,
  posts: [{ id: 'x', unitId: 'u', unitKind: 'centre', role: 'administrator', areaPath }],
});
const ACTORS: Readonly<Record<string, Actor>> = {
  first: personOf(1, '陈一'),
  second: personOf(2, '李二'),
  stranger: personOf(3, '王三', '320506'),
};

let app: FastifyInstance;
beforeAll(async () => {
  await store.database.transaction(async (tx) => {
    await drawDistrict(tx, '500151', 106);
    await staffDistrict(tx, '500151');
    await seedCalendar(tx, '500151');
  });
  await store.database.transaction((tx) =>
    seedDefaultCatalogue(tx, '500151', { effectiveFrom: '2026-01-01' }),
  );
  app = await buildApp({
    routes: catalogueRoutes,
    policy: cataloguePolicy,
    refusals: {
      ...httpRefusals,
      ...changesRefusals,
      ...areasRefusals,
      ...calendarRefusals,
      ...catalogueRefusals,
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
function call(method: 'GET' | 'POST', path: string, who = 'first', body?: object | Buffer) {
  keys += 1;
  const type = Buffer.isBuffer(body) ? XLSX : 'application/json';
  return app.inject({
    method,
    url: `/api/catalogue/500151${path}`,
    ...(body === undefined ? {} : { payload: body }),
    headers: {
      'idempotency-key': `workshop-${keys}`,
      ...(body === undefined ? {} : { 'content-type': type }),
      authorization: `Bearer ${who}`,
    },
  });
}

async function open(
  title: string,
  effectiveFrom = '2026-10-01',
  fromCatalogueId?: string,
): Promise<string> {
  const body = { title, effectiveFrom, ...(fromCatalogueId ? { fromCatalogueId } : {}) };
  const opened = await call('POST', '/drafts', 'first', body);
  expect(opened.statusCode, opened.body).toBe(201);
  return opened.json().catalogueId;
}

interface Line {
  readonly key: string;
  readonly row: {
    readonly item: { readonly name: string };
    readonly problem: { readonly name: string; readonly terms: object };
    readonly rule: { readonly id: string; readonly responsible: object };
  };
}
async function rows(id: string, query: string): Promise<Line[]> {
  const read = await call('GET', `/versions/${id}/rows?${query}`);
  expect(read.statusCode, read.body).toBe(200);
  return read.json().rows;
}
async function rowOf(id: string, key: string): Promise<Line['row']> {
  const [line] = await rows(id, `rows=${encodeURIComponent(key)}`);
  if (!line) throw new Error(`no row ${key}`);
  return line.row;
}
const save = (id: string, revision: number, put: object[], who = 'first', remove: string[] = []) =>
  call('POST', `/drafts/${id}/rows`, who, { revision, put, remove });

async function rename(id: string, revision: number, code: string, name: string, who = 'first') {
  const row = await rowOf(id, `item ${code}`);
  return save(id, revision, [{ ...row, item: { ...row.item, name } }], who);
}

test('a draft begins as the lists in force, row for row', async () => {
  const id = await open('年度修订');
  const same = (await call('GET', `/versions/${id}/differences`)).json();
  expect(same).toMatchObject({ added: 0, gone: 0, changed: 1, differences: [{ table: 'heading' }] });
  const all = (await call('GET', `/versions/${id}/rows?table=item&limit=50`)).json();
  expect(all).toMatchObject({ total: 186, revision: 0, isEditable: true, next: expect.any(String) });
  const next = await rows(id, `table=item&limit=50&after=${encodeURIComponent(all.next)}`);
  expect((next[0]?.key ?? '') > all.next).toBe(true);
  expect(
    (await rows(id, `table=item&text=${encodeURIComponent('道路破损')}`)).map(({ key }) => key),
  ).toEqual(['item E0110']);
  expect((await call('GET', `/versions/${id}/rows?colour=red`)).statusCode).toBe(400);
});

test('two people edit different rows at once; who saves a row second is told who was first', async () => {
  const id = await open('两人同改');
  expect((await rename(id, 0, 'E0110', '路面破损')).json()).toMatchObject({
    revision: 1,
    differences: [{ what: 'changed', row: 'item E0110' }],
  });
  expect((await rename(id, 0, 'E0102', '成堆垃圾', 'second')).json()).toMatchObject({ revision: 2 });
  const late = await rename(id, 0, 'E0110', '道路坑洞', 'second');
  expect(late.json()).toMatchObject({
    status: 409,
    code: 'catalogue.draft_changed',
    data: { byName: '陈一', row: 'item E0110', revision: 2 },
  });
  expect((await rowOf(id, 'item E0110')).item.name).toBe('路面破损');
  expect((await rename(id, 2, 'E0110', '道路坑洞', 'second')).json()).toMatchObject({ revision: 3 });
  expect((await rename(id, 3, 'E0110', '道路坑洞', 'second')).json()).toMatchObject({
    code: 'catalogue.nothing_changed',
  });
});

test('a step is taken back, unless somebody has been in its rows since', async () => {
  const id = await open('撤销');
  await rename(id, 0, 'E0110', '一改');
  await rename(id, 1, 'E0102', '另改');
  const undone = await call('POST', `/drafts/${id}/steps/1/undo`);
  expect(undone.json().differences[0].words).toMatch(/名称 一改 → 道路破损|name 一改 → 道路破损/);
  await rename(id, 3, 'E0102', '再改', 'second');
  expect((await call('POST', `/drafts/${id}/steps/2/undo`)).json()).toMatchObject({
    code: 'catalogue.draft_changed',
    data: { byName: '李二' },
  });
  expect((await call('POST', `/drafts/${id}/steps/99/undo`)).json()).toMatchObject({
    status: 404,
    code: 'catalogue.step_unknown',
  });
  const { steps } = (await call('GET', `/drafts/${id}/steps?limit=2`)).json();
  expect(
    steps.map((step: { seq: number; madeByName: string; kind: string }) => [
      step.seq,
      step.kind,
      step.madeByName,
    ]),
  ).toEqual([
    [4, 'save', '李二'],
    [3, 'undo', '陈一'],
  ]);
});

test('an item goes with what hangs under it and comes back with it', async () => {
  const id = await open('删除细类');
  const gone = await save(id, 0, [], 'first', ['item E0110']);
  expect(gone.json().differences.length).toBeGreaterThan(2);
  expect(await rows(id, 'text=E0110')).toEqual([]);
  const back = await call('POST', `/drafts/${id}/steps/1/undo`);
  expect(back.statusCode, back.body).toBe(200);
  expect((await call('GET', `/versions/${id}/differences`)).json()).toMatchObject({
    added: 0,
    gone: 0,
    changed: 1,
  });
});

const LOW_SKY = {
  entry: { code: 'E90', list: 'event', level: 'class', parentCode: null, name: '低空', nameEn: 'Low sky' },
  item: {
    code: 'E9001', list: 'event', classCode: 'E90', subclassCode: null, componentClass: null,
    name: '无人机扰民', nameEn: 'Drone noise', aliases: [], keywords: ['无人机'],
    duplicateRadiusMetres: 200, duplicateDays: 3, terms: {},
  },
  problem: {
    number: 1, name: '低飞', nameEn: 'Low flight', fileWhen: '低于30米', closeWhen: '已离开',
    terms: { limits: { handle: { kind: 'urgent_hours', amount: 2 } } },
  },
  rule: {
    id: '00000000-0000-7000-8000-0000000000a1', subjectCode: 'E90', areaPath: '500151', condition: {},
    responsible: { unitKind: 'urban_management', unitLevel: 'nearest', colour: 'red' }, coUnits: [],
    centreLevel: null, terms: {},
  },
};

test('a new class, item, problem and rule come in one save; what does not fit is refused', async () => {
  const id = await open('新增');
  const { entry, item, problem, rule } = LOW_SKY;
  const put = [
    { table: 'rule', rule },
    { table: 'problem', itemCode: 'E9001', problem },
    { table: 'item', item },
    { table: 'entry', entry },
  ];
  const saved = await save(id, 0, put);
  expect(saved.statusCode, saved.body).toBe(200);
  expect((await rowOf(id, `rule ${rule.id}`)).rule.responsible).toEqual({
    unitKind: 'urban_management',
    unitLevel: 'nearest',
  });
  const no = async (row: object) => (await save(id, 1, [row])).json().code;
  expect(await no({ table: 'item', item: { ...item, code: 'E9101' } })).toBe('catalogue.code_invalid');
  expect(await no({ table: 'rule', rule: { ...rule, subjectCode: 'E77' } })).toBe('catalogue.row_unknown');
  expect(await no({ table: 'rule', rule: { ...rule, areaPath: '320506' } })).toBe(
    'catalogue.rule_area_outside',
  );
  expect(await no({ table: 'rule', rule: { ...rule, responsible: { unitId: rule.id } } })).toBe(
    'catalogue.rule_unit_unknown',
  );
  expect((await save(id, 1, [], 'first', ['entry E90'])).json().code).toBe('catalogue.row_in_use');
  expect((await save(id, 1, [], 'first', ['heading'])).json().code).toBe('catalogue.row_needed');
  expect((await save(id, 1, [{ table: 'item', item: { ...item, name: ' ' } }])).statusCode).toBe(400);
});

test('the workbook comes back as it went; one cell edited in Excel is one row changed', async () => {
  const id = await open('表格往返');
  const out = await call('GET', `/versions/${id}/tables.xlsx`);
  const back = await call('POST', `/drafts/${id}/tables?revision=0`, 'first', out.rawPayload);
  expect(back.statusCode, back.body).toBe(200);
  expect(back.json()).toMatchObject({ isSaved: false, revision: 0, differences: [], errors: [] });

  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(out.rawPayload as unknown as ExcelJS.Buffer);
  const problems = workbook.getWorksheet('问题');
  if (!problems) throw new Error('the workbook has a sheet of problems');
  const limit = (problems.getRow(1).values as string[]).indexOf('处置时限');
  problems.getRow(2).getCell(limit).value = '9工作日';
  const edited = Buffer.from(await workbook.xlsx.writeBuffer());
  const saved = await call('POST', `/drafts/${id}/tables?revision=0`, 'first', edited);
  expect(saved.json()).toMatchObject({ isSaved: true, revision: 1, differences: [{ what: 'changed' }] });
  expect(saved.json().differences[0].fields).toMatchObject([
    { after: { zh: '9 工作日', en: '9 working days' } },
  ]);

  problems.getRow(2).getCell(limit).value = '很快';
  const bad = Buffer.from(await workbook.xlsx.writeBuffer());
  expect((await call('POST', `/drafts/${id}/tables?revision=1`, 'first', bad)).json()).toMatchObject({
    isSaved: false,
    revision: 1,
    errors: [{ row: 2, column: '问题 处置时限' }],
  });
  const office = await call('GET', '/export.xlsx');
  const other = await call('POST', `/drafts/${id}/tables?revision=1`, 'first', office.rawPayload);
  expect(other.json()).toMatchObject({ status: 422, code: 'catalogue.tables_missing' });
});

test('the audit names holes, silent rules and units without a person, each with its rows', async () => {
  const id = await open('审计');
  const line = (await rows(id, 'table=rule&text=E0110'))[0];
  if (!line) throw new Error('the default lists have a rule for E0110');
  const rule = { ...line.row.rule, id: '00000000-0000-7000-8000-0000000000b1', areaPath: '500151.009' };
  await save(id, 0, [{ table: 'rule', rule }]);
  const { advice, findings } = (await call('GET', `/versions/${id}/audit`)).json();
  expect(findings).toEqual([]);
  expect(advice).toContainEqual(
    expect.objectContaining({ kind: 'unreachable', rows: [`rule ${rule.id}`] }),
  );
  const lonely = advice.find((one: { kind: string }) => one.kind === 'unit_without_person');
  expect(lonely.rows.length).toBeGreaterThan(0);
  expect(await rows(id, `rows=${encodeURIComponent(lonely.rows.join(','))}`)).toHaveLength(
    lonely.rows.length,
  );

  await save(
    id,
    1,
    [],
    'first',
    (await rows(id, 'table=rule&text=E0110')).map(({ key }) => key),
  );
  const holes = (await call('GET', `/versions/${id}/audit`)).json();
  expect(holes).toMatchObject({ brokenPairs: 4, findings: [{ kind: 'hole', rows: ['item E0110'] }] });
});

async function agree(reply: { proposalId: string }, body: object) {
  const second = { personId: '00000000-0000-7000-8000-000000000002', name: '李二' };
  const consent = { proposalId: reply.proposalId, second, why: '同意' };
  const [executor] = catalogueExecutors;
  return store.database.transaction(async (tx) =>
    executor?.apply(tx, ACTORS.first as Actor, body as Record<string, unknown>, consent),
  );
}

test('what is agreed to is what was read; a draft that was overtaken is not published', async () => {
  const [id, late] = [await open('先发布', '2026-11-01'), await open('后发布', '2026-12-01')];
  await rename(id, 0, 'E0110', '路面破损');
  await rename(late, 0, 'E0102', '成堆垃圾');
  const stale = await call('POST', `/versions/${id}/publish`, 'first', { why: '年度修订', revision: 0 });
  expect(stale.json()).toMatchObject({ code: 'catalogue.changed_since_read', data: { byName: '陈一' } });
  const asked = (
    await call('POST', `/versions/${id}/publish`, 'first', { why: '年度修订', revision: 1 })
  ).json();
  expect(asked).toMatchObject({ isDone: false, proposalId: expect.any(String) });
  const body = { districtId: '500151', catalogueId: id, revision: 1 };
  await rename(id, 1, 'E0110', '又改了');
  await expect(agree(asked, body)).rejects.toMatchObject({
    refusal: { code: 'catalogue.changed_since_proposed' },
  });
  await agree(asked, { ...body, revision: 2 });
  const overtaken = await call('POST', `/versions/${late}/publish`, 'first', { why: '也要', revision: 1 });
  expect(overtaken.json()).toMatchObject({ code: 'catalogue.draft_overtaken', data: { title: '先发布' } });
});

test('an earlier version returns as a new one, by two people; a draft never does', async () => {
  const { versions } = (await call('GET', '/versions')).json();
  const first = versions.at(-1);
  const asked = await call('POST', `/versions/${first.id}/roll-back`, 'first', {
    effectiveFrom: '2027-01-01',
    why: '恢复原清单',
  });
  expect(asked.statusCode, asked.body).toBe(200);
  expect(asked.json()).toMatchObject({ isDone: false, effectiveFrom: '2027-01-01' });
  const { catalogueId } = asked.json();
  const same = (await call('GET', `/versions/${catalogueId}/differences?with=${first.id}`)).json();
  expect(same.differences.every(({ table }: { table: string }) => table === 'heading')).toBe(true);
  const draft = await open('草稿');
  const no = await call('POST', `/versions/${draft}/roll-back`, 'first', {
    effectiveFrom: '2027-02-01',
    why: '无',
  });
  expect(no.json()).toMatchObject({ status: 409, code: 'catalogue.never_in_force' });
});

test('a draft is given up with a reason, by whoever has seen its last step', async () => {
  const id = await open('放弃');
  await rename(id, 0, 'E0110', '路面破损');
  const unseen = await call('POST', `/drafts/${id}/discard`, 'first', { revision: 0, why: '作废' });
  expect(unseen.json().code).toBe('catalogue.changed_since_read');
  expect((await call('POST', `/drafts/${id}/discard`, 'first', { revision: 1 })).json().code).toBe(
    'changes.reason_missing',
  );
  expect(
    (await call('POST', `/drafts/${id}/discard`, 'first', { revision: 1, why: '作废' })).statusCode,
  ).toBe(200);
  expect((await call('GET', `/versions/${id}/rows`)).json().code).toBe('catalogue.not_found');
});

test('what was published is not edited, and another district’s administrator sees nothing', async () => {
  const { versions } = (await call('GET', '/versions')).json();
  const published = versions.at(-1).id;
  expect((await save(published, 0, [], 'first', ['item E0110'])).json().code).toBe('catalogue.not_draft');
  expect((await call('GET', `/versions/${published}/rows`, 'stranger')).statusCode).toBe(403);
  const absent = '00000000-0000-7000-8000-0000000000ff';
  expect((await call('GET', `/versions/${absent}/audit`)).json().code).toBe('catalogue.not_found');
});

test('a proof is begun, looked at, cancelled and taken away by its doors', async () => {
  const { versions } = (await call('GET', '/versions')).json();
  const { id } = versions.at(-1);
  const begun = await call('POST', `/versions/${id}/proofs`);
  expect(begun.statusCode, begun.body).toBe(202);
  const { proofId } = begun.json();
  expect((await call('POST', `/versions/${id}/proofs`)).json().code).toBe('catalogue.proof_running');
  expect((await call('GET', `/proofs/${proofId}/export/csv`)).json().code).toBe('catalogue.proof_not_done');
  expect((await call('POST', `/proofs/${proofId}/cancel`)).json()).toMatchObject({ state: 'cancelled' });
  const next = (await call('POST', `/versions/${id}/proofs`)).json();
  await store.database.transaction((tx) => provePiece(tx, next.proofId, 1_000_000));
  expect((await call('GET', `/proofs/${next.proofId}`)).json()).toMatchObject({
    state: 'done', pairs: 744, brokenQuestions: 0, answersHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const { proofs } = (await call('GET', `/versions/${id}/proofs?limit=1`)).json();
  expect(proofs.map((proof: { proofId: string }) => proof.proofId)).toEqual([next.proofId]);
  const json = await call('GET', `/proofs/${next.proofId}/export/json`);
  expect(json.headers['content-disposition']).toContain('proof-500151.json');
  expect(JSON.parse(json.body)).toMatchObject({ isProved: true });
  const csv = await call('GET', `/proofs/${next.proofId}/export/csv`);
  expect(csv.body.split('\r\n').length).toBe(next.items === 186 ? JSON.parse(json.body).questions + 2 : 0);
  expect((await call('GET', `/proofs/${id}`)).json().code).toBe('catalogue.proof_unknown');
  expect((await call('GET', `/proofs/${next.proofId}`, 'stranger')).statusCode).toBe(403);
});
