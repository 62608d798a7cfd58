// What a file of a view is called.
import { expect, test } from 'vitest';
import { exportName } from './export-name.ts';

test('a file is called by what is in it and by the minute in which it was asked for, in China’s time', () => {
  const at = Date.parse('2026-11-23T08:45:30+08:00');
  expect(exportName('zh', at, 'xlsx')).toBe('案件-20261123-0845.xlsx');
  expect(exportName('en', at, 'csv')).toBe('cases-20261123-0845.csv');
});
