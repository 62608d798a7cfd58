// @vitest-environment jsdom The card of a component: its history in words with the way to the case that
// spoke, and a thing that was found gone brought back with a reason by whoever keeps the register.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Answer, type Asked, refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { CardScreen } from './card-screen.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const CASE = '01890000-0000-7000-8000-00000000c0de';
const change = (seq: number, kind: string, data: object, source: string) => ({
  seq, kind, data, source, at: 0,
});
const CARD = {
  id: 'c1', districtId: '500151', code: '5001510101000001', codeScheme: 'classic', classCode: '0101',
  name: '上水井盖', point: { lon: 106, lat: 29.8 }, areaPath: '500151.001.001.001',
  competentUnitId: null, ownerUnitId: null, maintenanceUnitId: null, condition: 'lost',
  rightsConfirmed: false, externalCode: null, monitorPoint: null, rightState: 'open', rightUnitId: null,
  rightWords: null, isGone: false, codeWords: '500151 0101 000001', areaNames: ['铜梁区', '网格1'],
  geometry: { type: 'Point', coordinates: [106, 29.8] },
  changes: [
    change(2, 'condition', { condition: 'lost', word: 'says', caseId: CASE, number: 'A7' }, '案件 A7'),
    change(1, 'imported', { name: '上水井盖', condition: 'intact' }, '普查'),
  ],
};
const PLACES = {
  useClassName: () => (code: string) => code,
  casesHref: (id: string) => `/cases?componentId=${id}`,
  caseHref: (id: string) => `/cases/${id}`,
};

function show(answer: (asked: Asked) => Answer, role = 'administrator') {
  const isCard = (path: string) => path.startsWith('/api/components/');
  return showScreen(<CardScreen places={PLACES} />, {
    role,
    answer: (asked) => (isCard(asked.path) ? answer(asked) : { units: [], areas: [] }),
  });
}

test('its history says which case made it what it is, and leads there', async () => {
  show(() => CARD);
  expect(await screen.findByText('案件受理')).toBeTruthy();
  expect(screen.getByRole('link', { name: '打开案件' }).getAttribute('href')).toBe(`/cases/${CASE}`);
  expect(screen.getByText('状态 丢失')).toBeTruthy();
  expect(screen.queryByRole('heading', { name: '恢复在册' })).toBeNull();
});

test('a thing that is gone is brought back with a reason; without one nothing is sent', async () => {
  let isGone = true;
  const sent = show(({ method }) => {
    if (method === 'POST') isGone = false;
    return method === 'POST' ? { id: 'c1', code: CARD.code } : { ...CARD, isGone };
  });
  const reason = await screen.findByLabelText('恢复的理由');
  const button = screen.getByRole<HTMLButtonElement>('button', { name: '恢复在册' });
  expect(button.disabled).toBe(true);
  fireEvent.change(reason, { target: { value: ' 现场复核仍在 ' } });
  fireEvent.submit(reason.closest('form') as HTMLFormElement);
  await waitFor(() => expect(screen.queryByLabelText('恢复的理由')).toBeNull());
  expect(sent).toMatchObject([{ path: '/api/components/c1/restore', body: { words: '现场复核仍在' } }]);
});

test('a spot that is taken is told, and the reason is kept', async () => {
  const no = refused('component.place_taken', '同一位置现在登记着同类部件 9。');
  show(({ method }) => (method === 'POST' ? no : { ...CARD, isGone: true }));
  const reason = await screen.findByLabelText<HTMLTextAreaElement>('恢复的理由');
  fireEvent.change(reason, { target: { value: '仍在' } });
  fireEvent.submit(reason.closest('form') as HTMLFormElement);
  expect(await screen.findByText(/同一位置现在登记着同类部件 9/)).toBeTruthy();
  expect(reason.value).toBe('仍在');
});

test('who does not keep the register is offered nothing', async () => {
  show(() => ({ ...CARD, isGone: true }), 'inspector');
  expect(await screen.findByText('已注销')).toBeTruthy();
  expect(screen.queryByLabelText('恢复的理由')).toBeNull();
});
