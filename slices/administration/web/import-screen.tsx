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
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ImportLine } from '../../people/core/contract-staff.ts';
import {
  headingsIn,
  type ImportColumns,
  IMPORT_FIELDS,
  type ImportField,
  type ImportRow,
} from '../../people/core/import-columns.ts';
import { AdminFrame, AreaChoice } from './admin-frame.tsx';
import { AllFaults, faultId, Faults } from './import-faults.tsx';
import { importTexts } from './import-texts.ts';
import { useAdminArea } from './use-admin.ts';
import { type ImportState, useImport } from './use-import.ts';

/** A screen shows no more lines at once than a person reads; the count says how many there are. */
const MOST_SHOWN = 200;
const TONES = { new: 'ok', changed: 'accent', same: 'plain', refused: 'danger' } as const;

function Outcome({ line, columns }: { line: ImportLine | undefined; columns: ImportColumns }) {
  const t = useText(importTexts);
  if (!line) return null;
  return (
    <>
      <Badge tone={TONES[line.outcome]}>{t[line.outcome]}</Badge>
      {line.waits ? <Badge tone="warn">{t.waits}</Badge> : null}
      <Faults line={line} columns={columns} />
    </>
  );
}

interface RowProps {
  readonly row: ImportRow;
  readonly line: ImportLine | undefined;
  readonly columns: ImportColumns;
  readonly fields: readonly ImportField[];
  readonly canMend: boolean;
  readonly onMend: (line: number, field: ImportField, text: string) => void;
}

/** The cell says that it is wrong, and leads to the words that say what to write. */
function wrongIn(line: ImportLine | undefined, field: ImportField) {
  const ids = line?.faults.flatMap((one, n) => (one.field === field ? [faultId(line.line, n)] : [])) ?? [];
  return ids.length === 0 ? {} : { 'aria-invalid': true, 'aria-describedby': ids.join(' ') };
}

/** Whose line it is, then the columns with a wrong cell as the last check found them: the table is wider than
 *  most screens, and what is to be mended must not be looked for. */
function fieldsOf(lines: readonly ImportLine[]): readonly ImportField[] {
  const wrong = new Set(lines.flatMap(({ faults }) => faults.map(({ field }) => field)));
  const rank = (field: ImportField) => (field === 'name' ? 0 : wrong.has(field) ? 1 : 2);
  return [...IMPORT_FIELDS].sort((a, b) => rank(a) - rank(b));
}

function headingIn(language: Language, field: ImportField): string {
  return headingsIn(language)[IMPORT_FIELDS.indexOf(field)] ?? field;
}

function Row({ row, line, columns, fields, canMend, onMend }: RowProps) {
  const t = useText(importTexts);
  const language = useSpoken();
  return (
    <tr>
      <th scope="row" className="gl-figures">
        {row.line}
      </th>
      <td>
        <Outcome line={line} columns={columns} />
      </td>
      {fields.map((field) => (
        <td key={field}>
          {canMend ? (
            <input
              className="gl-input"
              autoComplete="off"
              {...wrongIn(line, field)}
              aria-label={`${t.line} ${row.line} ${headingIn(language, field)}`}
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
  const bad = state.rows.filter(isBad);
  const others = isOnlyBad ? [] : state.rows.filter((row) => !isBad(row));
  const shown = [...bad, ...others].slice(0, MOST_SHOWN);
  const fields = fieldsOf([...state.lines.values()]);
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
              {fields.map((field) => (
                <th key={field} scope="col">
                  {headingIn(language, field)}
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
                columns={state.columns}
                fields={fields}
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

/** Why it cannot be confirmed yet; undefined where it can. */
function useWhyNot(state: ImportState, toDo: number, bad: number, why: string): string | undefined {
  const t = useText(importTexts);
  if (state.isStale) return t.needsCheck;
  if (toDo === 0) return bad > 0 ? t.nothingIn : t.allSame;
  return why.trim().length > 1 ? undefined : t.needsReason;
}

interface ConfirmProps {
  readonly state: ImportState;
  readonly toDo: number;
  readonly bad: number;
  readonly onCheck: () => void;
  readonly onSend: (why: string) => void;
}

function Confirm({ state, toDo, bad, onCheck, onSend }: ConfirmProps) {
  const t = useText(importTexts);
  const [why, setWhy] = useState('');
  const whyNot = useWhyNot(state, toDo, bad, why);
  const hint = whyNot ?? (bad > 0 ? t.leftOut(bad) : undefined);
  return (
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
        <Button isBusy={state.isBusy && state.done === undefined} onClick={onCheck}>
          {t.again}
        </Button>
        <Button
          tone="primary"
          isBusy={state.isBusy}
          disabled={whyNot !== undefined}
          {...(hint === undefined ? {} : { 'aria-describedby': 'import-hint' })}
          onClick={() => onSend(why.trim())}
        >
          {t.begin(toDo)}
        </Button>
        <p id="import-hint" className="gl-admin-hint">
          {hint}
        </p>
      </div>
    </div>
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
  const lines = [...state.lines.values()];
  const bad = lines.filter((line) => line.outcome === 'refused').length;
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
          <AllFaults lines={lines} columns={state.columns} />
          <Lines state={state} onMend={mend} />
          <Progress state={state} toDo={toDo} />
          <Confirm
            state={state}
            toDo={toDo}
            bad={bad}
            onCheck={() => void check()}
            onSend={(why) => void send(why)}
          />
        </Card>
      )}
    </AdminFrame>
  );
}
