// The table of codes goes out to Excel and comes back: other names are read by their code, nothing else is,
// and what can't be read is named by its line.
import { expect, test } from 'vitest';
import { CODE_HEADS, readCodes, tellCodeFault } from './codes-table.ts';

const known = new Map([
  ['500151', { name: '铜梁区', nameEn: 'Tongliang' }],
  ['500151.001.001.001', { name: '一号', nameEn: null }],
  ['500151.001.001.002', { name: '二号', nameEn: 'Two' }],
]);
const row = (code: string, name: string, nameEn = '') => [code, '网格', name, nameEn, '', '', '', '1.5'];

test('only what is called otherwise is read, whatever the order of the columns and the language', () => {
  const rows = [[...CODE_HEADS.zh], row('500151', '铜梁区', 'Tongliang'), row('500151001001001', ' 桥头 ')];
  expect(readCodes([...rows, ['', ''], row('500151001001002', '二号')], known)).toEqual({
    faults: [],
    names: [
      { path: '500151.001.001.001', name: '桥头', nameEn: null },
      { path: '500151.001.001.002', name: '二号', nameEn: null },
    ],
  });
  const turned = [...CODE_HEADS.en].reverse();
  const read = readCodes([turned, row('500151001001001', '桥头', 'Bridge').reverse()], known);
  expect(read?.names).toEqual([{ path: '500151.001.001.001', name: '桥头', nameEn: 'Bridge' }]);
});

test('every line that can’t be read is named with what stands in it', () => {
  const lines = [
    row('5.00151E+14', '科学'),
    row('500151001001009', '没有'),
    row('500151001001001', ''),
    row('500151001001001', '再来'),
    row('500151001001002', '长'.repeat(101)),
  ];
  const { faults } = readCodes([[...CODE_HEADS.zh], ...lines], known) ?? { faults: [] };
  expect(faults.map(({ kind, line }) => [kind, line])).toEqual([
    ['code_wrong', 2],
    ['code_unknown', 3],
    ['name_wrong', 4],
    ['code_twice', 5],
    ['name_wrong', 6],
  ]);
  expect(faults.map((fault) => tellCodeFault(fault, 'zh'))[1]).toBe('第 3 行：草稿中没有编码 500151001001009。');
  expect(faults.map((fault) => tellCodeFault(fault, 'en'))[3]).toContain('twice');
});

test('a table of something else is no table of codes', () => {
  expect(readCodes([['姓名', '电话'], ['甲', '1']], known)).toBeUndefined();
  expect(readCodes([], known)).toBeUndefined();
});
