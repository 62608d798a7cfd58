// The bars of a shell as a table and as a file: each line has its figure, its bar and whether it holds.
// What was not run says so and counts as a miss: a bar that nobody measured does not hold.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';

export interface Line {
  readonly what: string;
  /** Undefined: not run. */
  readonly figure: number | undefined;
  readonly unit: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly note?: string;
}

export const holds = ({ figure, atMost, atLeast }: Line): boolean =>
  figure !== undefined &&
  (atMost === undefined || figure <= atMost) &&
  (atLeast === undefined || figure >= atLeast);

const told = (value: number, unit: string): string =>
  `${Number.isInteger(value) ? value : value.toFixed(1)}${unit === '' ? '' : ` ${unit}`}`;

function row(line: Line): string[] {
  const { what, figure, unit, atMost, atLeast, note } = line;
  const most = atMost === undefined ? '' : `≤ ${told(atMost, unit)}`;
  const bar = atLeast === undefined ? most : `≥ ${told(atLeast, unit)}`;
  const verdict = figure === undefined ? 'not run' : holds(line) ? 'ok' : 'SHORT';
  return [what, figure === undefined ? '–' : told(figure, unit), bar, verdict, note ?? ''];
}

export function tableOf(lines: readonly Line[]): string {
  const rows = [['what', 'figure', 'bar', '', ''], ...lines.map(row)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export async function writeLines(startedAt: string, lines: readonly Line[], name = 'field'): Promise<string> {
  const folder = new URL('./results/', import.meta.url).pathname;
  await mkdir(folder, { recursive: true });
  const file = `${folder}${name}-${startedAt.replaceAll(':', '-')}.json`;
  const machine = {
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const measured = lines.map((line) => ({ ...line, isRun: line.figure !== undefined, holds: holds(line) }));
  await writeFile(file, `${JSON.stringify({ startedAt, machine, measured }, null, 2)}\n`);
  return file;
}
