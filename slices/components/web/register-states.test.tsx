// @vitest-environment jsdom Every screen of the register in every state: on its way, empty, refused (and
// asked again), without a network; in Chinese and in English, and with the parts that the reader may open
// and no others.
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import CensusScreen from './census-screen.tsx';
import MineScreen from './mine-screen.tsx';
import { RegisterScreen } from './register-screen.tsx';
import { RightsScreen } from './rights-screen.tsx';
import { SurveyScreen } from './survey-screen.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

const PLACES = {
  useClassName: () => (code: string) => (code === '0102' ? '路灯' : code),
  casesHref: () => '/cases',
  caseHref: () => '/case',
};
const ABILITIES = [
  'component.list', 'component.review', 'component.survey', 'component.import', 'component.round',
  'component.right_ask', 'component.right_rule',
];
const NO_RATES = { total: 0, open: 0, asked: 0, disputed: 0, confirmed: 0, notIntact: 0 };
const EMPTY: Readonly<Record<string, object>> = {
  '/api/components': { components: [], next: null },
  '/api/components/rates': { rates: [], sum: { key: '', ...NO_RATES } },
  '/api/components/findings': { findings: [], next: null },
  '/api/components/findings/mine': { findings: [], next: null },
  '/api/components/rounds': { rounds: [] },
  '/api/districts/500151/component-imports': { imports: [] },
  '/api/units': { units: [] },
  '/api/areas/tree': {
    path: '500151', name: '铜梁区', nameEn: null, level: 'district', areaM2: 1, children: [],
  },
};
const nothing = ({ path }: Asked): Answer => EMPTY[path] ?? {};

interface Screen {
  readonly name: string;
  readonly shown: ReactElement;
  /** The door that its middle stands on, and what it says when there is nothing. */
  readonly door: string;
  readonly none: readonly [zh: string, en: string];
}

const SCREENS: readonly Screen[] = [
  {
    name: 'the register',
    shown: <RegisterScreen places={PLACES} />,
    door: '/api/components',
    none: ['没有符合条件的部件', 'No component fits'],
  },
  {
    name: 'rights',
    shown: <RightsScreen places={PLACES} />,
    door: '/api/components',
    none: ['没有待裁定的异议', 'No dispute waits'],
  },
  {
    name: 'the review of findings',
    shown: <SurveyScreen places={PLACES} />,
    door: '/api/components/findings',
    none: ['没有待审核的普查结果', 'Nothing to review'],
  },
  {
    name: 'what I found',
    shown: <MineScreen />,
    door: '/api/components/findings/mine',
    none: ['还没有提交过普查结果', 'You have told nothing yet'],
  },
];

const show = (shown: ReactElement, answer: (asked: Asked) => Answer, language: 'zh' | 'en' = 'zh') =>
  showScreen(shown, { answer, abilities: ABILITIES, language });

describe.each(SCREENS)('$name', ({ shown, door, none }) => {
  const at = (said: Answer) => (asked: Asked) => (asked.path === door ? said : nothing(asked));

  test('says that it is on its way', async () => {
    show(shown, at('never'));
    expect((await screen.findAllByRole('status')).length).toBeGreaterThan(0);
    expect(screen.queryByText(none[0])).toBeNull();
  });

  test.each(['zh', 'en'] as const)('says in %s that there is nothing', async (language) => {
    show(shown, nothing, language);
    expect(await screen.findByText(none[language === 'zh' ? 0 : 1])).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('tells a refusal in its words, and asks again when told to', async () => {
    let isOut = true;
    const no = refused('auth.not_allowed', '您没有这项权限。');
    show(shown, (asked) => (isOut && asked.path === door ? no : nothing(asked)));
    const [alert] = await screen.findAllByRole('alert');
    expect(alert?.textContent).toContain('您没有这项权限。');
    isOut = false;
    fireEvent.click(within(alert as HTMLElement).getByRole('button', { name: '再试一次' }));
    expect(await screen.findByText(none[0])).toBeTruthy();
  });

  test('says that no network answers', async () => {
    show(shown, at('no network'));
    const [alert] = await screen.findAllByRole('alert');
    expect(alert?.textContent).toMatch(/网络|连接/);
  });
});

test('the parts are those that the reader may open', async () => {
  const only = ['component.list', 'component.survey'];
  showScreen(<RegisterScreen places={PLACES} />, { answer: nothing, abilities: only });
  const ways = within(await screen.findByRole('navigation', { name: '部件管理' }));
  expect((await ways.findAllByRole('link')).map(({ textContent }) => textContent)).toEqual([
    '部件列表', '确权', '我的发现',
  ]);
});

const LAMP = {
  id: 'c1', code: '5001510102000001', classCode: '0102', name: '灯 1', areaPath: null, condition: 'lost',
  competentUnitId: null, ownerUnitId: null, maintenanceUnitId: null, rightState: 'disputed',
  rightUnitId: 'u9', rightWords: '归路灯所', lon: 106, lat: 29.8,
};

test('a row leads to its card; what is gone is a list apart, kept in the address', async () => {
  show(<RegisterScreen places={PLACES} />, (one) =>
    one.path === '/api/components' ? { components: [LAMP], next: null } : nothing(one),
  );
  const row = await screen.findByText(LAMP.code);
  expect(row.getAttribute('href')).toBe('/command/components/card/c1');
  expect(screen.getByText('打印二维码标签')).toBeTruthy();
  fireEvent.click(screen.getByLabelText('只看已注销'));
  expect(location.search).toBe('?gone=1');
});

test('a dispute is ruled on with a unit and words; until then the button rests', async () => {
  const units = [{ id: 'u9', name: '路灯所', nameEn: 'Lamps', kind: 'team' }];
  const sent = show(<RightsScreen places={PLACES} />, (one) => {
    if (one.method === 'POST') return { moved: 1, passed: [] };
    if (one.path === '/api/units') return { units };
    const isList = one.path === '/api/components' && one.query.get('right') === 'disputed';
    return isList ? { components: [LAMP], next: null } : nothing(one);
  });
  fireEvent.click(await screen.findByLabelText(/灯 1/, { selector: 'input' }));
  const rule = screen.getByRole<HTMLButtonElement>('button', { name: '裁定（1）' });
  expect(rule.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('归哪个单位'), { target: { value: 'u9' } });
  fireEvent.change(screen.getByLabelText('裁定理由'), { target: { value: '归路灯所' } });
  fireEvent.click(rule);
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  expect(sent).toMatchObject([
    { path: '/api/components/rights/rule', body: { unitId: 'u9', ids: ['c1'], isFinal: true } },
  ]);
});

test('a finding is refused only with a reason, and taken in at once', async () => {
  const finding = {
    id: 'f1', kind: 'changed', componentId: 'c1',
    known: { code: LAMP.code, name: '灯 1', condition: 'intact', lon: 106, lat: 29.8 },
    classCode: '0102', name: null, lon: null, lat: null, areaPath: '500151', condition: 'lost', words: null,
    photoIds: ['ph'], personName: '金俭', foundAt: 0, state: 'waiting', reviewWords: null,
  };
  const sent = show(<SurveyScreen places={PLACES} />, (one) => {
    if (one.method === 'POST') return { componentId: 'c1', code: LAMP.code };
    return one.path === '/api/components/findings' ? { findings: [finding], next: null } : nothing(one);
  });
  const no = await screen.findByRole<HTMLButtonElement>('button', { name: '不予登记' });
  expect(no.disabled).toBe(true);
  expect(screen.getByRole('img', { name: '现场照片 1' })).toBeTruthy();
  fireEvent.change(screen.getByLabelText(/不登记的理由/), { target: { value: '看不清' } });
  expect(no.disabled).toBe(false);
  fireEvent.click(screen.getByRole('button', { name: '登记入册' }));
  expect(await screen.findByText(`已登记：${LAMP.code}`)).toBeTruthy();
  expect(sent).toMatchObject([{ path: '/api/components/findings/f1/review', body: { isAccepted: true } }]);
});

test('a thing that is gone is taken out in so many words; what is refused, not at all', async () => {
  const gone = {
    id: 'f2', kind: 'gone', componentId: 'c1',
    known: { code: LAMP.code, name: '灯 1', condition: 'intact', lon: 106, lat: 29.8 },
    classCode: '0102', name: null, lon: null, lat: null, areaPath: '500151', condition: null, words: null,
    photoIds: [], personName: '金俭', foundAt: 0, state: 'waiting', reviewWords: null,
  };
  show(<SurveyScreen places={PLACES} />, (one) => {
    if (one.method === 'POST') return { componentId: 'c1', code: LAMP.code };
    return one.path === '/api/components/findings' ? { findings: [gone], next: null } : nothing(one);
  });
  fireEvent.change(await screen.findByLabelText(/不登记的理由/), { target: { value: '它还在' } });
  fireEvent.click(screen.getByRole('button', { name: '不予登记' }));
  expect(await screen.findByText('未登记，理由会告诉发现的人。')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '注销' }));
  expect(await screen.findByText(`已注销：${LAMP.code}`)).toBeTruthy();
});

test('a census begins with no file; what was imported is listed', async () => {
  show(<CensusScreen />, nothing);
  expect(await screen.findByRole('heading', { level: 1, name: '导入' })).toBeTruthy();
  expect(await screen.findByLabelText(/选择文件|文件/)).toBeTruthy();
});
