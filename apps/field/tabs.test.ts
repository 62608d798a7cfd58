// The bar at the thumb follows the posts: nobody sees a tab they can't open, nor more than five.
import { expect, test } from 'vitest';
import { ROLES } from '../../kernel/rights.ts';
import { fieldRoutes } from './routes.ts';
import { tabsOf } from './tabs.ts';

const paths = fieldRoutes.filter((row) => row.icon !== undefined).map((row) => row.path);
const told = (...roles: Parameters<typeof tabsOf>[0][number]['role'][]): string[] =>
  tabsOf(
    roles.map((role) => ({ role })),
    paths,
  ).map((path) => fieldRoutes.find((row) => row.path === path)?.title.zh ?? '?');

test('an officer reports and works, a leader looks and pushes', () => {
  const map = paths.includes('/map') ? ['地图'] : [];
  expect(told('inspector')).toEqual(['上报', '待办', ...map, '网格', '我的']);
  expect(told('handler', 'grid_head')).toEqual(['上报', '待办', ...map, '网格', '我的']);
  expect(told('leader')).toEqual(['红灯', '督办', ...map, '数据', '我的']);
});

test('who leads and works in the street has the first of both', () => {
  expect(told('leader', 'inspector')).toEqual(['红灯', '上报', '待办', '数据', '我的']);
});

test('no one has more than five, and everyone has 我的 last', () => {
  for (const one of ROLES) {
    for (const other of ROLES) {
      const tabs = told(one, other);
      expect(tabs.length).toBeLessThanOrEqual(5);
      expect(tabs.at(-1)).toBe('我的');
      expect(tabs).not.toContain('?');
    }
  }
});

test('a tab that may not be opened is not there', () => {
  expect(tabsOf([{ role: 'leader' }], ['/red', '/me'])).toEqual(['/red', '/me']);
});
