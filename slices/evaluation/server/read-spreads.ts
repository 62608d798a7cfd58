// Puts the percentiles of a period to its sums. Sums add up and percentiles do not, so these are counted from
// the facts of the very period, whenever they are asked for.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Period } from '../core/period.ts';
import type { SumRow } from '../core/evaluate.ts';
import { type Asked, readSpreads, readSums } from './queries-read.ts';

export async function readCounted(tx: Tx, asked: Asked, period: Period): Promise<SumRow[]> {
  const sums = await readSums(tx, asked, period);
  if (sums.length === 0) return sums;
  const keyOf = ({ key, name }: { key: string; name: string }): string => `${name} ${key}`;
  const byKey = async (isJudged: boolean) =>
    new Map((await readSpreads(tx, asked, period, isJudged)).map((row) => [keyOf(row), row]));
  const all = await byKey(false);
  const isAnyExempt = sums.some((row) => row.exemptCases > 0 && all.has(keyOf(row)));
  const judged = isAnyExempt ? await byKey(true) : all;
  return sums.map((row): SumRow => {
    const [own, fair] = [all.get(keyOf(row)), judged.get(keyOf(row))];
    if (!own) return row;
    const { p50, p90 } = own;
    return { ...row, p50, p90, judgedP50: fair?.p50 ?? null, judgedP90: fair?.p90 ?? null };
  });
}
