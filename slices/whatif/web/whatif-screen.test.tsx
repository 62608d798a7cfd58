// @vitest-environment jsdom What-if in every state: on its way, nothing tried yet, refused, without a
// network; a run under way with how far it is and the way to stop it, one that failed; and nobody starts
// one who may only read.
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import WhatIfScreen from './whatif-screen.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const RUNS = '/api/what-if/runs';
const RUN = {
  runId: 'r1', title: '秋季清单', state: 'running', fromDay: '2026-01-01', toDay: '2026-06-30', done: 30,
  total: 120, startedAt: '2026-08-05T01:00:00Z', startedByName: '毛成',
};
const MAY_RUN = ['whatif.run', 'whatif.read'];

function show(runs: (asked: Asked) => Answer, abilities = MAY_RUN, language: 'zh' | 'en' = 'zh') {
  const answer = (asked: Asked): Answer => {
    if (asked.path.startsWith(RUNS)) return runs(asked);
    return asked.path.endsWith('/calendar') ? 'never' : { versions: [] };
  };
  return showScreen(<WhatIfScreen />, { abilities, language, answer });
}

test('nothing tried yet says what to do, in both languages', async () => {
  show(() => ({ runs: [] }));
  expect(await screen.findByText('还没有推演')).toBeTruthy();
  expect(screen.getByText('开始推演')).toBeTruthy();
  cleanup();
  show(() => ({ runs: [] }), ['whatif.read'], 'en');
  expect(await screen.findByText('Nothing tried yet')).toBeTruthy();
  expect(screen.queryByText('Run it')).toBeNull();
});

test('on its way, refused and asked again, without a network', async () => {
  show(() => 'never');
  expect(await screen.findByText('推演')).toBeTruthy();
  expect(screen.queryByText('还没有推演')).toBeNull();
  cleanup();
  let isOut = true;
  show(() => (isOut ? refused('auth.not_allowed', '您没有这项权限。') : { runs: [] }));
  expect((await screen.findByRole('alert')).textContent).toContain('您没有这项权限。');
  isOut = false;
  fireEvent.click(screen.getByText('再试一次'));
  expect(await screen.findByText('还没有推演')).toBeTruthy();
  cleanup();
  show(() => 'no network');
  expect((await screen.findByRole('alert')).textContent).toMatch(/网络|连接/);
});

test('a run under way says how far it is, and is stopped by its button', async () => {
  const sent = show(({ method }) => (method === 'POST' ? {} : { runs: [RUN] }));
  const bar = await screen.findByRole('progressbar');
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['30', '120']);
  fireEvent.click(screen.getByText('取消'));
  await vi.waitFor(() => expect(sent.map(({ path }) => path)).toEqual([`${RUNS}/r1/cancel`]));
});

test('one that failed says so, and is put away', async () => {
  const sent = show(({ method }) => (method === 'POST' ? {} : { runs: [{ ...RUN, state: 'failed' }] }));
  fireEvent.click(await screen.findByLabelText(/秋季清单/));
  await vi.waitFor(() => expect(sent.map(({ path }) => path)).toEqual([`${RUNS}/r1/discard`]));
});
