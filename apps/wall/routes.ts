// The screens of the wall. `/wall/director` stands before `/wall/:scene`: the first row that fits is shown.
import { lazy } from 'react';
import type { Route } from '../../platform/web/router/router.tsx';
import type { Language } from '../../ui/words/language.tsx';

const Wall = lazy(() => import('../../slices/wall/web/wall-gate.tsx'));
const Director = lazy(() => import('../../slices/wall/web/director-screen.tsx'));

export const wallRoutes = (language: Language): readonly Route[] => {
  const [wall, director] = language === 'zh' ? ['运行大屏', '大屏导播'] : ['Wall', 'Wall director'];
  return [
    { path: '/', screen: Wall, title: wall },
    { path: '/director', screen: Director, title: director },
    { path: '/:scene', screen: Wall, title: wall },
  ];
};
