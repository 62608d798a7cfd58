// Figures of a measurement: rates, percentiles, medians. Pure; it measures nothing itself.

/** The value below which a share of the samples lies (nearest rank). `sorted` ascends and is not empty. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError('no samples, no percentile');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`a share lies from 0 to 1, not ${share}`);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  return sorted[rank - 1] as number;
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('no values, no median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] as number, sorted[middle] as number];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}

/** One round of load: how many requests were answered well, in what time, how long each took. */
export interface Round {
  readonly done: number;
  readonly errors: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  /** Processor time of the server per request, where it is known: it depends little on how busy the machine
   *  is. */
  readonly cpuMs?: number;
  /** The same of the store. */
  readonly storeMs?: number;
}

export function roundOf(latenciesMs: readonly number[], errors: number, seconds: number): Round {
  const sorted = Float64Array.from(latenciesMs).sort();
  const isEmpty = sorted.length === 0;
  return {
    done: sorted.length,
    errors,
    seconds,
    p50Ms: isEmpty ? Number.NaN : percentile(sorted, 0.5),
    p95Ms: isEmpty ? Number.NaN : percentile(sorted, 0.95),
    p99Ms: isEmpty ? Number.NaN : percentile(sorted, 0.99),
  };
}

export interface Summary {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly errors: number;
  readonly rounds: number;
  readonly cpuMs?: number;
  readonly storeMs?: number;
}

/** Of the rounds that know it. */
function medianOf<Name extends 'cpuMs' | 'storeMs'>(rounds: readonly Round[], name: Name) {
  const known = rounds.flatMap(({ [name]: value }) => (value === undefined ? [] : [value]));
  return known.length === 0 ? {} : { [name]: median(known) };
}

/** Each figure is the median over the rounds: one disturbed round on a shared machine decides nothing.
 *  Errors are added up, since none is ever excused. */
export function summarise(rounds: readonly Round[]): Summary {
  return {
    ...medianOf(rounds, 'cpuMs'),
    ...medianOf(rounds, 'storeMs'),
    perSecond: median(rounds.map((round) => round.done / round.seconds)),
    p50Ms: median(rounds.map((round) => round.p50Ms)),
    p95Ms: median(rounds.map((round) => round.p95Ms)),
    p99Ms: median(rounds.map((round) => round.p99Ms)),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
    rounds: rounds.length,
  };
}
