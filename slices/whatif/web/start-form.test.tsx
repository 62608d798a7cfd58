// @vitest-environment jsdom What is to be tried: nothing is sent before something is drafted; other hours
// of the week begin with those in force.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { refused, showScreen } from '../../../platform/web/session/fake-screen.tsx';
import { StartForm } from './start-form.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const weekly = [1, 2].map((weekday) => ({
  weekday, fromMinute: 540, toMinute: 1_020, validFrom: null, validTo: null,
}));
const OFFICE = { id: 'k', code: 'office', name: '机关', nameEn: 'Office', observesHolidays: true };
const yearOf = (year: number) => ({
  districtId: '500151', year, offsetMinutes: 480, isYearKnown: true,
  years: [{ year, source: '', sourceEn: '' }], holidays: [], exceptions: [],
  calendars: [{ ...OFFICE, isDefault: true, weekly }],
});
const RUN = { id: 'r1' };
let answerRun: object = RUN;

function show() {
  const started: unknown[] = [];
  const sent = showScreen(<StartForm districtId="500151" onStarted={(run) => started.push(run)} />, {
    answer: ({ path, query, method }) => {
      if (method === 'POST') return answerRun;
      if (path.endsWith('/calendar')) return yearOf(Number(query.get('year')));
      return { versions: [] };
    },
  });
  return { sent, started };
}

const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const start = () => screen.getByRole<HTMLButtonElement>('button', { name: '开始推演' });

test('other hours of the week are sent as they stand, filled with those in force', async () => {
  answerRun = RUN;
  const { sent, started } = show();
  fireEvent.click(await screen.findByLabelText('改用其他每周工时'));
  expect(screen.getByLabelText<HTMLInputElement>('周二').value).toBe('9:00–17:00');
  expect(screen.getByLabelText<HTMLInputElement>('周六').value).toBe('');
  expect(start().disabled).toBe(true);
  type('名称', '延长工时');
  type('周二', '8-12 11-13');
  expect(screen.getByText('请写成如 9:00–12:00 13:00–18:00，各段不重叠')).toBeTruthy();
  expect(start().disabled).toBe(true);
  type('周二', '8-12 13-20');
  fireEvent.click(start());
  await waitFor(() => expect(started).toEqual([RUN]));
  const calendar = {
    weekly: [
      { weekday: 1, fromMinute: 540, toMinute: 1_020 },
      { weekday: 2, fromMinute: 480, toMinute: 720 },
      { weekday: 2, fromMinute: 780, toMinute: 1_200 },
    ],
  };
  expect(sent.map(({ body }) => body)).toEqual([expect.objectContaining({ calendar })]);
});

test('a refusal is told, and what was typed is kept', async () => {
  answerRun = refused('whatif.too_many', '推演太多，请稍后再试。');
  show();
  type('名称', '放假');
  type('改为放假的日期', '2026-08-05');
  fireEvent.click(start());
  expect(await screen.findByText(/推演太多/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('名称').value).toBe('放假');
});
