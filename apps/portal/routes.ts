// The screens of the portal. `/` of the whole site opens the first row. The home page offers 上报 and 查进度 as
// soon as a row with the path `/report` or `/track` stands here. Composition only.
import { lazy } from 'react';
import type { ShellRoute } from '../../platform/web/start/shell-route.ts';
import { Home } from './home.tsx';

export const portalRoutes: readonly ShellRoute[] = [
  { path: '/', title: { zh: '随手报', en: 'Report a problem' }, screen: Home },
  {
    path: '/report',
    title: { zh: '我要上报', en: 'Report a problem' },
    icon: 'camera',
    screen: lazy(() => import('./report.tsx')),
  },
  {
    path: '/report/done',
    title: { zh: '收到了', en: 'Received' },
    screen: lazy(() => import('../../slices/cases/web/track-done.tsx')),
  },
  {
    path: '/track',
    title: { zh: '查进度', en: 'Track a report' },
    icon: 'search',
    screen: lazy(() => import('../../slices/cases/web/track-enter.tsx')),
  },
  {
    path: '/track/:code',
    title: { zh: '办理进度', en: 'How it is going' },
    screen: lazy(() => import('../../slices/cases/web/track-screen.tsx')),
  },
  {
    path: '/about',
    title: { zh: '怎么办的', en: 'How it works' },
    icon: 'info',
    screen: lazy(() => import('./about.tsx')),
  },
];
