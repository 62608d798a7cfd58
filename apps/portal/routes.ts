// The screens of the portal. `/` of the whole site opens the first row. The home page offers 上报 and 查进度 as
// soon as a row with the path `/report` or `/track` stands here. Composition only.
import { lazy } from 'react';
import type { ShellRoute } from '../../platform/web/start/shell-route.ts';
import { Home } from './home.tsx';

export const portalRoutes: readonly ShellRoute[] = [
  { path: '/', title: { zh: '随手报', en: 'Report a problem' }, screen: Home },
  {
    path: '/about',
    title: { zh: '怎么办的', en: 'How it works' },
    icon: 'info',
    screen: lazy(() => import('./about.tsx')),
  },
];
