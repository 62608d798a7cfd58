// @vitest-environment jsdom
// A director orders the scenes of a wall by buttons, says how long each stays, and never overwrites unseen
// what somebody else has saved meanwhile.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SpeakIn } from '../../../ui/words/language.tsx';
import type { StageView } from '../core/contract.ts';
import { DEFAULT_PLAN } from '../core/default-plan.ts';
import { DirectorRound } from './director-round.tsx';

const view = (version: number): StageView => ({
  areaPath: '990101', name: '汐桥区', nameEn: 'Xiqiao', plan: DEFAULT_PLAN as StageView['plan'], version,
  stage: null, now: 0,
});
let sent: { url: string; body: { version: number; scenes: { code: string }[] } }[] = [];
beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', async (url: string, init: { body?: string }) => {
    sent.push({ url, body: JSON.parse(init.body ?? 'null') });
    return Response.json(view(4));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const queries = makeQueryClient();
const desk = (version: number) => (
  <QueryClientProvider client={queries}>
    <SpeakIn language="zh">
      <DirectorRound view={view(version)} />
    </SpeakIn>
  </QueryClientProvider>
);
const order = () => screen.getAllByRole('listitem').map((one) => one.querySelector('strong')?.textContent);
const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name });

test('scenes are chosen, ordered and timed, and saved as one round', async () => {
  render(desk(3));
  expect(order()).toEqual(['1  今日运行', '2  应急调度', '3  对比去年', '4  镇街聚焦']);
  expect(screen.getByRole('status').textContent).toBe('3 个场景轮播，一轮 2 分');
  expect(button('保存编排').disabled).toBe(true);
  await userEvent.click(button('下移 今日运行'));
  await userEvent.click(screen.getByRole('checkbox', { name: '应急调度参加轮播' }));
  await userEvent.click(screen.getByRole('checkbox', { name: '对比去年参加轮播' }));
  const seconds = screen.getByLabelText('应急调度停留（秒）');
  await userEvent.clear(seconds);
  expect(button('保存编排').disabled).toBe(true);
  expect(screen.getByText('请填 5 到 3600 的整数。')).toBeTruthy();
  await userEvent.type(seconds, '45');
  expect(order()).toEqual(['1  应急调度', '2  今日运行', '3  对比去年', '4  镇街聚焦']);
  expect(screen.getByRole('status').textContent).toBe('3 个场景轮播，一轮 2 分 15 秒');
  await userEvent.click(button('保存编排'));
  expect(sent[0]?.url).toBe('/api/wall/990101/round');
  expect(sent[0]?.body).toEqual({
    version: 3,
    scenes: [
      { code: 'storm', seconds: 45, isInTurn: true },
      { code: 'today', seconds: 60, isInTurn: true },
      { code: 'weekly', seconds: 30, isInTurn: false },
      { code: 'street', seconds: 30, isInTurn: true },
    ],
  });
});

test('an order that somebody else saved meanwhile is told, and takes no place unseen', async () => {
  const { rerender } = render(desk(3));
  await userEvent.click(button('上移 镇街聚焦'));
  rerender(desk(4));
  expect(screen.getByText(/别人刚刚保存了新的编排/)).toBeTruthy();
  expect(order()[2]).toBe('3  镇街聚焦');
  expect(button('保存编排').disabled).toBe(true);
  await userEvent.click(button('放弃修改'));
  expect(order()[3]).toBe('4  镇街聚焦');
  expect(screen.queryByText(/别人刚刚保存/)).toBeNull();
});
