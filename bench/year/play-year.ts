// A year of a district, case by case through the flow's own interpreter: every deadline, return and clock is
// what the product would have made of it. Counted month by month, as the cases come.
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { isRefusal } from '../../kernel/refusal.ts';
import type { Actor } from '../../kernel/rights.ts';
import { DAY, HOUR, MINUTE } from '../../kernel/duration.ts';
import { pick, type Rand, stream } from '../../db/seed/demo/random.ts';
import type { Database, Tx } from '../../platform/server/db/tx.ts';
import { orRefuse } from '../../platform/server/http/refused.ts';
import { locate } from '../../slices/areas/server/public.ts';
import { shiftByLimitTime } from '../../slices/calendar/core/clock.ts';
import { limitMs } from '../../slices/calendar/core/limit.ts';
import type { CaseFile } from '../../slices/cases/core/case-file.ts';
import { decide, type Decision } from '../../slices/cases/core/decide.ts';
import { standardFlow } from '../../slices/cases/core/flows/standard.ts';
import { freshIdentity, importHistory, type PastCase } from '../../slices/cases/server/import-history.ts';
import { resolve as resolveIn } from '../../slices/catalogue/core/resolve.ts';
import { claim, PHOTOS, type World } from '../fill-cases.ts';
import { LATTICE, pointAt } from '../lattice.ts';
import { dayOf, isStormMatter, type Planted, says, shareUsed, STORM_ITEMS } from './habits.ts';

const SEED = 2025;
const BATCH = 500;
/** The window of the reporter, and a day. */
const TO_SETTLE = 16 * DAY;

export interface Year {
  readonly startsAt: Instant;
  readonly cases: number;
  readonly planted: Planted;
}

type Deed = readonly [Actor, string, Record<string, unknown>, Instant];

interface Life {
  readonly world: World;
  readonly planted: Planted;
  readonly rand: Rand;
  isReturned: boolean;
  isRedone: boolean;
  isBack: boolean;
}

/** When the unit answers: after the share of its limit that it uses, in the limit's own kind of time. */
function answersAt({ world, planted, rand }: Life, { clock, unitId }: CaseFile, at: Instant): Instant {
  if (!clock) return at + HOUR;
  const ms = limitMs(clock.limit) * shareUsed(rand, unitId, planted);
  return Math.max(at + MINUTE, orRefuse(shiftByLimitTime(world.calendar, clock.limit, clock.startedAt, ms)));
}

function onClosed(life: Life, file: CaseFile, at: Instant): Deed | undefined {
  const centre = life.world.actorOf(file.centreUnitId, 'dispatcher');
  if (!life.isBack && says.cameBack(life.rand, file.handlerUnitId, life.planted)) {
    life.isBack = true;
    return [centre, 'reopen', { reason: '现场复查，问题仍在' }, at + 2 * DAY];
  }
  return file.isSettled ? undefined : [{ kind: 'system', name: 'timer' }, 'settle', {}, at + TO_SETTLE];
}

function onAnswered(life: Life, file: CaseFile, at: Instant): Deed {
  const { world, rand } = life;
  const centre = world.actorOf(file.centreUnitId, 'dispatcher');
  const reporter: Actor = { kind: 'reporter', caseId: file.id };
  const by = { inspector: world.inspector, reporter, centre }[file.rule?.verification ?? 'centre'];
  if (!life.isRedone && says.again(rand)) {
    life.isRedone = true;
    return [centre, 'rework', { missing: '边角未清理' }, at + HOUR];
  }
  return [by, 'verify', { finding: '现场已恢复' }, at + HOUR];
}

function nextDeed(life: Life, file: CaseFile, at: Instant): Deed | undefined {
  const { world, planted, rand } = life;
  const centre = () => world.actorOf(file.centreUnitId, 'dispatcher');
  const unit = () => world.actorOf(file.unitId ?? '', 'handler', 'dispatcher');
  const soon = at + MINUTE + Math.round(rand() * 9 * MINUTE);
  switch (file.state) {
    case 'reported':
      return [centre(), 'accept', {}, soon];
    case 'accepted':
      return [centre(), 'dispatch', {}, soon];
    case 'dispatched': {
      const [who, action, body] = claim(unit());
      if (!life.isReturned && says.notOurs(rand, file.unitId, planted)) {
        life.isReturned = true;
        return [unit(), 'return', { reasonCode: 'not_ours', words: '不属于我单位职责' }, soon];
      }
      return [who, action, body, soon];
    }
    case 'handling':
      return [unit(), 'feed_back', { result: '已处理完毕', photoIds: PHOTOS }, answersAt(life, file, at)];
    case 'answered':
      return onAnswered(life, file, at);
    case 'verified':
      return [centre(), 'close', { closingCode: 'solved', reply: '已办结' }, soon];
    case 'closed':
      return onClosed(life, file, at);
    default:
      return undefined;
  }
}

/** Who answers for a matter of chance at a place of chance. */
export async function unitAnsweringFor(tx: Tx, world: World, rand: Rand): Promise<Id> {
  const { areaPath } = orRefuse(await locate(tx, pointAt(rand(), rand())));
  const itemCode = pick(rand, world.itemCodes);
  return orRefuse(resolveIn(world.compiled, world.directory, { itemCode, areaPath, at: tx.now })).unitId;
}

async function reported(tx: Tx, world: World, rand: Rand, day: number, startsAt: Instant) {
  const at = startsAt + day * DAY + Math.round((7 + rand() * 13) * HOUR);
  const point = pointAt(rand(), rand());
  const { areaPath, gridCode, areaVersionId } = orRefuse(await locate(tx, point));
  const itemCode = pick<string>(rand, isStormMatter(rand, day) ? STORM_ITEMS : world.itemCodes);
  const address = `测试路${Math.floor(rand() * 999)}号`;
  const resolution = orRefuse(resolveIn(world.compiled, world.directory, { itemCode, areaPath, at }));
  const body = { channel: 'department', description: '路面有情况', itemCode, point, address };
  const place = { point, areaPath, gridCode, address, areaVersionId };
  const reporter = world.actorOf(world.directory.centreOf(areaPath, 'community')?.id ?? '', 'dispatcher');
  const { calendar, directory } = world;
  const fresh = await freshIdentity(tx, LATTICE.code, at);
  const context = { calendar, directory, actor: reporter, now: at, place, resolution, fresh };
  return { at, made: orRefuse(decide(standardFlow, undefined, { action: 'report', body }, context)) };
}

/** No deed after `until`: what is open then is open at the end of the year. */
async function playCase(tx: Tx, world: World, year: Year, n: number): Promise<PastCase> {
  const rand = stream(SEED, `case ${n}`);
  const until = tx.now;
  const { at: startAt, made } = await reported(tx, world, rand, dayOf(n, year.cases), year.startsAt);
  const decisions: Decision[] = [made];
  const life = { world, planted: year.planted, rand, isReturned: false, isRedone: false, isBack: false };
  let [file, at] = [made.file, startAt];
  for (let deed = nextDeed(life, file, at); deed && deed[3] <= until; deed = nextDeed(life, file, at)) {
    const [actor, action, body] = deed;
    at = deed[3];
    const { calendar, directory } = world;
    const next = decide(standardFlow, file, { action, body }, { calendar, directory, actor, now: at });
    if (isRefusal(next)) throw new Error(`case ${n}, ${action} in ${file.state}: ${JSON.stringify(next)}`);
    decisions.push(next);
    file = next.file;
  }
  const steps = decisions.flatMap((one) => one.steps);
  return { file, steps, rulings: decisions.flatMap((one) => one.rulings), timers: [] };
}

/** The cases from one number to another; answers how many each unit was given. */
export async function playCases(
  database: Database,
  world: World,
  year: Year,
  [from, to]: readonly [number, number],
): Promise<ReadonlyMap<Id, number>> {
  const given = new Map<Id, number>();
  for (let first = from; first < to; first += BATCH) {
    await database.transaction(async (tx) => {
      const cases: PastCase[] = [];
      const last = Math.min(to, first + BATCH);
      for (let n = first; n < last; n++) cases.push(await playCase(tx, world, year, n));
      for (const { file } of cases) {
        if (file.handlerUnitId) given.set(file.handlerUnitId, (given.get(file.handlerUnitId) ?? 0) + 1);
      }
      await importHistory(tx, cases);
    });
  }
  return given;
}
