// The table that a person reads and the file that a later run is compared with.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { type Figure, MEASURES, type Measure, missesOf, rateWanted, ratioOf } from './bars.ts';
import type { Summary } from './stats.ts';

export type Figures = Readonly<Record<string, Figure>>;

const whole = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : Math.round(value).toLocaleString('en-US');
const tenth = (value: number | undefined): string =>
  value === undefined || Number.isNaN(value) ? '' : value.toFixed(1);

const verdict = (bar: Measure['must'], figure: Figure): string => {
  if (!bar) return '';
  const misses = missesOf(bar, figure);
  return misses.length === 0 ? 'ok' : `short: ${misses.join(', ')}`;
};

const bar = ({ must, aim }: Measure): string =>
  [must, aim]
    .map((one) =>
      one
        ? [
            one.perSecond && `${whole(one.perSecond)}/s`,
            one.ofLimit && `${one.ofLimit}×`,
            one.p95Ms && `p95 ${one.p95Ms}`,
            one.p99Ms && `p99 ${one.p99Ms}`,
            one.atMostMs && `${one.atMostMs} ms`,
            one.atMostMb && `${one.atMostMb} MB`,
          ]
            .filter(Boolean)
            .join(' ')
        : '',
    )
    .filter(Boolean)
    .join(' → ');

/** Where the store does less here than where the bar was set. */
function hereOf({ must }: Measure, figure: Figure): string {
  const here = must && rateWanted(must, figure);
  return here === undefined || here === must?.perSecond ? '' : ` (here ${whole(here)}/s)`;
}

function line(measure: Measure, figure: Figure | undefined): string[] {
  if (!figure) return [measure.words, 'not run', ...Array<string>(7).fill(''), bar(measure), '', ''];
  const { summary, ms, mb } = figure;
  const main = summary
    ? `${whole(summary.perSecond)}/s`
    : ms === undefined
      ? `${whole(mb)} MB`
      : `${whole(ms)} ms`;
  return [
    measure.words,
    main,
    tenth(summary?.p50Ms),
    tenth(summary?.p95Ms),
    tenth(summary?.p99Ms),
    summary ? String(summary.errors) : '',
    summary?.cpuMs?.toFixed(2) ?? '',
    summary?.storeMs?.toFixed(2) ?? '',
    ratioOf(figure)?.toFixed(3) ?? '',
    bar(measure) + hereOf(measure, figure),
    verdict(measure.must, figure),
    verdict(measure.aim, figure),
  ];
}

export function tableOf(limits: Readonly<Record<string, Summary>>, figures: Figures): string {
  const rows = [
    [
      'what', 'figure', 'p50 ms', 'p95 ms', 'p99 ms', 'errors', 'cpu ms', 'store ms', '× limit',
      'bar: must → aim', 'must', 'aim',
    ],
    ...Object.entries(limits).map(([name, one]) => [
      `limit ${name} (the store alone)`,
      `${whole(one.perSecond)}/s`,
      tenth(one.p50Ms),
      tenth(one.p95Ms),
      tenth(one.p99Ms),
      String(one.errors),
      '',
      '',
      '',
      '',
      '',
      '',
    ]),
    ...MEASURES.map((measure) => line(measure, figures[measure.name])),
  ];
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  const notes = MEASURES.flatMap(({ name }) =>
    figures[name]?.note ? [`${name}: ${figures[name]?.note}`] : [],
  );
  const table = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...table, '', ...notes].join('\n');
}

/** Everything a later reader needs to judge the figures by. */
export async function writeResults(
  startedAt: string,
  setting: Readonly<Record<string, unknown>>,
  limits: Readonly<Record<string, Summary>>,
  figures: Figures,
): Promise<string> {
  const folder = new URL('./results/', import.meta.url).pathname;
  await mkdir(folder, { recursive: true });
  const file = `${folder}${startedAt.replaceAll(':', '-')}.json`;
  const machine = {
    cpus: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
  const measured = MEASURES.map(({ name, must, aim }) => ({
    name,
    isRun: name in figures,
    ...figures[name],
    ratio: figures[name] && ratioOf(figures[name]),
    missesMust: must && missesOf(must, figures[name] ?? {}),
    missesAim: aim && missesOf(aim, figures[name] ?? {}),
  }));
  await writeFile(file, `${JSON.stringify({ startedAt, machine, setting, limits, measured }, null, 2)}\n`);
  return file;
}
