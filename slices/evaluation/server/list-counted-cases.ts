// The cases behind one figure, page by page in the order of their days.
import { type Id, isUuid } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type CaseBrief, listBriefs } from '../../cases/server/public.ts';
import type { Breakdown } from '../core/breakdown.ts';
import type { CountedCases } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { isDay, type PeriodKind } from '../core/period.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { isProtected } from '../core/protection.ts';
import {
  type FactAsked,
  type FoundFact,
  listFacts,
  listTogether,
  type TogetherAsked,
} from './queries-read.ts';
import { periodAsked } from './read-table.ts';

const PAGE = 50;
type Place = Pick<FoundFact, 'day' | 'caseId'>;

/** Throws Refused `evaluation.cursor_unknown`. */
function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [day = '', caseId = ''] = cursor.split(' ');
  if (!isDay(day) || !isUuid(caseId)) throwRefusal('evaluation.cursor_unknown');
  return { day, caseId };
}

function itemOf({ caseId, day, times, usedMs, isExempt }: FoundFact, brief: CaseBrief | undefined) {
  const { number = '', state = '', itemName = null, itemNameEn = null, areaPath = '' } = brief ?? {};
  return { caseId, number, state, itemName, itemNameEn, areaPath, day, times, usedMs, isExempt };
}

export interface PageAsked {
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Which cases were rated from below is nobody's to list. Throws Refused `evaluation.in_sums_alone`. */
function refuseProtected({ name }: Pick<FactAsked, 'name'>): void {
  if (isProtected(name)) throwRefusal('evaluation.in_sums_alone');
}

/** Throws Refused `evaluation.in_sums_alone`. */
export async function pageOfFacts(tx: Tx, asked: FactAsked, page: PageAsked): Promise<CountedCases> {
  refuseProtected(asked);
  return pageOf(tx, page, (after, limit) => listFacts(tx, asked, after, limit));
}

/** For a slice above that has checked what the reader may see. Throws Refused `evaluation.in_sums_alone`. */
export async function pageOfTogether(tx: Tx, asked: TogetherAsked, page: PageAsked): Promise<CountedCases> {
  refuseProtected(asked);
  return pageOf(tx, page, (after, limit) => listTogether(tx, asked, after, limit));
}

/** One page of what `list` finds behind a place, in the order of days. */
export async function pageOf(
  tx: Tx,
  { cursor, limit = PAGE }: PageAsked,
  list: (after: Place | undefined, limit: number) => Promise<readonly FoundFact[]>,
): Promise<CountedCases> {
  const found = await list(placeOf(cursor), limit + 1);
  const shown = found.slice(0, limit);
  const briefs = await listBriefs(
    tx,
    shown.map(({ caseId }) => caseId),
  );
  const byId = new Map<Id, CaseBrief>(briefs.map((brief) => [brief.id, brief]));
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((fact) => itemOf(fact, byId.get(fact.caseId))),
    nextCursor: last ? `${last.day} ${last.caseId}` : null,
  };
}

export interface CellAsked extends PageAsked {
  readonly areaPath: string;
  readonly by: Breakdown;
  readonly key: string;
  readonly count: CountName;
  readonly period: PeriodKind;
  readonly day: string;
}

export async function listCellCases(tx: Tx, actor: Actor, asked: CellAsked): Promise<CountedCases> {
  const { areaPath, by, key, count, cursor, limit } = asked;
  const isOfAreas = by === 'whole' || by === 'area' || by === 'grid';
  const within = isOfAreas ? key : areaPath;
  requireRight(evaluationPolicy, actor, 'evaluation.read', { areaPath: within });
  return pageOfFacts(
    tx,
    {
      districtId: areaPath.slice(0, 6),
      kind: by === 'unit' ? 'unit' : 'area',
      subject: by === 'unit' ? key : '',
      name: count,
      areaPath: within,
      itemCode: by === 'item' ? key : null,
      period: periodAsked(asked.period, asked.day),
    },
    { cursor, limit },
  );
}
