// Loading the holidays of a year: pasted or from a file, each line with how it was read or what is wrong with
// it, then sent whole. What changes a day that has begun waits for a second person, and says so before.
import { type FormEvent, useRef, useState } from 'react';
import { ask, api, headersOf, readReply } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSend } from '../../../platform/web/api/use-send.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { TableFileField } from '../../../ui/file-field/file-field.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Holiday } from '../../calendar/core/calendar-data.ts';
import { changedDays } from '../../calendar/core/change.ts';
import {
  cellsOf,
  readYearLines,
  textOfYear,
  type YearFault,
  type YearLine,
} from '../../calendar/core/year-lines.ts';
import type { Waiting } from './use-admin.ts';
import { yearTexts } from './year-texts.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const STALE = [['calendar'], ['changes'], ['proposals']] as const;
const MOST_TEXT = 20_000;
const FAULTS = {
  days: 'badDays',
  other_year: 'otherYear',
  twice: 'twice',
  kind: 'badKind',
  name: 'badName',
} as const satisfies Readonly<Record<YearFault, string>>;

async function rowsOf(url: string, file: File): Promise<string[][]> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
  const headers = { ...headersOf(true), 'content-type': type };
  const reply = await ask(`${url}/read`, { method: 'POST', body: file, headers });
  return (await readReply<{ rows: string[][] }>(reply)).rows;
}

function ReadAs({ line }: { line: YearLine }) {
  const t = useText(yearTexts);
  const language = useSpoken();
  const [first] = line.holidays;
  if (line.fault || !first) {
    return <span className="gl-admin-fault">{t[FAULTS[line.fault ?? 'days']]}</span>;
  }
  const last = line.holidays.at(-1) ?? first;
  return (
    <>
      <Badge tone={first.kind === 'off' ? 'ok' : 'warn'}>{t[first.kind]}</Badge>{' '}
      <span className="gl-figures">{first === last ? first.day : `${first.day} – ${last.day}`}</span>{' '}
      {t.days(line.holidays.length)} {language === 'zh' ? first.name : first.nameEn}
    </>
  );
}

function Preview({ lines }: { lines: readonly YearLine[] }) {
  const t = useText(yearTexts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-admin-scroll" aria-label={t.preview} tabIndex={0}>
      <table className="gl-admin-table">
        <thead>
          <tr>
            <th scope="col">{t.line}</th>
            <th scope="col">{t.text}</th>
            <th scope="col">{t.read}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <th scope="row" className="gl-figures">
                {line.line}
              </th>
              <td>{line.text}</td>
              <td>
                <ReadAs line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface Known {
  readonly districtId: string;
  readonly year: number;
  readonly isYearKnown: boolean;
  readonly holidays: readonly Holiday[];
}

function Summary({ lines, known, today }: { lines: readonly YearLine[]; known: Known; today: string }) {
  const t = useText(yearTexts);
  const bad = lines.filter((line) => line.fault !== undefined).length;
  const days = lines.flatMap((line) => line.holidays);
  const off = days.filter((day) => day.kind === 'off').length;
  const changed = known.isYearKnown ? changedDays(known.holidays, days) : [];
  if (bad > 0) return <Notice tone="danger">{t.bad(bad)}</Notice>;
  return (
    <>
      <p>
        {t.counts(off, days.length - off)} {known.isYearKnown ? t.changes(changed.length) : null}
      </p>
      {changed.some((day) => day <= today) ? <Notice tone="warn">{t.waits}</Notice> : null}
    </>
  );
}

/**
 * The lines as they are typed, pasted or read from a file. Of several files the one chosen last counts,
 * however long each takes; what stood there before can be had back.
 */
function useLines(url: string) {
  const t = useText(yearTexts);
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<unknown>();
  const [told, setTold] = useState<string>();
  const chosen = useRef<File>(undefined);
  const latest = useRef(text);
  latest.current = text;
  const take = (file: File, rows: readonly string[][]) => {
    const before = latest.current;
    setText(rows.map((cells) => cells.join('\t')).join('\n'));
    setTold(t.fileRead(file.name));
    if (before.trim() === '') return;
    toasts.show({ text: t.replaced(file.name), onUndo: () => setText(before) });
  };
  const read = async (file: File) => {
    chosen.current = file;
    setTrouble(undefined);
    setTold(t.reading(file.name));
    try {
      const rows = await rowsOf(url, file);
      if (chosen.current !== file) return;
      if (rows.length === 0) setTold(t.emptyFile(file.name));
      else take(file, rows);
    } catch (error) {
      if (chosen.current !== file) return;
      setTold(undefined);
      setTrouble(error);
    }
  };
  return { text, setText, read, trouble, told };
}

interface Source {
  readonly source: string;
  readonly sourceEn: string;
}

function SourceFields({ value, onChange }: { value: Source; onChange: (value: Source) => void }) {
  const t = useText(yearTexts);
  return (
    <>
      <TextField
        label={t.source}
        help={t.sourceHelp}
        maxLength={500}
        value={value.source}
        onChange={(source) => onChange({ ...value, source })}
      />
      <TextField
        label={t.sourceEn}
        help={t.sourceEnHelp}
        maxLength={500}
        value={value.sourceEn}
        onChange={(sourceEn) => onChange({ ...value, sourceEn })}
      />
    </>
  );
}

interface FormProps {
  readonly known: Known;
  readonly today: string;
  readonly onDone: (waiting: Waiting) => void;
}

function YearForm({ known, today, onDone }: FormProps) {
  const t = useText(yearTexts);
  const language = useSpoken();
  const [from, setFrom] = useState({ source: '', sourceEn: '' });
  const url = `/api/districts/${known.districtId}/calendar/years`;
  const { text, setText, read, trouble, told } = useLines(url);
  const sending = useSend((body: unknown, intent) => api.post<Waiting>(url, body, { intent }), {
    refresh: STALE,
    onDone,
  });
  const lines = readYearLines(known.year, cellsOf(text));
  const isReady = lines.length > 0 && lines.every((line) => !line.fault) && from.source.trim().length > 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const holidays = lines.flatMap((line) => line.holidays);
    const sourceEn = from.sourceEn.trim();
    const cited = { source: from.source.trim(), ...(sourceEn === '' ? {} : { sourceEn }) };
    void sending.send({ year: known.year, ...cited, holidays });
  };
  const error = sending.error ?? trouble;
  return (
    <Form className="gl-admin-form" onSubmit={submit}>
      <TextArea
        label={t.lines}
        help={t.linesHelp}
        rows={8}
        maxLength={MOST_TEXT}
        value={text}
        onChange={setText}
      />
      <TableFileField label={t.file} help={t.fileHelp} onFile={(file) => void read(file)} />
      <p role="status">{told}</p>
      {known.holidays.length === 0 ? null : (
        <div className="gl-admin-acts">
          <Button onClick={() => setText(textOfYear(known.holidays))}>{t.fill}</Button>
        </div>
      )}
      {lines.length === 0 ? null : (
        <>
          <Preview lines={lines} />
          <Summary lines={lines} known={known} today={today} />
        </>
      )}
      <SourceFields value={from} onChange={setFrom} />
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
      <div className="gl-admin-acts">
        <Button type="submit" tone="primary" isBusy={sending.isSending} disabled={!isReady}>
          {t.send}
        </Button>
      </div>
    </Form>
  );
}

/** Open at once where the year is missing; else behind a button, since it is needed once a year. */
export function LoadYear({ known, today, onDone }: FormProps) {
  const t = useText(yearTexts);
  const [isOpen, setOpen] = useState(!known.isYearKnown);
  if (!isOpen) {
    return (
      <div className="gl-admin-acts">
        <Button onClick={() => setOpen(true)}>{t.open(known.year)}</Button>
      </div>
    );
  }
  const done = (waiting: Waiting) => {
    setOpen(false);
    onDone(waiting);
  };
  return (
    <Card title={t.title(known.year)}>
      <YearForm known={known} today={today} onDone={done} />
    </Card>
  );
}
