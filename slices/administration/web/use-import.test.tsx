// @vitest-environment jsdom
// A list of staff sent piece by piece over a network that loses answers.
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { IMPORT_FIELDS, type ImportRow } from '../../people/core/import-columns.ts';
import { useImport } from './use-import.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const rowOf = (line: number) =>
  ({
    line,
    ...Object.fromEntries(IMPORT_FIELDS.map((field) => [field, field === 'name' ? `卫${line}` : ''])),
  }) as ImportRow;
const HASH = 'a'.repeat(64);
const ROWS = Array.from({ length: 30 }, (_, n) => rowOf(n + 2));
const lineOf = ({ line }: { line: number }) => ({
  line,
  outcome: 'new',
  faults: [],
  waits: true,
  mark: 'f'.repeat(64),
});

interface Sent {
  readonly key: string;
  readonly lines: number;
}

/** The second piece is done, but its answer is lost on the way the first time. */
function serverThatLosesAnAnswer(sent: Sent[]) {
  return async (url: string, init: RequestInit) => {
    if (url.includes('/import/read')) return Response.json({ fileHash: HASH, rows: ROWS, columns: {} });
    const { rows } = JSON.parse(String(init.body)) as { rows: ImportRow[] };
    if (url.endsWith('/check')) return Response.json({ lines: rows.map(lineOf) });
    sent.push({ key: new Headers(init.headers).get('idempotency-key') ?? '', lines: rows.length });
    if (sent.length === 2) throw new TypeError('connection lost');
    return Response.json({ lines: rows.map(lineOf) });
  };
}

test('a piece of a list whose answer was lost is sent again under its own key, so nobody is proposed ' +
  'twice', async () => {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', serverThatLosesAnAnswer(sent));
  const { result } = renderHook(() => useImport('500151', () => undefined));
  await act(() => result.current.read(new File(['x'], 'staff.csv')));
  await act(() => result.current.send('新招录'));
  expect(result.current.state.error).not.toBeNull();
  expect(result.current.toDo).toBe(5);
  await act(() => result.current.send('新招录'));
  expect(sent.map(({ lines }) => lines)).toEqual([25, 5, 5]);
  expect(sent[2]?.key).toBe(sent[1]?.key);
  expect(sent[1]?.key).not.toBe(sent[0]?.key);
  expect(result.current.toDo).toBe(0);
  expect(result.current.state.error).toBeNull();
});

test('each piece of a long list is checked with whom the earlier ones name', async () => {
  const rows = Array.from({ length: 501 }, (_, n) => ({ ...rowOf(n + 2), login: `wei.${n}` }));
  const asked: { rows: ImportRow[]; before: { name: string; login: string }[] }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url.includes('/import/read')) return Response.json({ fileHash: HASH, rows, columns: {} });
    const body = JSON.parse(String(init.body)) as (typeof asked)[number];
    asked.push(body);
    return Response.json({ lines: body.rows.map(lineOf) });
  });
  const { result } = renderHook(() => useImport('500151', () => undefined));
  await act(() => result.current.read(new File(['x'], 'staff.csv')));
  expect(asked.map((one) => [one.rows.length, one.before.length])).toEqual([[500, 0], [1, 500]]);
  expect(asked[1]?.before[0]).toEqual({ name: '卫2', login: 'wei.0', phone: '' });
});
