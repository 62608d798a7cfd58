// @vitest-environment jsdom
// The forms of the desk: a reason is wanted for another unit than the list's and for no other; who comes
// second is told before anything is asked; what was done says into which case or to whom.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { Router } from '../../../platform/web/router/router.tsx';
import { ToastRegion } from '../../../ui/toast/toast.tsx';
import { SpeakIn } from '../../../ui/words/language.tsx';
import { standardFlow } from '../core/flows/standard.ts';
import { draftName } from './form-draft.ts';
import type { SameCase } from './same-panel.tsx';
import { DeskForms } from './triage-forms.tsx';
import { useDesk } from './use-desk-acts.ts';

// Machines are shared.
configure({ asyncUtilTimeout: 5_000 });

const CASE = '019a0000-0000-7000-8000-000000000001';
const MAIN = '019a0000-0000-7000-8000-000000000002';
const [OURS, OTHER, CENTRE, BELOW] = [11, 12, 13, 14].map((n) => CASE.replace(/01$/, String(n)));
const abilityOf = (name: string) => {
  const edge = standardFlow.edges.find(({ action }) => action === name);
  return { action: name, zh: edge?.zh, en: edge?.en, until: null, fields: edge?.carries ?? [] };
};
const step = (seq: number, action: string, personId: string) => ({
  seq, action, actionZh: '派遣', actionEn: 'dispatch', at: '2026-08-05T01:00:00.000Z', madeAt: null,
  fromState: 'accepted', toState: 'dispatched', visibility: 'public', namedPerson: null, holder: null,
  body: {}, reason: null, ended: null,
  actor: { kind: 'person', as: 'centre', personId, name: '同事', unit: null },
});
const asReported = {
  id: CASE, version: 7, number: '9901', state: 'reported', areaPath: '990101.001.001.001', pushes: [],
  centre: { id: CENTRE, name: '街道中心', nameEn: 'Street centre' }, holder: null, unit: null,
  steps: [step(1, 'report', 'p0')],
  endedAt: null, address: '北门', itemName: null, itemNameEn: null, counts: {},
  abilities: ['accept', 'dispatch', 'merge', 'delegate', 'split', 'escalate'].map(abilityOf),
};
const proposal = {
  itemCode: '0101', unit: { id: OURS, name: '环卫所', nameEn: 'Sanitation' }, coUnits: [], why: [],
  limits: [], precedents: [], placeNames: [], isCertain: true, legalBasis: null,
};
const unit = (id: string | undefined, name: string) =>
  ({ id, name, nameEn: name, kind: 'team', areaPath: '990101' });

let now: Omit<typeof asReported, 'counts'> & { counts: Readonly<Record<string, number>> };
let sent: { url: string; body: unknown }[];
let above: object[];
let searched: URLSearchParams[] = [];
const listed = (id: string) => ({ id, number: id === CASE ? '9901' : '9902', itemName: '垃圾' });
let tellLive: () => Promise<unknown> = async () => undefined;
beforeEach(async () => {
  now = asReported;
  sent = [];
  above = [];
  for (const action of ['dispatch', 'merge', 'delegate', 'split'])
    await kept.forget(draftName(CASE, action));
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', async (url: string, { method, body }: RequestInit) => {
    const { pathname, searchParams } = new URL(url, 'http://city');
    if (method === 'POST') {
      sent.push({ url: pathname, body: JSON.parse(String(body)) });
      // What is told live in between is on the screen before the next step is answered.
      if (pathname.endsWith('/accept')) {
        now = { ...now, version: 8, abilities: [abilityOf('dispatch')] };
        await tellLive();
      }
      return Response.json({ ...now, version: now.version + sent.length, unitId: OURS, holderUnitId: BELOW });
    }
    if (pathname === '/api/units') {
      if (searchParams.has('aboveCentreId')) return Response.json({ units: above });
      return Response.json({ units: [unit(OURS, '环卫所'), unit(OTHER, '城管队'), unit(BELOW, '社区中心')] });
    }
    if (pathname.endsWith('/proposal')) return Response.json(proposal);
    if (pathname === `/api/cases/${CASE}`) return Response.json(now);
    if (pathname === `/api/cases/${MAIN}`) return Response.json({ areaPath: '990101.002.001.001' });
    if (searchParams.has('text')) searched.push(searchParams);
    if (searchParams.has('text')) return Response.json({ items: [CASE, MAIN].map(listed), nextCursor: null });
    return Response.json({ items: [], nextCursor: null });
  });
});
afterEach(() => {
  // What was told here is not told to the next one.
  for (const close of screen.queryAllByRole('button', { name: '关闭' })) fireEvent.click(close);
  cleanup();
  vi.unstubAllGlobals();
});

const same = [{ caseId: MAIN, isReadable: true, isOpen: true, number: '9902', itemName: '暴露垃圾' }];

function Desk() {
  const desk = useDesk();
  tellLive = () => desk.asked.refetch();
  const openForm = (name: string, initial: object) =>
    desk.setForm({ ability: abilityOf(name) as never, initial: { ...initial } });
  const keys: Readonly<Record<string, () => void>> = {
    D: desk.openDispatch,
    A: () => void desk.accept(),
    M: () => openForm('merge', { mainCaseId: MAIN }),
    Y: () => openForm('delegate', {}),
    X: () => openForm('split', {}),
    E: () => desk.tellNotNow('escalate'),
    R: () => void desk.asked.refetch(),
    U: desk.undoLast,
  };
  return (
    <>
      {Object.entries(keys).map(([key, run]) => (
        <button key={key} type="button" onClick={run}>
          {key}
        </button>
      ))}
      <p>{`${desk.of?.version ?? ''} ${desk.proposal.data?.unit?.name ?? ''}`}</p>
      <div ref={desk.list} tabIndex={-1} />
      <DeskForms desk={desk} same={same as unknown as readonly SameCase[]} />
      <ToastRegion />
    </>
  );
}

async function open(): Promise<void> {
  history.replaceState(null, '', `/command/triage?case=${CASE}`);
  const routes = [{ path: '/triage', title: 'triage', screen: Desk }];
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SpeakIn language="zh">
        <Router base="/command" routes={routes} name="t" loading="" notFound="" frame={(page) => page} />
      </SpeakIn>
    </QueryClientProvider>,
  );
  await screen.findByText('7 环卫所');
}
const press = (key: string) => userEvent.click(screen.getByText(key, { exact: true }));
const sendKey = () => userEvent.keyboard('{Control>}{Enter}{/Control}');
const choose = async (label: RegExp, name: string) => {
  await userEvent.click(screen.getByRole('combobox', { name: label }));
  await userEvent.click(await screen.findByRole('option', { name }));
};

test('D stands at the unit that the list proposes and sends it without a reason', async () => {
  await open();
  await press('D');
  const field = await screen.findByRole<HTMLInputElement>('combobox', { name: '责任单位' });
  expect(field.value).toBe('环卫所');
  await sendKey();
  await screen.findByText('9901：已派遣给环卫所');
  expect(sent.at(-1)).toEqual({ url: `/api/cases/${CASE}/dispatch`, body: { unitId: OURS } });
  await press('U');
  await screen.findByText('9901：已撤销受理和派遣，案件回到待受理');
});

test('D to another unit than the list’s wants the reason, and sends nothing without it', async () => {
  await open();
  await press('D');
  await screen.findByRole('combobox', { name: '责任单位' });
  await choose(/^责任单位$/, '城管队');
  await sendKey();
  await screen.findByText('这一项必须填写。');
  expect(sent).toEqual([]);
  await userEvent.type(screen.getByRole('textbox', { name: /改派理由/ }), '占道经营');
  await sendKey();
  await waitFor(() =>
    expect(sent.at(-1)?.body).toEqual({ unitId: OTHER, reason: '占道经营' }));
});

const asksReason = () => screen.queryByRole('textbox', { name: /改派理由/ }) !== null;

test('D asks for a reason once another unit is named alone, and sends none with the proposed one',
  async () => {
  await open();
  await press('D');
  await screen.findByRole('combobox', { name: '责任单位' });
  expect(asksReason()).toBe(false);
  await choose(/^责任单位$/, '城管队');
  await userEvent.type(await screen.findByRole('textbox', { name: '改派理由' }), '占道经营');
  await choose(/^责任单位$/, '环卫所');
  await waitFor(() => expect(asksReason()).toBe(false));
  await sendKey();
  await screen.findByText('9901：已派遣给环卫所');
  expect(sent.at(-1)?.body).toEqual({ unitId: OURS });
});

test('D after a return lets a reason be given for the same unit, as what may be left empty', async () => {
  now = { ...asReported, counts: { returns: 1 } };
  await open();
  await press('D');
  await screen.findByRole('textbox', { name: /^改派理由.*选填$/ });
});

test('A on a case returned twice opens the form of the ruling, which wants its grounds', async () => {
  now = { ...asReported, counts: { returns: 2 } };
  await open();
  await press('A');
  await screen.findByRole('combobox', { name: '责任单位' });
  await sendKey();
  await screen.findByText('这一项必须填写。');
  expect(sent).toEqual([]);
  await userEvent.type(screen.getByRole('textbox', { name: /改派理由/ }), '清单已明确');
  await sendKey();
  await waitFor(() => expect(sent.at(-1)?.body).toEqual({ unitId: OURS, reason: '清单已明确' }));
});

const dispatched = {
  ...asReported, version: 8, state: 'dispatched', abilities: [],
  steps: [...asReported.steps, step(2, 'dispatch', 'p9')],
};

test('D where somebody has just dispatched tells that first, and asks for nothing', async () => {
  await open();
  // As long as it takes to have read it.
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  now = dispatched;
  await press('R');
  await screen.findByText(/^8 /);
  await press('D');
  await screen.findByRole('dialog', { name: '案件刚有变化' });
  await screen.findByText('按现在的状态，这个操作不能再执行。');
  expect(screen.queryByRole('combobox', { name: '责任单位' })).toBeNull();
});

test('D where this screen has not heard of it yet asks anew, before anything is written', async () => {
  await open();
  now = dispatched;
  await press('D');
  await screen.findByRole('dialog', { name: '案件刚有变化' });
  expect(screen.queryByRole('combobox', { name: '责任单位' })).toBeNull();
  expect(screen.queryByRole('button', { name: '仍然执行' })).toBeNull();
  expect(sent).toEqual([]);
});

test('what was merged says into which case', async () => {
  await open();
  await press('M');
  await screen.findByRole('dialog', { name: '并案' });
  await sendKey();
  await screen.findByText('9901：已并入 9902');
});

test('the picker of a main case asks for open ones, leaves out the case itself, and warns of another street',
  async () => {
  searched = [];
  await open();
  await press('M');
  await screen.findByText('所选主案在另一个街道。请确认是同一件事再并案。');
  const field = await screen.findByRole<HTMLInputElement>('combobox', { name: /主案/ });
  await userEvent.clear(field);
  await userEvent.type(field, '9');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(searched).toEqual([]);
  await userEvent.type(field, '90');
  await screen.findByRole('option', { name: /9902 垃圾/ });
  expect(screen.queryByRole('option', { name: /9901/ })).toBeNull();
  expect(searched.at(-1)?.getAll('state')).toEqual(['open']);
});

test('what was passed down says to whom', async () => {
  await open();
  await press('Y');
  await screen.findByRole('dialog', { name: '下派' });
  await choose(/下级中心/, '社区中心');
  await sendKey();
  await screen.findByText('9901：已下派给社区中心');
});

test('a matter is split by keys alone; whoever names no unit leaves it to the list', async () => {
  await open();
  await press('X');
  const [first, second] = await screen.findAllByRole('textbox', { name: '这一部分要做什么' });
  first?.focus();
  await userEvent.keyboard('清运垃圾');
  while (document.activeElement !== second) await userEvent.tab();
  await userEvent.keyboard('清扫路面');
  await sendKey();
  await screen.findByText('9901：已拆分为 2 个子案');
  expect(sent.at(-1)?.body).toEqual({ parts: [{ words: '清运垃圾' }, { words: '清扫路面' }] });
  await press('U');
  await screen.findByText('9901：已撤销“拆分办理”和受理，案件回到待受理');
  const back = sent.slice(-2).map(({ url }) => url.split('/').at(-1));
  expect(back).toEqual(['undo_split', 'undo_accept']);
  await press('U');
  await screen.findByText(/^没有再撤销：9901 的“拆分办理”已经撤销/);
});

test('E where no centre stands above says so', async () => {
  await open();
  await press('E');
  await screen.findByText(/^不能上报上级：街道中心之上没有上级中心/);
});

test('E where a centre stands above says that it is not possible now', async () => {
  above = [unit(CENTRE, '区中心')];
  await open();
  await press('E');
  await screen.findByText('这个案件现在不能“上报上级”');
});
