// @vitest-environment jsdom
// Following a matter by its code: in plain words, without an account, with exactly the actions the server
// allows.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { toIso } from '../../../kernel/instant.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import type { TrackView } from '../core/contract.ts';
import { forgetCode, keepCode } from './track-codes.ts';
import TrackDone from './track-done.tsx';
import TrackEnter from './track-enter.tsx';
import TrackScreen from './track-screen.tsx';

const CODE = '7K3QM-XR0VA-9ZT5D';
const at = (msFromNow: number): string => toIso(now() + msFromNow);
const step = (action: string, body: Record<string, unknown> = {}): TrackView['steps'][number] => ({
  action,
  actionZh: action,
  actionEn: action,
  toState: 'handling',
  at: at(-HOUR),
  unitName: '汐桥环卫所',
  unitNameEn: 'Xiqiao Sanitation',
  body,
});
const field = (name: string, isRequired: boolean) => ({ name, type: 'text', zh: name, en: name, isRequired });
const view: TrackView = {
  number: '9901',
  state: 'handling',
  stateZh: '处置中',
  stateEn: 'handling',
  itemName: '暴露垃圾',
  itemNameEn: 'Rubbish',
  description: '楼下有垃圾',
  areaName: '桐荫社区第一网格',
  reportedAt: at(-2 * HOUR),
  dueAt: at(5 * HOUR + MINUTE),
  endedAt: null,
  unitName: '汐桥环卫所',
  unitNameEn: 'Xiqiao Sanitation',
  isFollowingAnother: false,
  isOpen: true,
  holderName: '汐桥环卫所',
  holderNameEn: 'Xiqiao Sanitation',
  lamp: 'green',
  remainingMs: HOUR,
  rating: null,
  steps: [step('report', { photoIds: ['p1'] }), step('dispatch')],
  ownWords: [],
  abilities: [],
};
const closed: TrackView = {
  ...view,
  state: 'closed',
  stateZh: '已结案',
  isOpen: false,
  lamp: null,
  remainingMs: null,
  holderName: null,
  holderNameEn: null,
  endedAt: at(-MINUTE),
  steps: [
    ...view.steps,
    step('feed_back', { result: '已清运', photoIds: ['p2'] }),
    step('close', { closingCode: 'solved' }),
  ],
  abilities: [
    { action: 'reopen', zh: '重开', en: 'reopen', fields: [field('reason', true)], until: at(9 * HOUR) },
    { action: 'rate', zh: '评价', en: 'rate', fields: [field('words', false)], until: null },
  ],
};

let shown: TrackView | undefined = view;
let sent: { path: string; body: unknown; key: string | undefined }[] = [];

beforeEach(() => {
  sent = [];
  shown = view;
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal(
    'fetch',
    async (url: string, init: { method: string; headers: Record<string, string>; body?: string }) => {
      const type = { 'content-type': 'application/json' };
      if (init.method === 'POST') {
        sent.push({ path: url, body: JSON.parse(init.body ?? 'null'), key: init.headers['idempotency-key'] });
        return new Response('{}', { headers: type });
      }
      if (shown) return new Response(JSON.stringify(shown), { headers: type });
      const problem = {
        code: 'cases.code_unknown',
        status: 404,
        detail: '没有找到该查询码，请核对。',
        data: {},
        retryable: false,
      };
      return new Response(JSON.stringify(problem), {
        status: 404,
        headers: { 'content-type': 'application/problem+json' },
      });
    },
  );
});
afterEach(async () => {
  cleanup();
  vi.unstubAllGlobals();
  await forgetCode(CODE);
});

function open(path: string): void {
  history.replaceState(null, '', `/portal${path}`);
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Router
        base="/portal"
        name="t"
        loading={null}
        notFound={null}
        frame={(page) => page}
        routes={[
          { path: '/track', title: 't', screen: TrackEnter },
          { path: '/track/:code', title: 't', screen: TrackScreen },
          { path: '/report/done', title: 't', screen: TrackDone },
        ]}
      />
    </QueryClientProvider>,
  );
}

test('who follows a matter sees who has it, how long is left, and what has happened', async () => {
  open(`/track/${CODE.toLowerCase()}`);
  await screen.findByRole('heading', { name: '楼下有垃圾' });
  expect(screen.getByText('现在由谁办').nextSibling?.textContent).toBe('汐桥环卫所');
  expect(screen.getByText('正常').parentElement?.textContent).toContain('还剩 5 小时');
  const steps = within(screen.getByRole('list', { name: '办理过程' })).getAllByRole('listitem');
  expect(steps.map((one) => one.querySelector('strong')?.textContent)).toEqual([
    '派给汐桥环卫所',
    '您上报了',
  ]);
  expect(screen.queryByText('您可以')).toBeNull();
});

test('a closed matter shows before and after, and is rated with points and satisfaction', async () => {
  shown = closed;
  open(`/track/${CODE}`);
  expect(await screen.findByText('处置前')).toBeDefined();
  expect(screen.getByText('已清运')).toBeDefined();
  await userEvent.click(screen.getByText('评价结果'));
  const form = screen.getByText('打几分').closest('details');
  expect(form).not.toBeNull();
  const inForm = within(form ?? document.body);
  await userEvent.click(inForm.getByRole('button', { name: '提交' }));
  expect(inForm.getByText('请先打分')).toBeDefined();
  expect(sent).toHaveLength(0);
  await userEvent.click(inForm.getByLabelText('4 分'));
  await userEvent.click(inForm.getByLabelText('满意'));
  await userEvent.click(inForm.getByRole('button', { name: '提交' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({ path: `/api/track/${CODE}/rate`, body: { score: 4, isSatisfied: true } });
  expect(await screen.findByText('已提交，谢谢。')).toBeDefined();
});

test('the reporter reads a reason as the city calls it, else by the standard word', async () => {
  const named = { action: 'close', field: 'closingCode', code: 'solved', zh: '已办结', en: '' };
  shown = { ...closed, ownWords: [named] };
  open(`/track/${CODE}`);
  expect(await screen.findByText('已办结')).toBeDefined();
  expect(screen.queryByText('已解决')).toBeNull();
  cleanup();
  shown = { ...closed, ownWords: [{ ...named, action: 'reject' }] };
  open(`/track/${CODE}`);
  expect(await screen.findByText('已解决')).toBeDefined();
});

test('what the reporter gave is still there after it was sent', async () => {
  shown = { ...closed, abilities: [], rating: { score: 4, isSatisfied: false } };
  open(`/track/${CODE}`);
  expect((await screen.findByText('您的评价')).nextSibling?.textContent).toBe('4 分 · 不满意');
});

test('to have it done again a reason is needed, and the button says until when', async () => {
  shown = closed;
  open(`/track/${CODE}`);
  const summary = (await screen.findByText('要求重办')).closest('details');
  expect(summary?.textContent).toMatch(/前可以/);
  const inForm = within(summary ?? document.body);
  await userEvent.click(inForm.getByText('要求重办'));
  await userEvent.click(inForm.getByRole('button', { name: '提交' }));
  expect(inForm.getByText('请写几句说明')).toBeDefined();
  await userEvent.type(inForm.getByLabelText(/理由/), '又堆上了');
  await userEvent.click(inForm.getByRole('button', { name: '提交' }));
  await waitFor(() =>
    expect(sent[0]).toMatchObject({ path: `/api/track/${CODE}/reopen`, body: { reason: '又堆上了' } }),
  );
});

test('a code nobody has is told in words, with a way back to enter it again', async () => {
  shown = undefined;
  open(`/track/${CODE}`);
  expect(await screen.findByText('没有找到该查询码，请核对。')).toBeDefined();
  expect(screen.getByRole('link', { name: '重新输入' }).getAttribute('href')).toBe('/portal/track');
});

test('what can’t be a code is told before anything is asked; a careless one is understood', async () => {
  open('/track');
  await userEvent.type(screen.getByLabelText('查询码'), 'abc');
  await userEvent.click(screen.getByRole('button', { name: '查询' }));
  expect(screen.getByLabelText('查询码').getAttribute('aria-invalid')).toBe('true');
  await userEvent.clear(screen.getByLabelText('查询码'));
  await userEvent.type(screen.getByLabelText('查询码'), '7k3qm xrova9zt5d');
  await userEvent.click(screen.getByRole('button', { name: '查询' }));
  expect(location.pathname).toBe(`/portal/track/${CODE}`);
});

const kept = {
  number: '9901',
  title: '楼下有垃圾',
  how: 'reported',
  districtId: null,
  itemCode: null,
} as const;

test('what was just reported shows its code and what comes next, and is known until forgotten', async () => {
  shown = { ...view, state: 'reported', stateZh: '待受理' };
  await keepCode({ ...kept, code: CODE, at: now(), acceptBy: at(HOUR), isEarlier: false });
  open('/report/done');
  expect(await screen.findByText(CODE)).toBeDefined();
  expect(screen.getByText(/最晚/)).toBeDefined();
  cleanup();
  open('/track');
  await userEvent.click(await screen.findByRole('button', { name: '从这台设备移除 楼下有垃圾' }));
  await waitFor(() => expect(screen.queryByText('楼下有垃圾')).toBeNull());
});

test('the receipt of a matter that waits to be claimed tells no acceptance to come', async () => {
  shown = { ...view, state: 'dispatched', stateZh: '待认领', stateEn: 'dispatched' };
  await keepCode({ ...kept, code: CODE, at: now(), acceptBy: at(HOUR), isEarlier: false });
  open('/report/done');
  await screen.findByText('现在：待认领');
  expect(screen.queryByText('指挥中心受理')).toBeNull();
  expect(screen.getByText('责任单位处置')).toBeDefined();
});

test('the receipt of a matter that has ended tells nothing to come', async () => {
  shown = closed;
  await keepCode({ ...kept, code: CODE, at: now(), acceptBy: at(HOUR), isEarlier: false });
  open('/report/done');
  await screen.findByText(CODE);
  await waitFor(() => expect(screen.queryByText('接下来')).toBeNull());
});
