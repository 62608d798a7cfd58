// The tabs and screens of the phone, in order: 上报 · 待办 · 地图 · 网格 · 我的. Composition only; a tab stands here
// once its screen exists. See platform/web/start/shell-route.ts for a row's fields.
import { lazy } from 'react';
import type { ShellRoute } from '../../platform/web/start/shell-route.ts';

export const fieldRoutes: readonly ShellRoute[] = [
  {
    path: '/report',
    title: { zh: '上报', en: 'Report' },
    icon: 'camera',
    operation: 'case.report',
    screen: lazy(() => import('../../slices/intake/web/field-screen.tsx')),
  },
  {
    path: '/todo',
    title: { zh: '待办', en: 'To do' },
    icon: 'inbox',
    operation: 'case.list',
    screen: lazy(() => import('../../slices/cases/web/field-todo.tsx')),
  },
  { path: '/me', title: { zh: '我的', en: 'Me' }, icon: 'person', screen: lazy(() => import('./me.tsx')) },
  {
    path: '/cases/:id',
    title: { zh: '案件', en: 'Case' },
    operation: 'case.read',
    screen: lazy(() => import('../../slices/cases/web/field-case.tsx')),
  },
];
