// One matter of the simulated year, deed by deed: who does what when, as far as people decide it. Whether
// they may, and what comes of it, is the flow's; the same life is led in memory and through the product's
// doors.
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Actor } from '../../kernel/rights.ts';
import { DAY, HOUR, MINUTE } from '../../kernel/duration.ts';
import { pick, type Rand, stream } from '../../db/seed/demo/random.ts';
import { orRefuse } from '../../platform/server/http/refused.ts';
import { shiftByLimitTime } from '../../slices/calendar/core/clock.ts';
import { limitMs } from '../../slices/calendar/core/limit.ts';
import type { CaseFile } from '../../slices/cases/core/case-file.ts';
import { claim, PHOTOS, type World } from '../fill-cases.ts';
import { dayOf, isStormMatter, type Planted, says, shareUsed, STORM_ITEMS } from './habits.ts';

const SEED = 2025;
/** The window of the reporter, and a day. */
const TO_SETTLE = 16 * DAY;

export interface Year {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly cases: number;
  readonly planted: Planted;
}

export type Deed = readonly [Actor, string, Record<string, unknown>, Instant];

export interface Life {
  readonly world: World;
  readonly planted: Planted;
  readonly rand: Rand;
  readonly day: number;
  returns: number;
  answers: number;
  /** What is the matter on the spot, whatever the papers say. */
  isDone: boolean;
  isBack: boolean;
}

export function lifeOf(world: World, year: Year, n: number): Life {
  const state = { returns: 0, answers: 0, isDone: false, isBack: false };
  return {
    world,
    planted: year.planted,
    rand: stream(SEED, `case ${n}`),
    day: dayOf(n, year.cases),
    ...state,
  };
}

/** Of a case that was looked at again and had not held: from here on everybody is honest. */
export const lifeAgain = (world: World, { planted }: Year, n: number): Life => ({
  world,
  planted,
  rand: stream(SEED, `again ${n}`),
  day: 0,
  returns: 2,
  answers: 1,
  isDone: false,
  isBack: true,
});

/** What comes in, when, and through whom: the room of the community to which people went. */
export function reportOf({ world, rand, day }: Life, { startsAt }: Year) {
  const at = startsAt + day * DAY + Math.round((7 + rand() * 13) * HOUR);
  const point = world.pointAt(rand(), rand());
  const itemCode = pick<string>(rand, isStormMatter(rand, day) ? STORM_ITEMS : world.itemCodes);
  const address = `测试路${Math.floor(rand() * 999)}号`;
  return { at, body: { channel: 'department', description: '路面有情况', itemCode, point, address } };
}

export const reporterIn = (world: World, areaPath: string): Actor =>
  world.actorOf(world.directory.centreOf(areaPath, 'community')?.id ?? '', 'dispatcher');

/** So far into the limit that runs, in the limit's own kind of time. */
function within({ world }: Life, { clock }: CaseFile, at: Instant, share: number): Instant {
  if (!clock) return at + HOUR;
  const ms = limitMs(clock.limit) * share;
  return Math.max(at + MINUTE, orRefuse(shiftByLimitTime(world.calendar, clock.limit, clock.startedAt, ms)));
}

const centreOf = ({ world }: Life, { centreUnitId }: CaseFile): Actor =>
  world.actorOf(centreUnitId, 'dispatcher');

function onSent(life: Life, file: CaseFile, soon: Instant): Deed {
  const unit = life.world.actorOf(file.unitId ?? '', 'handler', 'dispatcher');
  if (says.notOurs(life.rand, file.unitId, life.planted, life.returns)) {
    life.returns += 1;
    return [unit, 'return', { reasonCode: 'not_ours', words: '不属于我单位职责' }, soon];
  }
  return [...claim(unit), soon];
}

function onHandling(life: Life, file: CaseFile, at: Instant): Deed {
  const unit = life.world.actorOf(file.unitId ?? '', 'handler', 'dispatcher');
  life.isDone = says.isDone(life.rand, file.unitId, life.planted, life.answers);
  life.answers += 1;
  const answersAt = within(life, file, at, shareUsed(life.rand, file.unitId, life.planted));
  return [unit, 'feed_back', { result: '已处理完毕', photoIds: PHOTOS }, answersAt];
}

/** By whom the item says, unless nobody comes: then the centre passes it at its desk. */
function onAnswered(life: Life, file: CaseFile, at: Instant): Deed {
  const reporter: Actor = { kind: 'reporter', caseId: file.id };
  const named = file.rule?.verification ?? 'centre';
  if (named === 'centre') return [centreOf(life, file), 'verify', { finding: '材料齐全' }, at + HOUR];
  if (says.isUnseen(life.rand, life.day)) {
    const pastDue = within(life, file, at, 1) + 10 * MINUTE;
    return [centreOf(life, file), 'verify', { finding: '材料齐全' }, pastDue];
  }
  const by = { inspector: life.world.inspector, reporter }[named];
  return life.isDone
    ? [by, 'verify', { finding: '现场已恢复' }, at + HOUR]
    : [by, 'rework', { missing: '现场未处理' }, at + HOUR];
}

function onClosed(life: Life, file: CaseFile, at: Instant): Deed | undefined {
  if (!life.isDone && !life.isBack && says.cameBack(life.rand)) {
    life.isBack = true;
    return [centreOf(life, file), 'reopen', { reason: '群众反映问题仍在' }, at + 2 * DAY];
  }
  return file.isSettled ? undefined : [{ kind: 'system', name: 'timer' }, 'settle', {}, at + TO_SETTLE];
}

/** Undefined where nothing is left to be done. */
export function nextDeed(life: Life, file: CaseFile, at: Instant): Deed | undefined {
  const soon = at + MINUTE + Math.round(life.rand() * 9 * MINUTE);
  switch (file.state) {
    case 'reported':
      return [centreOf(life, file), 'accept', {}, soon];
    case 'accepted': {
      // Returned twice it is a ruling, with its grounds.
      const said = file.counts.returns < 2 ? {} : { reason: '按清单属该单位职责', words: '裁定' };
      return [centreOf(life, file), 'dispatch', said, soon];
    }
    case 'dispatched':
      return onSent(life, file, soon);
    case 'handling':
      return onHandling(life, file, at);
    case 'answered':
      return onAnswered(life, file, at);
    case 'verified':
      return [centreOf(life, file), 'close', { closingCode: 'solved', reply: '已办结' }, soon];
    case 'closed':
      return onClosed(life, file, at);
    default:
      return undefined;
  }
}

/** Which of a unit's closed work has not been done, by the case: known to the street, to no screen. */
export type Undone = Set<Id>;
