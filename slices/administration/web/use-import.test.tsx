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
const ROWS = Array.from({ length: 30 }, (_, n) => rowOf(n + 2));
const lineOf = ({ line }: { line: number }) => ({ line, outcome: 'new', words: null, waits: true });

interface Sent {
  readonly key: string;
  readonly lines: number;
}

/** The second piece is done, but its answer is lost on the way the first time. */
function serverThatLosesAnAnswer(sent: Sent[]) {
  return async (url: string, init: RequestInit) => {
    if (url.includes('/import/read')) return Response.json({ rows: ROWS });
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
