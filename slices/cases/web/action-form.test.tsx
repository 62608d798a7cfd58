// @vitest-environment jsdom
// One form for every action: made from its fields, nothing typed is lost, one meaning is one key.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setCsrfToken } from '../../../platform/web/api/api.ts';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { RefusedError, WeatherError } from '../../../platform/web/api/errors.ts';
import { kept } from '../../../platform/web/outbox/kept.ts';
import { ActionForm } from './action-form.tsx';
import { bodyFrom, draftName, faultsIn } from './form-draft.ts';
import type { Ability, Act, Acted, CaseView } from './use-cases.ts';

const CASE = '019a0000-0000-7000-8000-000000000001';
const of = { id: CASE, version: 7, number: 'C1', areaPath: '990101.001.001.001', pushes: [], unit: null };
const reject: Ability = {
  action: 'reject',
  zh: '不予受理',
  en: 'reject',
  until: null,
  fields: [
    {
      name: 'reasonCode',
      type: 'code',
      zh: '理由',
      en: 'reason',
      isRequired: true,
      options: ['not_true', 'unclear'],
    },
    { name: 'reply', type: 'text', zh: '给上报人的答复', en: 'words to the reporter', isRequired: true },
  ],
};
const acted = { id: CASE, state: 'rejected', version: 8 } as Acted;
type Sent = (act: Act, intent: string) => Promise<Acted>;

function show(send: Sent, ability: Ability = reject) {
  const onDone = vi.fn();
  const form = () => (
    <QueryClientProvider client={makeQueryClient()}>
      <ActionForm of={of as unknown as CaseView} ability={ability} send={send} onDone={onDone} />
    </QueryClientProvider>
  );
  return { onDone, view: render(form()), again: form };
}

beforeEach(() => kept.forget(draftName(CASE, 'reject')));
afterEach(cleanup);

async function fill() {
  await userEvent.click(screen.getByLabelText('不属实'));
  await userEvent.type(screen.getByLabelText('给上报人的答复'), '现场没有发现');
}

test('what is needed is said at its field, and nothing is sent', async () => {
  const send = vi.fn<Sent>();
  show(send);
  await userEvent.click(screen.getByRole('button', { name: '不予受理' }));
  expect(screen.getAllByText('这一项必须填写。')).toHaveLength(2);
  expect(send).not.toHaveBeenCalled();
});

test('what was typed goes out with the version that was shown', async () => {
  const send = vi.fn<Sent>(async () => acted);
  const { onDone } = show(send);
  await fill();
  await userEvent.click(screen.getByRole('button', { name: '不予受理' }));
  await waitFor(() => expect(onDone).toHaveBeenCalledWith(acted));
  expect(send.mock.calls[0]?.[0]).toEqual({
    caseId: CASE,
    action: 'reject',
    version: 7,
    body: { reasonCode: 'not_true', reply: '现场没有发现' },
  });
});

test('after weather the same words carry the same key; other words are another meaning', async () => {
  const send = vi.fn<Sent>(async () => {
    throw new WeatherError('no answer');
  });
  show(send);
  await fill();
  const button = screen.getByRole('button', { name: '不予受理' });
  await userEvent.click(button);
  await screen.findByText(/连不上服务器/);
  await userEvent.click(button);
  await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  await userEvent.type(screen.getByLabelText('给上报人的答复'), '。');
  await userEvent.click(button);
  await waitFor(() => expect(send).toHaveBeenCalledTimes(3));
  const keys = send.mock.calls.map((call) => call[1]);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('a refusal that names a field stands at it, and what was typed is still there', async () => {
  const problem = {
    status: 422,
    code: 'cases.field_invalid',
    detail: '答复太短。',
    data: { field: 'reply' },
    retryable: false,
  };
  show(async () => {
    throw new RefusedError(problem);
  });
  await fill();
  await userEvent.click(screen.getByRole('button', { name: '不予受理' }));
  expect(await screen.findByText('答复太短。')).toBeTruthy();
  const words = screen.getByLabelText<HTMLTextAreaElement>('给上报人的答复');
  expect(words.value).toBe('现场没有发现');
  expect(words.getAttribute('aria-invalid')).toBe('true');
});

test('a form that was left comes back with what was typed', async () => {
  const { view, again } = show(vi.fn<Sent>());
  await fill();
  view.unmount();
  render(again());
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLTextAreaElement>('给上报人的答复').value).toBe('现场没有发现'),
  );
});

test('what one person has typed is not shown to the next one at the desk', async () => {
  const typed = () => screen.getByLabelText<HTMLTextAreaElement>('给上报人的答复').value;
  const sitDown = (personId: string) => {
    cleanup();
    setCsrfToken('token', personId);
    return show(vi.fn<Sent>());
  };
  sitDown('first');
  await userEvent.type(screen.getByLabelText('给上报人的答复'), '他家的事');
  sitDown('second');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(typed()).toBe('');
  sitDown('first');
  await waitFor(() => expect(typed()).toBe('他家的事'));
  setCsrfToken(undefined);
});

test('down goes to the centres directly below the one in charge, whatever is typed', async () => {
  const centreId = '019a0000-0000-7000-8000-0000000000c1';
  const asked: URLSearchParams[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url, 'http://town').searchParams);
    return new Response('{"units":[],"isMore":false}', { headers: { 'content-type': 'application/json' } });
  });
  const field = { name: 'unitId', type: 'id', zh: '下级中心', en: 'centre below', isRequired: true };
  const delegate = { action: 'delegate', zh: '下派', en: 'delegate', until: null, fields: [field] };
  const here = { ...of, centre: { id: centreId, name: '区中心', nameEn: 'District centre' } };
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ActionForm of={here as unknown as CaseView} ability={delegate} send={vi.fn()} onDone={vi.fn()} />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText(/下级中心/), '汐');
  await waitFor(() => expect(asked.some((terms) => terms.get('words') === '汐')).toBe(true));
  for (const terms of asked) {
    expect(terms.get('belowCentreId')).toBe(centreId);
    expect(terms.get('areaPath')).toBe(of.areaPath);
  }
  vi.unstubAllGlobals();
});

test('a sub-centre passes down to units below it, whatever is typed', async () => {
  const unitId = '019a0000-0000-7000-8000-0000000000d1';
  const asked: URLSearchParams[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url, 'http://town').searchParams);
    return new Response('{"units":[],"isMore":false}', { headers: { 'content-type': 'application/json' } });
  });
  const field = { name: 'unitId', type: 'id', zh: '下属单位', en: 'unit below', isRequired: true };
  const passDown = { action: 'pass_down', zh: '转派下属', en: 'pass down', until: null, fields: [field] };
  const here = { ...of, unit: { id: unitId, name: '市政分中心', nameEn: 'Works sub-centre' } };
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <ActionForm of={here as unknown as CaseView} ability={passDown} send={vi.fn()} onDone={vi.fn()} />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByLabelText(/下属单位/), '班');
  await waitFor(() => expect(asked.some((terms) => terms.get('words') === '班')).toBe(true));
  for (const terms of asked) {
    expect(terms.get('belowUnitId')).toBe(unitId);
    expect(terms.get('areaPath')).toBe(of.areaPath);
  }
  vi.unstubAllGlobals();
});

test('whoever is sent serves the place, also one that is moved by the act', async () => {
  const asked: URLSearchParams[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(new URL(url, 'http://town').searchParams);
    return new Response('{"units":[],"isMore":false}', { headers: { 'content-type': 'application/json' } });
  });
  const field = { name: 'unitId', type: 'id', zh: '责任单位', en: 'responsible unit', isRequired: true };
  const dispatch = { action: 'dispatch', zh: '派遣', en: 'dispatch', until: null, fields: [field] };
  const open = (place?: string) =>
    render(
      <QueryClientProvider client={makeQueryClient()}>
        <ActionForm
          of={of as unknown as CaseView}
          ability={dispatch}
          place={place}
          send={vi.fn()}
          onDone={vi.fn()}
        />
      </QueryClientProvider>,
    );
  const placesAsked = () => [...new Set(asked.splice(0).map((terms) => terms.get('areaPath')))];
  const view = open();
  await userEvent.type(screen.getByLabelText(/责任单位/), '所');
  await waitFor(() => expect(asked.some((terms) => terms.get('words') === '所')).toBe(true));
  expect(placesAsked()).toEqual([of.areaPath]);
  view.unmount();
  open('990101.002.001.003');
  await userEvent.type(screen.getByLabelText(/责任单位/), '所');
  await waitFor(() => expect(asked.some((terms) => terms.get('words') === '所')).toBe(true));
  expect(placesAsked()).toEqual(['990101.002.001.003']);
  vi.unstubAllGlobals();
});

test('up goes to the next centre, and a choice is offered only where several lie above', async () => {
  const units = [
    { id: '019a0000-0000-7000-8000-0000000000c2', name: '街道中心', nameEn: 'Street centre' },
    { id: '019a0000-0000-7000-8000-0000000000c3', name: '区中心', nameEn: 'District centre' },
  ];
  let above = units;
  vi.stubGlobal('fetch', async (url: string) => {
    const isAbove = new URL(url, 'http://town').searchParams.get('aboveCentreId') === CASE;
    return Response.json(isAbove ? { units: above, isMore: false } : { reasons: [], texts: [] });
  });
  const fields = [
    { name: 'reason', type: 'text', zh: '理由', en: 'reason', isRequired: true },
    { name: 'unitId', type: 'id', zh: '上级中心', en: 'centre above', isRequired: false },
  ];
  const escalate = { action: 'escalate', zh: '上报上级', en: 'escalate', until: null, fields };
  const here = { ...of, centre: { id: CASE, name: '社区中心', nameEn: 'Community centre' } };
  const send = vi.fn<Sent>(async () => acted);
  const open = () =>
    render(
      <QueryClientProvider client={makeQueryClient()}>
        <ActionForm of={here as unknown as CaseView} ability={escalate} send={send} onDone={vi.fn()} />
      </QueryClientProvider>,
    );
  const view = open();
  expect((await screen.findByLabelText<HTMLInputElement>('街道中心')).checked).toBe(true);
  await userEvent.click(screen.getByLabelText('区中心'));
  await userEvent.type(screen.getByLabelText('理由'), '跨街道');
  await userEvent.click(screen.getByRole('button', { name: '上报上级' }));
  await waitFor(() => expect(send).toHaveBeenCalled());
  expect(send.mock.calls[0]?.[0].body).toEqual({ reason: '跨街道', unitId: units[1]?.id });
  view.unmount();
  above = units.slice(1);
  open();
  await screen.findByLabelText('理由');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByLabelText('区中心')).toBeNull();
  vi.unstubAllGlobals();
});

test('an answer of no is an answer; an empty one is not', () => {
  const fields = [{ name: 'isGranted', type: 'boolean', zh: '同意', en: 'granted', isRequired: true }];
  expect(faultsIn(fields, {})).toEqual({ isGranted: 'missing' });
  expect(faultsIn(fields, { isGranted: false })).toEqual({});
  expect(bodyFrom(fields, { isGranted: false, other: 1 })).toEqual({ isGranted: false });
});

test('as many photos as the item asks for', () => {
  const fields = [{ name: 'photoIds', type: 'ids', zh: '照片', en: 'photos', isRequired: true, minimum: 2 }];
  expect(faultsIn(fields, { photoIds: ['a'] })).toEqual({ photoIds: 'more' });
  expect(faultsIn(fields, { photoIds: ['a', 'b'] })).toEqual({});
});

test('a form in a dialog is sent by its keys before the focus has come to it', async () => {
  const send = vi.fn<Sent>(async () => acted);
  const note: Ability = { action: 'note', zh: '备注', en: 'note', until: null, fields: [] };
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <button type="button">list</button>
      <div role="dialog" tabIndex={-1}>
        <ActionForm of={of as unknown as CaseView} ability={note} onDone={() => undefined} send={send} />
      </div>
    </QueryClientProvider>,
  );
  for (const [times, place] of [screen.getByText('list'), screen.getByRole('dialog')].entries()) {
    place.focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(send).toHaveBeenCalledTimes(times + 1));
  }
});
