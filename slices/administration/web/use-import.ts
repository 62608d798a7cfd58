// Bringing in a list of staff: read, checked as often as it is mended, then sent in pieces. What is in
// stays in, and going on begins where it stopped: with the same key for the same piece, so that a lost answer
// proposes nobody twice. What is sent carries the marks of the check, so that nothing comes in but what was
// seen. The lines live in this screen alone; nothing of them is kept anywhere.
import { useState } from 'react';
import { ask, api, headersOf, readReply, urlOf } from '../../../platform/web/api/api.ts';
import { isWeather } from '../../../platform/web/api/errors.ts';
import { keepIntent, type IntentKeeper } from '../../../platform/web/api/intent.ts';
import type { CheckedLine, ImportLine } from '../../people/core/contract-staff.ts';
import type { ImportColumns, ImportField, ImportRow } from '../../people/core/import-columns.ts';

const CHECKED_AT_ONCE = 500;
const SENT_AT_ONCE = 25;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `mark`: of the check; a line that has come in needs none any more. */
export type ToldLine = ImportLine & Partial<Pick<CheckedLine, 'mark'>>;

interface ImportFile {
  readonly fileHash: string;
  readonly rows: readonly ImportRow[];
  readonly columns: ImportColumns;
}

export interface ImportState extends ImportFile {
  readonly lines: ReadonlyMap<number, ToldLine>;
  /** Cells were mended since the last check. */
  readonly isStale: boolean;
  readonly isBusy: boolean;
  /** Lines that are in; undefined before it was confirmed. */
  readonly done: number | undefined;
  readonly waiting: number;
  readonly error: Error | null;
}

const EMPTY: ImportState = {
  fileHash: '',
  rows: [],
  columns: {},
  lines: new Map(),
  isStale: false,
  isBusy: false,
  done: undefined,
  waiting: 0,
  error: null,
};

const pieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

async function readFile(areaPath: string, file: File): Promise<ImportFile> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
  const reply = await ask(urlOf('/api/people/import/read', { areaPath }), {
    method: 'POST',
    body: file,
    headers: { ...headersOf(true), 'content-type': type },
  });
  return readReply<ImportFile>(reply);
}

type Lists = Pick<ImportFile, 'fileHash' | 'rows'>;

async function checkRows(areaPath: string, { fileHash, rows }: Lists): Promise<Map<number, ToldLine>> {
  const lines = new Map<number, ToldLine>();
  const before: Pick<ImportRow, 'name' | 'login' | 'phone'>[] = [];
  for (const some of pieces(rows, CHECKED_AT_ONCE)) {
    const body = { areaPath, fileHash, rows: some, before: [...before] };
    before.push(...some.map(({ name, login, phone }) => ({ name, login, phone })));
    const reply = await api.post<{ lines: CheckedLine[] }>('/api/people/import/check', body);
    for (const line of reply.lines) lines.set(line.line, line);
  }
  return lines;
}

interface ImportPiece {
  readonly areaPath: string;
  readonly fileHash: string;
  readonly rows: readonly (ImportRow & { readonly mark: string | undefined })[];
  readonly why: string;
}

/** The same piece after silence carries the same key; an answer of either kind ends it. */
async function sendPiece(keeper: IntentKeeper, body: ImportPiece): Promise<ImportLine[]> {
  try {
    const intent = keeper.keyFor(body);
    const { lines } = await api.post<{ lines: ImportLine[] }>('/api/people/import', body, { intent });
    keeper.done();
    return lines;
  } catch (error) {
    if (!isWeather(error)) keeper.done();
    throw error;
  }
}

const comesIn = (line: ImportLine | undefined): boolean =>
  line?.outcome === 'new' || line?.outcome === 'changed';

export function useImport(areaPath: string, onIn: () => void) {
  const [state, setState] = useState<ImportState>(EMPTY);
  const [keeper] = useState(() => keepIntent());
  const put = (change: Partial<ImportState>) => setState((before) => ({ ...before, ...change }));
  const attempt = async (work: () => Promise<void>) => {
    put({ isBusy: true, error: null });
    try {
      await work();
    } catch (error) {
      put({ error: error instanceof Error ? error : new Error(String(error)) });
    }
    put({ isBusy: false });
  };
  const toDo = state.rows.filter((row) => comesIn(state.lines.get(row.line)));
  return {
    state,
    toDo: toDo.length,
    read: (file: File) =>
      attempt(async () => {
        setState({ ...EMPTY, isBusy: true });
        const table = await readFile(areaPath, file);
        put({ ...table, lines: await checkRows(areaPath, table) });
      }),
    mend: (line: number, field: ImportField, text: string) =>
      setState((before) => ({
        ...before,
        isStale: true,
        rows: before.rows.map((row) => (row.line === line ? { ...row, [field]: text } : row)),
      })),
    check: () => attempt(async () => put({ lines: await checkRows(areaPath, state), isStale: false })),
    send: (why: string) =>
      attempt(async () => {
        let [done, waiting] = [0, 0];
        put({ done, waiting });
        const lines = new Map(state.lines);
        const { fileHash } = state;
        for (const some of pieces(toDo, SENT_AT_ONCE)) {
          const rows = some.map((row) => ({ ...row, mark: state.lines.get(row.line)?.mark }));
          for (const line of await sendPiece(keeper, { areaPath, fileHash, rows, why })) {
            lines.set(line.line, line.outcome === 'refused' ? line : { ...line, outcome: 'same' });
            if (line.outcome !== 'refused') done += 1;
            if (line.waits && line.outcome !== 'refused') waiting += 1;
          }
          put({ done, waiting, lines: new Map(lines) });
        }
        onIn();
      }),
  };
}
