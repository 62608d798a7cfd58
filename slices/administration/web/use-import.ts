// Bringing in a list of staff: read, checked as often as it is mended, then sent in pieces. What is in
// stays in, and going on begins where it stopped: with the same key for the same piece, so that a lost answer
// proposes nobody twice. The lines live in this screen alone; nothing of them is kept anywhere.
import { useState } from 'react';
import { ask, api, headersOf, readReply, urlOf } from '../../../platform/web/api/api.ts';
import { isWeather } from '../../../platform/web/api/errors.ts';
import { keepIntent, type IntentKeeper } from '../../../platform/web/api/intent.ts';
import type { ImportLine } from '../../people/core/contract-staff.ts';
import type { ImportField, ImportRow } from '../../people/core/import-columns.ts';

const CHECKED_AT_ONCE = 500;
const SENT_AT_ONCE = 25;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ImportState {
  readonly rows: readonly ImportRow[];
  readonly lines: ReadonlyMap<number, ImportLine>;
  /** Cells were mended since the last check. */
  readonly isStale: boolean;
  readonly isBusy: boolean;
  /** Lines that are in; undefined before it was confirmed. */
  readonly done: number | undefined;
  readonly waiting: number;
  readonly error: Error | null;
}

const EMPTY: ImportState = {
  rows: [],
  lines: new Map(),
  isStale: false,
  isBusy: false,
  done: undefined,
  waiting: 0,
  error: null,
};

const pieces = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));

async function readFile(areaPath: string, file: File): Promise<ImportRow[]> {
  const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : XLSX;
  const reply = await ask(urlOf('/api/people/import/read', { areaPath }), {
    method: 'POST',
    body: file,
    headers: { ...headersOf(true), 'content-type': type },
  });
  return (await readReply<{ rows: ImportRow[] }>(reply)).rows;
}

async function checkRows(areaPath: string, rows: readonly ImportRow[]): Promise<Map<number, ImportLine>> {
  const lines = new Map<number, ImportLine>();
  for (const some of pieces(rows, CHECKED_AT_ONCE)) {
    const body = { areaPath, rows: some };
    const reply = await api.post<{ lines: ImportLine[] }>('/api/people/import/check', body);
    for (const line of reply.lines) lines.set(line.line, line);
  }
  return lines;
}

interface ImportPiece {
  readonly areaPath: string;
  readonly rows: readonly ImportRow[];
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
        const rows = await readFile(areaPath, file);
        put({ rows, lines: await checkRows(areaPath, rows) });
      }),
    mend: (line: number, field: ImportField, text: string) =>
      setState((before) => ({
        ...before,
        isStale: true,
        rows: before.rows.map((row) => (row.line === line ? { ...row, [field]: text } : row)),
      })),
    check: () => attempt(async () => put({ lines: await checkRows(areaPath, state.rows), isStale: false })),
    send: (why: string) =>
      attempt(async () => {
        let [done, waiting] = [0, 0];
        put({ done, waiting });
        const lines = new Map(state.lines);
        for (const rows of pieces(toDo, SENT_AT_ONCE)) {
          for (const line of await sendPiece(keeper, { areaPath, rows, why })) {
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
