// @vitest-environment jsdom
// Which column says what: guessed by its name, put right by hand, and of words several joined into one.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { CensusColumns, type Columns, isSaid, withConstant } from './census-columns.tsx';
import type { Preview } from './use-census.ts';

afterEach(cleanup);

const PREVIEW = {
  headings: [
    { heading: '名称', field: 'name' },
    { heading: '街道', field: null },
    { heading: '门牌', field: null },
  ],
  rows: [{ 名称: '灯', 街道: '人民路', 门牌: '3' }],
  hasGeometry: true,
} as unknown as Preview;

let last: Columns;
function Whole() {
  const [value, setValue] = useState<Columns>({ columns: [], constants: [] });
  last = value;
  return <CensusColumns preview={PREVIEW} value={value} onChange={setValue} />;
}
const choose = (label: string, heading: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: heading } });
const first = '名称 文件中的列';

test('a street and a number are joined into one name, and each is taken out again', () => {
  render(<Whole />);
  choose(first, '街道');
  choose('名称：相接的第 2 列', '门牌');
  expect(last.columns).toEqual([{ field: 'name', headings: ['街道', '门牌'] }]);
  const third = screen.getByLabelText('名称：相接的第 3 列');
  expect([...third.querySelectorAll('option')].map(({ value }) => value)).toEqual(['', '名称']);
  choose(first, '');
  expect(last.columns).toEqual([{ field: 'name', headings: ['门牌'] }]);
});

test('what the file’s own words say needs no word; a place out of the shapes has no column', () => {
  render(<Whole />);
  choose(first, '门牌');
  choose(first, '名称');
  expect(last.columns).toEqual([]);
  expect(screen.queryByLabelText(/经度 文件中的列/)).toBeNull();
  expect(screen.queryByLabelText('类别：相接的第 2 列')).toBeNull();
});

test('what no column says and no value for the whole file is missing before a row is read', () => {
  const none: Columns = { columns: [], constants: [] };
  expect(isSaid(PREVIEW, none, 'name')).toBe(true);
  expect(isSaid(PREVIEW, none, 'classCode')).toBe(false);
  expect(isSaid(PREVIEW, withConstant(none, 'classCode', '0102'), 'classCode')).toBe(true);
  const picked: Columns = { ...none, columns: [{ field: 'classCode', headings: ['门牌'] }] };
  expect(isSaid(PREVIEW, picked, 'classCode')).toBe(true);
});
