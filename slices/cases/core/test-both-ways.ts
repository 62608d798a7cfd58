// One case lived twice, for tests of deadlines: by the engine's own `decide`, and on the wall of
// test-minutes.ts. Each deed is done to both at the same minute; `agreed` says where they differ.
import { MINUTE } from '../../../kernel/duration.ts';
import { compileCalendar, type Calendar } from '../../calendar/core/calendar.ts';
import { type CalendarData, type DayWindow, defaultCalendarData, type WeeklyWindow,
} from '../../calendar/core/calendar-data.ts';
import { CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS } from '../../calendar/core/china-holidays.ts';
import { type Clock, usedMs } from '../../calendar/core/clock.ts';
import { type Limit, limitMs, limitOfMs, runsOnWorkingTime } from '../../calendar/core/limit.ts';
import { standardFlow } from './flows/standard.ts';
import { City, PEOPLE, type PersonName, photo, REPORT_BODY, UNITS } from './test-city.ts';
import { type Hours, Wall, type WallCalendar, WallCase, type WallMinute } from './test-minutes.ts';

const CHINA_AHEAD = 480;
export const instantOf = (minute: WallMinute): number => (minute - CHINA_AHEAD) * MINUTE;
export const wallOf = (instant: number): WallMinute => instant / MINUTE + CHINA_AHEAD;

const minuteOfDay = (clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
};
export const windowsOf = (hours: Hours): readonly DayWindow[] =>
  hours.map(([from, until]) => ({ fromMinute: minuteOfDay(from), toMinute: minuteOfDay(until) }));

type Season = readonly [days: readonly number[], hours: Hours, from: string | null, to: string | null];
const weekly = (seasons: readonly Season[]): readonly WeeklyWindow[] =>
  seasons.flatMap(([days, hours, validFrom, validTo]) =>
    days.flatMap((weekday) => windowsOf(hours).map((one) => ({ ...one, weekday, validFrom, validTo }))));

const WEEKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const OFFICE: Hours = [['09:00', '12:00'], ['13:00', '18:00']];
const EARLY: Hours = [['08:00', '12:00'], ['14:00', '18:00']];
const SUMMER: Hours = [['08:00', '12:00'], ['15:00', '19:00']];
const NIGHT: Hours = [['00:00', '06:00'], ['22:00', '24:00']];
const onWeekdays = (hours: Hours) => (weekday: number): Hours => (weekday <= 5 ? hours : []);

interface Both {
  readonly product: CalendarData;
  readonly wall: WallCalendar;
}
const national = defaultCalendarData(CHINA_HOLIDAYS, CHINA_HOLIDAY_YEARS);

/** The calendars of the table, each said twice. `office` is the one that the product ships. */
export const CALENDARS = {
  office: { product: national, wall: { hoursOn: onWeekdays(OFFICE), keepsHolidays: true } },
  early: {
    product: { ...national, weekly: weekly([[WEEKDAYS, EARLY, null, null]]) },
    wall: { hoursOn: onWeekdays(EARLY), keepsHolidays: true },
  },
  seasons: {
    product: { ...national, weekly: weekly([
      [WEEKDAYS, OFFICE, null, '2026-05-31'], [WEEKDAYS, SUMMER, '2026-06-01', '2026-09-30'],
      [WEEKDAYS, OFFICE, '2026-10-01', null],
    ]) },
    wall: {
      hoursOn: (weekday, date) => {
        const isSummer = date >= '2026-06-01' && date < '2026-10-01';
        return weekday > 5 ? [] : isSummer ? SUMMER : OFFICE;
      },
      keepsHolidays: true,
    },
  },
  centre: {
    product: { ...national, observesHolidays: false, weekly: weekly([[EVERY_DAY, OFFICE, null, null]]) },
    wall: { hoursOn: () => OFFICE, keepsHolidays: false },
  },
  nights: {
    product: { ...national, observesHolidays: false, weekly: weekly([[EVERY_DAY, NIGHT, null, null]]) },
    wall: { hoursOn: () => NIGHT, keepsHolidays: false },
  },
} as const satisfies Readonly<Record<string, Both>>;
export type CalendarName = keyof typeof CALENDARS;

/** Who may be sent: a company, a department, a sub-centre and the crew below it. */
export const SENT = {
  A: { unitId: UNITS.sanitation.id, head: 'unitHead', hand: 'handler' },
  B: { unitId: UNITS.management.id, head: 'managerHead', hand: 'manager' },
  C: { unitId: UNITS.branch.id, head: 'branchOfficer', hand: 'branchOfficer' },
  D: { unitId: UNITS.crew.id, head: 'crewHand', hand: 'crewHand' },
} as const satisfies Readonly<Record<string, { unitId: string; head: PersonName; hand: PersonName }>>;
export type UnitLetter = keyof typeof SENT;

const WHOLE_DAYS = 7;

export interface Terms {
  readonly calendar: CalendarName;
  readonly limit: Limit;
  readonly rework?: Limit | undefined;
}

const minutesIn = (limit: Limit): number => limitMs(limit) / MINUTE;
/** The whole case: seven days of the same kind of time, however little its handling takes. */
const wholeOf = ({ kind }: Limit): Limit => (runsOnWorkingTime(kind)
  ? { kind: 'working_days', amount: WHOLE_DAYS } : { kind: 'natural_days', amount: WHOLE_DAYS });

export class BothWays {
  readonly city: City;
  readonly wall: WallCase;
  #data: CalendarData;
  #calendar: Calendar;
  unit: UnitLetter = 'A';

  constructor({ calendar, limit, rework }: Terms, from: WallMinute, unit: UnitLetter = 'A') {
    const { product, wall } = CALENDARS[calendar];
    this.#data = product;
    this.#calendar = compileCalendar(product);
    const total = wholeOf(limit);
    const limits = { ...standardFlow.defaultLimits, handle: limit, total, ...(rework ? { rework } : {}) };
    this.city = new City({ resolution: { limits, photoRule: { report: 0, feedBack: 0 } } });
    const walls = { hand: minutesIn(limit), whole: minutesIn(total), rework: rework && minutesIn(rework) };
    this.wall = new WallCase(new Wall(wall, from), walls, runsOnWorkingTime(limit.kind));
    this.city.now = instantOf(from);
    this.#act('inspector', 'report', REPORT_BODY);
    this.#act('streetDispatcher', 'accept', {});
    this.send(unit);
  }

  #act(who: PersonName | 'system', action: string, body: Record<string, unknown>): void {
    const no = this.try(who, action, body);
    if (no) throw new Error(`${action} at ${new Date(this.city.now).toISOString()}: ${no}`);
  }

  /** The refusal's code, or undefined where the engine did it. The wall is left alone. */
  try(who: PersonName | 'system', action: string, body: Record<string, unknown>): string | undefined {
    return this.city.do(who, action, body, { calendar: this.#calendar });
  }

  get #centre(): PersonName {
    return this.city.open.centreUnitId === UNITS.district.id ? 'dispatcher' : 'streetDispatcher';
  }
  get #head(): PersonName {
    return SENT[this.unit].head;
  }
  get now(): WallMinute {
    return this.wall.wall.now;
  }

  /** Time passes; what ends by itself does so on the minute. */
  until(minute: WallMinute): void {
    const reviewAt = this.city.file?.pause?.reviewAt;
    if (reviewAt != null && wallOf(reviewAt) <= minute) {
      this.city.now = reviewAt;
      this.#act('system', 'resume', {});
    }
    this.city.now = instantOf(minute);
    this.wall.until(minute);
  }

  #claim(unit: UnitLetter): void {
    this.unit = unit;
    const { hand } = SENT[unit];
    this.#act(hand, 'claim', { personId: PEOPLE[hand].personId });
  }

  send(unit: UnitLetter): void {
    this.#act(this.#centre, 'dispatch', { unitId: SENT[unit].unitId, reason: '按职责派遣' });
    this.#claim(unit);
    this.wall.setOut(unit);
  }

  returned(): void {
    this.#act(this.#head, 'return', { reasonCode: 'not_ours', words: '不属本单位' });
    this.wall.putDown();
  }

  transfer(unit: UnitLetter): void {
    this.#act(this.#centre, 'transfer', { unitId: SENT[unit].unitId, reason: '改由其办理' });
    this.#claim(unit);
    this.wall.putDown();
    this.wall.setOut(unit);
  }

  passDown(): void {
    this.#act('branchOfficer', 'pass_down', { unitId: SENT.D.unitId });
    this.#claim('D');
    this.wall.passDown('D');
  }

  done(): void {
    this.#act(SENT[this.unit].hand, 'feed_back', { result: '已办', photoIds: [photo] });
    this.wall.putDown();
  }

  rework(): void {
    this.#act(this.#centre, 'rework', { missing: '没有清完' });
    this.wall.doAgain();
  }

  suspend(until: WallMinute): void {
    const reviewAt = new Date(instantOf(until)).toISOString();
    this.#act(this.#head, 'suspend', { reason: '汛期不能施工', reviewAt });
    this.#act(this.#centre, 'answer_suspend', { isGranted: true });
    this.wall.suspend(until);
  }

  resume(): void {
    this.#act(this.#head, 'resume', {});
    this.wall.resume();
  }

  extend(extra: Limit, isGranted = true): void {
    this.#act(this.#head, 'extend', { reason: '材料未到', extra });
    this.#act(this.#centre, 'answer_extend', { isGranted });
    if (isGranted) this.wall.extend(minutesIn(extra));
  }

  /** Another unit of the same case has done its share; the deadline is one for both. */
  helped(): void {
    this.#act('teamHandler', 'co_result', { result: '已协助' });
  }

  changeDay(day: WallMinute, hours: Hours): void {
    const date = new Date(day * MINUTE).toISOString().slice(0, 10);
    const exception = { day: date, windows: windowsOf(hours), reason: '临时调整' };
    this.#data = { ...this.#data, exceptions: [...this.#data.exceptions, exception] };
    this.#calendar = compileCalendar(this.#data);
    this.wall.wall.changeDay(day, hours);
  }

  get #clocks(): { hand: Clock | null; whole: Clock | null } {
    const { clock, total } = this.city.open;
    return { hand: clock?.stage === 'handle' ? clock : null, whole: total };
  }

  /** Undefined: no such clock runs. */
  get due(): { hand: WallMinute | null; whole: WallMinute | null } {
    const { hand, whole } = this.#clocks;
    const at = (clock: Clock | null) => (clock?.dueAt == null ? null : wallOf(clock.dueAt));
    return { hand: at(hand), whole: at(whole) };
  }

  get dueOnTheWall(): { hand: WallMinute | null; whole: WallMinute | null } {
    return { hand: this.wall.hand?.promised ?? null, whole: this.wall.whole.promised };
  }

  /** Minutes of the limit that are left, as the engine counts them; on the wall they are `left`. */
  get left(): { hand: number | null; whole: number | null } {
    const of = (clock: Clock | null) =>
      clock && (limitMs(clock.limit) - usedMs(this.#calendar, clock, this.city.now)) / MINUTE;
    const { hand, whole } = this.#clocks;
    return { hand: of(hand), whole: of(whole) };
  }

  get leftOnTheWall(): { hand: number | null; whole: number | null } {
    return { hand: this.wall.hand?.left ?? null, whole: this.wall.whole.left };
  }
}

export const minutesOfLimit = (kind: Limit['kind'], minutes: number): Limit =>
  limitOfMs(kind, minutes * MINUTE);
