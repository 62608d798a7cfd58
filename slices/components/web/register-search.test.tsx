// @vitest-environment jsdom Looking for a thing in the register: asked for when the fingers rest, kept in the
// address and in what is printed, never with a single letter; nothing found is told as such.
import { cleanup, fireEvent, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Router } from '../../../platform/web/router/router.tsx';
import { type Answer, type Asked, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { RegisterScreen } from './register-screen.tsx';

const AT = '/command/components';
beforeEach(() => {
  history.replaceState(null, '', AT);
  vi.stubGlobal('scrollTo', () => undefined);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  history.replaceState(null, '', '/');
});

const PLACES = {
  useClassName: () => (code: string) => code,
  casesHref: () => '/cases',
  caseHref: () => '/case',
};
const LAMP = {
  id: 'c1', code: '5001510102000001', classCode: '0102', name: '金龙大道灯 1', areaPath: null,
  condition: 'intact', competentUnitId: null, ownerUnitId: null, maintenanceUnitId: null, rightState: 'open',
  rightUnitId: null, rightWords: null, lon: 106, lat: 29.8,
};
const sum = { key: '', total: 0, open: 0, asked: 0, disputed: 0, confirmed: 0, notIntact: 0 };
const OTHERS: Readonly<Record<string, object>> = {
  '/api/components/rates': { rates: [], sum },
  '/api/units': { units: [] },
  '/api/areas/tree': {
    path: '500151', name: '铜梁区', nameEn: null, level: 'district', areaM2: 1, children: [],
  },
};

const routes = [
  { path: '/components', title: '部件', screen: () => <RegisterScreen places={PLACES} /> },
];
const frame = (one: ReactNode) => one;

function show(language: 'zh' | 'en' = 'zh') {
  const texts: (string | null)[] = [];
  const answer = ({ path, query }: Asked): Answer => {
    if (path !== '/api/components') return OTHERS[path] ?? {};
    const text = query.get('text');
    texts.push(text);
    return { components: text === null || LAMP.name.startsWith(text) ? [LAMP] : [], next: null };
  };
  const screens = <Router base="/command" {...{ routes, frame }} name="Gridloop" loading="" notFound="" />;
  showScreen(screens, { answer, abilities: ['component.list'], language });
  return texts;
}

test('what is typed is asked for, kept in the address and the labels; taken out, all is back', async () => {
  const texts = show();
  const field = await screen.findByLabelText('编码或名称');
  fireEvent.change(field, { target: { value: ' 金龙 ' } });
  await vi.waitFor(() => expect(texts.at(-1)).toBe('金龙'));
  expect(new URLSearchParams(location.search).get('text')).toBe('金龙');
  await screen.findByText(LAMP.code);
  const labels = screen.getByText('打印二维码标签').closest('a')?.getAttribute('href') ?? '';
  expect(new URLSearchParams(labels.split('?')[1]).get('text')).toBe('金龙');
  fireEvent.change(field, { target: { value: '' } });
  await vi.waitFor(() => expect(location.search).toBe(''));
});

test('one letter is not asked for, and said to be too few', async () => {
  const texts = show();
  fireEvent.change(await screen.findByLabelText('编码或名称'), { target: { value: '金' } });
  expect(await screen.findByText('请至少输入两个字。')).toBeTruthy();
  expect(texts.filter((text) => text !== null)).toEqual([]);
  expect(location.search).toBe('');
});

test.each([
  ['zh', '没有找到', /没有符合“井盖”的部件/],
  ['en', 'Nothing found', /Nothing fits “井盖”/],
] as const)('an address that looks for what is not there says so in %s', async (language, title, why) => {
  history.replaceState(null, '', `${AT}?text=井盖`);
  const texts = show(language);
  expect(await screen.findByText(title)).toBeTruthy();
  expect(screen.getByText(why)).toBeTruthy();
  expect(screen.getByDisplayValue('井盖')).toBeTruthy();
  expect(texts.every((text) => text === '井盖')).toBe(true);
});
