// @vitest-environment jsdom
// A unit that cannot be closed yet, and the way to whoever and whatever hangs on it; and one that another
// takes over.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { FILTER_NAMES } from '../../cases/core/list-filters.ts';
import type { Unit } from '../../people/core/unit.ts';
import { CloseUnit } from './close-unit.tsx';
import type { Waiting } from './use-admin.ts';

const unit: Unit = {
  id: '019a0000-0000-7000-8000-000000000001', districtId: '500151', code: 'HW1', name: '桂花环卫',
  nameEn: 'Guihua Sanitation', kind: 'company', specialty: 'sanitation', areaPath: '500151',
  serves: ['500151'],
};

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const NOBODY = { people: 0, named: [], units: 0 };

test('whoever closes a unit with open cases is led to those cases, and to no ended one', async () => {
  const problem = {
    code: 'people.unit_needed', status: 409, detail: '还有 1 件未结案件。', data: {}, retryable: false,
  };
  const headers = { 'content-type': 'application/problem+json' };
  vi.stubGlobal('fetch', async (_url: string, { method }: RequestInit) =>
    method === 'POST'
      ? new Response(JSON.stringify(problem), { status: 409, headers })
      : Response.json(NOBODY),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <CloseUnit unit={unit} units={[unit]} onClose={() => undefined} onDone={() => undefined} />
    </QueryClientProvider>,
  );
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '合同到期' } });
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: '撤销' });
  await waitFor(() => expect(button().disabled).toBe(false));
  fireEvent.submit(screen.getByRole('textbox').closest('form') as HTMLFormElement);
  const link = (await screen.findByRole('link')) as HTMLAnchorElement;
  const asked = new URL(link.href).searchParams;
  for (const name of asked.keys()) expect(FILTER_NAMES).toContain(name);
  expect([asked.get('unitId'), asked.get('state')]).toEqual([unit.id, 'open']);
});

test('whoever names a successor sees what will pass before sending, and that it waits for a second person',
  async () => {
  const heir = { ...unit, id: '019a0000-0000-7000-8000-000000000002', code: 'HW2', name: '双桥环卫' };
  const centre = { ...unit, id: '019a0000-0000-7000-8000-000000000003', kind: 'centre' as const };
  const sent: { url: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.endsWith('/closing')) return Response.json(NOBODY);
    if (init.method !== 'POST') {
      return Response.json({ cases: 3, rules: 2, areas: [{ areaPath: '500151.001', name: '汐桥街道' }] });
    }
    sent.push({ url, body: JSON.parse(String(init.body)) });
    return Response.json({ isDone: false, proposalId: heir.id });
  });
  let told: Waiting | undefined;
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <CloseUnit
        unit={unit}
        units={[unit, heir, centre]}
        onClose={() => undefined}
        onDone={(waiting) => (told = waiting)}
      />
    </QueryClientProvider>,
  );
  const choice = screen.getByLabelText<HTMLSelectElement>(/承接单位/);
  expect([...choice.options].map(({ text }) => text)).toEqual(['不指定', '双桥环卫']);
  expect(screen.getByText(/^撤销后不能恢复。以后又要用时，请新增一个单位/)).toBeTruthy();
  fireEvent.change(choice, { target: { value: heir.id } });
  expect(screen.getByText(/^另一人同意之前，您可以在“待批变更”中撤回；同意之后单位不能恢复/)).toBeTruthy();
  expect(await screen.findByText('将移交未结案件 3 件、点名它的规则 2 条。')).toBeTruthy();
  expect(screen.getByText(/汐桥街道/)).toBeTruthy();
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: '提交撤并' });
  const hint = document.getElementById(button().getAttribute('aria-describedby') ?? '');
  expect([button().disabled, hint?.textContent]).toEqual([true, '请先写明理由（至少 2 个字）。']);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '两家合并' } });
  await userEvent.click(screen.getByRole('textbox'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(told).toMatchObject({ isDone: false }));
  expect(sent).toMatchObject([
    { url: `/api/units/${unit.id}/succession`, body: { successorId: heir.id, why: '两家合并' } },
  ]);
});

test('whoever closes a unit in which people hold posts reads how many, by name and with the way to each, ' +
  'and that nobody’s post moves or ends by itself', async () => {
  const wang = '019a0000-0000-7000-8000-00000000000a';
  vi.stubGlobal('fetch', async () =>
    Response.json({ people: 3, named: [{ personId: wang, name: '王敏' }], units: 1 }),
  );
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <CloseUnit unit={unit} units={[unit]} onClose={() => undefined} onDone={() => undefined} />
    </QueryClientProvider>,
  );
  expect(await screen.findByText('还有 3 人在这个单位有岗位（含尚未开始的）：')).toBeTruthy();
  const hrefOf = (name: string) => screen.getByRole('link', { name }).getAttribute('href');
  expect(hrefOf('王敏')).toBe(`/command/admin?person=${wang}`);
  expect(hrefOf('查看这 3 人的岗位')).toBe(`/command/admin?unit=${unit.id}`);
  expect(screen.getByText(/^撤销和撤并都不会替他们移交或结束岗位/)).toBeTruthy();
  expect(screen.getByText(/^它下面还有 1 个单位/)).toBeTruthy();
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '合同到期' } });
  const button = screen.getByRole<HTMLButtonElement>('button', { name: '撤销' });
  const hint = document.getElementById(button.getAttribute('aria-describedby') ?? '');
  expect([button.disabled, hint?.textContent]).toEqual([true, '还有人员岗位或下级单位，处理完才能提交。']);
});
