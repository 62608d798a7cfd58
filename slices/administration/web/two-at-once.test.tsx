// @vitest-environment jsdom
// Two administrators have the same form open: who saves second is told, keeps what was typed, and sends again
// about what stands now.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import { standardFlow } from '../../cases/core/flows/standard.ts';
import type { RosterPerson } from '../../people/core/contract-staff.ts';
import type { Unit } from '../../people/core/unit.ts';
import { PersonForm } from './person-forms.tsx';
import { Reasons } from './reasons-form.tsx';
import { UnitForm } from './unit-form.tsx';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const shown = (child: ReactElement) =>
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>{child}</SessionProvider>
    </QueryClientProvider>,
  );

const refusal = (code: string) => {
  const problem = { code, status: 409, detail: '其他人刚改过，没有保存。', data: {}, retryable: false };
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(problem), { status: 409, headers });
};

const fieldWith = (value: string) => screen.getByDisplayValue(value) as HTMLInputElement;
const type = (before: string, after: string) =>
  fireEvent.change(fieldWith(before), { target: { value: after } });

const READ: RosterPerson = {
  id: '019a0000-0000-7000-8000-000000000001', name: '王敏', login: 'wang', language: 'zh',
  areaPath: '500151', state: 'active', phoneMasked: null, version: 3, posts: [],
};

test('who changes a person second keeps what was typed, sees the other’s, and undoes no field in silence',
  async () => {
  const now = { ...READ, name: '王明', login: 'wang.ming', version: 4 };
  const sent: { name: string; login: string; version: number }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.includes('/roster')) return Response.json({ people: [now], isMore: false });
    if (init.method !== 'PATCH') return Response.json({ session: null });
    const body = JSON.parse(String(init.body));
    sent.push(body);
    return body.version === now.version ? Response.json({ isDone: true }) : refusal('people.person_changed');
  });
  let isDone = false;
  shown(
    <PersonForm person={READ} areaPath="500151" onClose={() => undefined} onDone={() => (isDone = true)} />,
  );
  type('王敏', '王闽');
  const form = fieldWith('王闽').closest('form') as HTMLFormElement;
  fireEvent.submit(form);
  await screen.findByText(/其他人刚改过/);
  await waitFor(() => expect(fieldWith('wang.ming')).toBeTruthy());
  expect(fieldWith('王闽')).toBeTruthy();
  expect(screen.getByText(/王明/)).toBeTruthy();
  fireEvent.submit(form);
  await waitFor(() => expect(isDone).toBe(true));
  expect(sent).toMatchObject([
    { name: '王闽', login: 'wang', version: 3 },
    { name: '王闽', login: 'wang.ming', version: 4 },
  ]);
});

test('who saves reasons second keeps what was typed, and what another wrote elsewhere is not undone',
  async () => {
  const field = standardFlow.edges
    .find((edge) => edge.action === 'reject')
    ?.carries.find(({ name }) => name === 'reasonCode');
  const [first = '', second = ''] = field?.options ?? [];
  if (!field) throw new Error('a case is rejected for a reason');
  const reason = (code: string, zh: string, version: number) =>
    ({ action: 'reject', field: 'reasonCode', code, isOffered: true, zh, en: '', version });
  const read = { reasons: [reason(first, '甲', 1)], texts: [] };
  const now = { reasons: [reason(first, '甲甲', 2), reason(second, '乙', 1)], texts: [] };
  const sent: { code: string; zh: string; version: number }[][] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    if (init.method !== 'PUT') return Response.json({ session: null });
    const { reasons } = JSON.parse(String(init.body));
    sent.push(reasons);
    return sent.length === 1 ? refusal('wording.reason_changed') : Response.json({ isDone: true });
  });
  shown(
    <Reasons
      districtId="500151"
      action="reject"
      field={field}
      wording={read}
      onSaved={() => undefined}
      readAgain={async () => now}
    />,
  );
  type('甲', '丙');
  fireEvent.click(screen.getByRole('button'));
  await screen.findByText(/其他人刚改过/);
  await waitFor(() => expect(fieldWith('乙')).toBeTruthy());
  expect(fieldWith('丙')).toBeTruthy();
  expect(screen.getByText(/甲甲/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button'));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent.map((reasons) => reasons.slice(0, 2).map(({ zh, version }) => [zh, version]))).toEqual([
    [['丙', 1], ['', 0]],
    [['丙', 2], ['乙', 1]],
  ]);
});

test('who changes a unit second keeps what was typed, and gives back no area taken away', async () => {
  const unit: Unit = {
    id: '019a0000-0000-7000-8000-000000000009', districtId: '500151', code: 'HW1', name: '桂花环卫',
    nameEn: 'Guihua', kind: 'company', specialty: 'sanitation', areaPath: '500151',
    serves: ['500151.001', '500151.002'], phone: '023-6700 1111', version: 3,
  };
  const now = { ...unit, nameEn: 'Guihua Sanitation', serves: ['500151.001'], version: 4 };
  const sent: { name: string; nameEn: string; phone: string | null; version: number }[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    if (init.method !== 'PATCH') return Response.json({ session: null });
    const body = JSON.parse(String(init.body));
    sent.push(body);
    return body.version === now.version ? Response.json({ isDone: true }) : refusal('people.unit_changed');
  });
  let isDone = false;
  shown(
    <UnitForm
      unit={unit}
      units={[unit]}
      areaPath="500151"
      readUnit={async () => now}
      onClose={() => undefined}
      onDone={() => (isDone = true)}
    />,
  );
  type('桂花环卫', '桂花环卫一公司');
  type('023-6700 1111', ' ');
  const form = fieldWith('桂花环卫一公司').closest('form') as HTMLFormElement;
  fireEvent.submit(form);
  await screen.findByText(/其他人刚改过/);
  await waitFor(() => expect(fieldWith('Guihua Sanitation')).toBeTruthy());
  expect(fieldWith('桂花环卫一公司')).toBeTruthy();
  fireEvent.submit(form);
  await waitFor(() => expect(isDone).toBe(true));
  expect(sent.map(({ name }) => name)).toEqual(['桂花环卫一公司', '桂花环卫一公司']);
  expect(sent).toMatchObject([
    { nameEn: 'Guihua', phone: null, serves: ['500151.001', '500151.002'], version: 3 },
    { nameEn: 'Guihua Sanitation', phone: null, serves: ['500151.001'], version: 4 },
  ]);
});

test('whoever changes a unit that was closed meanwhile reads so, keeps what was typed, and sends no more',
  async () => {
  const unit: Unit = {
    id: '019a0000-0000-7000-8000-000000000009', districtId: '500151', code: 'HW1', name: '桂花环卫',
    nameEn: 'Guihua', kind: 'company', specialty: 'sanitation', areaPath: '500151', serves: ['500151'],
    version: 3,
  };
  let sent = 0;
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    if (init.method !== 'PATCH') return Response.json({ session: null });
    sent += 1;
    return refusal('people.unit_closed');
  });
  shown(
    <UnitForm
      unit={unit}
      units={[unit]}
      areaPath="500151"
      readUnit={async () => undefined}
      onClose={() => undefined}
      onDone={() => undefined}
    />,
  );
  type('桂花环卫', '桂花环卫一公司');
  const form = fieldWith('桂花环卫一公司').closest('form') as HTMLFormElement;
  fireEvent.submit(form);
  await screen.findByText('这个单位已撤销，不能再修改。请关闭后在单位树中另选。');
  fireEvent.submit(form);
  expect([sent, fieldWith('桂花环卫一公司').value]).toEqual([1, '桂花环卫一公司']);
});
