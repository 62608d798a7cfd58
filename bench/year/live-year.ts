// A year in the life of a filled district, month by month: some cases through the product's doors, the others
// brought in when they are over, each counted as it comes; and samples of what nobody else has looked at.
import type { Id } from '../../kernel/id.ts';
import { fromIso, type Instant } from '../../kernel/instant.ts';
import type { Actor } from '../../kernel/rights.ts';
import { assert } from '../../kernel/assert.ts';
import type { FakeClock } from '../../platform/server/clock/fake.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import { walkPiece } from '../../slices/evaluation/server/walk-cases.ts';
import type { World } from '../fill-cases.ts';
import { dayOf, type Planted } from './habits.ts';
import { LiveCases } from './live-cases.ts';
import type { Year } from './life.ts';
import { type Held, lookAgain, planSamples } from './look-again.ts';
import { PastOfYear, plant } from './play-year.ts';

export const STARTS = '2025-01-01T00:00:00+08:00';
const MONTHS = Array.from({ length: 12 }, (_, n) => `2025-${String(n + 1).padStart(2, '0')}-01`);
const ENDS = '2026-01-01T00:00:00+08:00';
/** So many cases go through the doors, or every tenth where there are fewer. */
const MOST_LIVED = 4_000;

const at = (iso: string): Instant => {
  const found = fromIso(iso);
  assert(found !== undefined, `not an instant: ${iso}`);
  return found;
};
const endOf = (month: number): Instant =>
  at(MONTHS[month + 1] ? `${MONTHS[month + 1]}T00:00:00+08:00` : ENDS);

/** Whoever answers for the district, and belongs to no unit that works. */
export const supervisorOf = (areaPath: string): Actor => ({
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: 'bench',
  posts: [
    {
      id: '00000000-0000-7000-8000-000000000002',
      unitId: '00000000-0000-7000-8000-000000000003',
      unitKind: 'centre',
      role: 'analyst',
      areaPath,
    },
  ],
});

/** Until every case is counted that was not; answers how many were. */
export async function countAll(database: Database): Promise<number> {
  for (let counted = 0; ; ) {
    const piece = await database.transaction((tx) => walkPiece(tx));
    counted += piece.counted;
    if (piece.isAround) return counted;
  }
}

export interface Lived {
  readonly planted: Planted;
  /** What the samples tell of each unit. */
  readonly held: Held;
  readonly brought: number;
  /** Of those that were brought in, how many the walk counted; and through the doors, by their events. */
  readonly walked: number;
  readonly deeds: number;
  readonly events: number;
  readonly looked: number;
  readonly seconds: Readonly<Record<'playing' | 'living' | 'walking' | 'following' | 'sampling', number>>;
}

interface Parts {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly world: World;
  readonly cases: number;
  /** Milliseconds of a real clock. */
  readonly now: () => number;
  readonly say: (words: string) => void;
}

function monthsOf(cases: number): { past: number[]; live: number[] }[] {
  const each = Math.max(10, Math.round(cases / MOST_LIVED));
  const months = MONTHS.map(() => ({ past: [] as number[], live: [] as number[] }));
  const startsAt = at(STARTS);
  const lasts = MONTHS.map((_, month) => (endOf(month) - startsAt) / 86_400_000);
  for (let n = 0; n < cases; n++) {
    const month = months[lasts.findIndex((last) => dayOf(n, cases) < last)];
    (n % each === 0 ? month?.live : month?.past)?.push(n);
  }
  return months;
}

export async function liveYear({ database, clock, world, cases, now, say }: Parts): Promise<Lived> {
  const supervisor = supervisorOf(world.districtId);
  const planted = await plant(database, world);
  const year: Year = { startsAt: at(STARTS), endsAt: at(ENDS), cases, planted };
  const undone = new Set<Id>();
  const past = new PastOfYear(database, world, year, undone);
  const live = new LiveCases({ database, clock, world, year, undone }, now);
  const held: Held = new Map();
  await live.start();
  await planSamples(database, supervisor, world.districtId, MONTHS[0] ?? '');
  const seconds = { playing: 0, living: 0, walking: 0, following: 0, sampling: 0 };
  const timed = async <T>(what: keyof typeof seconds, work: () => Promise<T>): Promise<T> => {
    const startedAt = now();
    const done = await work();
    seconds[what] += (now() - startedAt) / 1_000;
    return done;
  };
  let [brought, walked, looked] = [0, 0, 0];
  const sample = (month: number) =>
    timed('sampling', async () => {
      looked += await lookAgain({ database, world, supervisor, undone, live }, MONTHS[month] ?? '', held);
    });
  for (const [month, numbers] of monthsOf(cases).entries()) {
    for (const n of numbers.live) live.expect(n);
    await timed('living', () => live.liveUntil(endOf(month)));
    brought += await timed('playing', () => past.bringIn(numbers.past, endOf(month)));
    walked += await timed('walking', () => countAll(database));
    // What was closed in a month is all there when the next is over.
    if (month > 0) await sample(month - 1);
    const told = Object.entries(seconds).map(([what, s]) => `${what} ${s.toFixed(0)} s`);
    const sofar = `${brought} brought in, ${walked} walked, ${live.deeds} deeds`;
    say(`month ${month + 1}: ${sofar}; ${told.join(', ')}`);
  }
  await sample(MONTHS.length - 1);
  await timed('living', () => live.liveUntil(endOf(MONTHS.length - 1)));
  seconds.following = live.countedMs / 1_000;
  seconds.living -= seconds.following;
  return { planted, held, brought, walked, deeds: live.deeds, events: live.events, looked, seconds };
}
