// What may be done to the selected cases, as buttons; the form of it, once for all of them; and what came
// of each.
import { useEffect, useRef, useState } from 'react';
import { toasts } from '../../../ui/toast/toast.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Loading } from '../../../ui/states/states.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ActionForm, capital } from './action-form.tsx';
import { type BulkCase, type BulkRow, countOf, type RowState } from './bulk-run.ts';
import { doneWords } from './done-words.ts';
import { listTexts } from './list-texts.ts';
import { type Bulk, MOST_TOGETHER, useBulk, useManyAbilities } from './use-bulk.ts';
import { type Ability, type Act, type Acted, type Body, useCase } from './use-cases.ts';

const nameOf = (ability: Ability, language: Language) =>
  (language === 'zh' ? ability.zh : capital(ability.en));

const ROW_WORDS = {
  waiting: 'rowWaiting', running: 'rowRunning', done: 'rowDone', refused: 'rowRefused', unsure: 'rowUnsure',
  stopped: 'rowStopped',
} as const satisfies Record<RowState, string>;

const UNDO_WORDS = { ...ROW_WORDS, done: 'rowUndone', refused: 'rowNotUndone' } as const;

function Results({ rows, isUndo }: { rows: readonly BulkRow[]; isUndo: boolean }) {
  const t = useText(listTexts);
  const words = isUndo ? UNDO_WORDS : ROW_WORDS;
  return (
    <ul className="gl-bulk-rows">
      {rows.map(({ id, number, state, why, to }) => (
        <li key={id} className={`is-${state}`}>
          <span className="gl-figures">{number}</span>
          <strong>{t[words[state]]}</strong>
          {to === undefined ? null : <span>{t.rowTo(to)}</span>}
          {why === undefined ? null : <span>{why}</span>}
        </li>
      ))}
    </ul>
  );
}

function useTitle({ doing, rows = [] }: Bulk): string {
  const t = useText(listTexts);
  const language = useSpoken();
  return doing ? t.bulkTitle(nameOf(doing.ability, language), rows.length) : '';
}

/** What was done, or taken back, and to how many. */
function RunDialog({ bulk, onClose }: { bulk: Bulk; onClose: () => void }) {
  const t = useText(listTexts);
  const language = useSpoken();
  const title = useTitle(bulk);
  const { rows = [], isRunning, undo, doing, start, stop } = bulk;
  const done = countOf(rows, 'done');
  const finished = rows.length - countOf(rows, 'waiting') - countOf(rows, 'running');
  const isUndo = doing?.isUndo === true;
  const ran = isUndo
    ? t.ranBack(nameOf(doing.ability, language), done, rows.length - done)
    : t.ran(done, rows.length - done);
  return (
    <Dialog
      isOpen
      title={title}
      onClose={isRunning ? () => undefined : onClose}
      actions={
        <>
          {isRunning ? <Button onClick={stop}>{t.stop}</Button> : null}
          {undo ? (
            <Button onClick={() => start(undo.cases, undo.ability, {})}>{t.undoAll}</Button>
          ) : null}
          {isRunning ? null : <Button tone="primary" onClick={onClose}>{t.close}</Button>}
        </>
      }
    >
      <p role="status">{isRunning ? t.running(finished, rows.length) : ran}</p>
      <progress className="gl-progress" max={rows.length} value={finished} aria-label={title} />
      <Results rows={rows} isUndo={isUndo} />
    </Dialog>
  );
}

const FIRST_FIELD = 'form input:not([type="file"]), form textarea, form select';

interface FormProps {
  readonly ability: Ability;
  readonly first: BulkCase | undefined;
  readonly total: number;
  readonly onSend: (body: Body) => void;
  readonly onClose: () => void;
}

/** The form is that of the first case: its places and units are what the pickers begin with. */
function FormDialog({ ability, first, total, onSend, onClose }: FormProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  const { data: of } = useCase(first?.id);
  const top = useRef<HTMLParagraphElement>(null);
  const isHere = of !== undefined;
  // It is written into at once.
  useEffect(() => {
    if (isHere) top.current?.parentElement?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
  }, [isHere]);
  const name = nameOf(ability, language);
  const send = async ({ body }: Act): Promise<Acted> => {
    onSend(body);
    return { id: first?.id ?? '', number: first?.number ?? '', state: '', version: first?.version ?? 1,
      lastSeq: 1, unitId: null, holderUnitId: null, dueAt: null };
  };
  return (
    <Dialog isOpen title={t.bulkTitle(name, total)} onClose={onClose}>
      <p className="gl-muted" ref={top}>{t.bulkWhy}</p>
      {of ? (
        <ActionForm of={of} ability={ability} send={send} onDone={() => undefined} onCancel={onClose} />
      ) : (
        <Loading lines={4} />
      )}
    </Dialog>
  );
}

/** A toast outlives the dialog: the way back stays in reach for its time. */
function offerUndo(bulk: Bulk, wordsFor: (action: string, done: number) => string): void {
  const { undo, doing, rows = [] } = bulk;
  if (!undo || !doing) return;
  const words = wordsFor(doing.ability.action, countOf(rows, 'done'));
  toasts.show({ text: words, onUndo: () => bulk.start(undo.cases, undo.ability, {}) });
}

export interface BulkBarProps {
  readonly ids: readonly string[];
  readonly onClear: () => void;
  /** What came of it has been read. */
  readonly onClosed: () => void;
}

export function BulkBar({ ids, onClear, onClosed }: BulkBarProps) {
  const t = useText(listTexts);
  const language = useSpoken();
  const bulk = useBulk(language);
  const { common, cases, isPending } = useManyAbilities(ids);
  const [chosen, setChosen] = useState<{ readonly ability: Ability; readonly cases: readonly BulkCase[] }>();
  // What has left the list while the form was filled is not acted on unseen.
  const still = (chosen?.cases ?? []).filter(({ id }) => ids.includes(id));
  if (chosen && still.length === 0) setChosen(undefined);
  const begin = (body: Body) => {
    if (!chosen) return;
    bulk.start(still, chosen.ability, body);
    setChosen(undefined);
    // What leaves the list from here on leaves by this act: the results tell of it.
    onClear();
  };
  const close = () => {
    offerUndo(bulk, (action, done) => t.bulkDone(doneWords({ action, body: {} }, language), done));
    bulk.forget();
    onClosed();
  };
  const results = bulk.rows ? <RunDialog bulk={bulk} onClose={close} /> : null;
  if (ids.length === 0) return results;
  return (
    <section className="gl-bulk" aria-label={t.selected(ids.length)}>
      <strong role="status">{t.selected(ids.length)}</strong>
      {ids.length > MOST_TOGETHER ? <span>{t.tooMany(MOST_TOGETHER)}</span> : null}
      {isPending ? <span>{t.acting}</span> : null}
      {!isPending && common.length === 0 && ids.length <= MOST_TOGETHER ? <span>{t.noCommon}</span> : null}
      {ids.length > MOST_TOGETHER ? null : common.map((ability) => (
        <Button
          key={ability.action}
          size="small"
          disabled={isPending}
          onClick={() => setChosen({ ability, cases })}
        >
          {nameOf(ability, language)}
        </Button>
      ))}
      <Button tone="quiet" size="small" icon="close" onClick={onClear}>{t.selectNone}</Button>
      {chosen && still.length > 0 ? (
        <FormDialog
          ability={chosen.ability}
          first={chosen.cases[0]}
          total={still.length}
          onSend={begin}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
      {results}
    </section>
  );
}
