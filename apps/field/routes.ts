// The screens of the phone. Those with an icon can stand in the bar; for whom they do is in tabs.ts.
// Composition only; a row stands here once its screen exists. See platform/web/start/shell-route.ts for
// its fields.
import type { Role } from '../../kernel/rights.ts';
import { lazyScreen as lazy } from '../../platform/web/start/lazy-screen.ts';
import type { ShellRoute } from '../../platform/web/start/shell-route.ts';

export const fieldRoutes: readonly ShellRoute[] = [
  {
    path: '/red',
    title: { zh: '红灯', en: 'Red now' },
    icon: 'warning',
    operation: 'case.push',
    screen: lazy(() => import('../../slices/cases/web/field-red.tsx')),
  },
  {
    path: '/pushes',
    title: { zh: '督办', en: 'Pushes' },
    icon: 'push',
    operation: 'case.list_pushes',
    screen: lazy(() => import('./pushes.tsx')),
  },
  {
    path: '/asked',
    title: { zh: '待我处理', en: 'Waits for me' },
    icon: 'inbox',
    operation: 'case.figures',
    screen: lazy(() => import('../../slices/cases/web/field-asked.tsx')),
  },
  {
    path: '/figures',
    title: { zh: '数据', en: 'Figures' },
    icon: 'figures',
    operation: 'case.figures',
    screen: lazy(() => import('../../slices/cases/web/field-figures.tsx')),
  },
  {
    path: '/figures/:id',
    title: { zh: '数据', en: 'Figures' },
    operation: 'case.figures',
    screen: lazy(() => import('../../slices/cases/web/field-figure-list.tsx')),
  },
  {
    path: '/own-figures',
    title: { zh: '我的考核', en: 'My figures' },
    icon: 'figures',
    operation: 'evaluation.own',
    screen: lazy(() => import('./own-figures.tsx')),
  },
  {
    path: '/rechecks',
    title: { zh: '抽查任务', en: 'Look again' },
    icon: 'check',
    operation: 'recheck.do',
    screen: lazy(() => import('./rechecks.tsx')),
  },
  {
    path: '/own-figures/person',
    title: { zh: '查看个人数据', en: 'One person’s figures' },
    operation: 'evaluation.look',
    screen: lazy(() => import('./person-figures.tsx')),
  },
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
  {
    path: '/to-rate',
    title: { zh: '待评价', en: 'To rate' },
    icon: 'check',
    operation: 'case.list_to_rate',
    screen: lazy(() => import('./to-rate.tsx')),
  },
  {
    path: '/map',
    title: { zh: '地图', en: 'Map' },
    icon: 'map',
    operation: 'area.read',
    screen: lazy(() => import('../../slices/cases/web/field-map.tsx')),
  },
  {
    path: '/grid',
    title: { zh: '网格', en: 'My grid' },
    icon: 'grid',
    operation: 'area.read',
    screen: lazy(() => import('../../slices/cases/web/field-grid.tsx')),
  },
  {
    path: '/duty',
    title: { zh: '值班', en: 'On call' },
    icon: 'bell',
    operation: 'duty.read',
    screen: lazy(() => import('../../slices/administration/web/field-duty.tsx')),
  },
  {
    path: '/survey',
    title: { zh: '部件普查', en: 'Component survey' },
    icon: 'post',
    operation: 'component.survey',
    screen: lazy(() => import('./survey.tsx')),
  },
  { path: '/me', title: { zh: '我的', en: 'Me' }, icon: 'person', screen: lazy(() => import('./me.tsx')) },
  {
    path: '/notices',
    title: { zh: '通知', en: 'Notices' },
    operation: 'notice.list',
    screen: lazy(() => import('./notices.tsx')),
  },
  {
    path: '/check-in',
    title: { zh: '签到任务', en: 'Check-in task' },
    operation: 'check_in.list_mine',
    screen: lazy(() => import('../../slices/checkin/web/field-check-in.tsx')),
  },
  {
    path: '/cases/:id',
    title: { zh: '案件', en: 'Case' },
    operation: 'case.read',
    screen: lazy(() => import('./case.tsx')),
  },
];

/** Where the app opens, by the first post that names a place; a matter of convenience, never of rights. */
const HOMES: Readonly<Partial<Record<Role, string>>> = {
  leader: '/red',
  dispatcher: '/red',
  handler: '/todo',
  unit_head: '/todo',
  grid_head: '/todo',
};

/** Among the paths that this person may open. */
export function homeOf(posts: readonly { readonly role: Role }[], paths: readonly string[]): string {
  const wanted = posts.flatMap(({ role }) => HOMES[role] ?? []);
  return [...wanted, '/report', '/todo'].find((path) => paths.includes(path)) ?? paths[0] ?? '/me';
}
