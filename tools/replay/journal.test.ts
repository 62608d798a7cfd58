// The journal of a replay: what was flushed is read again, a torn line is none, another run's file is
// refused.
import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Journal, JournalOfAnother } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'gridloop-journal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const head = { file: 'abc', format: 'messages', districtId: '990301', sender: 'public' };
const row = (number: number) => ({
  row: number,
  id: `id-${number}`,
  number: `n-${number}`,
  state: 'reported',
});

test('acknowledged rows come back, also after a kill in the middle of a line', () => {
  const path = join(folder, 'deeper', 'one.jsonl');
  const first = new Journal(path, head);
  first.add(row(1));
  first.add(row(2));
  first.close();
  appendFileSync(path, '{"row":3,"id":"id-3","num');
  const second = new Journal(path, head);
  expect([...second.rows.keys()]).toEqual([1, 2]);
  second.add(row(3));
  second.close();
  expect([...new Journal(path, head).rows.values()]).toEqual([row(1), row(2), row(3)]);
});

test('the journal of other reports or of another sender is refused', () => {
  const path = join(folder, 'two.jsonl');
  new Journal(path, head).close();
  expect(() => new Journal(path, { ...head, file: 'other' })).toThrow(JournalOfAnother);
  expect(() => new Journal(path, { ...head, sender: 'person x' })).toThrow(JournalOfAnother);
});

test('a journal of another store is put aside and begun anew', () => {
  const path = join(folder, 'three.jsonl');
  const journal = new Journal(path, head);
  journal.add(row(1));
  journal.flush();
  journal.discard();
  expect(journal.rows.size).toBe(0);
  journal.add(row(9));
  journal.close();
  expect(existsSync(`${path}.of-another-store`)).toBe(true);
  expect([...new Journal(path, head).rows.keys()]).toEqual([9]);
});
