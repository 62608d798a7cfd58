// Which columns a list shows, and in which order; kept for the person by the desk.
import { useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Checkbox } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CASE_COLUMNS, columnsOf, DEFAULT_COLUMNS } from './case-columns.tsx';
import { listTexts } from './list-texts.ts';

export interface ColumnsDialogProps {
  readonly chosen: readonly string[] | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onClose: () => void;
}

const moved = (ids: readonly string[], at: number, by: -1 | 1): readonly string[] => {
  const next = [...ids];
  const [taken] = next.splice(at, 1);
  if (taken !== undefined) next.splice(at + by, 0, taken);
  return next;
};

/** Those shown in their order, then the others: a row stays where it is when it is ticked. */
function inOrder(chosen: readonly string[] | undefined): readonly string[] {
  const shown = columnsOf(chosen).map(({ id }) => id);
  return [...shown, ...CASE_COLUMNS.map(({ id }) => id).filter((id) => !shown.includes(id))];
}

export function ColumnsDialog({ chosen, onChange, onClose }: ColumnsDialogProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  const [order, setOrder] = useState(() => inOrder(chosen));
  const shown = new Set(columnsOf(chosen).map(({ id }) => id));
  const named = (id: string): string => CASE_COLUMNS.find((one) => one.id === id)?.header(language) ?? id;
  const turn = (id: string) => {
    const next = order.filter((one) => shown.has(one) !== (one === id));
    if (next.length > 0) onChange(next);
  };
  const move = (at: number, by: -1 | 1) => {
    const next = moved(order, at, by);
    setOrder(next);
    onChange(next.filter((id) => shown.has(id)));
  };
  const reset = () => {
    setOrder(inOrder(undefined));
    onChange(DEFAULT_COLUMNS);
  };
  return (
    <Dialog
      isOpen
      title={t.columnsTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={reset}>{t.columnsReset}</Button>
          <Button tone="primary" onClick={onClose}>{t.done}</Button>
        </>
      }
    >
      <ol className="gl-columns">
        {order.map((id, at) => (
          <li key={id}>
            <Checkbox isChecked={shown.has(id)} onChange={() => turn(id)}>{named(id)}</Checkbox>
            <Button tone="quiet" size="small" label={t.columnUp(named(id))} disabled={at === 0}
              onClick={() => move(at, -1)}>
              ↑
            </Button>
            <Button tone="quiet" size="small" label={t.columnDown(named(id))}
              disabled={at === order.length - 1} onClick={() => move(at, 1)}>
              ↓
            </Button>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
