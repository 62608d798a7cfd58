// @vitest-environment jsdom
// A list of staff with wrong cells: each is told with its place in the sheet, and whoever cannot confirm yet
// reads why beside the button.
import { QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeQueryClient } from '../../../platform/web/api/query-client.ts';
import { SessionProvider } from '../../../platform/web/session/session.tsx';
import type { CheckedLine } from '../../people/core/contract-staff.ts';
import { IMPORT_FIELDS, type ImportRow } from '../../people/core/import-columns.ts';
import { csvOf } from './import-faults.tsx';
import ImportScreen from './import-screen.tsx';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const rowOf = (line: number, name: string) =>
  ({
    line,
    ...Object.fromEntries(IMPORT_FIELDS.map((field) => [field, field === 'name' ? name : ''])),
  }) as ImportRow;
const words = (zh: string) => ({ zh, en: zh });
const faultsOf = ({ line, phone }: ImportRow): CheckedLine['faults'] =>
  line === 5 && phone === ''
    ? [
        { field: 'phone', words: words('电话格式不对。') },
        { field: 'unit', words: words('单位不存在。') },
      ]
    : [];
const checked = (row: ImportRow): CheckedLine => {
  const faults = faultsOf(row);
  const outcome = faults.length > 0 ? 'refused' : 'new';
  return { line: row.line, outcome, faults, waits: false, mark: 'f'.repeat(64) };
};

/** A file with one good line and one with two wrong cells. */
async function openList() {
  const rows = [rowOf(4, '卫一'), rowOf(5, '卫二')];
  const columns = { name: 'B', phone: 'D', unit: 'H' };
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.includes('/import/read')) return Response.json({ fileHash: 'a'.repeat(64), rows, columns });
    if (!url.endsWith('/check')) return Response.json({ session: null });
    const asked = JSON.parse(String(init.body)) as { rows: ImportRow[] };
    return Response.json({ lines: asked.rows.map(checked) });
  });
  render(
    <QueryClientProvider client={makeQueryClient()}>
      <SessionProvider>
        <ImportScreen />
      </SessionProvider>
    </QueryClientProvider>,
  );
  const file = await screen.findByLabelText(/选择文件/);
  fireEvent.change(file, { target: { files: [new File(['x'], 'staff.csv')] } });
  await screen.findByText('D5（电话）');
}

test('every wrong cell is told with its place in the sheet, and is marked itself', async () => {
  await openList();
  const told = screen.getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(told).toEqual(
    expect.arrayContaining(['D5（电话） 电话格式不对。', 'H5（单位） 单位不存在。']),
  );
  const cell = screen.getByLabelText('行 5 电话');
  expect(cell.getAttribute('aria-invalid')).toBe('true');
  expect(document.getElementById(cell.getAttribute('aria-describedby') ?? '')?.textContent).toContain('D5');
  expect(screen.getByLabelText('行 5 姓名').getAttribute('aria-invalid')).toBeNull();
});

test('lines with a wrong cell stand first, and in each whose it is and then what is wrong', async () => {
  await openList();
  const [head, first] = screen.getAllByRole('row');
  const headings = [...(head?.querySelectorAll('th') ?? [])].map(({ textContent }) => textContent);
  expect(headings.slice(0, 6)).toEqual(['行', '结果', '姓名', '电话', '单位', '账号']);
  expect(headings).toHaveLength(12);
  const cells = [...(first?.querySelectorAll('input') ?? [])].map((cell) => cell.getAttribute('aria-label'));
  expect(cells.slice(0, 3)).toEqual(['行 5 姓名', '行 5 电话', '行 5 单位']);
});

test('whoever cannot confirm an import yet reads beside the button what is missing', async () => {
  await openList();
  const button = () => screen.getByRole<HTMLButtonElement>('button', { name: /确认导入/ });
  const hint = () => document.getElementById(button().getAttribute('aria-describedby') ?? '')?.textContent;
  expect([button().disabled, hint()]).toEqual([true, '请先填写导入的理由（至少 2 个字）。']);
  fireEvent.change(screen.getByLabelText(/导入的理由/), { target: { value: '新招录' } });
  expect([button().disabled, hint()]).toEqual([false, '另有 1 行有错，不会导入。']);
  fireEvent.change(screen.getByLabelText('行 5 电话'), { target: { value: '13700000005' } });
  expect([button().disabled, hint()]).toEqual([true, '单元格改过了：请先点“重新检查”。']);
  fireEvent.click(screen.getByRole('button', { name: '重新检查' }));
  await waitFor(() => expect(button().textContent).toContain('确认导入 2 行'));
  expect([button().disabled, hint()]).toEqual([false, undefined]);
});

test('the list of what is wrong runs no formula in a spreadsheet', () => {
  expect(csvOf([['=1+1', 'a "b"']])).toBe('\uFEFF"\'=1+1","a ""b"""\r\n');
});
