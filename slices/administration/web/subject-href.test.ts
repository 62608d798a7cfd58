// Each line on record leads to where its subject is looked at.
import { expect, test } from 'vitest';
import { subjectHref } from './subject-href.ts';

test('a base map on record leads to the screen of base maps, what has no screen to its own record', () => {
  expect(subjectHref({ kind: 'basemap', id: 'b1', name: '天地图' })).toBe('/command/admin/basemap');
  expect(subjectHref({ kind: 'calendar', id: 'c1', name: '2027' })).toBe('/command/admin/calendar?year=2027');
  expect(subjectHref({ kind: 'areas', id: 'a 1', name: '望汐区' })).toBe(
    '/command/admin/changes?subjectId=a%201',
  );
});
