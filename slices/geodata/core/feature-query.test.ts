// Boxes and times as OGC API Features writes them.
import { expect, test } from 'vitest';
import { readBox, readSpan } from './feature-query.ts';

const box = (west: number, south: number, east: number, north: number) => ({ west, south, east, north });

test.each([
  ['106,29,107,30', [box(106, 29, 107, 30)]],
  ['106, 29.5 ,107,3e1', [box(106, 29.5, 107, 30)]],
  ['106,29,-5,107,30,900', [box(106, 29, 107, 30)]],
  ['106,29,106,29', [box(106, 29, 106, 29)]],
  ['170,-10,-170,10', [box(170, -10, 180, 10), box(-180, -10, -170, 10)]],
  ['', undefined],
  ['106,29,107', undefined],
  ['106,29,107,30,31', undefined],
  ['106,30,107,29', undefined],
  ['106,29,181,30', undefined],
  ['106,-91,107,30', undefined],
  ['a,b,c,d', undefined],
  ['106,29,107,', undefined],
  ['NaN,29,107,30', undefined],
  ['0x10,29,107,30', undefined],
])('the box %j', (text, found) => {
  expect(readBox(text)).toEqual(found);
});

const at = (text: string) => Date.parse(text);

test.each([
  ['2026-08-05T00:00:00Z', at('2026-08-05T00:00:00Z'), at('2026-08-05T00:00:00Z')],
  ['2026-08-05T08:00:00+08:00', at('2026-08-05T00:00:00Z'), at('2026-08-05T00:00:00Z')],
  ['2026-08-05', at('2026-08-05T00:00:00Z'), at('2026-08-05T23:59:59.999Z')],
  ['2026-08-05/2026-08-06', at('2026-08-05T00:00:00Z'), at('2026-08-06T23:59:59.999Z')],
  ['../2026-08-06T00:00:00Z', null, at('2026-08-06T00:00:00Z')],
  ['/2026-08-06T00:00:00Z', null, at('2026-08-06T00:00:00Z')],
  ['2026-08-05/..', at('2026-08-05T00:00:00Z'), null],
  ['2026-08-05/', at('2026-08-05T00:00:00Z'), null],
])('the time %j', (text, from, until) => {
  expect(readSpan(text)).toEqual({ from, until });
});

const NO_TIMES = ['', 'now', '/', '../..', '2026', '2026-13-01', '2026-08-06/2026-08-05', 'a/b/c'];
test.each([...NO_TIMES, '2026-08-05T00:00'])('there is no time %j', (text) => {
  expect(readSpan(text)).toBeUndefined();
});
