// @vitest-environment jsdom
// Choosing columns: a tick holds at once, the row stays under the pointer, and one column always remains.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_COLUMNS } from './case-columns.tsx';
import { ColumnsDialog } from './columns-dialog.tsx';

beforeEach(() => void vi.stubGlobal('CSS', { escape: (text: string) => text }));
afterEach(cleanup);

let chosen: readonly string[] = [];
function Shown({ first }: { first: readonly string[] | undefined }) {
  const [columns, setColumns] = useState(first);
  chosen = columns ?? DEFAULT_COLUMNS;
  return <ColumnsDialog chosen={columns} onChange={setColumns} onClose={() => undefined} />;
}
const boxes = () => screen.getAllByRole<HTMLInputElement>('checkbox');
const ticked = () => boxes().filter((one) => one.checked).length;

test('a column that is ticked stays where it stands, and is shown last', () => {
  render(<Shown first={undefined} />);
  const at = ticked();
  const before = boxes();
  const box = before[at] as HTMLInputElement;
  fireEvent.click(box);
  expect(box.checked).toBe(true);
  expect(boxes()).toEqual(before);
  expect(chosen.slice(0, -1)).toEqual(DEFAULT_COLUMNS);
});

test('a column taken off and put on again comes back to its place', () => {
  render(<Shown first={undefined} />);
  const second = boxes()[1] as HTMLInputElement;
  fireEvent.click(second);
  expect(chosen).toEqual(DEFAULT_COLUMNS.filter((_, at) => at !== 1));
  fireEvent.click(second);
  expect(chosen).toEqual(DEFAULT_COLUMNS);
});

test('the last column is not taken off', () => {
  render(<Shown first={[DEFAULT_COLUMNS[0] as string]} />);
  fireEvent.click(boxes()[0] as HTMLInputElement);
  expect(chosen).toEqual([DEFAULT_COLUMNS[0]]);
  expect(ticked()).toBe(1);
});

test('columns are moved, and the usual ones come back with one press', () => {
  render(<Shown first={undefined} />);
  fireEvent.click(screen.getAllByRole('button', { name: /上移/ })[1] as HTMLElement);
  expect(chosen.slice(0, 2)).toEqual([DEFAULT_COLUMNS[1], DEFAULT_COLUMNS[0]]);
  fireEvent.click(screen.getByRole('button', { name: /恢复/ }));
  expect(chosen).toEqual(DEFAULT_COLUMNS);
});
