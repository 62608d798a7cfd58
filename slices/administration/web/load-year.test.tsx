// @vitest-environment jsdom
// An administrator pastes the notice of next year.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { ToastRegion } from '../../../ui/toast/toast.tsx';
import { LoadYear } from './load-year.tsx';

afterEach(cleanup);

const off = (day: string) => ({ day, kind: 'off' as const, name: '元旦', nameEn: "New Year's Day" });
const sent: unknown[] = [];
const open = (known: { year: number; isYearKnown: boolean; holidays: ReturnType<typeof off>[] }) => {
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    sent.push(JSON.parse(init.body));
    const headers = { 'content-type': 'application/json' };
    return new Response(JSON.stringify({ isDone: true }), { headers });
  });
  const onDone = vi.fn();
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <LoadYear known={{ districtId: '500151', ...known }} today="2026-08-05" onDone={onDone} />
    </QueryClientProvider>,
  );
  return onDone;
};
const paste = (text: string) =>
  fireEvent.change(screen.getByLabelText('放假和调休，每行一条'), { target: { value: text } });
const sayWhy = () => fireEvent.change(screen.getByLabelText('来源或理由'), { target: { value: '国办通知' } });

test('a line that can’t be read says why, and nothing is sent until it is mended', async () => {
  const onDone = open({ year: 2027, isYearKnown: false, holidays: [] });
  sayWhy();
  paste('1月1日至2日 放假 元旦\n2月30日 放假 春节');
  expect(screen.getByText(/日期看不懂/)).toBeTruthy();
  const send = () => screen.getByRole<HTMLButtonElement>('button', { name: '提交' });
  expect(send().disabled).toBe(true);
  paste('1月1日至2日 放假 元旦\n2月28日 调休 春节');
  expect(screen.getByText(/放假 2 天，调休上班 1 天/)).toBeTruthy();
  fireEvent.click(send());
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  const made = { day: '2027-02-28', kind: 'work', name: '春节', nameEn: 'Spring Festival' };
  const holidays = [off('2027-01-01'), off('2027-01-02'), made];
  expect(sent).toEqual([{ year: 2027, source: '国办通知', holidays }]);
});

test('a list that changes a day that is over says before that it waits for a second person', () => {
  open({ year: 2026, isYearKnown: true, holidays: [off('2026-01-01')] });
  fireEvent.click(screen.getByRole('button', { name: '录入或更正 2026 年的放假和调休' }));
  fireEvent.click(screen.getByRole('button', { name: '填入现有安排' }));
  expect(screen.queryByText(/须另一位管理员或领导同意/)).toBeNull();
  paste('2026-12-31 放假 元旦');
  expect(screen.getByText(/须另一位管理员或领导同意/)).toBeTruthy();
});

test('of two files the one chosen last is read, an empty one changes nothing, what was typed can be had back',
  async () => {
  const answers = new Map<string, (rows: string[][]) => void>();
  vi.stubGlobal('fetch', async (_: string, init: { body: File }) => {
    const rows = await new Promise<string[][]>((resolve) => void answers.set(init.body.name, resolve));
    return Response.json({ rows });
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <LoadYear
        known={{ districtId: '500151', year: 2027, isYearKnown: false, holidays: [] }}
        today="2026-08-05"
        onDone={vi.fn()}
      />
      <ToastRegion />
    </QueryClientProvider>,
  );
  paste('1月1日 放假 元旦');
  const lines = () => screen.getByLabelText<HTMLTextAreaElement>('放假和调休，每行一条').value;
  const choose = (name: string) =>
    fireEvent.change(screen.getByLabelText(/^或选择文件/), { target: { files: [new File([], name)] } });
  choose('large.xlsx');
  choose('small.csv');
  expect(screen.getByText('正在读取“small.csv”…')).toBeTruthy();
  await waitFor(() => expect(answers.size).toBe(2));
  answers.get('small.csv')?.([['2月6日', '放假', '春节']]);
  await screen.findByText('已读入“small.csv”，请在下面逐行检查。');
  answers.get('large.xlsx')?.([['4月5日', '放假', '清明节']]);
  choose('empty.csv');
  await waitFor(() => expect(answers.size).toBe(3));
  answers.get('empty.csv')?.([]);
  await screen.findByText(/^“empty.csv”里没有内容/);
  expect(lines()).toBe('2月6日\t放假\t春节');
  fireEvent.click(screen.getByRole('button', { name: '撤销' }));
  expect(lines()).toBe('1月1日 放假 元旦');
});
