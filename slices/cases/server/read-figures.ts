// The figures of an area today: every one with its base, by the areas below, the unit and the stage. Rights
// are part of the count: it is cut to what the reader may see, as the list is. Readers who ask for the same
// at the same moment share one count, so that viewers do not multiply the work.
import { localDate, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { Figures } from '../core/contract-figures.ts';
import { FIGURES, type Figure, type FigureId, marksAt } from '../core/figures.ts';
import { casesPolicy } from '../core/policy.ts';
import { type Sight, sightOf } from '../core/visibility.ts';
import { unitRef } from '../core/case-view.ts';
import { countFigures, type FigureCount, totalOf } from './queries-figures.ts';
import { scopesOf } from './queries-lists.ts';

type Totals = Partial<Record<FigureId, number>>;

interface Counted {
  readonly at: number;
  readonly offsetMinutes: number;
  readonly counts: readonly FigureCount[];
}

async function count(tx: Tx, sight: Sight, areaPath: string): Promise<Counted> {
  const { offsetMinutes } = (await calendarFor(tx, areaPath.slice(0, 6))).data;
  const marks = marksAt(tx.now, offsetMinutes);
  const counts = await countFigures(tx, FIGURES, areaPath, scopesOf(sight, { areaPath }), marks);
  return { at: tx.now, offsetMinutes, counts };
}

/** Counts under way, by what is asked. */
const underWayOf = perStore(() => new Map<string, Promise<Counted>>());

async function countTogether(tx: Tx, sight: Sight, areaPath: string): Promise<Counted> {
  if (tx.isTransaction) return count(tx, sight, areaPath);
  const underWay = underWayOf(tx);
  const key = JSON.stringify([areaPath, sight]);
  const shared = underWay.get(key);
  if (shared) return shared;
  const own = count(tx, sight, areaPath).finally(() => underWay.delete(key));
  underWay.set(key, own);
  return own;
}

/** Whoever sees the whole area gets the same count, whatever else they may see elsewhere. */
const sightOfArea = (sight: Sight, areaPath: string): Sight => {
  const holding = sight.areaPaths.find((path) => areaPath === path || areaPath.startsWith(`${path}.`));
  return holding ? { areaPaths: [holding], unitIds: [], unitIdsBeside: [], personId: null } : sight;
};

type KeyOf = (count: FigureCount, figure: Figure) => string | null;

function sumBy(counts: readonly FigureCount[], keyOf: KeyOf, isOfUnit = false): ReadonlyMap<string, Totals> {
  const sums = new Map<string, Totals>();
  for (const one of counts) {
    for (const figure of FIGURES) {
      const total = totalOf(one, figure, isOfUnit);
      const key = total === 0 ? null : keyOf(one, figure);
      if (key === null) continue;
      const totals = sums.get(key) ?? {};
      totals[figure.id] = (totals[figure.id] ?? 0) + total;
      sums.set(key, totals);
    }
  }
  return sums;
}

const isStageOpen = (figure: Figure): boolean => figure.clauses.some((clause) => clause.is === 'open');

export async function readFigures(tx: Tx, actor: Actor, areaPath: string): Promise<Figures> {
  requireRight(casesPolicy, actor, 'case.figures', { areaPath });
  return figuresSeen(tx, sightOfArea(sightOf(actor), areaPath), areaPath);
}

/** As whoever sees the whole area counts them: the caller has checked that the reader does. */
export const figuresOfArea = (tx: Tx, areaPath: string): Promise<Figures> =>
  figuresSeen(tx, { areaPaths: [areaPath], unitIds: [], unitIdsBeside: [], personId: null }, areaPath);

async function figuresSeen(tx: Tx, sight: Sight, areaPath: string): Promise<Figures> {
  const { at, offsetMinutes, counts } = await countTogether(tx, sight, areaPath);
  const directory = await unitDirectory(tx);
  const whole = sumBy(counts, () => '').get('') ?? {};
  const areas = sumBy(counts, (one) => (one.area === areaPath ? null : one.area));
  const units = sumBy(counts, (one, { by }) => (by === 'holder' ? one.holder_unit_id : one.unit_id),
    true);
  const stages = sumBy(counts, (one, figure) => (isStageOpen(figure) ? one.stage : null));
  return {
    areaPath, asOf: toIso(at), day: localDate(at, offsetMinutes),
    figures: FIGURES.map(({ id, zh, en, whatZh, whatEn, of, by }) => ({
      id, zh, en, whatZh, whatEn, by, total: whole[id] ?? 0, of: of ?? null,
      outOf: of ? (whole[of] ?? 0) : null,
    })),
    areas: [...areas].map(([path, totals]) => ({ areaPath: path, totals }))
      .sort((a, b) => (a.areaPath < b.areaPath ? -1 : 1)),
    units: [...units].flatMap(([id, totals]) => {
      const unit = unitRef(directory, id);
      return unit ? [{ unit, totals }] : [];
    }).sort((a, b) => (b.totals.red ?? 0) - (a.totals.red ?? 0) || (a.unit.id < b.unit.id ? -1 : 1)),
    stages: [...stages].map(([stage, totals]) => ({ stage, totals })),
  };
}
