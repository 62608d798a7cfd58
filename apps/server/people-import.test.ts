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
  readonly faults: { field: string | null; words: { zh: string; en: string } }[];
  readonly waits: boolean;
  readonly mark: string;
}
interface Read {
  readonly fileHash: string;
  readonly rows: Row[];
  readonly columns: Record<string, string>;
}

async function readFile(bytes: Buffer, type: string): Promise<Read> {
  const url = `/api/people/import/read?areaPath=${DISTRICT}`;
  const reply = await town.post('admin', url, bytes, { headers: { 'content-type': type } });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.body as unknown as Read;
}

const check = async ({ fileHash, rows }: Pick<Read, 'fileHash' | 'rows'>) => {
  const asked = { areaPath: DISTRICT, fileHash, rows };
  return (await town.post('admin', '/api/people/import/check', asked)).body.lines as Line[];
};
const marked = (rows: Row[], lines: readonly Line[]) =>
  rows.map((row, n) => ({ ...row, mark: lines[n]?.mark ?? '' }));
const send = (file: Pick<Read, 'fileHash' | 'rows'>, why = '新招录') =>
  town.post('admin', '/api/people/import', { areaPath: DISTRICT, ...file, why });
/** Checked, and confirmed as it was checked. */
const bringIn = async (file: Read, why?: string) =>
  send({ fileHash: file.fileHash, rows: marked(file.rows, await check(file)) }, why);
const told = (lines: readonly Line[]) =>
  lines.map(({ faults }) => faults.map(({ field, words }) => `${field} ${words.zh}`));

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
  const file = await readFile(
    csv(
      `卫一,wei.one,13700000001,,处置人员,${sanitation()},${DISTRICT}.001`,
      `卫二,wei.two,13700000002,,处置人员,没有这个单位,`,
      `卫三,wei.one,13700000003,,,,`,
      `卫四,wei.four,13700000004,火星街道,,,`,
      `卫五,wei.five,13700000005,,派遣员,${town.city.unit('centre', '').code},`,
    ),
    'text/csv',
  );
  const first = await check(file);
  expect(outcomes(first)).toEqual(['new', 'refused', 'refused', 'refused', 'new']);
  expect(told(first)).toEqual([
    [],
    ['unit 单位“没有这个单位”不存在，请照单位树填写名称或编码。'],
    ['login 账号“wei.one”在文件中属于卫一，请给卫三换一个。'],
    ['area 所在区域“火星街道”不存在，请按“街道/社区/网格”填写。'],
    [],
  ]);
  expect(first[4]).toMatchObject({ waits: true });
  expect((await town.digest()).get('person')).toBe(before);
  const rows = file.rows.map((row) => ({
    ...row,
    ...(row.name === '卫二' ? { unit: sanitation() } : {}),
    ...(row.name === '卫三' ? { login: 'wei.three' } : {}),
    ...(row.name === '卫四' ? { area: '' } : {}),
  }));
  const mended = { ...file, rows };
  const lines = await check(mended);
  expect(outcomes(lines)).toEqual(['new', 'new', 'new', 'new', 'new']);
  const sent = await send({ ...file, rows: marked(rows, lines) });
  expect(outcomes(sent.body.lines as Line[])).toEqual(['new', 'new', 'new', 'new', 'new']);
  expect(outcomes(await check(mended))).toEqual(['same', 'same', 'same', 'same', 'same']);
  const { body } = await town.get('leader', '/api/proposals');
  const [waiting] = body.proposals as { id: string; subject: { name: string } }[];
  expect(waiting?.subject.name).toBe('卫五');
  await town.post('leader', `/api/proposals/${waiting?.id}/approve`);
  expect(outcomes(await check(mended))).toEqual(['same', 'same', 'same', 'same', 'same']);
  const { changes } = (await town.get('admin', '/api/changes?operation=person.create&words=%E5%8D%AB')).body;
  expect((changes as { why: string }[]).map(({ why }) => why)).toEqual(Array(5).fill('新招录'));
});

test('every wrong cell of every line is told at once, in its column, with what to write', async () => {
  const head = '备注,姓名,账号,电话,所在区域,语言,岗位,单位,任职区域,任期自,任期至';
  const lines = [
    `,,a,12,火星街道,法文,飞行员,没有的单位,月球街道,明天,后天`,
    `,卫十,wei.ten,,,,处置人员,${sanitation()},${DISTRICT}.002,2026-09-01,2026-08-01`,
    `,卫十一,wei ten,13700000011,,,,,,,`,
  ];
  const file = await readFile(Buffer.from([head, ...lines].join('\n')), 'text/csv');
  expect(file.columns).toMatchObject({ name: 'B', login: 'C', phone: 'D', until: 'K' });
  const checked = await check(file);
  expect(checked.map(({ line, outcome }) => [line, outcome])).toEqual([
    [2, 'refused'],
    [3, 'refused'],
    [4, 'refused'],
  ]);
  expect(told(checked)[0]?.map((words) => words.split(' ')[0])).toEqual([
    'name', 'login', 'phone', 'area', 'language', 'role', 'unit', 'postArea', 'from', 'until',
  ]);
  for (const words of told(checked)[0] ?? []) expect(words).toMatch(/请|应/);
  expect(told(checked).slice(1)).toEqual([
    ['until 任期日期不对：从 2026-09-01 到 2026-08-01。截止日期不能早于开始日期，请改正。'],
    ['login 账号“wei ten”应为 2–100 个字符，不含空格，请改写。'],
  ]);
});

test('a service number in the cell of a telephone is refused there, in both languages; so does the form',
  async () => {
  const file = await readFile(
    csv('卫热线,wei.hotline,12345,,,,', '卫座机,wei.desk,023-67890123,,,,', '卫报警,wei.alarm,110,,,,'),
    'text/csv',
  );
  const checked = await check(file);
  expect(outcomes(checked)).toEqual(['refused', 'new', 'refused']);
  const [fault] = checked[0]?.faults ?? [];
  expect(fault?.field).toBe('phone');
  expect(fault?.words.zh).toContain('请填写 11 位手机号、带区号的座机（如 023-67890123）');
  expect(fault?.words.en).toContain('a mobile of 11 digits');
  const before = (await town.digest()).get('person');
  const person = { name: '卫热线', areaPath: DISTRICT };
  for (const phone of ['12345', '110', '打办公室']) {
    const made = await town.post('admin', '/api/people', { ...person, phone });
    expect([made.status, made.body.code], phone).toEqual([422, 'people.phone_unlikely']);
    expect(String(made.body.detail)).not.toContain(`“${phone}”`);
  }
  expect((await town.digest()).get('person')).toBe(before);
});

test('what is confirmed for another file, or changed since it was checked, is refused whole', async () => {
  const checked = await readFile(csv('卫甲,wei.jia,13700000021,,,,'), 'text/csv');
  const other = await readFile(csv('卫乙,wei.yi,13700000022,,,,'), 'text/csv');
  expect(other.fileHash).not.toBe(checked.fileHash);
  const before = (await town.digest()).get('person');
  const lines = await check(checked);
  const rows = marked(checked.rows, lines);
  const [row] = rows;
  for (const confirmed of [
    { fileHash: other.fileHash, rows },
    { fileHash: checked.fileHash, rows: marked(other.rows, lines) },
    { fileHash: checked.fileHash, rows: [{ ...row, phone: '13700000023' } as Row] },
  ]) {
    const refused = await send(confirmed);
    expect([refused.status, refused.body.code]).toEqual([409, 'people.import_unchecked']);
  }
  expect((await town.digest()).get('person')).toBe(before);
  expect(outcomes((await send({ ...checked, rows })).body.lines as Line[])).toEqual(['new']);
});

test('a list confirmed twice comes in once, and a post that waits is not proposed again', async () => {
  const centre = town.city.unit('centre', '').code;
  const file = await readFile(csv(`卫丙,wei.bing,13700000031,,派遣员,${centre},`), 'text/csv');
  const confirmed = { ...file, rows: marked(file.rows, await check(file)) };
  expect(outcomes((await send(confirmed)).body.lines as Line[])).toEqual(['new']);
  const before = await town.digest();
  const again = (await send(confirmed)).body.lines as Line[];
  expect(again.map(({ outcome, waits }) => [outcome, waits])).toEqual([['same', true]]);
  const after = await town.digest();
  for (const table of ['person', 'post', 'change', 'change_proposal']) {
    expect(after.get(table), table).toBe(before.get(table));
  }
});

test('a line confirmed as new overwrites nobody who got its login since; others come in', async () => {
  const file = await readFile(
    csv('卫丁,wei.ding,13700000041,,,,', '卫戊,wei.wu,13700000042,,,,', '卫己,wei.ji,13700000043,,,,'),
    'text/csv',
  );
  const rows = marked(file.rows, await check(file));
  const since = [
    { name: '丁卫', login: 'wei.ding', areaPath: DISTRICT, phone: '13700000051' },
    { name: '卫戊', login: 'wei.wu', areaPath: DISTRICT, phone: '13700000052' },
  ];
  const made = await store.database.transaction((tx) => createPeople(tx, tx.cipher, SETUP, since));
  const sent = await send({ ...file, rows });
  const lines = sent.body.lines as Line[];
  expect(outcomes(lines)).toEqual(['refused', 'refused', 'new']);
  expect(told(lines)[0]?.[0]).toMatch(/^login 账号“wei\.ding”是丁卫的/);
  expect(told(lines)[1]?.[0]).toMatch(/^null 检查之后，人员资料有了变化/);
  for (const [n, { name, phone }] of since.entries()) {
    const { body } = await town.get('admin', `/api/people/roster?areaPath=${DISTRICT}&personId=${made[n]}`);
    const masked = `${phone.slice(0, 3)}****${phone.slice(-4)}`;
    expect(body.people).toMatchObject([{ name, phoneMasked: masked }]);
  }
  expect(outcomes(await check(file))).toEqual(['refused', 'changed', 'same']);
});

test('whoever a file takes on in one line gets a second post by another, also in another piece', async () => {
  const [own, next] = [`${sanitation()},${DISTRICT}.001`, `${sanitation()},${DISTRICT}.001.001`];
  const file = await readFile(
    csv(
      `卫庚,wei.geng,13700000044,,处置人员,${own}`,
      `卫庚,wei.geng,13700000044,,处置人员,${next}`,
      `卫辛,,13700000045,,处置人员,${own}`,
      `卫辛,,13700000045,,处置人员,${next}`,
    ),
    'text/csv',
  );
  const rows = marked(file.rows, await check(file));
  const first = await send({ ...file, rows: rows.slice(0, 1) });
  expect(outcomes(first.body.lines as Line[])).toEqual(['new']);
  const rest = await send({ ...file, rows: rows.slice(1) });
  expect(outcomes(rest.body.lines as Line[])).toEqual(['changed', 'new', 'changed']);
  expect(outcomes(await check(file))).toEqual(['same', 'same', 'same', 'same']);
});

test('a login that an earlier piece of the file gives to another is told when a later one is checked',
  async () => {
  const file = await readFile(csv('卫壬,wei.ren,,,,,', '卫癸,wei.ren,,,,,'), 'text/csv');
  const [first, second] = file.rows;
  const before = [{ name: first?.name, login: first?.login, phone: first?.phone }];
  const asked = { areaPath: DISTRICT, fileHash: file.fileHash, rows: [second], before };
  const { body } = await town.post('admin', '/api/people/import/check', asked);
  expect(told(body.lines as Line[])).toEqual([
    ['login 账号“wei.ren”在文件中属于卫壬，请给卫癸换一个。'],
  ]);
});

test('who heads a grid already is named in both languages', async () => {
  const centre = town.city.unit('centre', '.001.001').code;
  const file = await readFile(
    csv(`卫子,wei.zi,,,网格长,${centre},${DISTRICT}.001.001.001`),
    'text/csv',
  );
  const [line] = await check(file);
  const words = line?.faults.find(({ field }) => field === 'postArea')?.words;
  expect(words?.zh).toContain(`（${town.nameOf('gridHead')}）`);
  expect(words?.en).toContain(` (${town.nameOf('gridHead')})`);
});

test.each(['xlsx', 'csv'] as const)(
  'what goes out as %s changes nothing when it comes back, numbers masked',
  async (form) => {
    const bytes = await exported(form);
    const file = await readFile(bytes, form === 'csv' ? 'text/csv' : XLSX);
    const { rows } = file;
    expect(rows.length).toBeGreaterThan(15);
    expect(JSON.stringify(rows)).not.toContain('13700000001');
    expect(rows.some((row) => row.phone === '137****0001')).toBe(true);
    const lines = await check(file);
    expect(lines.filter((line) => line.outcome !== 'same')).toEqual([]);
  },
);

test('a name that begins a formula is a name in every table', async () => {
  await bringIn(await readFile(csv('"=HYPERLINK(""http://x"")",evil.one,13700000009,,,,'), 'text/csv'), '试试');
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
  const body = { areaPath: DISTRICT, fileHash: '0'.repeat(64), rows };
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
  const body = { areaPath: `${DISTRICT}.001`, fileHash: '0'.repeat(64), rows };
  const checked = await app.send('POST', '/api/people/import/check', { token, body });
  const lines = checked.body.lines as Line[];
  expect(outcomes(lines)).toEqual(['refused', 'new']);
  const confirmed = { ...body, rows: marked(rows, lines), why: '新招录' };
  const sent = await app.send('POST', '/api/people/import', { token, body: confirmed });
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
