// What a grid's screens ask: addresses that screens and offline pack share, and where a list would be too
// long.
import { afterEach, expect, test, vi } from 'vitest';
import type { Session } from '../../../platform/web/session/session.tsx';
import { reportHref } from './component-card.tsx';
import { gridsOf, MOST_GRIDS, shapesUrl, shownLevel } from './grid-data.ts';
import { gridNeeds } from './grid-pack.ts';

type Tree = NonNullable<Parameters<typeof gridsOf>[0]>;
const node = (path: string, level: Tree['level'], children: readonly Tree[] = []): Tree => ({
  path,
  level,
  children,
  name: path,
  nameEn: null,
  areaM2: 1,
});
const grids = (community: string, count: number) =>
  Array.from({ length: count }, (_, at) => node(`${community}.${String(at + 1).padStart(3, '0')}`, 'grid'));
const tree = node('990101', 'district', [
  node('990101.001', 'street', [
    node('990101.001.001', 'community', grids('990101.001.001', 4)),
    node('990101.001.002', 'community', grids('990101.001.002', MOST_GRIDS)),
  ]),
]);

afterEach(() => vi.unstubAllGlobals());

test('a grid shows itself, a wider area what it is made of', () => {
  expect(shownLevel('990101')).toBe('street');
  expect(shownLevel('990101.001.001')).toBe('grid');
  expect(shownLevel('990101.001.001.002')).toBe('grid');
  expect(shapesUrl('990101.001', 'community')).toBe(
    '/api/areas/boundaries?districtId=990101&level=community&within=990101.001',
  );
});

test('things are listed where a person can read the list, else counted', () => {
  expect(gridsOf(tree, '990101.001.001')).toHaveLength(4);
  expect(gridsOf(tree, '990101.001.001.002')).toEqual(['990101.001.001.002']);
  expect(gridsOf(tree, '990101.001')).toEqual([]);
  expect(gridsOf(undefined, '990101.001.001')).toEqual([]);
});

test('a thing takes its name and class along to the report', () => {
  expect(reportHref({ lon: 119.94, lat: 38.64 })).toBe('/field/report?at=119.9400000%2C38.6400000');
  expect(reportHref({ lon: 1, lat: 2, id: 'x', name: '路灯', classCode: '0137' })).toContain('&class=0137');
});

test('the pack holds every page of cases, and people only for whoever may see them', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const page = { items: [], nextCursor: url.includes('cursor') ? null : 'next' };
    return Response.json(url.startsWith('/api/areas/tree') ? tree : page);
  });
  const session = (abilities: readonly string[]) =>
    ({ posts: [{ areaPath: '990101.001.001.002' }], abilities }) as unknown as Session;
  const officer = await gridNeeds(session(['case.list', 'person.on_duty']));
  expect(officer.filter((url) => url.startsWith('/api/cases?'))).toHaveLength(4);
  expect(officer).toContain('/api/people/on-duty?areaPath=990101.001.001.002');
  expect(officer).toContain('/api/components/in-grid?gridPath=990101.001.001.002');
  const visitor = await gridNeeds(session([]));
  expect(visitor.some((url) => /cases|people/.test(url))).toBe(false);
});
