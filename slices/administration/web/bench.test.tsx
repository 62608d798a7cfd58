// @vitest-environment jsdom
// Two people work on one draft: who is second is told who was first, and everything chosen, drawn and typed
// is still there for another try; and the list of grids does by key what a press on the map does.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import type { VersionRow } from '../../areas/core/contract.ts';
import { heldTool, type Tool } from './bench.ts';
import { BenchScreen } from './bench-screen.tsx';

const ID = '019a0000-0000-7000-8000-000000000001';
const VERSION: VersionRow = {
  versionId: ID,
  number: 2,
  state: 'draft',
  source: '秋季调整',
  crs: 'WGS84',
  createdAt: '2026-08-05T01:00:00Z',
  effectiveFrom: null,
  effectiveTo: null,
  startsAt: null,
  isMesh: true,
  revision: 0,
  copiedFrom: null,
};
const grid = (n: number, west: number) => ({
  type: 'Feature',
  id: `500151.001.001.00${n}`,
  properties: {
    path: `500151.001.001.00${n}`,
    code: `50015100100100${n}`,
    name: `网格${n}`,
    nameEn: null,
    level: 'grid',
  },
  geometry: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [west, 30],
          [west + 1, 30],
          [west + 1, 31],
          [west, 31],
          [west, 30],
        ],
      ],
    ],
  },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });

let revision = 0;
let sent: { revision: number; edit: { line: unknown; name: string } }[] = [];

const stateNow = () => ({
  versionId: ID,
  districtId: '500151',
  number: 2,
  state: 'draft',
  source: '秋季调整',
  revision,
  isEditable: true,
  isOvertaken: false,
  startsAt: null,
  canUndo: revision > 0,
  canRedo: false,
  steps: [],
});

function refused() {
  const problem = {
    code: 'areas.draft_changed',
    status: 409,
    detail: '王工刚才改过这份草稿（现为第 1 步）。',
    data: {},
    retryable: false,
  };
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(problem), { status: 409, headers });
}

let isCrossing = true;

function notCrossing() {
  const detail = '所画的线没有穿过该网格。';
  const problem = { code: 'areas.line_misses', status: 422, detail, data: {}, retryable: false };
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(problem), { status: 422, headers });
}

function answer(url: string, init: RequestInit) {
  if (url.endsWith('/steps')) {
    const body = JSON.parse(String(init.body));
    sent.push(body);
    if (!isCrossing) return notCrossing();
    if (body.revision !== revision) return refused();
    revision += 1;
    const step = {
      seq: 2,
      kind: 'split',
      words: '切分 网格1',
      isUndone: false,
      madeAt: '2026-08-05T01:00:00Z',
      madeByName: '甲',
    };
    return Response.json({ versionId: ID, revision, step, changed: collection(grid(3, 108)), gone: [] });
  }
  if (url.includes('/drafts/')) return Response.json(stateNow());
  if (url.includes('/boundaries')) return Response.json(collection(grid(1, 106), grid(2, 107)));
  return Response.json({ session: null });
}

beforeEach(() => {
  [revision, sent, isCrossing] = [0, [], true];
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => answer(url, init));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const open = () =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <BenchScreen version={VERSION} onAct={() => undefined} notices={null} />
      </SessionProvider>
    </QueryClientProvider>,
  );
/** The first one waits for what the screen loads apart, on a busy machine for longer. */
const row = (n: number) =>
  screen.findByRole('button', { name: new RegExp(`^网格${n}`) }, { timeout: 20_000 });
const type = (label: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('who saves a step second is told, keeps all they did, and sends it once more', async () => {
  open();
  fireEvent.click(await row(1));
  const line = '105.9,30.5\n107.1,30.5';
  type(/线的折点/, line);
  type(/新网格名称/, '新桥');
  revision = 1;
  fireEvent.click(screen.getAllByRole('button', { name: '切分' }).at(-1) as HTMLButtonElement);
  await screen.findByText(/王工刚才改过这份草稿/);
  expect(screen.getByText(/都还在/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '载入最新草稿' }));
  await waitFor(() => expect(screen.queryByText(/王工刚才改过/)).toBeNull());
  expect((screen.getByLabelText(/线的折点/) as HTMLTextAreaElement).value).toBe(line);
  expect((screen.getByLabelText(/新网格名称/) as HTMLInputElement).value).toBe('新桥');
  const again = screen.getAllByRole('button', { name: '切分' }).at(-1) as HTMLButtonElement;
  await waitFor(() => {
    fireEvent.click(again);
    expect(sent.at(-1)?.revision).toBe(1);
  });
  await screen.findByText(/切分 网格1。/);
  expect(sent.at(-1)?.edit).toMatchObject({
    line: [
      [105.9, 30.5],
      [107.1, 30.5],
    ],
    name: '新桥',
  });
  expect(await row(3)).toBeTruthy();
  expect((screen.getByLabelText(/新网格名称/) as HTMLInputElement).value).toBe('');
});

test('a no goes with the tool and the grid that it was said of', async () => {
  open();
  isCrossing = false;
  const no = () => screen.queryByText(/没有穿过该网格/);
  const cut = async () => {
    type(/线的折点/, '105.9,30.5\n107.1,30.5');
    type(/新网格名称/, '新桥');
    fireEvent.click(screen.getAllByRole('button', { name: '切分' }).at(-1) as HTMLButtonElement);
    await screen.findByText(/没有穿过该网格/);
  };
  fireEvent.click(await row(1));
  await cut();
  fireEvent.click(await row(2));
  await waitFor(() => expect(no()).toBeNull());
  await cut();
  fireEvent.click(screen.getByRole('button', { name: '合并' }));
  await waitFor(() => expect(no()).toBeNull());
});

test('who holds a tool when a draft is published lays it down, and looks at what there is', () => {
  expect(['split', 'check'].map((tool) => heldTool(tool as Tool, false))).toEqual(['compare', 'check']);
  expect(heldTool('split', true)).toBe('split');
});

test('arrow keys move through the grids, and a press chooses what a press on the map would', async () => {
  open();
  const first = await row(1);
  first.focus();
  fireEvent.keyDown(first, { key: 'ArrowDown' });
  const second = await row(2);
  expect(document.activeElement).toBe(second);
  fireEvent.click(second);
  expect(second.getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: '合并' }));
  fireEvent.click(await row(1));
  expect(screen.getByText(/已选：网格2、网格1/)).toBeTruthy();
});
