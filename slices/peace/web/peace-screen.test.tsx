// @vitest-environment jsdom The peace index on the screen: judged, not judged, refused, without a network;
// values over time with what they differ by; a value corrected, a table brought in, a draft tried and
// proposed.
import { cleanup, configure, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { navigate, Router } from '../../../platform/web/router/router.tsx';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { SCHEME_TEMPLATES } from '../core/default-schemes.ts';
import { tonedAreas } from './index-map.tsx';
import { runsOf, spotsOf } from './line-chart.tsx';
import PeaceScreen from './peace-screen.tsx';

// A busy machine may be slow to draw; what is waited for comes or the test ends by its own limit.
configure({ asyncUtilTimeout: 20_000 });

const HERE = '/command/peace';
beforeEach(() => {
  vi.stubGlobal('scrollTo', () => undefined);
  navigate(HERE);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const JULY = { kind: 'month', from: '2026-07-01', to: '2026-07-31', zh: '2026年7月', en: '2026-07' };
const REFERENCE = { to: 'year_ago', was: '100.00', worseBy: '25.00', why: null };
const ROW = {
  areaPath: '500151.001',
  name: '火星街道',
  nameEn: 'Mars Street',
  index: '90.00',
  colour: 'green',
  judged: '80.00',
  before: '100.00',
  yearAgo: null,
  today: null,
  contributions: [
    {
      indicator: 'security_calls',
      kind: 'part',
      value: '125.00',
      points: '40.00',
      of: '50.00',
      references: [REFERENCE],
      why: null,
    },
    {
      indicator: 'fire_calls',
      kind: 'part',
      value: null,
      points: null,
      of: '0.00',
      references: [],
      why: 'no_value',
    },
  ],
};
const NONE = { ...ROW, areaPath: '500151', name: '铜梁区', nameEn: 'Tongliang', index: null, colour: null };
const HEAD = { edition: null, validFrom: null, body: SCHEME_TEMPLATES.month };
const TABLE = {
  areaPath: '500151',
  span: JULY,
  isOver: true,
  scheme: HEAD,
  published: null,
  rows: [NONE, ROW],
  names: [
    { indicator: 'security_calls', zh: '治安刑事警情', en: 'calls about offences' },
    { indicator: 'fire_calls', zh: '火灾警情', en: 'calls about fire' },
  ],
};
const ACCIDENTS = {
  id: 'safety_accidents',
  zh: '安全事故',
  en: 'accidents',
  unitZh: '起',
  unitEn: 'cases',
  shape: 'sum',
  isHigherBetter: false,
  counted: null,
  source: '应急局',
  isOwn: false,
};
const SERIES = {
  areaPath: '500151',
  indicator: ACCIDENTS,
  points: [
    {
      span: JULY,
      value: '18',
      way: 'told',
      revision: 1,
      isOver: true,
      before: { kind: 'from_zero', by: null },
      yearAgo: { kind: 'percent', by: '-33.33' },
    },
  ],
};
const ENTRIES = {
  entries: [
    {
      revision: 1,
      value: '18',
      source: '应急局',
      isImported: true,
      why: '',
      at: '2026-08-01T01:00:00Z',
      byName: '毛成',
    },
  ],
};
const SIDES = { before: { index: '90.00', colour: 'green' }, after: { index: '80.00', colour: 'yellow' } };
const SIMULATION = {
  spans: [JULY],
  otherColour: 1,
  oneSided: 0,
  rows: [{ areaPath: '500151.001', name: '火星街道', nameEn: 'Mars Street', span: JULY, ...SIDES }],
};
const SCHEMES = {
  inForce: HEAD,
  templates: Object.values(SCHEME_TEMPLATES),
  editions: [],
};

const doors: Record<string, object> = {
  '/api/areas/tree': {
    path: '500151',
    name: '铜梁区',
    nameEn: null,
    level: 'district',
    areaM2: 1,
    children: [],
  },
  '/api/areas/boundaries': { type: 'FeatureCollection', features: [] },
  '/api/peace/index': TABLE,
  '/api/peace/past': {
    areaPath: '500151',
    points: [{ span: JULY, index: '90.00', colour: 'green', edition: null, revision: null }],
  },
  '/api/peace/indicators': { indicators: [ACCIDENTS] },
  '/api/peace/series': SERIES,
  '/api/peace/entries': ENTRIES,
  '/api/peace/schemes': SCHEMES,
  '/api/peace/simulations': SIMULATION,
  '/api/peace/publications': { publications: [] },
};
const ALL = ['peace.read', 'peace.tell', 'peace.define', 'peace.simulate', 'peace.put_in_force'];

const Shell = () => (
  <Router
    base="/command"
    name="Gridloop"
    routes={[{ path: '/peace', title: '平安指数', screen: PeaceScreen }]}
    loading={null}
    notFound={null}
    frame={(shown) => shown}
  />
);

function show(
  answer: (asked: Asked) => Answer = () => undefined,
  language: 'zh' | 'en' = 'zh',
  role = 'administrator',
) {
  const abilities = role === 'administrator' ? ALL : ['peace.read', 'peace.simulate'];
  return showScreen(<Shell />, {
    abilities,
    language,
    role,
    answer: (asked) => answer(asked) ?? doors[asked.path] ?? {},
  });
}
const only = (path: string, answer: Answer) => (asked: Asked) => (asked.path === path ? answer : undefined);

test('each area has its index, its colour in words, and what it is made of', async () => {
  show();
  const table = await screen.findByRole('region', { name: '各区域指数' });
  const row = within(table).getByText('火星街道').closest('tr');
  expect(row?.textContent).toContain('90.00');
  expect(row?.textContent).toContain('绿');
  expect(within(table).getByText('铜梁区').closest('tr')?.textContent).toContain('未评');
  fireEvent.click(within(table).getByText('火星街道'));
  const parts = await screen.findByRole('region', { name: '火星街道 · 各项得分' });
  expect(parts.textContent).toContain('治安刑事警情125.0040.0050.00上年同期: 基准 100.00 · 差 25.00%');
  expect(parts.textContent).toContain('没有本期数值');
  expect(await screen.findByRole('img', { name: /历次指数/ })).toBeTruthy();
});

test('in English no Chinese word is left but names that have no other', async () => {
  show(undefined, 'en');
  await screen.findByRole('region', { name: 'Index by area' });
  fireEvent.click(screen.getByText('Mars Street'));
  await screen.findByRole('region', { name: 'Mars Street · what it is made of' });
  expect(document.querySelector('main, .gl-peace')?.textContent?.replaceAll('铜梁区', '')).not.toMatch(
    /[一-鿿]/,
  );
});

test('a period that is not over says so; a refusal and a missing network are told', async () => {
  show(only('/api/peace/index', { ...TABLE, isOver: false }));
  expect(await screen.findByText('本期还没有结束，数值未全。')).toBeTruthy();
  cleanup();
  show(only('/api/peace/index', refused('auth.not_allowed', '您没有这项权限。')));
  expect((await screen.findByRole('alert')).textContent).toContain('您没有这项权限。');
  cleanup();
  show(only('/api/peace/index', 'no network'));
  expect((await screen.findByRole('alert')).textContent).toMatch(/网络|连接/);
});

test('a third less is −33.33%, from nought has words, and a correction sends what was seen', async () => {
  navigate(`${HERE}?part=series&indicator=safety_accidents`);
  const sent = show();
  const values = await screen.findByRole('region', { name: '各期数值' });
  expect(values.textContent).toContain('−33.33%');
  expect(values.textContent).toContain('从零到有');
  fireEvent.click(within(values).getByLabelText('2026年7月 的填报记录'));
  expect((await screen.findByText('应急局 · 导入')).textContent).toBeTruthy();
  fireEvent.change(screen.getByLabelText('数值'), { target: { value: '17' } });
  const [source] = screen.getAllByLabelText('来源');
  fireEvent.change(source as HTMLElement, { target: { value: '应急局' } });
  fireEvent.change(screen.getByLabelText('更正原因'), { target: { value: '重复' } });
  fireEvent.click(screen.getByRole('button', { name: '更正' }));
  await vi.waitFor(() =>
    expect(sent).toMatchObject([
      {
        path: '/api/peace/values',
        body: {
          indicator: 'safety_accidents',
          span: 'month',
          day: '2026-07-01',
          value: '17',
          why: '重复',
          revision: 1,
        },
      },
    ]),
  );
});

test('whoever may only read sees what was told, and no form', async () => {
  navigate(`${HERE}?part=series&indicator=safety_accidents`);
  show(undefined, 'zh', 'leader');
  fireEvent.click(await screen.findByLabelText('2026年7月 的填报记录'));
  expect(await screen.findByText('应急局 · 导入')).toBeTruthy();
  expect(screen.queryByLabelText('数值')).toBeNull();
  expect(screen.queryByLabelText('Excel 或 CSV 文件')).toBeNull();
});

const CELLS = {
  area: '火星街道',
  indicator: '安全事故',
  period: '2026-07',
  value: '三',
  source: '应急局',
  why: '',
};

test('a table with a wrong line is shown and cannot be written; a right one is', async () => {
  navigate(`${HERE}?part=series&indicator=safety_accidents`);
  const faults = [{ zh: '数值“三”不是数', en: 'no number' }];
  let line = { line: 2, outcome: 'refused', faults, standing: null };
  const sent = show(({ path }) => {
    if (path === '/api/peace/imports') return { written: 1, same: 0 };
    return path === '/api/peace/imports/check'
      ? { rows: [{ ...CELLS, line: 2, revision: 0 }], lines: [line] }
      : undefined;
  });
  const field = await screen.findByLabelText('Excel 或 CSV 文件');
  const choose = () => fireEvent.change(field, { target: { files: [new File(['x'], 'a.csv')] } });
  choose();
  expect(await screen.findByText('数值“三”不是数')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /写入/ })).toBeNull();
  line = { ...line, outcome: 'new', faults: [] };
  choose();
  fireEvent.click(await screen.findByRole('button', { name: '写入 1 行' }));
  expect(await screen.findByText(/已写入 1 行/)).toBeTruthy();
  expect(sent.at(-1)?.body).toEqual({ areaPath: '500151', rows: [{ ...CELLS, line: 2, revision: 0 }] });
});

test('a draft is tried first, side by side, and only what was tried is proposed', async () => {
  navigate(`${HERE}?part=scheme&day=2026-07-01`);
  const sent = show();
  expect(await screen.findByText('请先试算，再提请施行。')).toBeTruthy();
  const try_ = () => fireEvent.click(screen.getByRole('button', { name: '在过去的期间上试算' }));
  try_();
  expect((await screen.findByText(/1 个颜色不同/)).textContent).toContain('1 个区域次');
  expect(screen.getByText('颜色不同')).toBeTruthy();
  expect(screen.getByRole('button', { name: '提请施行' })).toBeTruthy();
  fireEvent.change(screen.getByLabelText('从零到有扣（%）', { selector: 'input' }), {
    target: { value: '60' },
  });
  expect(screen.queryByRole('button', { name: '提请施行' })).toBeNull();
  try_();
  fireEvent.change(await screen.findByLabelText('理由'), { target: { value: '从严' } });
  fireEvent.click(screen.getByRole('button', { name: '提请施行' }));
  await vi.waitFor(() => expect(sent.at(-1)).toMatchObject({ path: '/api/peace/schemes', method: 'POST' }));
  expect(sent.at(-1)?.body).toMatchObject({
    why: '从严',
    body: { lostFromZero: 60, parts: [{ weight: 40 }, {}, {}, {}] },
  });
});

test('a part comes and goes, and its points are held against what has a share', async () => {
  navigate(`${HERE}?part=scheme&day=2026-07-01`);
  const sent = show();
  fireEvent.click(await screen.findByLabelText('去掉 disputes'));
  expect(screen.getByText('权重合计 80')).toBeTruthy();
  await screen.findAllByRole('option', { name: '安全事故' });
  fireEvent.change(screen.getByLabelText('增加一项'), { target: { value: 'safety_accidents' } });
  fireEvent.change(screen.getByLabelText('安全事故 权重'), { target: { value: '20' } });
  fireEvent.change(screen.getByLabelText('安全事故 对比上年同期占比'), { target: { value: '0' } });
  fireEvent.change(screen.getByLabelText('安全事故 对比上期占比'), { target: { value: '100' } });
  fireEvent.change(screen.getByLabelText('安全事故 对比上年同期占比'), { target: { value: '0' } });
  fireEvent.click(screen.getByLabelText('安全事故 按每万人口'));
  fireEvent.click(screen.getByRole('button', { name: '在过去的期间上试算' }));
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  const parts = (sent[0]?.body as { body: { parts: object[] } } | undefined)?.body.parts ?? [];
  expect(parts).toHaveLength(4);
  expect(parts.at(-1)).toEqual({
    indicator: 'safety_accidents',
    weight: 20,
    isPerResidents: true,
    references: [{ to: 'before', share: 100 }],
    steepness: 1,
  });
});

test('the map names each area with its index and its colour, and colours none that is not judged', () => {
  const feature = (path: string) => ({
    type: 'Feature' as const,
    properties: { path, name: path },
    geometry: {
      type: 'Polygon' as const,
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [0, 1],
          [0, 0],
        ],
      ],
    },
  });
  const t = { none: '未评', green: '绿' } as never;
  const areas = {
    type: 'FeatureCollection' as const,
    features: [feature('500151.001'), feature('500151.009')],
  };
  const judged = tonedAreas(areas, [ROW as never], t).features;
  expect(judged.map(({ properties }) => properties)).toMatchObject([
    { name: '火星街道 90.00 绿', tone: 'green' },
  ]);
  const [open] = tonedAreas(areas, [{ ...ROW, index: null, colour: null } as never], t).features;
  expect(open?.properties).toEqual({ path: '500151.001', name: '火星街道 未评', nameEn: 'Mars Street 未评' });
});

test('a line is not drawn over what is not known', () => {
  const point = (key: string, value: number | null) => ({ key, label: key, value });
  const { spots, most } = spotsOf([point('a', 1), point('b', null), point('c', 4), point('d', 2)]);
  expect(most).toBe(4);
  expect(runsOf(spots).map((run) => run.map(({ key }) => key))).toEqual([['a'], ['c', 'd']]);
});
