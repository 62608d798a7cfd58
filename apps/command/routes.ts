// The screens of command, in the order of the navigation. Composition only: a screen lives in its slice.
// The first row a person may open is their home. See platform/web/start/shell-route.ts for a row's fields.
import { lazy } from 'react';
import type { ShellRoute } from '../../platform/web/start/shell-route.ts';

/** Every component, for those who build: `vite`, or `vite build --mode gallery` under the real CSP. */
const hasGallery = import.meta.env.DEV || import.meta.env.MODE === 'gallery';
const gallery: readonly ShellRoute[] = hasGallery
  ? [
      {
        path: '/gallery',
        title: { zh: '组件', en: 'Gallery' },
        icon: 'grid',
        screen: lazy(() => import('./gallery.tsx')),
      },
    ]
  : [];

export const commandRoutes: readonly ShellRoute[] = [
  {
    path: '/me',
    title: { zh: '我的岗位', en: 'My posts' },
    icon: 'person',
    screen: lazy(() => import('./me.tsx')),
  },
  ...gallery,
];
