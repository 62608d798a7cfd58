// Lists of staff come in and go out: each line told before anything is written, bad ones mended, wide posts
// waiting for a second person, and what was exported changes nothing when it comes back.
import { parse } from 'csv-parse/sync';
import exceljs from 'exceljs';
import { expect, test } from 'vitest';
import { testDatabase } from '../../platform/server/db/test-database.ts';
import { createPeople, givePosts, openSession } from '../../slices/people/server/public.ts';
import { testApp } from './test-app.ts';
import { DISTRICT, testTown } from './test-town.ts';

const store = testDatabase('2026-08-05T09:00:00+08:00');
const app = testApp(store);
const town = testTown(store, app);

const SETUP = { kind: 'system', name: 'setup' } as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Row = Record<string, string | number>;
interface Line {
  readonly line: number;
  readonly outcome: string;
  readonly words: { zh: string } | null;
  readonly waits: boolean;
}

async function readFile(bytes: Buffer, type: string): Promise<Row[]> {
  const url = `/api/people/import/read?areaPath=${DISTRICT}`;
  const reply = await town.post('admin', url, bytes, { headers: { 'content-type': type } });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body.rows as Row[];
}

const check = async (rows: Row[]) =>
  (await town.post('admin', '/api/people/import/check', { areaPath: DISTRICT, rows })).body.lines as Line[];

const outcomes = (lines: readonly Line[]) => lines.map((line) => line.outcome);
const csv = (...lines: string[]) =>
  Buffer.from(`姓名,账号,电话,所在区域,岗位,单位,任职区域\n${lines.join('\n')}`);
const sanitation = () => town.city.unit('sanitation', '.001').code;

async function exported(form: 'xlsx' | 'csv'): Promise<Buffer> {
  const token = (await town.token('admin')) ?? '';
  const reply = await app.mounted.app.inject({
    method: 'GET',
    url: `/api/people/export/${form}?areaPath=${DISTRICT}`,
    headers: { authorization: `Bearer ${token}` },
  });
  expect(reply.statusCode, reply.body).toBe(200);
  return reply.rawPayload;
}

test(
  'each line is told before anything is written; once mended all come in, and come again as the ' +
  'same', async () => {
  const before = (await town.digest()).get('person');
  const rows = await readFile(
    csv(
      `卫一,wei.one,13700000001,,处置人员,${sanitation()},${DISTRICT}.001`,
      `卫二,wei.two,1370000,,处置人员,没有这个单位,`,
      `卫三,wei.one,13700000003,,,,`,
      `卫四,wei.four,13700000004,火星街道,,,`,
      `卫五,wei.five,13700000005,,派遣员,${town.city.unit('centre', '').code},`,
    ),
    'text/csv',
  );
  const told = await check(rows);
  expect(outcomes(told)).toEqual(['new', 'refused', 'refused', 'refused', 'new']);
  expect(told.map((line) => line.words?.zh ?? '')).toEqual([
    '',
    '单位“没有这个单位”不存在。',
    '账号“wei.one”在文件中属于卫一。',
    '所在区域“火星街道”不存在，请按“街道/社区/网格”填写。',
    '',
  ]);
  expect(told[4]).toMatchObject({ waits: true });
  expect((await town.digest()).get('person')).toBe(before);
  const mended = rows.map((row) => ({
    ...row,
    ...(row.name === '卫二' ? { unit: sanitation() } : {}),
    ...(row.name === '卫三' ? { login: 'wei.three' } : {}),
    ...(row.name === '卫四' ? { area: '' } : {}),
  }));
  expect(outcomes(await check(mended))).toEqual(['new', 'new', 'new', 'new', 'new']);
  const sent = await town.post('admin', '/api/people/import', {
    areaPath: DISTRICT,
    rows: mended,
    why: '新招录',
  });
  expect(outcomes(sent.body.lines as Line[])).toEqual(['new', 'new', 'new', 'new', 'new']);
  expect(outcomes(await check(mended))).toEqual(['same', 'same', 'same', 'same', 'changed']);
  const { body } = await town.get('leader', '/api/proposals');
  const [waiting] = body.proposals as { id: string; subject: { name: string } }[];
  expect(waiting?.subject.name).toBe('卫五');
  await town.post('leader', `/api/proposals/${waiting?.id}/approve`);
  expect(outcomes(await check(mended))).toEqual(['same', 'same', 'same', 'same', 'same']);
  const { changes } = (await town.get('admin', '/api/changes?operation=person.create&words=%E5%8D%AB')).body;
  expect(changes).toHaveLength(5);
});

test.each(['xlsx', 'csv'] as const)(
  'what goes out as %s changes nothing when it comes back, numbers masked',
  async (form) => {
    const bytes = await exported(form);
    const rows = await readFile(bytes, form === 'csv' ? 'text/csv' : XLSX);
    expect(rows.length).toBeGreaterThan(15);
    expect(JSON.stringify(rows)).not.toContain('13700000001');
    expect(rows.some((row) => row.phone === '137****0001')).toBe(true);
    const lines = await check(rows);
    expect(lines.filter((line) => line.outcome !== 'same')).toEqual([]);
  },
);

test('a name that begins a formula is a name in every table', async () => {
  const rows = await readFile(csv('"=HYPERLINK(""http://x"")",evil.one,13700000009,,,,'), 'text/csv');
  await town.post('admin', '/api/people/import', { areaPath: DISTRICT, rows, why: '试' + '试' });
  const table = parse(await exported('csv'), { bom: true }) as string[][];
  expect(table.flat()).toContain('\'=HYPERLINK("http://x")');
  const book = new exceljs.Workbook();
  await book.xlsx.load((await exported('xlsx')) as unknown as ArrayBuffer);
  book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()));
  const again = await check(await readFile(await exported('csv'), 'text/csv'));
  expect(again.every((line) => line.outcome === 'same')).toBe(true);
});

test('a street administers no district, and a file that is none is told so', async () => {
  const rows = [
    {
      line: 2,
      name: '甲',
      login: '',
      phone: '',
      area: '',
      language: '',
      role: '',
      unit: '',
      postArea: '',
      from: '',
      until: '',
    },
  ];
  const body = { areaPath: DISTRICT, rows };
  expect((await town.post('dispatcher', '/api/people/import/check', body)).status).toBe(403);
  const url = `/api/people/import/read?areaPath=${DISTRICT}`;
  const none = await town.post('admin', url, Buffer.from('a,b\n1,2'), {
    headers: { 'content-type': 'text/csv' },
  });
  expect(none.body.code).toBe('people.file_unreadable');
});

test('people who are not the street’s own are left out of its list, and the others come in', async () => {
  const token = await store.database.transaction(async (tx) => {
    const people = [
      ['街管', '.001'],
      ['邻街人', '.002'],
    ] as const;
    const [admin = ''] = await createPeople(
      tx,
      tx.cipher,
      SETUP,
      people.map(([name, area]) => ({ name, areaPath: DISTRICT + area, phone: '13700000099' })),
    );
    const post = {
      role: 'administrator',
      areaPath: `${DISTRICT}.001`,
      fromDate: '2026-01-01',
      toDate: null,
    } as const;
    await givePosts(tx, SETUP, [{ ...post, personId: admin, unitId: town.city.unit('centre', '.001').id }]);
    return (await openSession(tx, admin, 'bearer')).token;
  });
  const line = {
    login: '',
    area: `${DISTRICT}.001`,
    language: '',
    role: '',
    unit: '',
    postArea: '',
    from: '',
    until: '',
  };
  const rows = [
    { ...line, line: 2, name: '邻街人', phone: '13700000099' },
    { ...line, line: 3, name: '本街新人', phone: '13700000098' },
  ];
  const body = { areaPath: `${DISTRICT}.001`, rows };
  const told = await app.send('POST', '/api/people/import/check', { token, body });
  expect(outcomes(told.body.lines as Line[])).toEqual(['refused', 'new']);
  const sent = await app.send('POST', '/api/people/import', { token, body: { ...body, why: '新招录' } });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  expect(outcomes(sent.body.lines as Line[])).toEqual(['refused', 'new']);
  const roster = (await town.get('admin', `/api/people/roster?areaPath=${DISTRICT}.002`)).body.people as {
    name: string;
  }[];
  expect(roster.map(({ name }) => name)).toContain('邻街人');
});

test('the roster finds by name, login and whole number, which stands in no address, and shows where nobody ' +
  'is', async () => {
  const namesOf = (reply: { body: Record<string, unknown> }) =>
    (reply.body.people as { name: string }[]).map(({ name }) => name);
  const find = async (words: string) =>
    namesOf(await town.post('admin', '/api/people/roster', { areaPath: DISTRICT, words }));
  const findByAddress = async (words: string) =>
    namesOf(await town.get('admin', `/api/people/roster?areaPath=${DISTRICT}&words=${words}`));
  expect(await find('wei.t')).toEqual(['卫二', '卫三']);
  expect(await find('13700000004')).toEqual(['卫四']);
  expect(await findByAddress('wei.t')).toEqual(['卫二', '卫三']);
  expect(await findByAddress('13700000004')).toEqual([]);
  const other = await town.post('dispatcher', '/api/people/roster', { areaPath: DISTRICT, words: 'wei' });
  expect(other.status).toBe(403);
  const { body } = await town.get('admin', `/api/people/gaps?areaPath=${DISTRICT}`);
  expect((body.grids as { name: string }[]).length).toBe(3);
});

test('a unit with people is not closed; an empty one is, and no post is given in it any more', async () => {
  const unit = town.city.unit('sanitation', '.002');
  const close = () => town.post('admin', `/api/units/${unit.id}/close`, { why: '撤并' });
  expect((await close()).body.code).toBe('people.unit_has_people');
  await town.post('admin', `/api/posts/${town.postId('otherHandler')}/end`, { why: '撤并' });
  const { id: _id, ...like } = unit;
  const made = await town.post('admin', '/api/units', { units: [{ ...like, code: 'next', name: '接替' }] });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  expect((await close()).status).toBe(200);
  const post = { role: 'handler', areaPath: `${DISTRICT}.002`, fromDate: '2026-08-05', toDate: null };
  const given = await town.post('admin', '/api/posts', {
    ...post,
    unitId: unit.id,
    personId: town.personId('otherHandler'),
  });
  expect(given.body.code).toBe('people.unit_closed');
  const listed = (await town.get('admin', '/api/units')).body.units as { id: string }[];
  expect(listed.map((one) => one.id)).not.toContain(unit.id);
});
