// What waits to be rated by whoever asks. Who rates whom is the flow's (its edge, its parties); a person
// never sees here whether anybody else has rated.
import { DAY } from '../../../kernel/duration.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Actor, Post } from '../../../kernel/rights.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { CaseFile } from '../core/case-file.ts';
import { askedView } from '../core/case-view.ts';
import { MISSED, MOST_TO_RATE, type ToRateItem, type ToRateList } from '../core/contract-ratings.ts';
import { mayBegin } from '../core/decide.ts';
import { edgeOf, type Flow } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import { standardFlow } from '../core/flows/standard.ts';
import type { Context } from '../core/moment.ts';
import { PARTIES, type PartyName } from '../core/parties.ts';
import type { StoredCase } from './case-row.ts';
import { listMissed, listToRate, type RatedPart } from './queries-to-rate.ts';
import { contextOfReading } from './read-world.ts';

const depth = (areaPath: string): number => areaPath.split('.').length;

/** Which cases a post rates: a way to find them, never the right to. */
function partOf(post: Post, directory: UnitDirectory): RatedPart[] {
  const { role, unitId, unitKind, areaPath } = post;
  if (role === 'grid_head') return [{ by: 'grid_head', byUnitId: unitId, areaPath, unitIds: null }];
  if (unitKind !== 'centre' || (role !== 'dispatcher' && role !== 'leader')) return [];
  const idsOf = (isRated: (unit: ReturnType<UnitDirectory['units']>[number]) => boolean) =>
    directory.units().filter(isRated).map(({ id }) => id);
  if (depth(areaPath) === 3) {
    const unitIds = idsOf((unit) => depth(unit.areaPath) === 2 && isWithin(areaPath, unit.areaPath));
    return [{ by: 'rating_community', byUnitId: unitId, areaPath, unitIds }];
  }
  if (depth(areaPath) !== 2) return [];
  const unitIds = idsOf((unit) => unit.kind === 'department' && unit.districtId === areaPath.slice(0, 6));
  return [{ by: 'rating_street', byUnitId: unitId, areaPath, unitIds }];
}

const overAt = (flow: Flow, { endedAt }: CaseFile): Instant => (endedAt ?? 0) + flow.windows.reopenMs;

function standsAs(file: CaseFile, context: Context): PartyName | undefined {
  const flow = flowNamed(file.flow);
  const edge = edgeOf(flow, 'rate');
  if (!edge || file.state !== 'closed') return undefined;
  const begun = mayBegin(flow, edge, file, context);
  return isRefusal(begun) ? undefined : begun.standing.party;
}

const isOver = (file: CaseFile, now: Instant): boolean => overAt(flowNamed(file.flow), file) <= now;

/** As whom this actor may rate the case now; undefined where they may not, or may not any more. */
export const ratesAs = (file: CaseFile, context: Context): PartyName | undefined =>
  isOver(file, context.now) ? undefined : standsAs(file, context);

/** As whom they could have rated it until its window ended. */
const ratedNotAs = (file: CaseFile, context: Context): PartyName | undefined =>
  isOver(file, context.now) ? standsAs({ ...file, isSettled: false }, context) : undefined;

type RatesAs = typeof ratesAs;

async function itemsOf(
  tx: Tx, actor: Actor, found: readonly StoredCase[], asWhom: RatesAs,
): Promise<ToRateItem[]> {
  const items: ToRateItem[] = [];
  for (const { file, version } of found) {
    const context = await contextOfReading(tx, actor, file.districtId);
    const party = asWhom(file, context);
    if (!party) continue;
    const { of } = askedView(file, version, context, new Map());
    const { zh, en } = PARTIES[party];
    items.push({ of, asZh: zh, asEn: en, until: toIso(overAt(flowNamed(file.flow), file)) });
  }
  return items;
}

export async function listWaitingToRate(tx: Tx, actor: Actor): Promise<ToRateList> {
  if (actor.kind !== 'person' || actor.posts.length === 0) {
    return { items: [], isMore: false, missed: { items: [], isMore: false } };
  }
  const directory = await unitDirectory(tx);
  const openAfter = tx.now - standardFlow.windows.reopenMs;
  const parts = actor.posts.flatMap((post) => partOf(post, directory));
  const found = await listToRate(tx, {
    parts, personId: actor.personId, endedAfter: openAfter, limit: MOST_TO_RATE + 1,
    districtIds: [...new Set(actor.posts.map(({ areaPath }) => areaPath.slice(0, 6)))],
  });
  const missed = await listMissed(tx, {
    parts, endedAfter: openAfter - MISSED.days * DAY, endedUntil: openAfter, limit: MISSED.most + 1,
  });
  return {
    items: await itemsOf(tx, actor, found.slice(0, MOST_TO_RATE), ratesAs),
    isMore: found.length > MOST_TO_RATE,
    missed: {
      items: await itemsOf(tx, actor, missed.slice(0, MISSED.most), ratedNotAs),
      isMore: missed.length > MISSED.most,
    },
  };
}
