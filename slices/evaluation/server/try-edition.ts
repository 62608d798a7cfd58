// What an edition would change, before it is in force: the last full month, judged by the rules of today and
// by those rules with the edition in their place, side by side. It writes nothing.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { localDate } from '../../../kernel/instant.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { Trial, TriedBy } from '../core/contract-editions.ts';
import { type Edition, indicatorsOf, type Rules, withEdition } from '../core/edition.ts';
import { bandOf, ratioOf } from '../core/evaluate.ts';
import { type Period, periodBefore, periodOf } from '../core/period.ts';
import { askedFor, GRAIN, namesOf, readNow, schemeFor } from './read-table.ts';
import { periodView, scoreFor, type Times } from './table-rows.ts';

const PAGE = 100;

/** The district's own day. */
export async function todayOf(tx: Tx, areaPath: string): Promise<string> {
  const { data } = await calendarFor(tx, areaPath.slice(0, 6));
  return localDate(tx.now, data.offsetMinutes);
}

type Row = Omit<Trial['rows'][number], 'name' | 'nameEn'>;

interface Tried {
  readonly period: Period;
  readonly rows: readonly Row[];
  readonly changed: number;
}

const thenOf = (score: ReturnType<typeof scoreFor>): Row['scoreBefore'] =>
  score === null ? null : { points: score.points, band: score.band };

/** All rows, in the order of their keys; those that the edition says nothing about are left out. */
export async function tryEdition(
  tx: Tx,
  areaPath: string,
  by: TriedBy,
  rules: Rules,
  edition: Edition,
): Promise<Tried> {
  const period = periodBefore(periodOf('month', await todayOf(tx, areaPath)));
  const now = await readNow(tx, askedFor(areaPath, by), period);
  const times: Times = [now, new Map(), new Map()];
  const after = withEdition(rules, edition);
  const directory = await unitDirectory(tx);
  const judged = (by_: Rules, key: string) => {
    const scheme = schemeFor(by_.schemes, by, key, directory);
    const indicators = indicatorsOf(by_, GRAIN[by]);
    const indicator = indicators.find(({ id }) => edition.kind === 'indicator' && id === edition.name);
    const value = indicator ? ratioOf(indicator, now.get(key) ?? new Map(), true).value : null;
    return {
      scheme,
      value,
      band: indicator ? bandOf(indicator, value) : null,
      score: thenOf(scoreFor(scheme, indicators, key, times)),
    };
  };
  const rows = [...now.keys()].sort().flatMap((key): Row[] => {
    const [was, is] = [judged(rules, key), judged(after, key)];
    const isMeant = edition.kind === 'scheme' ? was.scheme?.id === edition.name : was.value !== null;
    if (!isMeant) return [];
    return [
      {
        key,
        value: was.value,
        bandBefore: was.band,
        bandAfter: is.band,
        scoreBefore: was.score,
        scoreAfter: is.score,
      },
    ];
  });
  const changed = rows.filter((one) => one.scoreBefore?.band !== one.scoreAfter?.band).length;
  return { period, rows, changed };
}

/** One page of it, with names. */
export async function trialPage(
  tx: Tx,
  areaPath: string,
  by: TriedBy,
  { period, rows, changed }: Tried,
  { after = '', limit = PAGE }: { readonly after?: string | undefined; readonly limit?: number | undefined },
): Promise<Trial> {
  const behind = rows.filter(({ key }) => key > after);
  const shown = behind.slice(0, limit);
  const names = await namesOf(
    tx,
    areaPath,
    by,
    shown.map(({ key }) => key),
  );
  return {
    period: periodView(period),
    changed,
    of: rows.length,
    rows: shown.map((row) => ({
      ...row,
      name: names.get(row.key)?.name ?? row.key,
      nameEn: names.get(row.key)?.nameEn ?? row.key,
    })),
    nextAfter: behind.length > limit ? (shown.at(-1)?.key ?? null) : null,
  };
}
