// @vitest-environment jsdom
// A long list by keyboard alone; only what is in view exists.
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Table } from './table.tsx';

const rows = Array.from({ length: 10_000 }, (_, index) => ({ id: `c${index}`, words: `案件 ${index}` }));
type Row = (typeof rows)[number];
const opened = vi.fn();

function Queue({ from = 'c0' }: { from?: string }) {
  const [current, setCurrent] = useState(from);
  return (
    <Table<Row>
      label="待受理"
      columns={[{ id: 'words', header: '案件', width: '1fr', cell: (row) => row.words }]}
      rows={rows}
      keyOf={(row) => row.id}
      current={current}
      onCurrent={(row) => setCurrent(row.id)}
      onOpen={opened}
    />
  );
}
const grid = () => screen.getByRole('grid', { name: '待受理' });
const current = () => grid().getAttribute('aria-activedescendant');

beforeEach(() => {
  const nothing = () => undefined;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = nothing;
      unobserve = nothing;
      disconnect = nothing;
    },
  );
  Element.prototype.scrollTo = () => undefined;
});
afterEach(() => {
  cleanup();
  opened.mockClear();
});

test('ten thousand rows are announced, a screenful exists', () => {
  render(<Queue />);
  expect(grid().getAttribute('aria-rowcount')).toBe('10001');
  expect(screen.getAllByRole('row').length).toBeLessThan(60);
});

test('J, K, arrows, Page and Home move; Enter opens', () => {
  render(<Queue />);
  const keys = [
    ['j', 'c1'],
    ['ArrowDown', 'c2'],
    ['k', 'c1'],
    ['PageDown', 'c11'],
    ['ArrowUp', 'c10'],
    ['Home', 'c0'],
  ];
  for (const [key = '', row = ''] of keys) {
    fireEvent.keyDown(grid(), { key });
    expect(current()).toBe(`row-${row}`);
  }
  fireEvent.keyDown(grid(), { key: 'Enter' });
  expect(opened).toHaveBeenCalledWith(rows[0]);
});

test('keys are dead while an input method composes, and with Ctrl', () => {
  render(<Queue />);
  fireEvent.keyDown(grid(), { key: 'j', isComposing: true });
  fireEvent.keyDown(grid(), { key: 'j', ctrlKey: true });
  expect(current()).toBe('row-c0');
});

function Picked() {
  const [at, setAt] = useState('c1');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <>
      <output>{[...selected].join(' ')}</output>
      <Table<Row>
        label="待受理"
        columns={[{ id: 'words', header: '案件', width: '1fr', cell: (row) => row.words, onHead: opened }]}
        rows={rows.slice(0, 30)}
        keyOf={(row) => row.id}
        current={at}
        onCurrent={(row) => setAt(row.id)}
        selection={{ selected, onChange: setSelected, rowWords: '选中', allWords: '全选' }}
      />
    </>
  );
}
const selected = () => screen.getByRole('status').textContent;
const press = (key: string, more: object = {}) => fireEvent.keyDown(grid(), { key, ...more });

test('rows are selected by keys: one, a stretch, all that are listed, none', () => {
  render(<Picked />);
  press(' ');
  expect(selected()).toBe('c1');
  press('J', { shiftKey: true });
  press('ArrowDown', { shiftKey: true });
  expect(selected()).toBe('c1 c2 c3');
  press('k');
  press(' ');
  expect(selected()).toBe('c1 c3');
  press('a', { ctrlKey: true });
  expect(selected()?.split(' ')).toHaveLength(30);
  press('Escape');
  expect(selected()).toBe('');
});

test('one tick takes all that are listed, and a head that can be pressed is a button', () => {
  render(<Picked />);
  fireEvent.click(screen.getByRole('checkbox', { name: '全选' }));
  expect(selected()?.split(' ')).toHaveLength(30);
  fireEvent.click(screen.getByRole('button', { name: '案件' }));
  expect(opened).toHaveBeenCalledOnce();
});
