// Reads a time limit as offices write it (2紧急工作时, 10个工作日, U2h, 5d) and as tellLimit writes it.
// Never guesses: what is not understood is refused with the ways to write it.
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { Limit, LimitKind } from '../../calendar/core/limit.ts';
import { tidyText } from './tidy-text.ts';

type Unit = readonly [pattern: RegExp, kind: LimitKind, times: number];

/** `U` (urgent) runs always: nights and holidays included. Days without a word are natural days in Chinese
 *  use (3天, 3日), while the short form `3d` counts working days, as its published key says. */
const UNITS: readonly Unit[] = [
  [/^个?紧急工作(小时|时)$/, 'urgent_hours', 1],
  [/^个?紧急工作(日|天)$/, 'natural_days', 1],
  [/^个?紧急(小时|时)$/, 'urgent_hours', 1],
  [/^个?工作(小时|时)$/, 'working_hours', 1],
  [/^个?工作(日|天)$/, 'working_days', 1],
  [/^个?(自然)?(日|天)$/, 'natural_days', 1],
  [/^个?(自然)?(小时|时)$/, 'natural_hours', 1],
  [/^分钟?$/, 'urgent_hours', 1 / 60],
  [/^(分钟\(工作时间\)|working minutes?)$/, 'working_hours', 1 / 60],
  [/^h$/, 'working_hours', 1],
  [/^d$/, 'working_days', 1],
  [/^(m|min|minutes?)$/, 'urgent_hours', 1 / 60],
  [/^(working hours?|wh)$/, 'working_hours', 1],
  [/^(working days?|wd)$/, 'working_days', 1],
  [/^(urgent hours?|uh)$/, 'urgent_hours', 1],
  [/^(natural |calendar )?days?$/, 'natural_days', 1],
  [/^(natural )?hours?$/, 'natural_hours', 1],
];

const URGENT: ReadonlyMap<string, Unit> = new Map([
  ['h', [/h/, 'urgent_hours', 1]],
  ['d', [/d/, 'natural_days', 1]],
  ['m', [/m/, 'urgent_hours', 1 / 60]],
]);

const CHINESE_DIGITS = '零一二三四五六七八九十';

function chineseNumber(text: string): number | undefined {
  if (text === '半') return 0.5;
  if (text === '两') return 2;
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return undefined;
  const [, tens, ten, ones] = match;
  const digit = (c: string | undefined) => (c === undefined ? 0 : CHINESE_DIGITS.indexOf(c));
  return ten === undefined ? digit(tens ?? ones) : (tens === undefined ? 1 : digit(tens)) * 10 + digit(ones);
}

const MAX_HOURS = 24 * 366 * 2;
const SPLIT = /^(u)?\s*(\d+(?:\.\d+)?|[半两一二三四五六七八九十]{1,3})\s*(.+)$/;

/** One limit. Refuses (`catalogue.limit_unreadable`, data {text}) an empty text, zero, more than two years,
 *  or anything beside the number and its unit. */
export function parseLimit(text: string): Limit | Refusal<'catalogue.limit_unreadable'> {
  const no = refuse('catalogue.limit_unreadable', { text });
  const clean = tidyText(text)
    .toLowerCase()
    .replace(/(内|以内|之内)$/, '')
    .replace(/^(≤|<=)/, '')
    .trim();
  const match = SPLIT.exec(clean);
  if (!match) return no;
  const [, urgent, number, word] = match;
  if (number === undefined || word === undefined) return no;
  const amount = /\d/.test(number) ? Number(number) : chineseNumber(number);
  const unit = urgent
    ? URGENT.get(word)
    : UNITS.find(([pattern]) => pattern.test(word));
  if (amount === undefined || unit === undefined || amount <= 0) return no;
  const [, kind, times] = unit;
  const exact = times === 1 ? amount : amount * times;
  const days = kind === 'working_days' || kind === 'natural_days';
  return (days ? exact * 24 : exact) > MAX_HOURS ? no : { kind, amount: exact };
}

/** A list of limits in one cell: `U2h/4h/2d/5d`. */
export function parseLimits(text: string): Limit[] | Refusal<'catalogue.limit_unreadable'> {
  const limits: Limit[] = [];
  for (const part of tidyText(text).split(/[/、;；|]/)) {
    const limit = parseLimit(part);
    if (isRefusal(limit)) return refuse('catalogue.limit_unreadable', { text: part.trim() || text });
    limits.push(limit);
  }
  return limits;
}
