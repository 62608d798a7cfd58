// @vitest-environment jsdom
// The key that accepts and dispatches. Pressed before there is anything to agree to, it is said, and nothing
// happens by itself when the proposal comes; answered late, it leaves whoever has gone on where they are.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { ToastRegion } from '../../../ui/toast/toast.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { useDesk } from './use-desk-acts.ts';

const CASE = '019a0000-0000-7000-8000-000000000001';
const of = {
  id: CASE, version: 7, number: '9901', state: 'reported', areaPath: '990101.001.001.001', steps: [],
  counts: {},
  abilities: ['accept', 'dispatch'].map((action) => (
    { action, zh: action, en: action, until: null, fields: [] }
  )),
};
const proposal = {
  itemCode: '0101', unit: { id: 'u1', name: '环卫所', nameEn: 'Sanitation' }, coUnits: [], why: [],
  limits: [], precedents: [], placeNames: [], isCertain: true, legalBasis: null,
};

let sent: string[] = [];
let give: (answer: object) => void = () => undefined;
beforeEach(() => {
  sent = [];
  const coming = new Promise<object>((resolve) => {
    give = resolve;
  });
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('fetch', async (url: string, init: { method: string }) => {
    if (init.method === 'POST') sent.push(url);
    if (url.endsWith('/proposal')) return Response.json(await coming);
    if (url.includes(`/api/cases/${CASE}`)) return Response.json({ ...of, holderUnitId: null });
    return Response.json({ items: [], nextCursor: null });
  });
});
afterEach(() => {
  // What was told here is not told to the next one.
  for (const close of screen.queryAllByRole('button', { name: '关闭' })) fireEvent.click(close);
  cleanup();
  vi.unstubAllGlobals();
});

function Desk() {
  const desk = useDesk();
  return (
    <>
      <button type="button" onClick={() => void desk.accept()}>
        A
      </button>
      <button type="button" onClick={() => desk.move(1)}>
        J
      </button>
      <button type="button" onClick={desk.undoLast}>
        U
      </button>
      <input aria-label="search" value={desk.text} onChange={(event) => desk.setText(event.target.value)} />
      <p>{`${desk.of?.number ?? ''} ${desk.proposal.data?.unit?.name ?? ''}`}</p>
      <p>{desk.isBusy ? 'busy' : 'done'}</p>
      <div ref={desk.list} tabIndex={-1} />
      <ToastRegion />
    </>
  );
}

async function open(): Promise<HTMLElement> {
  history.replaceState(null, '', `/command/triage?case=${CASE}`);
  const routes = [{ path: '/triage', title: 'triage', screen: Desk }];
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <Router base="/command" routes={routes} name="t" loading="" notFound="" frame={(page) => page} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  return screen.findByRole('button', { name: 'A' });
}

test('accepting before the proposal is here is answered in words, once, and dispatches nothing', async () => {
  const key = await open();
  await screen.findByText('9901');
  await userEvent.click(key);
  await userEvent.click(key);
  expect(await screen.findAllByText(/^还没有派遣：拟派单位还在计算/)).toHaveLength(1);
  give(proposal);
  await screen.findByText('9901 环卫所');
  expect(sent).toEqual([]);
  await userEvent.click(key);
  expect(sent[0]).toContain(`/api/cases/${CASE}/accept`);
});

test('accepting where the rules name no unit says which way is open instead', async () => {
  const key = await open();
  give({ ...proposal, unit: null });
  await screen.findByText('9901');
  await userEvent.click(key);
  await screen.findByText(/^还没有派遣：责任清单没有给出单位。请用“派遣给…”/);
  expect(sent).toEqual([]);
});

const listed = ['1', '2', '3'].map((n) => ({
  ...of, id: CASE.replace(/.$/, n), number: `990${n}`, holder: null, lamp: null, dueAt: null,
  remainingMs: null, createdAt: `2026-11-2${n}T00:00:00.000Z`,
}));

/** Three cases in the queue; every act is answered when it is let. */
function answerLate(): () => void {
  let answer = (): void => undefined;
  const later = new Promise<void>((resolve) => {
    answer = resolve;
  });
  vi.stubGlobal('fetch', async (url: string, { method }: { method: string }) => {
    const at = listed.find(({ id }) => url.includes(id));
    if (!at) return Response.json({ items: listed, nextCursor: null });
    if (url.includes('/proposal')) return Response.json(proposal);
    if (method !== 'POST') return Response.json(at);
    sent.push(url);
    await later;
    return Response.json({ ...at, state: 'dispatched', version: 9, holderUnitId: 'u1' });
  });
  return () => answer();
}

test('a dispatch that is answered late leaves whoever has gone on at the case they look at', async () => {
  const answer = answerLate();
  await open();
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('A'));
  await userEvent.click(screen.getByText('J'));
  await screen.findByText('9902 环卫所');
  await userEvent.click(screen.getByText('J'));
  await screen.findByText('9903 环卫所');
  answer();
  await screen.findByText('done');
  expect(screen.getByText('9903 环卫所')).toBeDefined();
  expect(new URLSearchParams(location.search).get('case')).not.toBe(listed[1]?.id);
});

test('accepting a case while another one is still being sent is told, and dispatches nothing', async () => {
  const answer = answerLate();
  await open();
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('A'));
  await userEvent.click(screen.getByText('J'));
  await screen.findByText('9902 环卫所');
  await userEvent.click(screen.getByText('A'));
  await userEvent.click(screen.getByText('A'));
  expect(await screen.findAllByText(/^还没有派遣：9901 还在发送/)).toHaveLength(1);
  answer();
  await screen.findByText('done');
  expect(sent.filter((url) => url.includes(listed[1]?.id ?? ''))).toEqual([]);
  await userEvent.click(screen.getByText('A'));
  await expect.poll(() => sent.some((url) => url.includes(listed[1]?.id ?? ''))).toBe(true);
});

test('U while an act is still being sent undoes nothing older, and says so', async () => {
  const answer = answerLate();
  await open();
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('A'));
  await userEvent.click(screen.getByText('U'));
  await screen.findByText(/^还没有撤销：刚才的操作还在发送/);
  answer();
  await screen.findByText('done');
  expect(sent.filter((url) => url.includes('/undo'))).toEqual([]);
});

test('a dispatch that is answered takes the focus from nobody who is typing', async () => {
  const answer = answerLate();
  await open();
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('A'));
  const search = screen.getByRole('textbox', { name: 'search' });
  await userEvent.click(search);
  answer();
  await screen.findByText('done');
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(document.activeElement).toBe(search);
});

test('A and then U: both steps are taken back, and a second U says why it takes back nothing', async () => {
  await open();
  give(proposal);
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('U'));
  await screen.findByText(/^没有可撤销的操作/);
  await userEvent.click(screen.getByText('A'));
  await screen.findByText('9901：已派遣给环卫所');
  await userEvent.click(screen.getByText('U'));
  await screen.findByText('9901：已撤销受理和派遣，案件回到待受理');
  const undone = sent.filter((url) => url.includes('/undo'));
  expect(undone.map((url) => url.replace(/.*\/|\?.*/g, ''))).toEqual(['undo', 'undo_accept']);
  await userEvent.click(screen.getByText('U'));
  await screen.findByText(/^没有再撤销：9901 的“已派遣给环卫所”已经撤销/);
  expect(sent.filter((url) => url.includes('/undo'))).toEqual(undone);
});

test('where the acceptance can’t be taken back any more, U says what stands now, and why', async () => {
  await open();
  give(proposal);
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('A'));
  await screen.findByText('9901：已派遣给环卫所');
  const code = 'cases.accept_undo_over';
  const problem = { code, detail: '受理超过 60 秒。', status: 409, data: {}, retryable: false };
  const before = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) =>
    url.includes('/undo_accept') ? Response.json(problem, { status: 409 }) : before(url, init));
  await userEvent.click(screen.getByText('U'));
  await screen.findByText(/^9901：已撤销派遣，案件现为待派遣；受理没有撤销，仍然有效：受理超过 60 秒。/);
});

test('a case that U brings back is shown as it is now, and not as it was before', async () => {
  answerLate()();
  await open();
  await screen.findByText('9901 环卫所');
  await userEvent.click(screen.getByText('A'));
  await screen.findByText('9902 环卫所');
  let answer = (): void => undefined;
  const later = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const before = globalThis.fetch;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method !== 'POST' && url.endsWith(CASE)) await later;
    return before(url, init);
  });
  await userEvent.click(screen.getByText('U'));
  await screen.findByText(/^9901：已撤销/);
  expect(screen.queryByText('9902 环卫所')).toBeNull();
  expect(screen.queryByText('9901 环卫所')).toBeNull();
  answer();
  await screen.findByText('9901 环卫所');
});
