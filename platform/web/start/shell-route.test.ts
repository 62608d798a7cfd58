// The navigation shows what exists and what one's posts allow, nothing else.
import { expect, test } from 'vitest';
import { routesIn, waysIn, type ShellRoute } from './shell-route.ts';

const Screen = () => null;
const table: readonly ShellRoute[] = [
  {
    path: '/triage',
    title: { zh: '受理派遣', en: 'Triage' },
    icon: 'inbox',
    operation: 'case.accept',
    screen: Screen,
  },
  { path: '/cases', title: { zh: '案件', en: 'Cases' }, icon: 'cases', screen: Screen },
  { path: '/cases/:id', title: { zh: '案件', en: 'Case' }, screen: Screen },
];
const nobody = (operation: string | undefined) => operation === undefined;

test('a case keeps its list current; a screen without an icon is not in the navigation', () => {
  const ways = waysIn(table, '/command', '/cases/7', 'zh', () => true);
  expect(ways.map((way) => [way.href, way.label, way.isCurrent])).toEqual([
    ['/command/triage', '受理派遣', false],
    ['/command/cases', '案件', true],
  ]);
});

test('without the right there is neither the way nor the screen', () => {
  expect(waysIn(table, '/command', '/', 'en', nobody).map((way) => way.label)).toEqual(['Cases']);
  expect(routesIn(table, 'en', nobody).map((route) => route.path)).toEqual(['/cases', '/cases/:id']);
});
