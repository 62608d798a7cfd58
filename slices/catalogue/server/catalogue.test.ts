// The lists in the store: drafts, the audit before publication, versions by date, and files that come and go.
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { fromIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { refusalOf } from '../../../platform/server/http/problem.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { exportCatalogue } from './export-catalogue.ts';
import { importCatalogue } from './import-catalogue.ts';
import { catalogueById, catalogueInForce, resolve, seedDefaultCatalogue, suggestItems } from './public.ts';
import { publishCatalogue } from './publish-catalogue.ts';
import { readItem, readItems } from './read-items.ts';
import { readTableFile } from './read-table-file.ts';
import { readVersions } from './read-versions.ts';
import { drawDistrict, staffDistrict } from './test-district.ts';

const store = testDatabase();
const DISTRICT = '500151';
const GRID = '500151.001.001.001';
const SOURCE = { name: '试', nameEn: 'test', edition: '1', asOf: '2026-08-05' };
const HEADINGS = ['清单', '大类代码', '大类', '小类代码', '小类', '立案条件', '处置时限', '责任单位'];
const ROW = ['事件', '01', '市容环境', '02', '暴露垃圾', '有成堆垃圾', '4h', '市政'];

const write = <T>(work: (tx: Tx) => Promise<T>) => store.database.transaction(work);
const read = <T>(work: (tx: Tx) => Promise<T>) => store.database.read(work);

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => refusalOf(error),
  );
  if (!thrown) throw new Error('nothing was refused');
  return thrown;
}

function sure<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(value.code);
  return value as Exclude<T, Refusal>;
}

async function draft(
  effectiveFrom: string,
  rows: readonly (readonly string[])[] = [HEADINGS, ROW],
  districtId = DISTRICT,
) {
  const { catalogueId } = await write((tx) =>
    importCatalogue(tx, {
      districtId,
      title: '试',
      effectiveFrom,
      source: SOURCE,
      sheets: [{ rows }],
      createdBy: 'test',
    }),
  );
  if (catalogueId === null) throw new Error('the rows of the test have errors');
  return catalogueId;
}

describe('before it may be published', () => {
  beforeAll(() => write((tx) => drawDistrict(tx, '500152', 107)));

  test('a district without units is told who is missing, and nothing is in force', async () => {
    const no = await refusal(write((tx) => seedDefaultCatalogue(tx, '500152')));
    expect(no.code).toBe('catalogue.has_findings');
    expect(no.data.brokenPairs).toBe(186 * 4);
    const list = no.data.list as { kind: string; about: string; areas: string[] }[];
    expect(list.find(({ about }) => about === 'gas')).toMatchObject({ kind: 'unmanned', areas: ['500152'] });
    expect(await read((tx) => catalogueInForce(tx, '500152'))).toMatchObject({
      code: 'catalogue.not_in_force',
    });
    expect(await read((tx) => readVersions(tx, '500152'))).toEqual({ versions: [] });
  });

  test('with all units but one kind only its items are named, and the check is kept', async () => {
    await write((tx) => staffDistrict(tx, '500152', 'municipal_works'));
    const id = await draft('2026-08-05', [HEADINGS, ROW], '500152');
    const report = await write((tx) => checkCatalogue(tx, '500152', id));
    expect(report).toMatchObject({
      pairs: 4,
      brokenPairs: 4,
      findings: [{ kind: 'unmanned', about: 'municipal_works' }],
    });
    const { versions } = await read((tx) => readVersions(tx, '500152'));
    expect(versions).toMatchObject([{ state: 'draft', findings: 1 }]);
    expect(await refusal(write((tx) => publishCatalogue(tx, '500152', id, 'test')))).toMatchObject({
      code: 'catalogue.has_findings',
    });
  });

  test('a district without areas cannot be checked at all', async () => {
    const id = await draft('2026-08-05', [HEADINGS, ROW], '500999');
    expect(await refusal(write((tx) => checkCatalogue(tx, '500999', id)))).toMatchObject({
      code: 'areas.district_not_found',
    });
  });
});

describe('in force', () => {
  let defaultId = '';

  beforeAll(async () => {
    await write((tx) => drawDistrict(tx, DISTRICT, 106));
    await write((tx) => staffDistrict(tx, DISTRICT));
    const publication = await write((tx) =>
      seedDefaultCatalogue(tx, DISTRICT, { effectiveFrom: '2026-01-01' }),
    );
    defaultId = publication.catalogueId;
    expect(publication.audit).toMatchObject({
      items: 186,
      grids: 4,
      pairs: 744,
      brokenPairs: 0,
      warnings: [],
    });
  });

  test('rubble in a grid goes to the street’s sanitation company, with its clocks and reasons', async () => {
    const answer = await read((tx) =>
      resolve(tx, { districtId: DISTRICT, itemCode: 'E0103.2', areaPath: GRID, at: tx.now }),
    );
    const units = await read((tx) => unitDirectory(tx));
    const resolution = sure(answer);
    expect(units.unit(resolution.unitId)?.code).toBe('sanitation-500151.001');
    expect(units.unit(resolution.centreUnitId)?.code).toBe('centre-500151.001');
    expect(resolution.coUnitIds.map((id) => units.unit(id)?.code)).toEqual(['urban_management-500151.001']);
    expect(resolution).toMatchObject({
      catalogueId: defaultId,
      itemName: '积存垃圾渣土',
      isCertain: true,
      verification: 'inspector',
      photoRule: { report: 1, feedBack: 1 },
      limits: { handle: { kind: 'working_days', amount: 5 } },
    });
    expect(resolution.why.length).toBeGreaterThan(3);
  });

  test('a component’s own maintenance unit is responsible', async () => {
    const units = await read((tx) => unitDirectory(tx));
    const [gas] = units.unitsOfKind('gas', GRID);
    const component = { classCode: '0101', maintenanceUnitId: gas?.id ?? '' };
    const answer = await read((tx) =>
      resolve(tx, { districtId: DISTRICT, itemCode: 'C0101', areaPath: GRID, component, at: tx.now }),
    );
    expect(sure(answer).unitId).toBe(gas?.id);
  });

  test('a resident’s words suggest an item, and the item tells limits and who is responsible', async () => {
    const hits = sure(await read((tx) => suggestItems(tx, DISTRICT, '路灯坏了，晚上很黑', 3)));
    expect(hits[0]?.item.code).toBe('C0137');
    const found = await read((tx) =>
      readItems(tx, DISTRICT, { text: '路灯坏了', list: 'component', limit: 1 }),
    );
    expect(found.items).toMatchObject([{ code: 'C0137', name: '路灯' }]);
    expect((await read((tx) => readItems(tx, DISTRICT, { classCode: 'E04' }))).items).toHaveLength(10);
    const item = await read((tx) => readItem(tx, DISTRICT, 'E0403'));
    expect(item.problems[0]).toMatchObject({ code: 'E0403.1', limits: { handle: { zh: '1 紧急工作时' } } });
    expect(item.rules[0]?.responsible.zh).toBe('就近的燃气单位');
    expect(await refusal(read((tx) => readItem(tx, DISTRICT, 'E9999')))).toMatchObject({
      code: 'catalogue.item_unknown',
    });
  });

  test('a new version begins on its day; the one before ends; a case keeps its own', async () => {
    const newId = await draft('2026-08-06');
    expect(await write((tx) => checkCatalogue(tx, DISTRICT, newId))).toMatchObject({ findings: [] });
    await write((tx) => publishCatalogue(tx, DISTRICT, newId, 'test'));
    const inForceAt = async (iso: string) =>
      sure(await read((tx) => catalogueInForce(tx, DISTRICT, fromIso(iso)))).id;
    expect(await inForceAt('2026-08-05T23:59:59+08:00')).toBe(defaultId);
    expect(await inForceAt('2026-08-06T00:00:00+08:00')).toBe(newId);
    const at = fromIso('2026-08-07T09:00:00+08:00') ?? 0;
    const ask = { districtId: DISTRICT, itemCode: 'E0102', areaPath: GRID, at };
    const [now, kept] = await read(
      async (tx) =>
        [sure(await resolve(tx, ask)), sure(await resolve(tx, { ...ask, catalogueId: defaultId }))] as const,
    );
    expect([now.catalogueId, kept.catalogueId]).toEqual([newId, defaultId]);
    expect(now.unitId).not.toBe(kept.unitId);
    expect(sure(await read((tx) => catalogueById(tx, defaultId))).effectiveUntil).toBe('2026-08-06');
  });

  test('what is published is never changed, and dates are not taken twice or put in the past', async () => {
    expect(await refusal(write((tx) => publishCatalogue(tx, DISTRICT, defaultId, 'test')))).toMatchObject({
      code: 'catalogue.not_draft',
      data: { state: '发布' },
    });
    const past = await draft('2026-08-01');
    expect(await refusal(write((tx) => publishCatalogue(tx, DISTRICT, past, 'test')))).toMatchObject({
      code: 'catalogue.date_past',
    });
    const same = await draft('2026-08-06');
    expect(await refusal(write((tx) => publishCatalogue(tx, DISTRICT, same, 'test')))).toMatchObject({
      code: 'catalogue.date_taken',
    });
    expect(await refusal(write((tx) => publishCatalogue(tx, '500152', same, 'test')))).toMatchObject({
      code: 'catalogue.not_found',
    });
  });

  test('the workbook that goes out comes in again as the same lists', async () => {
    const bytes = await read((tx) => exportCatalogue(tx, DISTRICT));
    const imported = await write(async (tx) =>
      importCatalogue(tx, {
        districtId: DISTRICT,
        title: '再来',
        source: SOURCE,
        sheets: await readTableFile(bytes),
        createdBy: 'test',
      }),
    );
    expect(imported).toMatchObject({
      rows: 441,
      acceptedRows: 441,
      items: 186,
      problems: 441,
      rules: 189,
      errors: [],
      warnings: [],
    });
  });
});

describe('files as they come', () => {
  test('a workbook with a title, merged cells, rich text and a formula', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('事件清单');
    sheet.addRows([
      ['某区事件清单'],
      HEADINGS.slice(1),
      ['1', '市容环境', '2', '暴露垃圾', '成堆', '4h', '环卫'],
      [
        '',
        '',
        '',
        '',
        '散落',
        { formula: '"1"&"d"', result: '1d' },
        { richText: [{ text: '环' }, { text: '卫' }] },
      ],
    ]);
    for (const column of ['A', 'B', 'C', 'D']) sheet.mergeCells(`${column}3:${column}4`);
    const sheets = await readTableFile(Buffer.from(await workbook.xlsx.writeBuffer()));
    const imported = await write((tx) =>
      importCatalogue(tx, { districtId: DISTRICT, title: '合并', source: SOURCE, sheets, createdBy: 'test' }),
    );
    expect(imported).toMatchObject({ rows: 2, acceptedRows: 2, items: 1, problems: 2, rules: 1, errors: [] });
    expect(new Set(imported.warnings.map((note) => note.column))).toEqual(new Set(['大类代码', '细类代码']));
  });

  test('a csv file in GB18030', async () => {
    // “清单” and “事件” in GB18030; the other headings in plain letters.
    const head = [0xc7, 0xe5, 0xb5, 0xa5];
    const event = [0xca, 0xc2, 0xbc, 0xfe];
    const text = (ascii: string) => [...Buffer.from(ascii, 'ascii')];
    const bytes = Uint8Array.from([
      ...head,
      ...text(',class_code,class,type_code,type,limit\n'),
      ...event,
      ...text(',01,A,02,B,4h\n'),
    ]);
    const [sheet] = await readTableFile(bytes);
    expect(sheet?.rows).toEqual([
      ['清单', 'class_code', 'class', 'type_code', 'type', 'limit'],
      ['事件', '01', 'A', '02', 'B', '4h'],
    ]);
  });

  test('rows with errors keep the whole file out, unless the good ones alone are asked for', async () => {
    const sheets = [{ rows: [HEADINGS, ROW, ['', '', '', '03', '道路不洁', '脏', '尽快', '环卫']] }];
    const order = { districtId: DISTRICT, title: '半', source: SOURCE, sheets, createdBy: 'test' };
    const whole = await write((tx) => importCatalogue(tx, order));
    expect(whole).toMatchObject({
      catalogueId: null,
      rows: 2,
      acceptedRows: 1,
      errors: [{ row: 3, column: '处置时限' }],
    });
    const partial = await write((tx) => importCatalogue(tx, { ...order, isPartial: true }));
    expect(partial.catalogueId).not.toBeNull();
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['a broken workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9])],
    ['an open quote', Buffer.from('a,"b\nc')],
  ])('%s is refused with the reason', async (_, bytes) => {
    expect(await refusal(readTableFile(bytes))).toMatchObject({ code: 'catalogue.file_unreadable' });
  });
});
