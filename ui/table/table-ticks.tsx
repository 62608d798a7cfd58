// The ticks of a table's rows, and the keys that set them: Space turns the current row, Ctrl A takes all that
// are listed, Esc lets all go.
// biome-ignore-all lint/a11y/useSemanticElements: unseen rows don't exist, so no <table>; roles say it
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its row
import type { KeyboardEvent } from 'react';
import type { Selection } from './table.tsx';

function toggled(selected: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(key)) next.add(key);
  return next;
}

export function RowTick({ selection, rowKey }: { selection: Selection; rowKey: string }) {
  const { selected, onChange, rowWords } = selection;
  return (
    <div role="gridcell" className="gl-cell gl-table-tick">
      <input
        type="checkbox"
        tabIndex={-1}
        aria-label={rowWords}
        checked={selected.has(rowKey)}
        onChange={() => onChange(toggled(selected, rowKey))}
        onDoubleClick={(event) => event.stopPropagation()}
      />
    </div>
  );
}

export function HeadTick({ selection, keys }: { selection: Selection; keys: readonly string[] }) {
  const { selected, onChange, allWords } = selection;
  const isAll = keys.length > 0 && keys.every((key) => selected.has(key));
  return (
    <div role="columnheader" className="gl-cell gl-table-tick">
      <input
        type="checkbox"
        aria-label={allWords}
        checked={isAll}
        ref={(input) => {
          if (input) input.indeterminate = selected.size > 0 && !isAll;
        }}
        onChange={() => onChange(isAll ? new Set() : new Set(keys))}
      />
    </div>
  );
}

/** Whether the key was one of the ticks'. */
export function selectByKey(
  event: KeyboardEvent,
  { selected, onChange }: Selection,
  keys: readonly string[],
  current: string | undefined,
): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && event.key.toLowerCase() === 'a') {
    onChange(new Set(keys));
    return true;
  }
  if (isCommand || event.altKey) return false;
  if (event.key === 'Escape' && selected.size > 0) {
    onChange(new Set());
    return true;
  }
  if (event.key !== ' ' || current === undefined) return false;
  onChange(toggled(selected, current));
  return true;
}
