// @vitest-environment jsdom
// The report form as a citizen meets it: three steps, what is missing said aloud, one filing whatever the
// network does, and "me too" instead of a second case.
import { QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { navigate, Router } from '../../../platform/web/router/router.tsx';
import { reportDraft } from './draft-store.ts';
import { ReportScreen } from './report-screen.tsx';
import type { FiledReport } from './use-sending.ts';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const refused = (code: string, status = 422) =>
  json({ code, status, detail: `说明 ${code}`, data: {}, retryable: false }, status);
const acted = {
  id: 'c',
  number: 'N1',
  state: 'reported',
  version: 1,
  lastSeq: 1,
  publicCode: 'AAAAA',
  dueAt: null,
};
const grid = { path: '990101.001.001.001', name: '第一网格', nameEn: null, children: [] };
const tree = {
  path: '990101',
  name: '望汐区',
  nameEn: null,
  children: [
    {
      path: '990101.001',
      name: '汐桥街道',
      nameEn: null,
      children: [{ path: '990101.001.001', name: '桐荫社区', nameEn: null, children: [grid] }],
    },
  ],
};
const located = {
  districtId: '990101',
  areaPath: grid.path,
  names: ['望汐区', '汐桥街道', '桐荫社区', '第一网格'],
};

let asked: Asked[] = [];
let filing: ((n: number) => Response | Error)[] = [];
let same: unknown[] = [];
let isOutside = false;

function answer(path: string): Response | Error {
  if (path === '/api/areas/districts') return json([{ districtId: '990101', name: '望汐区', nameEn: null }]);
  if (path === '/api/areas/tree') return json(tree);
  if (path === '/api/areas/locate') return isOutside ? refused('areas.outside') : json(located);
  if (path === '/api/intake/suggest-item')
    return json({ items: [{ code: 'E0101', name: '暴露垃圾', nameEn: 'Rubbish' }] });
  if (path === '/api/intake/likely-same') return json({ cases: same });
  if (path.endsWith('/join')) return json({ ...acted, number: 'N0' });
  if (path === '/api/cases') return filing.shift()?.(asked.length) ?? json(acted, 201);
  throw new Error(`nobody expected ${path}`);
}

const filed: FiledReport[] = [];
const known = {
  caseId: 'case-7',
  itemName: '暴露垃圾',
  itemNameEn: 'Rubbish',
  distanceMetres: 10,
  ageMinutes: 30,
  stateZh: '处置中',
  stateEn: 'handling',
  isOpen: true,
  isSameMatter: true,
  reporters: 2,
};
const Screen = () => <ReportScreen onFiled={async (one) => void filed.push(one)} />;

beforeEach(async () => {
  asked = [];
  filing = [];
  same = [];
  isOutside = false;
  filed.length = 0;
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal(
    'fetch',
    async (url: string, init: { method: string; headers: Record<string, string>; body?: string }) => {
      const path = url.split('?')[0] ?? '';
      asked.push({
        method: init.method,
        path,
        key: init.headers['idempotency-key'],
        body: JSON.parse(init.body ?? 'null'),
      });
      const reply = answer(path);
      if (reply instanceof Error) throw reply;
      return reply;
    },
  );
  history.replaceState(null, '', '/portal/report');
  await reportDraft.open();
  await reportDraft.startAnew();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <Router
        base="/portal"
        name="t"
        loading={null}
        notFound={null}
        frame={(shown) => shown}
        routes={[{ path: '/report', title: 't', screen: Screen }]}
      />
    </QueryClientProvider>,
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }));
const filings = () => asked.filter((one) => one.method === 'POST' && one.path === '/api/cases');

async function chooseFromLists(): Promise<void> {
  await press(/从列表选/);
  await userEvent.selectOptions(await screen.findByLabelText('镇街'), '990101.001');
  await userEvent.selectOptions(screen.getByLabelText('村社区'), '990101.001.001');
  await userEvent.selectOptions(screen.getByLabelText('网格'), grid.path);
  await press('就是这里');
}

async function fillIn(): Promise<void> {
  await press('没有照片，下一步');
  await chooseFromLists();
  await press('下一步');
  await userEvent.type(screen.getByLabelText(/有什么问题/), '楼下有垃圾');
}

test('without picture, map or position a report is still made in three steps', async () => {
  await fillIn();
  await userEvent.click(await screen.findByLabelText('暴露垃圾'));
  await press('提交上报');
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(filed[0]).toMatchObject({
    number: 'N1',
    code: 'AAAAA',
    how: 'reported',
    title: '楼下有垃圾',
    itemCode: 'E0101',
  });
  expect(filings()[0]?.body).toEqual({
    channel: 'citizen',
    description: '楼下有垃圾',
    photoIds: [],
    itemCode: 'E0101',
    areaPath: grid.path,
  });
  expect(reportDraft.get()?.description).toBe('');
});

test('who goes on without a place is told so, with the focus on what is missing', async () => {
  await press('没有照片，下一步');
  await press('下一步');
  const told = await screen.findByRole('alert');
  expect(told.textContent).toContain('请确认位置');
  expect(told.parentElement).toBe(document.activeElement);
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('在哪里');
});

test('when the network fails the words stay, and the next try carries the same key', async () => {
  filing = [() => new TypeError('no network')];
  await fillIn();
  await press('提交上报');
  expect((await screen.findByRole('alert')).textContent).toContain('连不上服务器');
  expect(screen.getByLabelText<HTMLTextAreaElement>(/有什么问题/).value).toBe('楼下有垃圾');
  await press('提交上报');
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(new Set(filings().map((one) => one.key)).size).toBe(1);
});

test('changed after a sending that arrived unheard: its number is shown, nothing filed twice', async () => {
  filing = [() => new TypeError('the answer was lost'), () => refused('http.idempotency_key_reused')];
  await fillIn();
  await press('提交上报');
  await screen.findByRole('alert');
  await userEvent.type(screen.getByLabelText(/有什么问题/), '，很臭');
  await press('提交上报');
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(filed[0]).toMatchObject({ number: 'N1', isEarlier: true });
  expect(filings().map((one) => (one.body as { description: string }).description)).toEqual([
    '楼下有垃圾',
    '楼下有垃圾，很臭',
    '楼下有垃圾',
  ]);
  expect(new Set(filings().map((one) => one.key)).size).toBe(1);
});

async function writeAtPoint(words: string): Promise<void> {
  await press('没有照片，下一步');
  const point = { lon: 119.9, lat: 38.6 };
  act(() => reportDraft.tell({ kind: 'placed', place: { way: 'map', point } }));
  await screen.findByText(/桐荫社区/);
  await press('下一步');
  await userEvent.type(screen.getByLabelText(/有什么问题/), words);
}

test('the same matter nearby is asked about first, and “me too” joins it instead of filing', async () => {
  same = [known];
  await writeAtPoint('垃圾');
  await press('提交上报');
  await screen.findByRole('heading', { name: '是不是同一件事？' });
  expect(screen.getByText(/约 10 米外 · 30 分钟前上报 · 处置中 · 2 人反映/)).toBeDefined();
  await press(/我也遇到/);
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(filed[0]).toMatchObject({ number: 'N0', how: 'joined' });
  expect(filings()).toHaveLength(0);
});

test('whoever says it is another matter files it with one press, as it was typed', async () => {
  same = [known];
  await writeAtPoint('垃圾桶坏了');
  await press('提交上报');
  await screen.findByRole('heading', { name: '是不是同一件事？' });
  await press('不是同一件，继续提交');
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(filings()[0]?.body).toMatchObject({ description: '垃圾桶坏了' });
});

test('what is only near is told beside the words and stops nobody: one press files the report', async () => {
  same = [{ ...known, isSameMatter: false }];
  await writeAtPoint('垃圾');
  await screen.findAllByText('附近有 1 件相近的事正在办理');
  await press('提交上报');
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(filed[0]).toMatchObject({ how: 'reported' });
  expect(screen.queryByRole('heading', { name: '是不是同一件事？' })).toBeNull();
});

test('what is only near can be joined all the same, with what was typed', async () => {
  same = [{ ...known, isSameMatter: false }];
  await writeAtPoint('垃圾还在');
  const [, line] = await screen.findAllByText('附近有 1 件相近的事正在办理');
  if (line) await userEvent.click(line);
  await press(/我也遇到/);
  await waitFor(() => expect(filed).toHaveLength(1));
  expect(filed[0]).toMatchObject({ how: 'joined' });
  expect(asked.find(({ path }) => path.endsWith('/join'))?.body).toMatchObject({ words: '垃圾还在' });
  expect(filings()).toHaveLength(0);
});

test('a place outside the district is refused at once, in words, and not kept', async () => {
  isOutside = true;
  await press('没有照片，下一步');
  act(() => reportDraft.tell({ kind: 'placed', place: { way: 'map', point: { lon: 1, lat: 1 } } }));
  expect((await screen.findByRole('alert')).textContent).toContain('说明 areas.outside');
  expect(reportDraft.get()?.place).toBeNull();
});

test('back keeps what was entered', async () => {
  await fillIn();
  act(() => navigate('/portal/report?step=place'));
  expect(screen.getByText(/汐桥街道 › 桐荫社区 › 第一网格/)).toBeDefined();
  act(() => navigate('/portal/report?step=words'));
  expect(screen.getByLabelText<HTMLTextAreaElement>(/有什么问题/).value).toBe('楼下有垃圾');
});
