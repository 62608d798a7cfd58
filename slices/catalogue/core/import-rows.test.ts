// Offices' tables as they really are: merged cells, lost zeros, odd limits, unknown units, repeats.
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { CatalogueLists } from './catalogue.ts';
import { exportRows } from './export-rows.ts';
import { importRows, MAX_IMPORT_ROWS } from './import-rows.ts';
import type { ImportResult } from './import-rows.ts';
import type { Row } from './import-columns.ts';

const HEADINGS = [
  '清单',
  '大类代码',
  '大类',
  '小类代码',
  '小类',
  '问题',
  '立案条件',
  '处置时限',
  '责任单位',
  '责任层级',
  '责任区域',
  '协办单位',
  '核查方式',
  '上报照片',
  '直派阈值',
  '适用时段',
  '随手处置',
  '受理层级',
];
const GOOD = [
  '事件',
  '01',
  '市容环境',
  '02',
  '暴露垃圾',
  '成堆垃圾',
  '有成堆垃圾',
  '4工作时',
  '环卫',
  '镇街',
  '',
  '',
  '巡查员',
  '1',
  '0.85',
  '',
  '结案',
  '',
];
const COLUMN = new Map(HEADINGS.map((heading, index) => [heading, index]));
const units = (word: string) => (word === 'WATER-1' ? '00000000-0000-7000-8000-000000000001' : undefined);

function read(rows: readonly Row[]): ImportResult {
  const result = importRows(rows, { districtId: '500151', units });
  if (isRefusal(result)) throw new Error(result.code);
  return result;
}

const withCell = (heading: string, value: string | number): Row =>
  GOOD.with(COLUMN.get(heading) ?? -1, String(value));
const first = (result: ImportResult) => result.notes.map(({ severity, column }) => `${severity} ${column}`);

describe('one dirty cell', () => {
  test.each([
    ['大类代码', '1', 'warning 大类代码'],
    ['小类代码', '2', 'warning 小类代码'],
    ['小类代码', '2.0', 'warning 小类代码'],
    ['大类代码', '０１', ''],
    ['大类代码', 'A1', 'error 大类代码'],
    ['大类代码', '001', 'error 大类代码'],
    ['处置时限', '２紧急工作时', ''],
    ['处置时限', '10个工作日', ''],
    ['处置时限', 'U2d', ''],
    ['处置时限', 'U2h/4h/2d/5d', 'warning 处置时限'],
    ['处置时限', '种植季节15工作日', 'error 处置时限'],
    ['处置时限', '', 'error 处置时限'],
    ['处置时限', '尽快', 'error 处置时限'],
    ['责任单位', '环卫所', ''],
    ['责任单位', 'sanitation', ''],
    ['责任单位', '单位：WATER-1', ''],
    ['责任单位', '单位:NOBODY', 'error 责任单位'],
    ['责任单位', '有关部门', 'error 责任单位'],
    ['责任单位', '', 'warning 责任单位'],
    ['责任层级', '街道', ''],
    ['责任层级', '省级', 'error 责任层级'],
    ['责任区域', '500151.003', ''],
    ['责任区域', '500151003012007', ''],
    ['责任区域', '320506.001', 'error 责任区域'],
    ['责任区域', '城东', 'error 责任区域'],
    ['协办单位', '城管@区 物业', ''],
    ['协办单位', '众单位', 'error 协办单位'],
    ['核查方式', '上报人', ''],
    ['核查方式', '自查', 'error 核查方式'],
    ['上报照片', '2张', ''],
    ['上报照片', '很多', 'error 上报照片'],
    ['直派阈值', '85%', ''],
    ['直派阈值', '否', ''],
    ['直派阈值', '1.5', 'error 直派阈值'],
    ['适用时段', '11月15日至3月15日', ''],
    ['适用时段', '11-15～03-15', ''],
    ['适用时段', '冬季', 'error 适用时段'],
    ['适用时段', '02-30~03-15', 'error 适用时段'],
    ['随手处置', '随便', 'error 随手处置'],
    ['受理层级', '网格', 'error 受理层级'],
    ['清单', '名单', 'error 清单'],
    ['小类', '', 'error 细类'],
  ])('%s “%s” → %s', (heading, value, note) => {
    const result = read([HEADINGS, withCell(heading, value)]);
    const notes = first(result).map((text) => text.replace('细类代码', '小类代码'));
    expect(notes).toEqual(note === '' ? [] : [note]);
    expect(result.acceptedRows).toBe(note.startsWith('error') ? 0 : 1);
  });

  test('every note says how to mend it, in both languages, with the row of the sheet', () => {
    const { notes } = read([['某区清单'], HEADINGS, withCell('责任单位', '有关部门')]);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatchObject({ row: 3, column: '责任单位' });
    expect(notes[0]?.zh).toContain('请用单位类型表里的名称');
    expect(notes[0]?.en).toContain('use one of the list');
  });
});

describe('rows together', () => {
  test('merged cells are filled down, and a new class clears what was above', () => {
    const blank = ['', '', '', '', '', '散落垃圾', '有散落垃圾', '1工作日', '环卫', '镇街'];
    const next = ['', '02', '宣传广告', '01', '非法小广告', '', '有小广告', '1d', '城管', ''];
    const { lists, acceptedRows } = read([HEADINGS, GOOD, blank, next]);
    expect(acceptedRows).toBe(3);
    expect(lists.items.map((item) => [item.code, item.problems.length])).toEqual([
      ['E0102', 2],
      ['E0201', 1],
    ]);
    expect(lists.rules.map((rule) => rule.subjectCode)).toEqual(['E0102', 'E0201']);
  });

  test('a class without an item below it is not filled from the class before', () => {
    const { notes } = read([HEADINGS, GOOD, ['', '02', '宣传广告', '', '', 'x', 'y', '1d', '城管']]);
    expect(notes.filter((note) => note.severity === 'error').map((note) => note.row)).toEqual([3, 3]);
  });

  test('the same row twice is refused the second time, and one code cannot be two items', () => {
    const { notes, acceptedRows } = read([HEADINGS, GOOD, GOOD, withCell('小类', '别的')]);
    expect(acceptedRows).toBe(1);
    expect(notes.map(({ row, severity }) => [row, severity])).toEqual([
      [3, 'error'],
      [4, 'error'],
    ]);
    expect(notes[0]?.zh).toContain('重复');
  });

  test('one problem with another unit becomes a condition; another area becomes another rule', () => {
    const rows = [
      HEADINGS,
      GOOD,
      ['', '', '', '', '', '大件', '有大件', '1d', '物业', ''],
      ['', '', '', '', '', '*', '', '', '市政', '', '500151.003'],
    ];
    const { lists, notes } = read(rows);
    expect(notes).toEqual([]);
    expect(
      lists.rules.map(({ areaPath, condition, responsible }) => [areaPath, condition, responsible]),
    ).toEqual([
      ['500151', {}, { unitKind: 'sanitation', unitLevel: 'street' }],
      ['500151', { problems: [2] }, { unitKind: 'property_company', unitLevel: 'nearest' }],
      ['500151.003', {}, { unitKind: 'municipal_works', unitLevel: 'nearest' }],
    ]);
  });

  test('English headings of a published list are read, with several limits in one cell', () => {
    const { lists } = read([
      ['kind', 'class_code', 'class', 'type_code', 'type', 'limits'],
      ['component', '01', '公用设施', '04', '雨水箅子', 'U2h/4h/2d/5d/1d'],
    ]);
    expect(lists.items[0]).toMatchObject({ code: 'C0104', componentClass: '0104' });
    expect(lists.items[0]?.problems.map((problem) => problem.terms.limits?.handle?.amount)).toEqual([
      2, 4, 2, 5, 1,
    ]);
  });

  test('a table of three levels and a rule for a whole class', () => {
    const three = [
      '清单',
      '大类代码',
      '大类',
      '小类代码',
      '小类',
      '细类代码',
      '细类',
      '立案条件',
      '处置时限',
      '责任单位',
    ];
    const { lists, notes } = read([
      three,
      ['事件', '01', '市容', '02', '垃圾', '03', '乱倒', '有人乱倒', '2d', ''],
      ['', '', '', '', '', '*', '*', '', '', '环卫'],
    ]);
    expect(lists.items[0]).toMatchObject({ code: 'E010203', subclassCode: 'E0102', classCode: 'E01' });
    expect(lists.rules).toMatchObject([{ subjectCode: 'E0102', responsible: { unitKind: 'sanitation' } }]);
    expect(notes.map((note) => note.severity)).toEqual(['warning']);
  });

  test('a file without headings, and one that is too long, are refused', () => {
    expect(
      importRows(
        [
          ['甲', '乙'],
          ['1', '2'],
        ],
        { districtId: '500151', units },
      ),
    ).toMatchObject({
      code: 'catalogue.file_unreadable',
    });
    const rows = Array.from({ length: MAX_IMPORT_ROWS + 1 }, () => GOOD);
    expect(importRows(rows, { districtId: '500151', units })).toMatchObject({
      code: 'catalogue.file_too_large',
    });
  });
});

test('what is exported is imported to the same lists', () => {
  const rows = [
    HEADINGS,
    GOOD,
    ['', '', '', '', '', '大件', '有大件', '1d', '物业', '', '', '城管@区 环卫', '上报人', '0', '否'],
    ['', '', '', '', '', '*', '', '', '单位:WATER-1', '', '500151.003'],
    ['', '', '', '', '', '*', '', '', '市政', '', '', '', '中心', '', '', '11-15~03-15', '', '区'],
    ['', '', '', '', '', '大件', '有大件', '1d', '园林', '', '500151.003.001'],
    ['部件', '01', '公用设施', '04', '雨水箅子', '', '缺失', 'U2h', '供水', ''],
    ['', '', '', '*', '*', '', '', '', '市政', '', '', '', '', '', '', '', '', ''],
  ];
  const before = read(rows);
  expect(before.notes.filter((note) => note.severity === 'error')).toEqual([]);
  const codes = (unitId: string) => (unitId.endsWith('1') ? 'WATER-1' : unitId);
  const again = read(exportRows(before.lists, codes));
  const sorted = (lists: CatalogueLists) => ({
    ...lists,
    rules: lists.rules.map((rule) => JSON.stringify(rule)).sort(),
  });
  expect(again.notes).toEqual([]);
  expect(sorted(again.lists)).toEqual(sorted(before.lists));
  expect(before.lists.rules).toHaveLength(7);
});
