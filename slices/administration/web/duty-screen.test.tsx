// @vitest-environment jsdom
// The screen of duty: who is on call, a day that is changed with a reason, quiet hours that say what they do
// not touch, a link that is shown once; and what stands there while nothing is known.
import { cleanup, configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import type { RotaView } from '../../duty/core/contract.ts';
import DutyScreen from './duty-screen.tsx';

// Machines are shared: the first drawing of a screen may take its time.
configure({ asyncUtilTimeout: 15_000 });

const UNIT = { id: 'u1', name: '环卫公司', nameEn: 'Sanitation', areaPath: '500151', serves: ['500151'] };
const ROTA: RotaView = {
  unitId: 'u1',
  name: '环卫公司',
  nameEn: 'Sanitation',
  districtId: '500151',
  version: 3,
  from: '2026-08-03',
  patterns: [
    {
      since: '2026-08-01',
      weekly: [{ weekday: 3, fromMinute: 1200, toMinute: 1920, personIds: ['w', 'l'] }],
      changedAt: '2026-08-01T00:00:00.000Z',
      changedBy: '毛成',
    },
  ],
  days: [
    {
      day: '2026-08-06',
      shifts: [],
      why: '全员培训',
      changedAt: '2026-08-01T00:00:00.000Z',
      changedBy: '毛成',
    },
  ],
  turns: [],
  people: [
    { personId: 'w', name: '王敏', mayAnswer: true },
    { personId: 'l', name: '李强', mayAnswer: false },
    { personId: 'z', name: '赵一', mayAnswer: true },
  ],
  onCallNow: ['w'],
  quiet: [],
  canArrange: true,
  canSetQuiet: true,
  canSetQuietOfDistrict: true,
};

let rota: RotaView = ROTA;
let onPut: Answer;
const answer = ({ method, path }: Asked): Answer => {
  if (path === '/api/units') return { units: [UNIT] };
  if (path.endsWith('/rota')) return rota;
  if (method === 'PUT') return onPut;
  if (path === '/api/duty/links') {
    return method === 'GET' ? { links: [] } : { id: 'k', path: '/api/duty/calendars/secret.ics' };
  }
  return undefined;
};
const show = (language: 'zh' | 'en' = 'zh') =>
  showScreen(<DutyScreen />, { answer, language, abilities: ['duty.arrange'] });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-08-05T09:00:00+08:00') });
  rota = ROTA;
  onPut = { version: 4 };
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a week with its nights, who has left, and a day on which nobody is', async () => {
  show();
  const week = await screen.findByRole('list', { name: '2026-08-03 起一周' });
  const days = [...week.children].map((one) => one.textContent ?? '');
  expect(days).toHaveLength(7);
  expect(days[2]).toMatch(/2026-08-05周三.*20:00–次日 08:00王敏.*李强.*已不在岗/);
  expect(days[3]).toMatch(/调班.*全员培训.*无人值班/);
  expect(within(week).queryByRole('button', { name: '调整 2026-08-04 的值班' })).toBeNull();
});

test('a day is changed with a reason, and sent with the version that was seen', async () => {
  const sent = show();
  fireEvent.click(await screen.findByRole('button', { name: '调整 2026-08-05 的值班' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.change(within(dialog).getByLabelText('第一当班'), { target: { value: 'z' } });
  const save = within(dialog).getByRole<HTMLButtonElement>('button', { name: '保存' });
  expect(save.disabled).toBe(true);
  fireEvent.change(within(dialog).getByLabelText('调班原因'), { target: { value: '王敏请假' } });
  fireEvent.click(save);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    path: '/api/duty/units/u1/days/2026-08-05',
    body: {
      version: 3,
      why: '王敏请假',
      shifts: [{ fromMinute: 1200, toMinute: 1920, personIds: ['z', 'l'] }],
    },
  });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a week is set from today on; what somebody else changed is told, and nothing is lost', async () => {
  onPut = refused('duty.rota_changed', '值班表已被别人修改');
  const sent = show();
  fireEvent.click(await screen.findByRole('button', { name: '排定每周值班' }));
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByLabelText('周四'));
  fireEvent.click(within(dialog).getByRole('button', { name: '保存' }));
  expect(await within(dialog).findByText('值班表已被别人修改')).toBeTruthy();
  expect(sent[0]).toMatchObject({ path: '/api/duty/units/u1/patterns/2026-08-05' });
  const body = sent[0]?.body as { weekly: { weekday: number }[] } | undefined;
  expect(body?.weekly.map(({ weekday }) => weekday)).toEqual([3, 4]);
});

test('quiet hours say that the push itself waits for nothing, and carry their source', async () => {
  const sent = show();
  expect(await screen.findByText(/安静时段内督办照常发出并计时/)).toBeTruthy();
  const add = screen.getByRole<HTMLButtonElement>('button', { name: '设置安静时段' });
  expect(add.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('依据'), { target: { value: '值班制度第八条' } });
  fireEvent.click(add);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]?.body).toEqual({
    unitId: 'u1',
    districtId: '500151',
    fromMinute: 1320,
    toMinute: 420,
    since: '2026-08-05',
    until: null,
    mayDisturb: ['summon', 'leaders_list', 'urgent_matter'],
    source: '值班制度第八条',
  });
});

test('a link is made and shown this once', async () => {
  show('en');
  await userEvent.click(await screen.findByRole('button', { name: 'Make a link My turns' }));
  const field = await screen.findByLabelText<HTMLInputElement>('Calendar link My turns');
  expect(field.value).toMatch(/\/api\/duty\/calendars\/secret\.ics$/);
});

test('where nobody is on call it says whom a push reaches then', async () => {
  rota = { ...ROTA, onCallNow: [] };
  show();
  expect(await screen.findByText(/现在无人当班：督办告知本单位可答复督办的全部人员/)).toBeTruthy();
});

test('who arranges no rota is told who does', async () => {
  const nothing = ({ path }: Asked): Answer => (path === '/api/units' ? { units: [] } : undefined);
  showScreen(<DutyScreen />, { answer: nothing, role: 'unit_head' });
  expect(await screen.findByText('您没有可以排班的单位')).toBeTruthy();
});
