// A second opinion on deadlines, for tests alone: a clock on the wall that goes forward one minute at a time
// and asks of each whether it is worked. Slow on purpose. It imports nothing and knows nothing of how the
// engine counts, so that a mistake would have to be made twice; its holidays were written down a second time.

/** Minutes since 1970-01-01 00:00 as a clock in China shows them. */
export type WallMinute = number;

/** From and until, as a clock shows them: `['09:00', '12:00']`. */
export type Hours = readonly (readonly [string, string])[];

export interface WallCalendar {
  /** Which hours are worked on an ordinary day: 1 Monday … 7 Sunday. */
  hoursOn(weekday: number, date: string): Hours;
  readonly keepsHolidays: boolean;
}

const PUBLIC: Readonly<Record<number, { off: string; work: string }>> = {
  2024: {
    off: '1/1 2/10-2/17 4/4-4/6 5/1-5/5 6/10 9/15-9/17 10/1-10/7',
    work: '2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12',
  },
  2025: {
    off: '1/1 1/28-2/4 4/4-4/6 5/1-5/5 5/31-6/2 10/1-10/8',
    work: '1/26 2/8 4/27 9/28 10/11',
  },
  2026: {
    off: '1/1-1/3 2/15-2/23 4/4-4/6 5/1-5/5 6/19-6/21 9/25-9/27 10/1-10/7',
    work: '1/4 2/14 2/28 5/9 9/20 10/10',
  },
};

const MINUTES_A_DAY = 1440;

const midnight = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / 60_000;

function daysIn(year: number, text: string): Set<number> {
  const days = new Set<number>();
  for (const range of text.split(' ')) {
    const [first = '', last = first] = range.split('-');
    const [fromMonth = 1, fromDay = 1] = first.split('/').map(Number);
    const [toMonth = 1, toDay = 1] = last.split('/').map(Number);
    const until = midnight(year, toMonth, toDay);
    for (let at = midnight(year, fromMonth, fromDay); at <= until; at += MINUTES_A_DAY) days.add(at);
  }
  return days;
}

const years = Object.entries(PUBLIC).map(([year, { off, work }]) => ({
  off: daysIn(Number(year), off), work: daysIn(Number(year), work),
}));
const isOff = (day: number): boolean => years.some(({ off }) => off.has(day));
const isMadeUp = (day: number): boolean => years.some(({ work }) => work.has(day));

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

const worked = (hours: Hours): number =>
  hours.reduce((sum, [from, until]) => sum + minutesOf(until) - minutesOf(from), 0);

/** One running limit: how many minutes of it are left, and until when it was promised. */
export interface WallClock {
  left: number;
  isRunning: boolean;
  readonly isWorkingTime: boolean;
  promised: WallMinute | null;
}

/** The wall: what time it is, which minutes are worked as far as is known by now, and the clocks on it. */
export class Wall {
  now: WallMinute;
  readonly #calendar: WallCalendar;
  readonly #changed = new Map<number, Hours>();
  readonly #days = new Map<number, Uint8Array>();
  readonly #clocks: WallClock[] = [];

  constructor(calendar: WallCalendar, now: WallMinute) {
    this.#calendar = calendar;
    this.now = now;
  }

  #hoursOf(day: number): Hours {
    const changed = this.#changed.get(day);
    if (changed) return changed;
    const date = new Date(day * 60_000).toISOString().slice(0, 10);
    const weekday = new Date(day * 60_000).getUTCDay() || 7;
    if (this.#calendar.keepsHolidays && isOff(day)) return [];
    if (!this.#calendar.keepsHolidays || !isMadeUp(day)) return this.#calendar.hoursOn(weekday, date);
    const week = [1, 2, 3, 4, 5, 6, 7].map((one) => this.#calendar.hoursOn(one, date));
    return week.reduce((fullest, hours) => (worked(hours) > worked(fullest) ? hours : fullest));
  }

  isWorked(minute: WallMinute): boolean {
    const ofDay = ((minute % MINUTES_A_DAY) + MINUTES_A_DAY) % MINUTES_A_DAY;
    const day = minute - ofDay;
    let known = this.#days.get(day);
    if (!known) {
      known = new Uint8Array(MINUTES_A_DAY);
      for (const [from, until] of this.#hoursOf(day)) known.fill(1, minutesOf(from), minutesOf(until));
      this.#days.set(day, known);
    }
    return known[ofDay] === 1;
  }

  /** A day is closed, or worked otherwise, from now on. */
  changeDay(day: WallMinute, hours: Hours): void {
    this.#changed.set(day, hours);
    this.#days.clear();
  }

  #counts(clock: WallClock, minute: WallMinute): boolean {
    return !clock.isWorkingTime || this.isWorked(minute);
  }

  /** One minute passes. */
  tick(): void {
    for (const clock of this.#clocks) {
      if (clock.isRunning && this.#counts(clock, this.now)) clock.left -= 1;
    }
    this.now += 1;
  }

  /** When so many minutes from a moment on have gone by; of nothing left, when the last one had. */
  #after(clock: WallClock, from: WallMinute, minutes: number): WallMinute {
    let at = from;
    let left = minutes;
    while (left > 0) {
      if (this.#counts(clock, at)) left -= 1;
      at += 1;
    }
    while (left < 0) {
      at -= 1;
      if (this.#counts(clock, at)) left += 1;
    }
    while (minutes <= 0 && !this.#counts(clock, at - 1)) at -= 1;
    return at;
  }

  #between(clock: WallClock, from: WallMinute, until: WallMinute): number {
    let minutes = 0;
    for (let at = from; at < until; at += 1) if (this.#counts(clock, at)) minutes += 1;
    return minutes;
  }

  begin(minutes: number, isWorkingTime: boolean): WallClock {
    const clock: WallClock = { left: minutes, isRunning: false, isWorkingTime, promised: null };
    this.#clocks.push(clock);
    this.run(clock);
    return clock;
  }

  copy(clock: WallClock): WallClock {
    const same = { ...clock };
    this.#clocks.push(same);
    return same;
  }

  run(clock: WallClock): void {
    if (clock.isRunning) return;
    clock.isRunning = true;
    clock.promised = this.#after(clock, this.now, clock.left);
  }

  /** A calendar that changed meanwhile takes nothing of what was promised, and brings nothing late back. */
  stop(clock: WallClock): void {
    if (!clock.isRunning || clock.promised === null) return;
    const isLate = this.now > clock.promised;
    const untilPromised = isLate
      ? 0 - this.#between(clock, clock.promised, this.now)
      : this.#between(clock, this.now, clock.promised);
    clock.left = isLate ? untilPromised : Math.max(clock.left, untilPromised);
    clock.isRunning = false;
    clock.promised = null;
  }

  /** More time: counted from today on, or put behind what was promised, whichever is later. */
  lengthen(clock: WallClock, minutes: number): void {
    const promised = clock.promised === null ? null : this.#after(clock, clock.promised, minutes);
    clock.left += minutes;
    if (promised !== null) clock.promised = Math.max(promised, this.#after(clock, this.now, clock.left));
  }
}

/** What is left of a case for this purpose: who has it, and the two clocks that people ask about. */
export class WallCase {
  readonly wall: Wall;
  readonly whole: WallClock;
  readonly #limit: number;
  readonly #rework: number | undefined;
  readonly #isWorkingTime: boolean;
  readonly #ofUnit = new Map<string, WallClock>();
  unit: string | null = null;
  hand: WallClock | null = null;
  reviewAt: WallMinute | null = null;

  constructor(wall: Wall, limits: { hand: number; whole: number; rework?: number | undefined },
    isWorkingTime: boolean) {
    this.wall = wall;
    this.#limit = limits.hand;
    this.#rework = limits.rework;
    this.#isWorkingTime = isWorkingTime;
    this.whole = wall.begin(limits.whole, isWorkingTime);
  }

  /** Time passes until then; a suspension ends by itself on its day. */
  until(minute: WallMinute): void {
    while (this.wall.now < minute) {
      this.wall.tick();
      if (this.reviewAt === this.wall.now) this.resume();
    }
  }

  /** A unit sets out: with what it had left, or from the beginning. */
  setOut(unit: string): void {
    this.unit = unit;
    const left = this.#ofUnit.get(unit);
    if (left) this.wall.run(left);
    this.hand = left ?? this.wall.begin(this.#limit, this.#isWorkingTime);
  }

  /** It is out of the unit's hands: what is left stays the unit's. */
  putDown(): void {
    if (!this.hand || this.unit === null) return;
    this.wall.stop(this.hand);
    this.#ofUnit.set(this.unit, this.hand);
    this.hand = null;
    this.reviewAt = null;
    this.wall.run(this.whole);
  }

  doAgain(): void {
    if (this.unit === null) return;
    if (this.#rework === undefined) this.setOut(this.unit);
    else this.hand = this.wall.begin(this.#rework, this.#isWorkingTime);
  }

  /** A unit below goes on with what its own had left. */
  passDown(to: string): void {
    const { hand } = this;
    this.putDown();
    if (hand) this.#ofUnit.set(to, this.wall.copy(hand));
    this.setOut(to);
  }

  suspend(until: WallMinute): void {
    if (this.hand) this.wall.stop(this.hand);
    this.wall.stop(this.whole);
    this.reviewAt = until;
  }

  resume(): void {
    this.reviewAt = null;
    if (this.hand) this.wall.run(this.hand);
    this.wall.run(this.whole);
  }

  extend(minutes: number): void {
    if (this.hand) this.wall.lengthen(this.hand, minutes);
    this.wall.lengthen(this.whole, minutes);
  }
}
