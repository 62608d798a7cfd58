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
    path: '/triage',
    title: { zh: '受理派遣', en: 'Triage' },
    icon: 'inbox',
    operation: 'case.accept',
    screen: lazy(() => import('./triage.tsx')),
  },
  {
    path: '/asked',
    title: { zh: '待批申请', en: 'Requests' },
    icon: 'check',
    operation: 'case.answer_extend',
    screen: lazy(() => import('./asked.tsx')),
  },
  {
    path: '/to-rate',
    title: { zh: '待评价', en: 'To rate' },
    icon: 'check',
    operation: 'case.list_to_rate',
    screen: lazy(() => import('./to-rate.tsx')),
  },
  {
    path: '/cases',
    title: { zh: '案件', en: 'Cases' },
    icon: 'cases',
    operation: 'case.list',
    screen: lazy(() => import('./cases.tsx')),
  },
  {
    path: '/cases/:id',
    title: { zh: '案件', en: 'Case' },
    operation: 'case.read',
    screen: lazy(() => import('./case.tsx')),
  },
  {
    path: '/map',
    title: { zh: '地图', en: 'Map' },
    icon: 'map',
    operation: 'case.list',
    screen: lazy(() => import('./case-map.tsx')),
  },
  {
    path: '/components',
    title: { zh: '部件', en: 'Components' },
    icon: 'post',
    operation: 'component.list',
    screen: lazy(() => import('./components.tsx')),
  },
  {
    path: '/components/rights',
    title: { zh: '确权', en: 'Rights' },
    operation: 'component.list',
    screen: lazy(() => import('./component-rights.tsx')),
  },
  {
    path: '/components/survey',
    title: { zh: '部件普查', en: 'Component survey' },
    operation: 'component.review',
    screen: lazy(() => import('./component-survey.tsx')),
  },
  {
    path: '/components/findings',
    title: { zh: '我的发现', en: 'What I found' },
    operation: 'component.survey',
    screen: lazy(() => import('../../slices/components/web/mine-screen.tsx')),
  },
  {
    path: '/components/import',
    title: { zh: '部件导入', en: 'Census import' },
    operation: 'component.import',
    screen: lazy(() => import('../../slices/components/web/census-screen.tsx')),
  },
  {
    path: '/components/card/:id',
    title: { zh: '部件', en: 'Component' },
    operation: 'component.list',
    screen: lazy(() => import('./component.tsx')),
  },
  {
    path: '/supervision',
    title: { zh: '督办看板', en: 'Supervision' },
    icon: 'figures',
    operation: 'supervision.board',
    screen: lazy(() => import('./supervision.tsx')),
  },
  {
    path: '/evaluation',
    title: { zh: '考核评价', en: 'Evaluation' },
    icon: 'figures',
    operation: 'evaluation.read',
    screen: lazy(() => import('./evaluation.tsx')),
  },
  {
    path: '/rechecks',
    title: { zh: '抽查', en: 'Samples' },
    icon: 'check',
    operation: 'recheck.supervise',
    screen: lazy(() => import('./rechecks.tsx')),
  },
  {
    path: '/peace',
    title: { zh: '平安指数', en: 'Peace index' },
    icon: 'figures',
    operation: 'peace.read',
    screen: lazy(() => import('../../slices/peace/web/peace-screen.tsx')),
  },
  {
    path: '/briefs',
    title: { zh: '简报', en: 'Briefs' },
    icon: 'figures',
    operation: 'brief.read',
    screen: lazy(() => import('./briefs.tsx')),
  },
  {
    path: '/briefs/preview',
    title: { zh: '简报预览', en: 'Preview of a brief' },
    operation: 'brief.read',
    screen: lazy(() => import('./brief-preview.tsx')),
  },
  {
    path: '/briefs/:id',
    title: { zh: '简报', en: 'Brief' },
    operation: 'brief.read',
    screen: lazy(() => import('./brief.tsx')),
  },
  {
    path: '/circulars',
    title: { zh: '通报', en: 'Circulars' },
    icon: 'bell',
    operation: 'circular.draft',
    screen: lazy(() => import('./circulars.tsx')),
  },
  {
    path: '/circulars/:id',
    title: { zh: '通报', en: 'Circular' },
    operation: 'circular.read',
    screen: lazy(() => import('./circular.tsx')),
  },
  {
    path: '/what-if',
    title: { zh: '推演', en: 'What if' },
    icon: 'figures',
    operation: 'whatif.read',
    screen: lazy(() => import('../../slices/whatif/web/whatif-screen.tsx')),
  },
  {
    path: '/report',
    title: { zh: '代为上报', en: 'Report for someone' },
    icon: 'plus',
    operation: 'case.accept',
    screen: lazy(() => import('./report.tsx')),
  },
  {
    path: '/notices',
    title: { zh: '通知', en: 'Notices' },
    icon: 'push',
    operation: 'notice.list',
    screen: lazy(() => import('./inbox.tsx')),
  },
  {
    path: '/check-in',
    title: { zh: '签到任务', en: 'Check-in tasks' },
    icon: 'pin',
    operation: 'check_in.list',
    screen: lazy(() => import('../../slices/checkin/web/check-in-admin.tsx')),
  },
  {
    path: '/duty',
    title: { zh: '值班', en: 'On call' },
    icon: 'bell',
    operation: 'duty.arrange',
    screen: lazy(() => import('../../slices/administration/web/duty-screen.tsx')),
  },
  {
    path: '/approvals',
    title: { zh: '待批变更', en: 'Second person' },
    icon: 'check',
    operation: 'change.list_proposals',
    screen: lazy(() => import('./approvals.tsx')),
  },
  {
    path: '/admin',
    title: { zh: '管理', en: 'Administration' },
    icon: 'grid',
    operation: 'person.roster',
    screen: lazy(() => import('../../slices/administration/web/people-screen.tsx')),
  },
  {
    path: '/admin/import',
    title: { zh: '批量导入', en: 'Import' },
    operation: 'person.import',
    screen: lazy(() => import('../../slices/administration/web/import-screen.tsx')),
  },
  {
    path: '/admin/units',
    title: { zh: '单位', en: 'Units' },
    operation: 'unit.change',
    screen: lazy(() => import('../../slices/administration/web/units-screen.tsx')),
  },
  {
    path: '/admin/calendar',
    title: { zh: '日历', en: 'Calendar' },
    operation: 'calendar.add_exception',
    screen: lazy(() => import('../../slices/administration/web/calendar-screen.tsx')),
  },
  {
    path: '/admin/basemap',
    title: { zh: '底图', en: 'Base maps' },
    operation: 'basemap.manage_sources',
    screen: lazy(() => import('../../slices/administration/web/basemap-screen.tsx')),
  },
  {
    path: '/admin/opendata',
    title: { zh: '开放数据', en: 'Open data' },
    operation: 'geodata.open',
    screen: lazy(() => import('../../slices/administration/web/open-data-screen.tsx')),
  },
  {
    path: '/admin/grids',
    title: { zh: '网格划分', en: 'Grids' },
    operation: 'area.draft',
    screen: lazy(() => import('../../slices/administration/web/grid-map-screen.tsx')),
  },
  {
    path: '/admin/lists',
    title: { zh: '清单', en: 'Lists' },
    operation: 'catalogue.versions',
    screen: lazy(() => import('../../slices/administration/web/lists-screen.tsx')),
  },
  {
    path: '/admin/words',
    title: { zh: '原因与常用语', en: 'Reasons and phrases' },
    operation: 'wording.change',
    screen: lazy(() => import('../../slices/administration/web/words-screen.tsx')),
  },
  {
    path: '/admin/changes',
    title: { zh: '变更记录', en: 'Record of changes' },
    operation: 'change.list',
    screen: lazy(() => import('../../slices/administration/web/record-screen.tsx')),
  },
  {
    path: '/me',
    title: { zh: '我的岗位', en: 'My posts' },
    icon: 'person',
    screen: lazy(() => import('./me.tsx')),
  },
  ...gallery,
];
