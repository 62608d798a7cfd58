// Which views of ended cases the map draws from their tiles: those that the tiles can say to the last word.
import { expect, test } from 'vitest';
import { endedIn } from './ended-view.ts';
import { viewIn } from './view-query.ts';

const DAYS = 'endedFrom=2026-07-01&endedUntil=2026-07-31';
const of = (query: string) => endedIn(viewIn(query));

test('what ended on some days, of items and units, is asked as the filter says it', () => {
  const days = { endedFrom: '2026-07-01', endedTo: '2026-07-31' };
  expect(of(DAYS)).toEqual(days);
  expect(of(`${DAYS}&state=ended`)).toEqual(days);
  expect(of(`${DAYS}&state=closed&itemCode=E0102.1&sort=oldest`)).toEqual({
    ...days,
    state: ['closed'],
    itemCode: ['E0102.1'],
  });
  const unit = '019a0000-0000-7000-8000-000000000001';
  expect(of(`${DAYS}&unitId=${unit}`)).toEqual({ ...days, unitId: [unit] });
});

test.each([
  ['no days', 'state=ended'],
  ['half of them', 'endedFrom=2026-07-01'],
  ['more than a quarter', 'endedFrom=2026-01-01&endedUntil=2026-07-31'],
  ['turned round', 'endedFrom=2026-07-31&endedUntil=2026-07-01'],
  ['moments within a day', 'endedFrom=2026-07-01T08:00:00Z&endedUntil=2026-07-31'],
  ['open ones among them', `${DAYS}&state=ended&state=open`],
  ['an area', `${DAYS}&areaPath=990101.001`],
  ['an outline', `${DAYS}&within=1,2;3,4;5,6`],
  ['words', `${DAYS}&text=灯`],
])('a view with %s stays points', (_, query) => {
  expect(of(query)).toBeUndefined();
});
