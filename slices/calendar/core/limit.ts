// A time limit: how much of which kind of time. Data of items and rules; the
// catalogue and the flows carry it, clocks run on it. Must never know a particular city's numbers.
import { assert } from '../../../kernel/assert.ts';
import { DAY, HOUR } from '../../../kernel/duration.ts';

export type LimitKind = 'urgent_hours' | 'natural_hours' | 'working_hours' | 'working_days' | 'natural_days';

export interface Limit {
  readonly kind: LimitKind;
  /** Fractions allowed: fifteen minutes are a quarter of an hour. */
  readonly amount: number;
}

export const LIMIT_KINDS: readonly LimitKind[] = [
  'urgent_hours',
  'natural_hours',
  'working_hours',
  'working_days',
  'natural_days',
];

/** A working day of a limit is eight working hours, however long a calendar's own days are. */
export const WORKING_DAY_MS = 8 * HOUR;

interface KindOfTime {
  readonly unitMs: number;
  /** Working time runs inside the calendar's windows only; the other kinds run always. */
  readonly isWorking: boolean;
  readonly zh: string;
  readonly en: readonly [one: string, many: string];
}

const KINDS: Readonly<Record<LimitKind, KindOfTime>> = {
  urgent_hours: { unitMs: HOUR, isWorking: false, zh: '紧急工作时', en: ['urgent hour', 'urgent hours'] },
  natural_hours: { unitMs: HOUR, isWorking: false, zh: '小时', en: ['hour', 'hours'] },
  working_hours: { unitMs: HOUR, isWorking: true, zh: '工作时', en: ['working hour', 'working hours'] },
  working_days: {
    unitMs: WORKING_DAY_MS,
    isWorking: true,
    zh: '工作日',
    en: ['working day', 'working days'],
  },
  natural_days: { unitMs: DAY, isWorking: false, zh: '自然日', en: ['day', 'days'] },
};

export const runsOnWorkingTime = (kind: LimitKind): boolean => KINDS[kind].isWorking;

/** The whole limit in milliseconds of its own kind of time, rounded; always at least one. */
export function limitMs(limit: Limit): number {
  const isAmount = Number.isFinite(limit.amount) && limit.amount > 0;
  assert(isAmount, `a limit must be more than nothing: ${limit.amount}`);
  return Math.max(1, Math.round(limit.amount * KINDS[limit.kind].unitMs));
}

/** The inverse, for adding limits of the same kind of time. */
export const limitOfMs = (kind: LimitKind, ms: number): Limit => ({ kind, amount: ms / KINDS[kind].unitMs });

/** `2 工作日`, `15 分钟`, `2 working days`, `15 minutes`: as a person reads it. */
export function tellLimit(limit: Limit, lang: 'zh' | 'en'): string {
  const kind = KINDS[limit.kind];
  const isShort = kind.unitMs === HOUR && limit.amount < 1;
  const amount = Number((isShort ? limit.amount * 60 : limit.amount).toFixed(2));
  if (!isShort) return lang === 'zh' ? `${amount} ${kind.zh}` : `${amount} ${kind.en[amount === 1 ? 0 : 1]}`;
  if (lang === 'zh') return `${amount} ${kind.isWorking ? '分钟（工作时间）' : '分钟'}`;
  return `${amount} ${kind.isWorking ? 'working ' : ''}${amount === 1 ? 'minute' : 'minutes'}`;
}
