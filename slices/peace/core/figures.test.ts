// What follows from what is known, and what does not: a hole is never taken for nothing.
import { expect, test } from 'vitest';
import { DEFAULT_SERIES } from './default-indicators.ts';
import { exact, plainDecimal } from './exact.ts';
import { Figures, type KnownValue } from './figures.ts';
import { planImport, rowsIn, type World } from './import-rows.ts';
import { spanIn, type Span } from './span.ts';

const span = (text: string): Span => {
  const found = spanIn(text);
  if (!found) throw new Error(`${text} is a period`);
  return found;
};
const series = (id: string) => {
  const found = DEFAULT_SERIES.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is a series`);
  return found;
};
const known = (areaPath: string, indicator: string, when: string, value: string): KnownValue => ({
  areaPath,
  indicator,
  span: span(when),
  value: exact(value),
  way: 'told',
});
const told = (figures: Figures, path: string, id: string, when: string) => {
  const found = figures.valueOf(path, series(id), span(when));
  return found ? `${plainDecimal(found.value)} ${found.way}` : 'not known';
};

test('months add up to a quarter, ten days to a month; with one missing nothing is said', () => {
  const months = ['2026-01', '2026-02', '2026-03'].map((when) => known('a', 'petitions', when, '10'));
  const figures = new Figures([
    ...months,
    ...['2026年4月上旬', '2026年4月中旬'].map((when) => known('a', 'petitions', when, '1')),
  ]);
  expect(told(figures, 'a', 'petitions', '2026Q1')).toBe('30 added');
  expect(told(figures, 'a', 'petitions', '2026-04')).toBe('not known');
  expect(told(figures, 'a', 'petitions', '2026')).toBe('not known');
  const own = new Figures([...months, known('a', 'petitions', '2026Q1', '31')]);
  expect(told(own, 'a', 'petitions', '2026Q1')).toBe('31 told');
});

test('a rate adds up nowhere; streets add up to the district only where each is known', () => {
  const below = new Map([['a', ['a.1', 'a.2']]]);
  const rates = ['2026-01', '2026-02', '2026-03'].map((when) =>
    known('a', 'safety_satisfaction', when, '97.97'),
  );
  const figures = new Figures(
    [
      ...rates,
      known('a.1', 'petitions', '2026-01', '3'),
      known('a.2', 'petitions', '2026-01', '4'),
      known('a.1', 'petitions', '2026-02', '3'),
    ],
    below,
  );
  expect(told(figures, 'a', 'safety_satisfaction', '2026-01')).toBe('97.97 told');
  expect(told(figures, 'a', 'safety_satisfaction', '2026Q1')).toBe('not known');
  expect(told(figures, 'a', 'petitions', '2026-01')).toBe('7 added');
  expect(told(figures, 'a', 'petitions', '2026-02')).toBe('not known');
});

test('a level holds from when it was last told, for two years', () => {
  const figures = new Figures([
    known('a', 'residents', '2024', '100'),
    known('a', 'residents', '2025', '120'),
  ]);
  expect(told(figures, 'a', 'residents', '2025-06')).toBe('100 held');
  expect(told(figures, 'a', 'residents', '2026-07')).toBe('120 held');
  expect(told(figures, 'a', 'residents', '2027-12')).toBe('120 held');
  expect(told(figures, 'a', 'residents', '2028-01')).toBe('not known');
  expect(told(figures, 'a', 'residents', '2023')).toBe('not known');
});

const world: World = {
  areaOf: (said) => (said === '火星街道' ? 'a.1' : undefined),
  indicatorOf: (said) => DEFAULT_SERIES.find(({ id, zh }) => id === said || zh === said),
  standing: (_, indicator, { from }) =>
    indicator === 'petitions' && from === '2026-06-01'
      ? { value: '12', revision: 2 }
      : { value: null, revision: 0 },
  today: '2026-08-05',
};
const table = (...lines: string[]) =>
  planImport(
    rowsIn(['说明', '区域,指标,期间,数值,来源,更正原因', ...lines].map((line) => line.split(','))) ?? [],
    world,
  );

test('a table is told line by line, each with all that is wrong with it', () => {
  const lines = table(
    '火星街道,信访总量,2026-07,15,信访局',
    '火星街道,信访总量,2026-06,12,信访局',
    '火星街道,信访总量,2026-06-01,13,信访局',
    '水星街道,信访,七月,一千,',
    '火星街道,群众安全感满意率,2026-05,197.97,第三方',
    '火星街道,上报案件,2026-05,3,自己',
    '火星街道,安全事故,2026-08,1,应急局',
    ',,,',
    '火星街道,安全事故,2026-05,-1,应急局',
  );
  expect(lines.map(({ line, outcome }) => `${line} ${outcome}`)).toEqual([
    '3 new',
    '4 same',
    '5 refused',
    '6 refused',
    '7 refused',
    '8 refused',
    '9 refused',
    '11 refused',
  ]);
  expect(lines.map(({ faults }) => faults.length)).toEqual([0, 0, 2, 4, 1, 1, 1, 1]);
  expect(lines[2]?.faults.map(({ zh }) => zh)).toEqual([
    '与第 4 行说的是同一个数值',
    '现有数值：12。更正须写原因',
  ]);
  for (const { zh, en } of lines.flatMap(({ faults }) => faults)) {
    expect(zh).toMatch(/[一-鿿]/);
    expect(en.replace(/“[^”]*”/g, '')).not.toMatch(/[一-鿿]/);
  }
});

test('a correction with its reason comes in; a table without the needed headings is none', () => {
  const [line] = table('火星街道,信访总量,2026-06,13,信访局,漏报一件');
  expect(line).toMatchObject({ outcome: 'correction', standing: { value: '12', revision: 2 } });
  expect(line?.planned).toMatchObject({ areaPath: 'a.1', value: '13', why: '漏报一件' });
  expect(
    rowsIn([
      ['区域', '数值'],
      ['a', '1'],
    ]),
  ).toBeUndefined();
});
