// A list of any length as a table: only the rows in view exist. One row is the current one; ↑ ↓ Home End
// PageUp PageDown and J K move it, Enter opens it; keys are dead while an input method composes. It shows
// what it is given:
// sorting, filters and asking for more belong to the screen.
// biome-ignore-all lint/a11y/useSemanticElements: unseen rows don't exist, so no <table>; roles say it
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid answers the keys for its rows
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import './table.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** A CSS grid track: `1fr`, `8rem`, `minmax(10rem, 2fr)`. */
  readonly width: string;
  readonly isEnd?: boolean;
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

const tracksOf = <Row,>(columns: readonly Column<Row>[]) => columns.map((column) => column.width).join(' ');
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
  const { columns, keyOf, rowHeight = ROW_HEIGHT, onCurrent, onOpen } = table;
  const transform = `translateY(${top}px)`;
  return (
    <div
      id={idOf(keyOf(row))}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isCurrent}
      className="gl-table-row"
      style={{ gridTemplateColumns: tracksOf(columns), height: rowHeight, transform }}
      onClick={() => onCurrent?.(row)}
      onDoubleClick={() => onOpen?.(row)}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={classOf(column)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

function TableHead<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  return (
    <div
      className="gl-table-head"
      role="row"
      aria-rowindex={1}
      style={{ gridTemplateColumns: tracksOf(columns) }}
    >
      {columns.map((column) => (
        <div key={column.id} role="columnheader" className={classOf(column)}>
          {column.header}
        </div>
      ))}
    </div>
  );
}

/** One place in the list, and the keys that move it. */
function useKeys<Row>({ rows, keyOf, current, onCurrent, onOpen }: TableProps<Row>) {
  const index = rows.findIndex((row) => keyOf(row) === current);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target !== event.currentTarget) return;
    const row = rows[index];
    if (event.key === 'Enter' && row !== undefined) onOpen?.(row);
    const next = rows[nextIndex(event.key, index, rows.length - 1) ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onCurrent?.(next);
  };
  return { index, onKeyDown };
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, keyOf, rowHeight = ROW_HEIGHT, onEnd, empty } = props;
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
      tabIndex={0}
      ref={scroller}
      onKeyDown={onKeyDown}
      aria-activedescendant={active === undefined ? undefined : idOf(keyOf(active))}
    >
      <TableHead columns={columns} />
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
