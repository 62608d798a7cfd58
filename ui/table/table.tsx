// A list of any length as a table: only the rows in view exist. One row is the current one; ↑ ↓ Home End
// PageUp PageDown and J K move it, Enter opens it; keys are dead while an input method composes. It shows
// what it is given:
// sorting, filters and asking for more belong to the screen.
// biome-ignore-all lint/a11y/useSemanticElements: unseen rows don't exist, so no <table>; roles say it
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid answers the keys for its rows
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { HeadTick, RowTick, selectByKey } from './table-ticks.tsx';
import './table.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS grid track: `1fr`, `8rem`, `minmax(10rem, 2fr)`. */
  readonly width: string;
  readonly isEnd?: boolean;
  /** The head can be pressed: what for, read aloud. */
  readonly headWords?: string;
  readonly onHead?: () => void;
  /** Beside the head: in which order the column stands, whether it is filtered. */
  readonly headMark?: ReactNode;
  readonly sorted?: 'ascending' | 'descending' | undefined;
}

/** Rows that will be acted on together. Space, Shift with a moving key, Ctrl A and Esc change it. */
export interface Selection {
  readonly selected: ReadonlySet<string>;
  readonly onChange: (selected: ReadonlySet<string>) => void;
  readonly rowWords: string;
  readonly allWords: string;
}

export interface TableProps<Row> {
  /** Read aloud as the name of the table. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly current?: string | undefined;
  readonly onCurrent?: (row: Row) => void;
  readonly onOpen?: (row: Row) => void;
  /** In pixels; one line by default. */
  readonly rowHeight?: number;
  /** Called when the end comes into view. */
  readonly onEnd?: () => void;
  readonly empty?: ReactNode;
  readonly selection?: Selection;
}

const PAGE = 10;
const ROW_HEIGHT = 40;

function nextIndex(key: string, index: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(index + 1, last);
    case 'ArrowUp':
    case 'k':
      return Math.max(index - 1, 0);
    case 'PageDown':
      return Math.min(index + PAGE, last);
    case 'PageUp':
      return Math.max(index - PAGE, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}

const TICK_WIDTH = '1.75rem';
const tracksOf = <Row,>({ columns, selection }: TableProps<Row>) =>
  [...(selection ? [TICK_WIDTH] : []), ...columns.map((column) => column.width)].join(' ');
const classOf = <Row,>(column: Column<Row>) => (column.isEnd === true ? 'gl-cell is-end' : 'gl-cell');
const idOf = (key: string) => `row-${key}`;

interface TableRowProps<Row> {
  readonly table: TableProps<Row>;
  readonly row: Row;
  readonly index: number;
  readonly isCurrent: boolean;
  /** Pixels from the top of the list. */
  readonly top: number;
}

function TableRow<Row>({ table, row, index, isCurrent, top }: TableRowProps<Row>) {
  const { columns, keyOf, rowHeight = ROW_HEIGHT, onCurrent, onOpen, selection } = table;
  const transform = `translateY(${top}px)`;
  return (
    <div
      id={idOf(keyOf(row))}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selection ? selection.selected.has(keyOf(row)) : isCurrent}
      className={`gl-table-row${isCurrent ? ' is-current' : ''}`}
      style={{ gridTemplateColumns: tracksOf(table), height: rowHeight, transform }}
      onClick={() => onCurrent?.(row)}
      onDoubleClick={() => onOpen?.(row)}
    >
      {selection ? <RowTick selection={selection} rowKey={keyOf(row)} /> : null}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={classOf(column)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function Head<Row>({ column }: { column: Column<Row> }) {
  const { header, headWords, onHead, headMark } = column;
  if (!onHead) return header;
  return (
    <button type="button" className="gl-table-head-button" aria-label={headWords ?? header} onClick={onHead}>
      <span>{header}</span>
      {headMark}
    </button>
  );
}

function TableHead<Row>({ table }: { table: TableProps<Row> }) {
  const { columns, rows, keyOf, selection } = table;
  return (
    <div
      className="gl-table-head"
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: tracksOf(table) }}
    >
      {selection ? <HeadTick selection={selection} keys={rows.map(keyOf)} /> : null}
      {columns.map((column) => (
        <div key={column.id} role="columnheader" className={classOf(column)} aria-sort={column.sorted}>
          <Head column={column} />
        </div>
      ))}
    </div>
  );
}

/** With Shift a letter comes as a capital. */
const plainKey = (event: KeyboardEvent): string =>
  event.shiftKey && /^[JK]$/.test(event.key) ? event.key.toLowerCase() : event.key;

/** One place in the list, and the keys that move it. */
function useKeys<Row>({ rows, keyOf, current, onCurrent, onOpen, selection }: TableProps<Row>) {
  const index = rows.findIndex((row) => keyOf(row) === current);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
    // Where no row is the current one yet, Space is about the first.
    const at = rows[Math.max(index, 0)];
    if (selection && selectByKey(event, selection, rows.map(keyOf), at && keyOf(at))) {
      if (event.key === ' ' && at && index < 0) onCurrent?.(at);
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[index];
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    const to = nextIndex(plainKey(event), index, rows.length - 1);
    const next = rows[to ?? -1];
    if (to === undefined || next === undefined) return;
    event.preventDefault();
    if (selection && event.shiftKey) {
      const between = rows.slice(Math.max(0, Math.min(index, to)), Math.max(index, to) + 1);
      selection.onChange(new Set([...selection.selected, ...between.map(keyOf)]));
    }
    onCurrent?.(next);
  };
  return { index, onKeyDown };
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, rows, keyOf, rowHeight = ROW_HEIGHT, onEnd, empty, selection } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
  });
  const { index, onKeyDown } = useKeys(props);
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [index, virtual]);

  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 1) onEnd?.();
  }, [lastShown, rows.length, onEnd]);

  const active = rows[index];

  return (
    <div
      className="gl-table"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={selection ? true : undefined}
      tabIndex={0}
      ref={scroller}
      onKeyDown={onKeyDown}
      aria-activedescendant={active === undefined ? undefined : idOf(keyOf(active))}
    >
      <TableHead table={props} />
      <div className="gl-table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <TableRow
              key={keyOf(row)}
              table={props}
              row={row}
              index={item.index}
              isCurrent={item.index === index}
              top={item.start}
            />
          );
        })}
      </div>
      {rows.length === 0 ? empty : null}
    </div>
  );
}
