// What the short forms of the phone offer instead of a search: colleagues who may take a case over, superiors
// who may be asked, more time in round figures of the limit's own kind. Pure.
import type { Instant } from '../../../kernel/instant.ts';
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { type Limit, runsOnWorkingTime } from '../../calendar/core/limit.ts';
import { serves, type Unit } from '../../people/core/unit.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { Directory } from '../core/moment.ts';
import { isColleague } from '../core/parties.ts';
import type { Person } from './phone-world.ts';

/** Whoever the core would let take it over, those of the responsible unit first. */
export function colleaguesFor(
  file: CaseFile,
  people: readonly Person[],
  directory: Directory,
): readonly Person[] {
  const isOfUnit = (one: Person): boolean => one.posts.some((post) => post.unitId === file.unitId);
  return people
    .filter((one) => one.personId !== file.holder?.personId && isColleague(file, one.posts, directory))
    .toSorted(
      (a, b) => Number(isOfUnit(b)) - Number(isOfUnit(a)) || a.name.localeCompare(b.name, 'zh-Hans-CN'),
    );
}

const MOST_SUPERIORS = 4;

/** The centre in charge and those above it, the nearest first, then what stands above the own unit. */
export function superiorsFor(file: CaseFile, posts: Person['posts'], directory: Directory): readonly Unit[] {
  const found: Unit[] = [];
  const add = (unit: Unit | undefined) => {
    if (unit && unit.id !== file.holder?.unitId && !found.includes(unit)) found.push(unit);
  };
  for (
    let centre = directory.unit(file.centreUnitId);
    centre !== undefined;
    centre = directory.centreAbove(centre.id)
  ) {
    add(centre);
  }
  for (const { unitId } of posts) add(directory.unit(directory.unit(unitId)?.parentId ?? ''));
  return found.slice(0, MOST_SUPERIORS);
}

/** To whom a sub-centre may pass it down; from the phone's own list of units. */
export const unitsBelowFor = (file: CaseFile, directory: Directory): readonly Unit[] =>
  directory.unitsBelow(file.unitId ?? '').filter((unit) => serves(unit, file.place.areaPath));

const WORKING: readonly Limit[] = [
  { kind: 'working_hours', amount: 2 },
  { kind: 'working_hours', amount: 4 },
  { kind: 'working_days', amount: 1 },
  { kind: 'working_days', amount: 2 },
  { kind: 'working_days', amount: 3 },
  { kind: 'working_days', amount: 5 },
];
const NATURAL: readonly Limit[] = [
  { kind: 'natural_hours', amount: 2 },
  { kind: 'natural_hours', amount: 4 },
  { kind: 'natural_hours', amount: 12 },
  { kind: 'natural_days', amount: 1 },
  { kind: 'natural_days', amount: 3 },
];

/** Working time is extended by working time, natural time by natural. */
export const extrasFor = (file: CaseFile): readonly Limit[] =>
  file.clock && !runsOnWorkingTime(file.clock.limit.kind) ? NATURAL : WORKING;

export const REVIEW_DAYS: readonly number[] = [7, 14, 30, 90];
/** Reviews are looked at in the morning of their day, China's time. */
const MORNING_MS = 9 * HOUR;
const CHINA_MS = 8 * HOUR;

export const reviewIn = (days: number, now: Instant): Instant =>
  Math.floor((now + CHINA_MS) / DAY + days) * DAY - CHINA_MS + MORNING_MS;
