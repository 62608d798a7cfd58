// Lighthouse over the screens of a shell, as it judges a phone on a slow 4G line or a desk on a wired one:
// four categories, each screen from a cold cache with its person signed in. The machine is shared, so a
// screen that misses is asked five times and the median counts.
import lighthouse, { desktopConfig, type Flags } from 'lighthouse';
import type { Line } from './table.ts';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof CATEGORIES)[number];

interface Run {
  readonly scores: Readonly<Record<Category, number>>;
  /** Audits that cost points, by weight. */
  readonly lost: readonly string[];
}

/** The median of the runs; what cost points is told of the last. */
interface Judged extends Run {
  readonly runs: number;
}

export interface Judge {
  /** Where the product answers. */
  readonly base: string;
  /** Of the browser's remote control. */
  readonly port: number;
  readonly device: 'phone' | 'desktop';
  /** Each category must come to this, of 100. */
  readonly atLeast: number;
}

const MOST_RUNS = 5;
/** A screen that listens for what is new never falls silent; all that is judged has happened long before. */
const MOST_WAIT_MS = 15_000;
const MOST_TOLD = 4;

async function runOnce({ base, port, device }: Judge, path: string): Promise<Run> {
  const url = base + path;
  const flags: Flags = {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: [...CATEGORIES],
    maxWaitForLoad: MOST_WAIT_MS,
  };
  const result = await lighthouse(url, flags, device === 'desktop' ? desktopConfig : undefined);
  if (!result) throw new Error(`no judgement of ${url}`);
  const { lhr } = result;
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)]),
  ) as Record<Category, number>;
  const lost = CATEGORIES.flatMap((name) =>
    (lhr.categories[name]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id} ${lhr.audits[id]?.displayValue ?? ''}`.trim()),
  );
  return { scores, lost };
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
};

async function judged(by: Judge, path: string): Promise<Judged> {
  const runs: Run[] = [];
  // A trace that could not be recorded judges nothing: it is asked again within the same number.
  for (let asked = 0; asked < MOST_RUNS; asked += 1) {
    const run = await runOnce(by, path).catch((error: Error) => console.error(error.message));
    if (run) runs.push(run);
    if (runs.length === 1 && run && CATEGORIES.every((name) => run.scores[name] >= by.atLeast)) break;
  }
  if (runs.length === 0) throw new Error(`no judgement of ${path}`);
  const scores = Object.fromEntries(
    CATEGORIES.map((name) => [name, median(runs.map((run) => run.scores[name]))]),
  ) as Record<Category, number>;
  return { scores, runs: runs.length, lost: runs.at(-1)?.lost ?? [] };
}

const linesOf = (what: string, found: Judged | undefined, atLeast: number): Line[] =>
  CATEGORIES.map((name) => {
    const isLow = found !== undefined && found.scores[name] < atLeast;
    return {
      what: `Lighthouse ${name} ${what}`,
      figure: found?.scores[name],
      unit: '',
      atLeast,
      note: isLow ? `${found.runs} runs: ${found.lost.slice(0, MOST_TOLD).join(', ')}` : '',
    };
  });

/** Four lines for one screen; `named` says how it is looked at. */
export async function judgeScreen(by: Judge, path: string, named = ''): Promise<Line[]> {
  const found = await judged(by, path);
  const told = CATEGORIES.map((one) => found.scores[one]).join(' ');
  console.error(`· lighthouse ${named}${path} ${told}`);
  return linesOf(`${named}${path}`, found, by.atLeast);
}

/** The same four lines where nobody has looked. */
export const notJudged = (atLeast: number, path: string, named = ''): Line[] =>
  linesOf(`${named}${path}`, undefined, atLeast);
