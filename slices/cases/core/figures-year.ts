// The figures of the last thirty whole days, and of the same days a year before: what a wall sets side by
// side. Today is left out, so that a number does not move while somebody opens its list. Formulas:
// evaluation.md, Indicators; the assessed cases are those whose deadline lies in the days.
import { DAY, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { CounterName } from './case-file.ts';
import type { Clause, Figure, Mark } from './figures.ts';

const NAMES = ['reported', 'closed', 'due', 'on_time', 'first_fix', 'reworked', 'reopened'] as const;
type Name = (typeof NAMES)[number];

export const YEAR_FIGURE_IDS = [
  ...NAMES.map((name) => `${name}_30d` as const),
  ...NAMES.map((name) => `${name}_30d_last_year` as const),
] as const;

export type YearMark = 'days30From' | 'dayStart' | 'lastYearFrom' | 'lastYearUntil';

const DAYS = 30;

/** The same calendar day a year before; 29 February becomes 28. */
function yearBefore(day: Instant, offset: number): Instant {
  const local = new Date(day + offset);
  const [year, month, date] = [local.getUTCFullYear() - 1, local.getUTCMonth(), local.getUTCDate()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date, lastOfMonth)) - offset;
}

export function yearMarks(dayStart: Instant, offsetMinutes: number) {
  const offset = offsetMinutes * MINUTE;
  const days30From = dayStart - DAYS * DAY;
  return {
    days30From, lastYearFrom: yearBefore(days30From, offset), lastYearUntil: yearBefore(dayStart, offset),
  };
}

const time = (of: 'created' | 'ended' | 'deadline', [from, until]: readonly [Mark, Mark]): Clause =>
  ({ is: 'time', of, from, until });
const isOnce = (counters: readonly CounterName[]): Clause => ({ is: 'counted', counters, isNever: false });
const isNever = (counters: readonly CounterName[]): Clause => ({ is: 'counted', counters, isNever: true });
const MATTER: Clause = { is: 'matter' };
const CLOSED: Clause = { is: 'state', among: ['closed'] };

interface Meant {
  readonly words: readonly [zh: string, en: string, whatZh: string, whatEn: string];
  readonly of?: Name;
  readonly clauses: (days: readonly [Mark, Mark]) => readonly Clause[];
}

const closed = (days: readonly [Mark, Mark]): readonly Clause[] => [time('ended', days), CLOSED, MATTER];
const due = (days: readonly [Mark, Mark]): readonly Clause[] => [
  time('deadline', days), { is: 'not_suspended' },
  { is: 'not_state', among: ['merged', 'withdrawn', 'rejected'] }, { is: 'not_forced' },
  { is: 'not_solved_on_spot' }, MATTER,
];

const MEANT: Readonly<Record<Name, Meant>> = {
  reported: {
    words: ['上报', 'reported', '上报的案件，拆分办理的计一件', 'cases reported, a matter in parts once'],
    clauses: (days) => [time('created', days), MATTER],
  },
  closed: {
    words: ['结案', 'closed', '结案的案件，含强制结案', 'cases closed, forced closings included'],
    clauses: closed,
  },
  due: {
    words: ['应结案', 'due to close',
      '总时限到期的案件；随手处置、并案、撤回、不予受理、强制结案和挂账的不计',
      'cases whose deadline came; without solved on the spot, merged, withdrawn, rejected, forced'],
    clauses: due,
  },
  on_time: {
    words: ['按期结案', 'closed on time', '应结案中在时限内结案的', 'of those due to close, closed in time'],
    of: 'due', clauses: (days) => [...due(days), CLOSED, { is: 'ended_by_deadline' }],
  },
  first_fix: {
    words: ['一次办结', 'fixed at the first go', '结案中没有退单、返工和重开的',
      'of those closed, without a return, rework or reopening'],
    of: 'closed', clauses: (days) => [...closed(days), isNever(['returns', 'reworks', 'reopens'])],
  },
  reworked: {
    words: ['返工', 'reworked', '结案中返过工的，多次计一件', 'of those closed, reworked, each once'],
    of: 'closed', clauses: (days) => [...closed(days), isOnce(['reworks'])],
  },
  reopened: {
    words: ['重开', 'reopened', '结案中重开过的，多次计一件', 'of those closed, reopened before, each once'],
    of: 'closed', clauses: (days) => [...closed(days), isOnce(['reopens'])],
  },
};

const figureIn = (name: Name, isLastYear: boolean): Figure => {
  const { words: [zh, en, whatZh, whatEn], of, clauses } = MEANT[name];
  const suffix = isLastYear ? '_30d_last_year' : '_30d';
  return {
    id: `${name}${suffix}`, by: 'responsible', order: { by: 'created', isNewestFirst: true },
    zh: isLastYear ? `去年同期${zh}` : `近 30 天${zh}`,
    en: isLastYear ? `${en}, same days last year` : `${en}, last 30 days`,
    whatZh: isLastYear ? `去年同样的三十天内${whatZh}` : `截至昨日的三十天内${whatZh}`,
    whatEn: `${whatEn}, ${isLastYear ? 'in the same thirty days last year' : 'in thirty days to yesterday'}`,
    clauses: clauses(isLastYear ? ['lastYearFrom', 'lastYearUntil'] : ['days30From', 'dayStart']),
    ...(of ? { of: `${of}${suffix}` as const } : {}),
  };
};

export const YEAR_FIGURES: readonly Figure[] = [
  ...NAMES.map((name) => figureIn(name, false)),
  ...NAMES.map((name) => figureIn(name, true)),
];
