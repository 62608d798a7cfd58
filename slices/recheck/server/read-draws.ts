// Plans, draws and what they found, as whoever supervises an area reads them. What waits of the reader's own
// unit is left out, and with it the seed, from which one could reckon it.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type CaseBrief, listBriefs } from '../../cases/server/public.ts';
import { type Period, periodOf, periodWords } from '../../evaluation/core/period.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { DrawView, Outcome, PlanView, Results, ResultView, UnitRates } from '../core/contract.ts';
import { drawSample } from '../core/draw.ts';
import { recheckPolicy } from '../core/policy.ts';
import { percentsIn } from './draw-sample.ts';
import {
  findDraw,
  listDraws,
  listFrame,
  listPlans,
  listRates,
  type RateRow,
  type StoredDraw,
  type StoredPlan,
} from './queries.ts';
import { listDrawnCaseIds, listResults, type StoredRecheck } from './queries-results.ts';

const PAGE = 50;

export const planView = ({ madeAt, ...plan }: StoredPlan): PlanView => ({ ...plan, madeAt: toIso(madeAt) });

const periodView = (period: Period) => ({
  ...period,
  zh: periodWords(period, 'zh'),
  en: periodWords(period, 'en'),
});

const unitsOf = (actor: Actor): readonly Id[] =>
  actor.kind === 'person' ? [...new Set(actor.posts.map(({ unitId }) => unitId))] : [];

type Names = (unitId: Id) => { readonly name: string; readonly nameEn: string };

async function namesOfUnits(tx: Tx): Promise<Names> {
  const directory = await unitDirectory(tx);
  return (unitId) => {
    const unit = directory.unit(unitId);
    return { name: unit?.name ?? '', nameEn: unit?.nameEn ?? '' };
  };
}

export async function readPlans(tx: Tx, actor: Actor, areaPath: string, limit = PAGE) {
  requireRight(recheckPolicy, actor, 'recheck.supervise', { areaPath });
  return { plans: (await listPlans(tx, areaPath, limit)).map(planView) };
}

function drawView(draw: StoredDraw, rates: readonly RateRow[], own: readonly Id[], names: Names): DrawView {
  const isWaiting = ({ waitingUnitIds }: RateRow) => waitingUnitIds.some((id) => own.includes(id));
  const { id, areaPath, seed, drawnAt, drawnByName } = draw;
  return {
    id,
    areaPath,
    period: periodView(periodOf(draw.period, draw.from)),
    drawnAt: toIso(drawnAt),
    drawnByName,
    seed: rates.some(isWaiting) ? null : seed,
    units: rates
      .filter((row) => !isWaiting(row))
      .map(
        ({ unitId, percent, cases, drawn, checked, held }): UnitRates => ({
          unitId,
          ...names(unitId),
          percent,
          cases,
          drawn,
          checked,
          held,
        }),
      ),
  };
}

async function drawViews(tx: Tx, actor: Actor, draws: readonly StoredDraw[]): Promise<DrawView[]> {
  const rates = await listRates(
    tx,
    draws.map(({ id }) => id),
  );
  const names = await namesOfUnits(tx);
  const own = unitsOf(actor);
  return draws.map((draw) =>
    drawView(
      draw,
      rates.filter(({ drawId }) => drawId === draw.id),
      own,
      names,
    ),
  );
}

export async function readDraws(tx: Tx, actor: Actor, areaPath: string, limit = PAGE) {
  requireRight(recheckPolicy, actor, 'recheck.supervise', { areaPath });
  return { draws: await drawViews(tx, actor, await listDraws(tx, areaPath, limit)) };
}

/** Throws Refused `recheck.no_draw`, `auth.not_allowed`. */
async function requireDraw(tx: Tx, actor: Actor, drawId: Id): Promise<StoredDraw> {
  const draw = (await findDraw(tx, drawId)) ?? throwRefusal('recheck.no_draw');
  requireRight(recheckPolicy, actor, 'recheck.supervise', { areaPath: draw.areaPath });
  return draw;
}

export async function readDraw(tx: Tx, actor: Actor, drawId: Id): Promise<DrawView> {
  const [view] = await drawViews(tx, actor, [await requireDraw(tx, actor, drawId)]);
  return view ?? throwRefusal('recheck.no_draw');
}

/** From the seed and the cases on record, once more: what was drawn is what comes out. */
export async function drawAgain(tx: Tx, actor: Actor, drawId: Id) {
  const { seed } = await requireDraw(tx, actor, drawId);
  const frame = await listFrame(tx, drawId);
  const kept = await listDrawnCaseIds(tx, drawId);
  const again = drawSample(frame, percentsIn(frame), seed);
  const isSame = again.length === kept.length && again.every((id, at) => id === kept[at]);
  return { isSame, cases: frame.length, drawn: kept.length };
}

function resultView(row: StoredRecheck, brief: CaseBrief | undefined, names: Names): ResultView {
  const { id, caseId, areaPath, unitId, outcome, words, photoIds, checkedAt, checkedByName, isReopened } =
    row;
  const unit = names(unitId);
  const { number = '', state = '', itemName = null, itemNameEn = null } = brief ?? {};
  return {
    id,
    caseId,
    number,
    state,
    itemName,
    itemNameEn,
    areaPath,
    unitId,
    unitName: unit.name,
    unitNameEn: unit.nameEn,
    outcome,
    words,
    photoIds: [...photoIds],
    checkedAt: checkedAt === null ? null : toIso(checkedAt),
    checkedByName,
    isReopened,
  };
}

export const briefsById = async (
  tx: Tx,
  rows: readonly StoredRecheck[],
): Promise<ReadonlyMap<Id, CaseBrief>> =>
  new Map(
    (
      await listBriefs(
        tx,
        rows.map(({ caseId }) => caseId),
      )
    ).map((brief) => [brief.id, brief]),
  );

interface PageAsked {
  readonly outcome?: Outcome | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Throws Refused `recheck.no_draw`, `auth.not_allowed`. */
export async function readResults(
  tx: Tx,
  actor: Actor,
  drawId: Id,
  { outcome, cursor, limit = PAGE }: PageAsked,
): Promise<Results> {
  await requireDraw(tx, actor, drawId);
  const asked = { drawId, outcome: outcome ?? null, ownUnitIds: unitsOf(actor), after: cursor ?? null };
  const rows = await listResults(tx, { ...asked, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const briefs = await briefsById(tx, page);
  const names = await namesOfUnits(tx);
  return {
    items: page.map((row) => resultView(row, briefs.get(row.caseId), names)),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
