// A notice of the State Council as an administrator pastes it or keeps it in a table.
import { expect, test } from 'vitest';
import { CHINA_HOLIDAYS } from './china-holidays.ts';
import { cellsOf, readYearLines, textOfYear } from './year-lines.ts';

const read = (text: string) => readYearLines(2027, cellsOf(text));

test('days, stretches of days and make-up days are read as they are written', () => {
  const lines = read(
    [
      '日期\t类型\t名称',
      '2027-01-01\t放假\t元旦',
      '',
      '2月5日至11日\t放假\t春节',
      '02-20，调休，春节',
      '2027/10/1..2027/10/3 off 国庆节',
      '6月9日（周三） 放假 端午',
    ].join('\n'),
  );
  expect(lines.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
  expect(lines.every(({ fault }) => fault === undefined)).toBe(true);
  const days = lines.flatMap(({ holidays }) => holidays);
  expect(days).toHaveLength(1 + 7 + 1 + 3 + 1);
  expect(days[1]).toEqual({ day: '2027-02-05', kind: 'off', name: '春节', nameEn: 'Spring Festival' });
  expect(days[8]).toMatchObject({ day: '2027-02-20', kind: 'work' });
});

test.each([
  ['2027-02-30 放假 春节', 'days'],
  ['2月11日至5日 放假 春节', 'days'],
  ['1月1日至12月31日 放假 春节', 'days'],
  ['2026-01-01 放假 元旦', 'other_year'],
  ['2027-01-01 也许 元旦', 'kind'],
  ['2027-01-01 放假', 'name'],
])('the line “%s” says what is wrong with it', (text, fault) => {
  expect(read(text)).toMatchObject([{ line: 1, holidays: [], fault }]);
});

test('a day that is told twice is told at the second line', () => {
  expect(read('2027-01-01 放假 元旦\n2027-01-01 调休 元旦').map(({ fault }) => fault)).toEqual([
    undefined,
    'twice',
  ]);
});

test('what is loaded comes back the same when it is pasted again', () => {
  const known = CHINA_HOLIDAYS.filter(({ day }) => day.startsWith('2026'));
  const lines = readYearLines(2026, cellsOf(textOfYear(known)));
  expect(lines.flatMap(({ holidays }) => holidays)).toEqual(known);
});
