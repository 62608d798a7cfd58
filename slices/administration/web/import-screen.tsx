// Bringing in a list of staff: template, file, each line with what it would do, bad ones mended in place,
// confirmed with a reason, then the progress. Nothing is written before it is confirmed.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { TableFileField } from '../../../ui/file-field/file-field.tsx';
import { Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox, TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ImportLine } from '../../people/core/contract-staff.ts';
import {
  headingsIn,
  IMPORT_FIELDS,
  type ImportField,
  type ImportRow,
} from '../../people/core/import-columns.ts';
import { AdminFrame, AreaChoice } from './admin-frame.tsx';
import { importTexts } from './import-texts.ts';
import { useAdminArea } from './use-admin.ts';
import { type ImportState, useImport } from './use-import.ts';

/** A screen shows no more lines at once than a person reads; the count says how many there are. */
const MOST_SHOWN = 200;
const TONES = { new: 'ok', changed: 'accent', same: 'plain', refused: 'danger' } as const;

function Outcome({ line }: { line: ImportLine | undefined }) {
  const t = useText(importTexts);
  const language = useSpoken();
  if (!line) return null;
  return (
    <>
      <Badge tone={TONES[line.outcome]}>{t[line.outcome]}</Badge>
      {line.waits ? <Badge tone="warn">{t.waits}</Badge> : null}
      {line.words ? <div role="note">{line.words[language]}</div> : null}
    </>
  );
}

interface RowProps {
  readonly row: ImportRow;
  readonly line: ImportLine | undefined;
  readonly canMend: boolean;
  readonly onMend: (line: number, field: ImportField, text: string) => void;
}

function Row({ row, line, canMend, onMend }: RowProps) {
  const t = useText(importTexts);
  const headings = headingsIn(useSpoken());
  return (
    <tr>
      <th scope="row" className="gl-figures">
        {row.line}
      </th>
      <td>
        <Outcome line={line} />
      </td>
      {IMPORT_FIELDS.map((field, index) => (
        <td key={field}>
          {canMend ? (
            <input
              className="gl-input"
              autoComplete="off"
              aria-label={`${t.line} ${row.line} ${headings[index]}`}
              maxLength={300}
              value={row[field]}
              onChange={(event) => onMend(row.line, field, event.target.value)}
            />
          ) : (
            row[field]
          )}
        </td>
      ))}
    </tr>
  );
}

interface TableProps extends Pick<RowProps, 'onMend'> {
  readonly state: ImportState;
}

function Lines({ state, onMend }: TableProps) {
  const t = useText(importTexts);
  const language = useSpoken();
  const [isOnlyBad, setOnlyBad] = useState(false);
  // A line that was bad stays open while it is mended, also when the check was a moment ago.
  const isBad = (row: ImportRow) => state.lines.get(row.line)?.outcome === 'refused';
  const shown = state.rows.filter((row) => !isOnlyBad || isBad(row)).slice(0, MOST_SHOWN);
  return (
    <>
      <Checkbox isChecked={isOnlyBad} onChange={setOnlyBad}>
        {t.onlyBad}
      </Checkbox>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="gl-admin-scroll" aria-label={t.table} tabIndex={0}>
        <table className="gl-admin-table">
          <thead>
            <tr>
              <th scope="col">{t.line}</th>
              <th scope="col">{t.outcome}</th>
              {headingsIn(language).map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row
                key={row.line}
                row={row}
                line={state.lines.get(row.line)}
                canMend={isBad(row)}
                onMend={onMend}
              />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

function Progress({ state, toDo }: { state: ImportState; toDo: number }) {
  const t = useText(importTexts);
  if (state.done === undefined) return null;
  const all = state.done + toDo;
  return (
    <div role="status">
      <progress
        className="gl-admin-progress"
        max={all}
        value={state.done}
        aria-label={t.progress(state.done, all)}
      />
      <p>{state.isBusy ? t.progress(state.done, all) : t.finished(state.done)}</p>
      {state.waiting > 0 ? (
        <p>
          {t.waiting(state.waiting)} <a href="/command/approvals">{t.see}</a>
        </p>
      ) : null}
      {state.error ? <p>{t.stopped}</p> : null}
    </div>
  );
}

function Templates() {
  const t = useText(importTexts);
  const language = useSpoken();
  return (
    <>
      <LinkButton href={`/api/people/template/xlsx?language=${language}`} isDocument>
        {t.template}
      </LinkButton>
      <LinkButton href={`/api/people/template/csv?language=${language}`} isDocument>
        {t.templateCsv}
      </LinkButton>
    </>
  );
}

export default function ImportScreen() {
  const t = useText(importTexts);
  const language = useSpoken();
  const areaPath = useAdminArea();
  const queries = useQueryClient();
  const { state, toDo, read, mend, check, send } = useImport(
    areaPath,
    () => void queries.invalidateQueries(),
  );
  const [why, setWhy] = useState('');
  const bad = [...state.lines.values()].filter((line) => line.outcome === 'refused').length;
  const canSend = toDo > 0 && !state.isStale && why.trim().length > 1;
  return (
    <AdminFrame part="importing" why={t.why} actions={<Templates />}>
      <div className="gl-admin-choices">
        <AreaChoice />
        <TableFileField label={t.file} help={t.fileHelp} onFile={(file) => void read(file)} />
      </div>
      {state.error ? <Notice tone="danger">{tellError(state.error, language)}</Notice> : null}
      {state.isBusy && state.done === undefined && state.rows.length === 0 ? <Loading lines={5} /> : null}
      {state.rows.length === 0 ? null : (
        <Card title={t.counts(state.rows.length, bad)}>
          <Lines state={state} onMend={mend} />
          <Progress state={state} toDo={toDo} />
          <div className="gl-admin-form">
            <TextArea
              label={t.reason}
              help={t.reasonHelp}
              rows={2}
              maxLength={500}
              value={why}
              onChange={setWhy}
            />
            <div className="gl-admin-acts">
              <Button isBusy={state.isBusy && state.done === undefined} onClick={() => void check()}>
                {t.again}
              </Button>
              <Button
                tone="primary"
                isBusy={state.isBusy}
                disabled={!canSend}
                onClick={() => void send(why.trim())}
              >
                {t.begin(toDo)}
              </Button>
            </div>
          </div>
        </Card>
      )}
    </AdminFrame>
  );
}
