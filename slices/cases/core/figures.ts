// The figures of a day as data: what each one counts, in words and as one list of clauses that must all hold.
// The count on the screen and the list that it opens are made from the same clauses, so a figure can't differ
// from the cases behind it (domain.md, what must always hold, 9). Formulas: evaluation.md, Counting rules.
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { AppealState } from './appeal.ts';
import { PERIOD_FIGURE_IDS, type Period } from './figure-words.ts';
import { PERIOD_FIGURES } from './figures-period.ts';
import { YEAR_FIGURE_IDS, YEAR_FIGURES, type YearMark, yearMarks } from './figures-year.ts';
import type { CounterName } from './case-file.ts';
import type { ShareKind } from './shares.ts';

/** Moments that a clause may name, worked out in `marksAt`. `from`: where the period begins. */
export type Mark = 'dayStart' | 'dayEnd' | 'now' | 'soon' | 'from' | YearMark;
export type Marks = Readonly<Record<Mark, Instant>>;

/** created, ended: when it came and went · due: the running stage's limit · deadline: the whole case's. */
export type TimeName = 'created' | 'ended' | 'due' | 'deadline';

export type Clause =
  | { readonly is: 'open' | 'running' | 'not_suspended' | 'ended_by_deadline' }
  | { readonly is: 'state' | 'not_state'; readonly among: readonly string[] }
  | { readonly is: 'not_forced' | 'not_solved_on_spot' }
  /** A matter counts once, as its main case; but for a unit, of which each part was its own work. */
  | { readonly is: 'matter' }
  /** From (included) until (excluded). */
  | { readonly is: 'time'; readonly of: TimeName; readonly from?: Mark; readonly until?: Mark }
  /** A step of this action since then. */
  | { readonly is: 'stepped'; readonly action: string; readonly from: Mark }
  /** One of these has happened to it at least once; or none ever. */
  | { readonly is: 'counted'; readonly counters: readonly CounterName[]; readonly isNever: boolean }
  /** An overdue appeal of the unit asked for, or of any, made within the period; it stands so now. */
  | { readonly is: 'appealed'; readonly among: readonly AppealState[] }
  /** A unit's share of this kind, last within the period: of the unit asked for, or of any. */
  | { readonly is: 'share'; readonly kind: ShareKind; readonly isLate: boolean };

export type FigureId = (typeof FIGURE_IDS)[number];
/** Of this moment and of the day; those of a period are made in figures-period.ts. */
export const DAY_FIGURE_IDS = [
  'open',
  'red',
  'soon',
  'overdue',
  'to_claim',
  'reported_today',
  'closed_today',
  'due_today',
  'on_time_today',
  'returned_today',
  'reworked_today',
] as const;
export const FIGURE_IDS = [...DAY_FIGURE_IDS, ...PERIOD_FIGURE_IDS, ...YEAR_FIGURE_IDS] as const;

export interface Figure {
  readonly id: FigureId;
  readonly zh: string;
  readonly en: string;
  /** What exactly is counted, for whoever asks. */
  readonly whatZh: string;
  readonly whatEn: string;
  /** The first is the one that an index answers: figures that share it are counted in one walk. */
  readonly clauses: readonly Clause[];
  /** The figure of which this one is a part: shown as a share with its base. */
  readonly of?: FigureId;
  /** The unit under which it is counted: who holds it now, who was made responsible, or whose share it is. */
  readonly by: 'holder' | 'responsible' | 'share';
  /** In which order its list is read: most pressing first for what waits, newest first for what was done. */
  readonly order: { readonly by: TimeName; readonly isNewestFirst: boolean };
}

const OPEN: Clause = { is: 'open' };
const MATTER: Clause = { is: 'matter' };
const soonestBy = (by: TimeName) => ({ by, isNewestFirst: false });
const newestBy = (by: TimeName) => ({ by, isNewestFirst: true });

/** Whose deadline has come today; what leaves the denominators by the counting rules is left out. */
const DUE_TODAY: readonly Clause[] = [
  { is: 'time', of: 'deadline', from: 'dayStart', until: 'now' },
  { is: 'not_suspended' },
  { is: 'not_state', among: ['merged', 'withdrawn', 'rejected'] },
  { is: 'not_forced' },
  { is: 'not_solved_on_spot' },
  MATTER,
];

export const FIGURES: readonly Figure[] = [
  {
    id: 'open',
    zh: '在办',
    en: 'open',
    by: 'holder',
    order: newestBy('created'),
    clauses: [OPEN],
    whatZh: '还没有结束的案件',
    whatEn: 'cases that have not ended',
  },
  {
    id: 'red',
    zh: '红灯',
    en: 'red now',
    by: 'holder',
    of: 'open',
    order: soonestBy('due'),
    clauses: [OPEN, { is: 'running' }, { is: 'time', of: 'due', until: 'now' }],
    whatZh: '当前环节已超时',
    whatEn: 'past the limit of the stage they are in',
  },
  {
    id: 'soon',
    zh: '两小时内超时',
    en: 'overdue within 2 h',
    by: 'holder',
    of: 'open',
    order: soonestBy('due'),
    clauses: [OPEN, { is: 'running' }, { is: 'time', of: 'due', from: 'now', until: 'soon' }],
    whatZh: '当前环节两小时内到期，过后即超时',
    whatEn: 'whose stage is due within two hours, and overdue after that',
  },
  {
    id: 'overdue',
    zh: '已超总时限',
    en: 'past the deadline',
    by: 'holder',
    of: 'open',
    order: soonestBy('deadline'),
    clauses: [OPEN, { is: 'not_suspended' }, { is: 'time', of: 'deadline', until: 'now' }],
    whatZh: '全案时限已过仍未结案，挂账的不计',
    whatEn: 'open past the deadline of the whole case, not suspended',
  },
  {
    id: 'to_claim',
    zh: '待认领',
    en: 'waiting for claim',
    by: 'holder',
    of: 'open',
    order: newestBy('created'),
    clauses: [OPEN, { is: 'state', among: ['dispatched'] }],
    whatZh: '已派遣，承办单位还没有认领',
    whatEn: 'dispatched, not yet claimed by the unit',
  },
  {
    id: 'reported_today',
    zh: '今日上报',
    en: 'reported today',
    by: 'responsible',
    order: newestBy('created'),
    clauses: [{ is: 'time', of: 'created', from: 'dayStart', until: 'dayEnd' }, MATTER],
    whatZh: '今天零时起上报的案件；拆分办理的计一件',
    whatEn: 'reported since midnight; a matter in parts counts once',
  },
  {
    id: 'closed_today',
    zh: '今日结案',
    en: 'closed today',
    by: 'responsible',
    order: newestBy('ended'),
    clauses: [
      { is: 'time', of: 'ended', from: 'dayStart', until: 'dayEnd' },
      { is: 'state', among: ['closed'] },
      MATTER,
    ],
    whatZh: '今天零时起结案的案件，含强制结案；拆分办理的计一件',
    whatEn: 'closed since midnight, forced closings included; a matter in parts counts once',
  },
  {
    id: 'due_today',
    zh: '今日应结案',
    en: 'due to close today',
    by: 'responsible',
    order: soonestBy('deadline'),
    clauses: DUE_TODAY,
    whatZh: '今天零时到此刻总时限到期的案件；随手处置、并案、撤回、不予受理、强制结案和挂账的不计',
    whatEn:
      'whose deadline has come since midnight; without solved on the spot, merged, withdrawn, rejected, ' +
      'forced and suspended ones',
  },
  {
    id: 'on_time_today',
    zh: '今日按期结案',
    en: 'closed on time',
    by: 'responsible',
    of: 'due_today',
    order: soonestBy('deadline'),
    clauses: [...DUE_TODAY, { is: 'state', among: ['closed'] }, { is: 'ended_by_deadline' }],
    whatZh: '今日应结案中，在时限内结案的',
    whatEn: 'of those due to close today, closed within the deadline',
  },
  {
    id: 'returned_today',
    zh: '今日退单',
    en: 'returned today',
    by: 'responsible',
    order: newestBy('created'),
    clauses: [{ is: 'stepped', action: 'return', from: 'dayStart' }],
    whatZh: '今天被退过单的案件，多次退单计一件',
    whatEn: 'cases returned since midnight, each once',
  },
  {
    id: 'reworked_today',
    zh: '今日返工',
    en: 'reworked today',
    by: 'responsible',
    order: newestBy('created'),
    clauses: [{ is: 'stepped', action: 'rework', from: 'dayStart' }],
    whatZh: '今天被退回返工的案件，多次返工计一件',
    whatEn: 'cases sent back for rework since midnight, each once',
  },
];

const ALL = [...FIGURES, ...PERIOD_FIGURES, ...YEAR_FIGURES];
const byId = new Map(ALL.map((figure) => [figure.id as string, figure]));
export const figureOf = (id: string): Figure | undefined => byId.get(id);

/** "Soon": two hours, within which a push still changes something. */
const SOON = 2 * HOUR;

const DAYS_OF: Readonly<Record<Exclude<Period, 'month'>, number>> = { today: 1, week: 7, days30: 30 };

/** Where a period of whole days begins that ends now: today is its last day. */
function periodStart(period: Period, dayStart: Instant, offset: number): Instant {
  if (period !== 'month') return dayStart - (DAYS_OF[period] - 1) * DAY;
  const dayOfMonth = new Date(dayStart + offset).getUTCDate();
  return dayStart - (dayOfMonth - 1) * DAY;
}

/** Midnight to midnight in the district's own time. */
export function marksAt(now: Instant, offsetMinutes: number, period: Period = 'today'): Marks {
  const offset = offsetMinutes * MINUTE;
  const dayStart = Math.floor((now + offset) / DAY) * DAY - offset;
  return {
    dayStart, dayEnd: dayStart + DAY, now, soon: now + SOON, from: periodStart(period, dayStart, offset),
    ...yearMarks(dayStart, offsetMinutes),
  };
}
