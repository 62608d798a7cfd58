// Which columns a list shows, and in which order; kept for the person by the desk.
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

export function ColumnsDialog({ chosen, onChange, onClose }: ColumnsDialogProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  const ids = columnsOf(chosen).map(({ id }) => id);
  const rest = CASE_COLUMNS.filter(({ id }) => !ids.includes(id));
  const named = (id: string): string => CASE_COLUMNS.find((one) => one.id === id)?.header(language) ?? id;
  return (
    <Dialog
      isOpen
      title={t.columnsTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => onChange(DEFAULT_COLUMNS)}>{t.columnsReset}</Button>
          <Button tone="primary" onClick={onClose}>{t.done}</Button>
        </>
      }
    >
      <ol className="gl-columns">
        {ids.map((id, at) => (
          <li key={id}>
            <Checkbox isChecked onChange={() => ids.length > 1 && onChange(ids.filter((one) => one !== id))}>
              {named(id)}
            </Checkbox>
            <Button tone="quiet" size="small" label={t.columnUp(named(id))} disabled={at === 0}
              onClick={() => onChange(moved(ids, at, -1))}>
              ↑
            </Button>
            <Button tone="quiet" size="small" label={t.columnDown(named(id))} disabled={at === ids.length - 1}
              onClick={() => onChange(moved(ids, at, 1))}>
              ↓
            </Button>
          </li>
        ))}
        {rest.map(({ id }) => (
          <li key={id}>
            <Checkbox isChecked={false} onChange={() => onChange([...ids, id])}>{named(id)}</Checkbox>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
