// @vitest-environment jsdom
// The panel of filters: every filter of the table has its field, and what is chosen stands in the address.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Router } from '../../../platform/web/router/router.tsx';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { FILTER_NAMES, filterOf } from '../core/list-filters.ts';
import { CaseFilters, FilterDialog, SearchField } from './case-filters.tsx';
import { notUnderstood, setFilters, viewAt } from './list-filters.ts';

beforeEach(() => {
  history.replaceState(null, '', '/command/cases');
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
});
afterEach(cleanup);

const shown = () => viewAt(new URLSearchParams(location.search));
const Panel = () => <FilterDialog title="筛选条件" names={FILTER_NAMES} onClose={() => undefined} />;
const routes = [{ path: '/cases', screen: Panel, title: '案件' }];
function panel(query = '') {
  history.replaceState(null, '', `/command/cases?${query}`);
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionProvider>
        <Router base="/command" routes={routes} name="Gridloop" loading="" notFound="" frame={(one) => one} />
      </SessionProvider>
    </QueryClientProvider>,
  );
}

test('every filter has a field that is named as in the table', () => {
  panel('within=106,29;106.1,29;106.1,29.1');
  const words = document.body.textContent;
  for (const name of FILTER_NAMES) {
    if (name !== 'within' && name !== 'componentId') expect(words, name).toContain(filterOf(name).zh);
  }
  expect(words).toContain('圈选');
});

test('what is ticked, chosen and typed is the view, and the address says it', () => {
  panel();
  fireEvent.click(screen.getByRole('checkbox', { name: '红灯' }));
  expect(shown()).toEqual({ lamp: ['red'] });
  expect(screen.getByRole('checkbox', { name: '红灯' })).toHaveProperty('checked', true);
  fireEvent.click(screen.getByRole('checkbox', { name: '黄灯' }));
  expect(shown()).toEqual({ lamp: ['red', 'yellow'] });
  fireEvent.change(screen.getByLabelText('上报不早于'), { target: { value: '2026-08-01' } });
  expect(shown()).toEqual({ lamp: ['red', 'yellow'], createdFrom: '2026-08-01' });
  fireEvent.change(screen.getByLabelText('领导清单'), { target: { value: 'false' } });
  expect(shown()).toEqual({ lamp: ['red', 'yellow'], createdFrom: '2026-08-01', isOnLeadersList: false });
});

test('an address typed by hand leaves out what it can’t mean, and old links are understood', () => {
  const view = viewAt(new URLSearchParams(
    'state=open&state=nonsense&unitId=1&area=500151.001&item=E0102&leaders=1&lamp=blue&createdFrom=soon' +
      '&sort=up&figure=red&period=week'));
  expect(view).toEqual({ state: ['open'], areaPath: '500151.001', itemCode: ['E0102'], isOnLeadersList: true,
    figure: 'red', period: 'week' });
  expect(setFilters(view)).toEqual(['state', 'areaPath', 'itemCode', 'isOnLeadersList', 'figure', 'period']);
});

test('a part of the address that means no filter is told, and taken off by one press', () => {
  history.replaceState(null, '', '/command/cases?figur=red&lamp=blue&state=open&sort=up&text=&area=500151');
  expect(notUnderstood(new URLSearchParams(location.search))).toEqual(['figur=red', 'lamp=blue', 'sort=up']);
  const list = [{ path: '/cases', screen: () => <CaseFilters />, title: '案件' }];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionProvider>
        <Router base="/command" routes={list} name="Gridloop" loading="" notFound="" frame={(one) => one} />
      </SessionProvider>
    </QueryClientProvider>,
  );
  expect(screen.getByText(/地址里的“figur=red”“lamp=blue”“sort=up”无法识别/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '知道了，去掉它' }));
  expect(location.search).toBe('?state=open&areaPath=500151');
  expect(screen.queryByText(/无法识别/)).toBeNull();
});

test('one character is not looked for: the field says to type two, and the list stays', async () => {
  render(<SearchField view={{}} />);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '路' } });
  expect(await screen.findByText(/至少输入两个/)).toBeTruthy();
  expect(shown()).toEqual({});
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '路灯' } });
  await waitFor(() => expect(shown()).toEqual({ text: '路灯' }));
});
