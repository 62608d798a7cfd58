// Each line on record leads to where its subject is looked at.
import { expect, test } from 'vitest';
import { subjectHref } from './subject-href.ts';

test('what is on record leads to its screen, what has no screen to its own record', () => {
  expect(subjectHref({ kind: 'basemap', id: 'b1', name: '天地图' })).toBe('/command/admin/basemap');
  expect(subjectHref({ kind: 'calendar', id: 'c1', name: '2027' })).toBe('/command/admin/calendar?year=2027');
  expect(subjectHref({ kind: 'areas', id: 'a1', name: '990101 · 2' })).toBe(
    '/command/admin/grids?version=a1',
  );
  expect(subjectHref({ kind: 'evaluation_rule', id: '990101.001 scheme area', name: '区域' })).toBe(
    '/command/evaluation/rules?areaPath=990101.001',
  );
  expect(subjectHref({ kind: 'catalogue', id: 'a 1', name: '清单' })).toBe(
    '/command/admin/changes?subjectId=a%201',
  );
});
