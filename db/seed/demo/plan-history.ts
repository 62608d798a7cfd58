// Ninety days of a district's cases as a plan, and some weeks a year before: who saw what where and when, in
// which words, and what was then done with it. Pure: it decides no state, clock or holder; the real engine
// does when the plan is played. A deed's time is a share of the stage's limit, so that lamps turn out as
// people's habits make them.
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import { CHINA_OFFSET_MINUTES, type Instant } from '../../../kernel/instant.ts';
import type { DemoComponent } from './components.ts';
import type { DemoDistrict } from './demo.ts';
import { type Matter, MATTERS, type PhotoKind, TOLD_BY_RESIDENTS } from './matters.ts';
import { CLOSERS, OPENERS, REPORTER_SURNAMES } from './words.ts';
import { between, chance, pick, pickWeighted, type Rand, stream, wholeBetween } from './random.ts';
import { deedsOf, type Deed } from './plan-deeds.ts';

export const HISTORY_DAYS = 90;
export const HISTORY_CASES = 3_000;
/** Days before now on which the storm came. */
export const STORM_DAYS_AGO = 24;
/** Around the thirty days of last year that a wall sets beside this year's: some before, some after. */
export const LAST_YEAR = { fromDaysAgo: 363, days: 40 } as const;
/** Of the cases of ninety days: fewer were told then, and no storm came. */
const LAST_YEAR_SHARE = 0.4;

export type Channel =
  | 'patrol'
  | 'citizen'
  | 'hotline'
  | 'police_transfer'
  | 'sensor'
  | 'video'
  | 'department'
  | 'superior'
  | 'opinion';

export interface CasePlan {
  readonly at: Instant;
  readonly channel: Channel;
  readonly matter: Matter;
  /** Empty where the reporter named no item and the dispatcher must. */
  readonly itemCode: string | undefined;
  readonly componentCode: string | undefined;
  readonly gridPath: string;
  readonly point: { readonly lon: number; readonly lat: number };
  readonly address: string;
  readonly description: string;
  readonly photo: PhotoKind;
  /** Who reports for the channel, where it is a person with a post. */
  readonly isByHead: boolean;
  readonly reporter: { readonly name: string; readonly phone: string } | undefined;
  readonly isSolvedOnSpot: boolean;
  readonly deeds: readonly Deed[];
  /** The same matter told again by others, merged into this case. */
  readonly echoes: readonly CasePlan[];
}

type Spot = Pick<CasePlan, 'gridPath' | 'point' | 'address' | 'componentCode'>;

/** Places to choose from: things by class, and all things by grid for their addresses. */
class Scene {
  readonly byClass = new Map<string, DemoComponent[]>();
  private readonly streetside: DemoComponent[] = [];
  private readonly busy: string[];
  private readonly rand: Rand;

  constructor(district: DemoDistrict, rand: Rand) {
    this.rand = rand;
    const communities = district.places.areas.filter((area) => area.level === 'community');
    // Life is not even: some communities make several times the cases of others.
    this.busy = communities.flatMap((area) => Array<string>(wholeBetween(rand, 1, 6)).fill(area.path));
    for (const thing of district.components) {
      const list = this.byClass.get(thing.classCode);
      if (list) list.push(thing);
      else this.byClass.set(thing.classCode, [thing]);
      if (thing.classCode === '0137' || thing.classCode === '0305') this.streetside.push(thing);
    }
  }

  private choose(things: readonly DemoComponent[]): DemoComponent {
    const wanted = pick(this.rand, this.busy);
    let chosen = pick(this.rand, things);
    for (let tries = 0; tries < 25 && !chosen.gridPath.startsWith(wanted); tries += 1)
      chosen = pick(this.rand, things);
    return chosen;
  }

  /** At a thing of the matter's class, or a few steps from a lamp or bin; `near` keeps to one spot. */
  spotFor(matter: Matter): Spot {
    const own = matter.classes.flatMap((code) => this.byClass.get(code) ?? []);
    if (own.length > 0) {
      const thing = this.choose(own);
      const isKnown = chance(this.rand, 0.85);
      return { ...placeOf(thing), componentCode: isKnown ? thing.code : undefined };
    }
    return { ...placeOf(this.choose(this.streetside)), componentCode: undefined };
  }
}

const placeOf = ({ gridPath, lon, lat, address }: DemoComponent) => ({
  gridPath,
  point: { lon, lat },
  address,
});

const HOURS: readonly (readonly [number, number])[] = [
  [0, 0.5],
  [1, 0.3],
  [2, 0.2],
  [3, 0.2],
  [4, 0.3],
  [5, 0.8],
  [6, 2.5],
  [7, 6],
  [8, 10],
  [9, 11],
  [10, 10],
  [11, 7],
  [12, 4.5],
  [13, 5],
  [14, 8],
  [15, 9],
  [16, 8],
  [17, 7],
  [18, 6.5],
  [19, 6],
  [20, 4.5],
  [21, 3],
  [22, 1.8],
  [23, 1],
];
const STORM_HOURS: readonly (readonly [number, number])[] = [
  [15, 2],
  [16, 12],
  [17, 20],
  [18, 14],
  [19, 8],
  [20, 5],
  [21, 3],
];

/** Local midnight of the day that many days before now. */
function dayStart(now: Instant, daysAgo: number): Instant {
  const offset = CHINA_OFFSET_MINUTES * MINUTE;
  return Math.floor((now + offset) / DAY) * DAY - offset - daysAgo * DAY;
}

/** Monday 1.12 … Sunday 0.68, with the storm four times a day's work. */
function dayWeights(now: Instant, days: number, fromDaysAgo = 0): (readonly [number, number])[] {
  const byWeekday = [0.68, 1.12, 1.08, 1.05, 1.04, 1.06, 0.82];
  return Array.from({ length: days }, (_, index) => {
    const daysAgo = fromDaysAgo + index;
    const local = new Date(dayStart(now, daysAgo) + CHINA_OFFSET_MINUTES * MINUTE);
    const storm = daysAgo === STORM_DAYS_AGO ? 3 : daysAgo === STORM_DAYS_AGO - 1 ? 1.7 : 1;
    return [daysAgo, (byWeekday[local.getUTCDay()] ?? 1) * storm] as const;
  });
}

function describe(rand: Rand, matter: Matter, address: string, channel: Channel): string {
  const where = chance(rand, 0.25)
    ? address.replace('附近', '旁边')
    : chance(rand, 0.2)
      ? address.replace('附近', '路口')
      : address;
  const opener = channel === 'citizen' || channel === 'hotline' ? pick(rand, OPENERS) : '';
  return `${opener}${pick(rand, matter.says).replace('%', where)}${pick(rand, CLOSERS[channel] ?? [''])}`;
}

/** Reserved for fiction: no number of this range is ever given to anyone. */
const phoneOf = (rand: Rand): string => `1000000${String(wholeBetween(rand, 0, 9_999)).padStart(4, '0')}`;

export const reporterFor = (rand: Rand) => ({
  name: `${pick(rand, REPORTER_SURNAMES)}${pick(rand, ['女士', '先生'])}`,
  phone: phoneOf(rand),
});

function reporterOf(rand: Rand, channel: Channel): CasePlan['reporter'] {
  if (
    channel !== 'hotline' &&
    channel !== 'police_transfer' &&
    !(channel === 'citizen' && chance(rand, 0.6))
  ) {
    return undefined;
  }
  return reporterFor(rand);
}

const CHANNELS: readonly (readonly [Channel, number])[] = [
  ['patrol', 52],
  ['citizen', 21],
  ['hotline', 18],
  ['police_transfer', 2.5],
  ['video', 3],
  ['sensor', 1.2],
  ['department', 1],
  ['superior', 0.7],
  ['opinion', 0.6],
];

function channelFor(rand: Rand, matter: Matter): Channel {
  if (TOLD_BY_RESIDENTS.has(matter.itemCode)) return chance(rand, 0.55) ? 'citizen' : 'hotline';
  if (matter.itemCode === 'E0406.1' && chance(rand, 0.2)) return 'sensor';
  return pickWeighted(rand, CHANNELS);
}

interface Told {
  readonly at: Instant;
  readonly matter: Matter;
  readonly spot: Spot;
  readonly channel: Channel;
}

function planOne(
  rand: Rand,
  { at, matter, spot, channel }: Told,
  now: Instant,
  echoes: readonly CasePlan[],
): CasePlan {
  const canSolve =
    channel === 'patrol' && ['E0102.1', 'E0506.1', 'E0201.1', 'E2192.1', 'E0104.1'].includes(matter.itemCode);
  const isSolvedOnSpot = echoes.length === 0 && canSolve && chance(rand, 0.3);
  const isUnnamed = channel === 'citizen' ? chance(rand, 0.3) : channel === 'opinion' || channel === 'video';
  return {
    ...spot,
    at,
    channel,
    matter,
    photo: matter.photo,
    isSolvedOnSpot,
    echoes,
    itemCode: isUnnamed ? undefined : matter.itemCode,
    description: describe(rand, matter, spot.address, channel),
    isByHead: channel === 'patrol' && chance(rand, 0.35),
    reporter: reporterOf(rand, channel),
    deeds: deedsOf(rand, {
      matter,
      gridPath: spot.gridPath,
      channel,
      isSolvedOnSpot,
      ageDays: (now - at) / DAY,
    }),
  };
}

/** A main matter told again by one to four others within hours, some steps away. */
function planEchoes(rand: Rand, told: Told, now: Instant): CasePlan[] {
  const isStorm = told.matter.storm >= 6 && told.at >= dayStart(now, STORM_DAYS_AGO);
  if (!chance(rand, isStorm ? 0.12 : 0.035)) return [];
  return Array.from({ length: wholeBetween(rand, 1, 3) }, (_, i) => {
    const at = Math.round(told.at + (i + 1) * between(rand, 3, 9) * MINUTE);
    return {
      ...planOne(rand, { ...told, at, channel: 'citizen' }, now, []),
      deeds: [],
      isSolvedOnSpot: false,
    };
  });
}

const DESK_CHANNELS: readonly (readonly [Channel, number])[] = [
  ['citizen', 8],
  ['video', 1],
  ['opinion', 1],
];
const WAITING_REPORTS = 16;
const WAITING_DISPATCHES = 6;

/** What the dispatcher finds on the desk: reports of the last half hour, some accepted and not yet sent. */
function planDesk(rand: Rand, scene: Scene, now: Instant): CasePlan[] {
  return Array.from({ length: WAITING_REPORTS + WAITING_DISPATCHES }, (_, i) => {
    const matter = pickWeighted(
      rand,
      MATTERS.map((m) => [m, m.weight] as const),
    );
    const at = Math.round(now - between(rand, 1, 26) * MINUTE);
    const channel = pickWeighted(rand, DESK_CHANNELS);
    const plan = planOne(rand, { at, matter, channel, spot: scene.spotFor(matter) }, now, []);
    const accept: Deed = { action: 'accept', by: 'centre', minutes: 0.5, body: {}, fill: 'itemCode' };
    return { ...plan, isSolvedOnSpot: false, deeds: i < WAITING_REPORTS ? [] : [accept] };
  });
}

/** One matter and whoever told it again. */
function planMatter(rand: Rand, scene: Scene, now: Instant, moment: number, isStorm = false): CasePlan {
  const at = Math.round(moment);
  const matter = pickWeighted(
    rand,
    MATTERS.map((m) => [m, m.weight * (isStorm ? m.storm : 1)] as const),
  );
  const channel = channelFor(rand, matter);
  const told: Told = { at, matter, channel, spot: scene.spotFor(matter) };
  const echoes = planEchoes(rand, told, now).filter((echo) => echo.at < now);
  return planOne(rand, told, now, echoes);
}

const countOf = (plans: readonly CasePlan[]): number =>
  plans.reduce((sum, { echoes }) => sum + 1 + echoes.length, 0);
const inOrder = (plans: readonly CasePlan[]): CasePlan[] => plans.toSorted((a, b) => a.at - b.at);

/** Reports in the order of time, all before `now`. The same seed, district and now give the same plan. */
export function planHistory(district: DemoDistrict, now: Instant, cases = HISTORY_CASES): CasePlan[] {
  const rand = stream(district.seed, 'history');
  const scene = new Scene(district, rand);
  const days = dayWeights(now, HISTORY_DAYS);
  const plans = planDesk(rand, scene, now);
  // The last hours always have fresh work with the units, whatever the time of day.
  for (let i = 0; i < 60; i += 1) {
    plans.push(planMatter(rand, scene, now, now - between(rand, 2, 200) * MINUTE));
  }
  for (let count = countOf(plans); count < cases; ) {
    const daysAgo = pickWeighted(rand, days);
    const isStorm = daysAgo === STORM_DAYS_AGO && chance(rand, 0.8);
    const hour = pickWeighted(rand, isStorm ? STORM_HOURS : HOURS);
    const at = dayStart(now, daysAgo) + hour * HOUR + Math.floor(rand() * HOUR);
    if (at >= now - MINUTE) continue;
    const plan = planMatter(rand, scene, now, at, isStorm || daysAgo === STORM_DAYS_AGO - 1);
    plans.push(plan);
    count += countOf([plan]);
  }
  return inOrder(plans);
}

/** The same weeks a year before, with the same habits of the same people: what this year is set against. */
export function planLastYear(district: DemoDistrict, now: Instant, cases = HISTORY_CASES): CasePlan[] {
  const rand = stream(district.seed, 'last year');
  const scene = new Scene(district, rand);
  const days = dayWeights(now, LAST_YEAR.days, LAST_YEAR.fromDaysAgo);
  const plans: CasePlan[] = [];
  for (let count = 0; count < cases * LAST_YEAR_SHARE; ) {
    const hour = pickWeighted(rand, HOURS);
    const at = dayStart(now, pickWeighted(rand, days)) + hour * HOUR + Math.floor(rand() * HOUR);
    const plan = planMatter(rand, scene, now, at);
    plans.push(plan);
    count += countOf([plan]);
  }
  return inOrder(plans);
}
