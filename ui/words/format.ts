// Times, lengths of time and numbers as people say them, in both languages. Pure: `now` is an argument.
// All times are told in China's one zone, whatever the device believes.
import { DAY, HOUR, MINUTE } from '../../kernel/duration.ts';
import { localDate, localMinute, toIso, type Instant } from '../../kernel/instant.ts';
import type { Language } from './language.tsx';

// By hand and not by Intl: to make its first formatter costs a slow phone 50 ms while a screen is drawn.
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ');

/** `12:31` */
export const timeOfDay = (at: Instant): string => localMinute(at).slice(-5);

/** `11月22日` / `22 Nov`, with the year when it is not the year of `now`. */
export function dayWords(at: Instant, now: Instant, language: Language): string {
  const [year = '', month, day] = localDate(at).split('-');
  const isSameYear = localDate(now).startsWith(`${year}-`);
  if (language === 'zh') return `${isSameYear ? '' : `${year}年`}${Number(month)}月${Number(day)}日`;
  return `${Number(day)} ${MONTHS[Number(month) - 1]}${isSameYear ? '' : ` ${year}`}`;
}

/** `12:31` today, `昨天 12:31`, `明天 09:00`, otherwise the day and the time. */
export function whenWords(at: Instant, now: Instant, language: Language): string {
  const near: readonly (readonly [number, string, string])[] = [
    [0, '', ''],
    [-DAY, '昨天 ', 'yesterday '],
    [DAY, '明天 ', 'tomorrow '],
  ];
  for (const [shift, zh, en] of near) {
    if (localDate(at) === localDate(now + shift)) return `${language === 'zh' ? zh : en}${timeOfDay(at)}`;
  }
  return `${dayWords(at, now, language)} ${timeOfDay(at)}`;
}

/** A time that somebody must keep names today as well: `今天 18:00`, `明天 12:00`, `11月23日 18:00`. */
export function dueWords(at: Instant, now: Instant, language: Language): string {
  if (localDate(at) !== localDate(now)) return whenWords(at, now, language);
  return `${language === 'zh' ? '今天' : 'today'} ${timeOfDay(at)}`;
}

/** For hover and print: `2026-11-22 12:31:05 UTC+8`. */
export const exactTime = (at: Instant): string =>
  `${localMinute(at)}${toIso(at).slice(16, 19)} UTC+8`;

const plural = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The two largest units, rounded down: `2 小时 5 分`, `3 天`, `不到 1 分钟`. Negative counts as positive. */
export function durationWords(lengthMs: number, language: Language): string {
  const rest = Math.abs(lengthMs);
  const days = Math.floor(rest / DAY);
  const hours = Math.floor((rest % DAY) / HOUR);
  const minutes = Math.floor((rest % HOUR) / MINUTE);
  const zh = language === 'zh';
  const inDays = days === 0 ? '' : zh ? `${days} 天` : plural(days, 'day');
  const inHours = hours === 0 ? '' : zh ? `${hours} 小时` : `${hours} h`;
  const inMinutes = minutes === 0 ? '' : zh ? `${minutes} 分${hours === 0 ? '钟' : ''}` : `${minutes} min`;
  const parts = days > 0 ? [inDays, inHours] : [inHours, inMinutes];
  return parts.filter((part) => part !== '').join(' ') || (zh ? '不到 1 分钟' : 'under a minute');
}

/** A working day of a limit, as the calendar counts it. */
const WORKING_DAY = 8 * HOUR;

/** `4 工作时 20 分`, `35 工作分钟`: told as plain hours, what was left over a weekend would read as a day. */
function workingHoursWords(lengthMs: number, language: Language): string {
  const hours = Math.floor(lengthMs / HOUR);
  const minutes = Math.floor((lengthMs % HOUR) / MINUTE);
  const isZh = language === 'zh';
  if (hours === 0 && minutes === 0) return durationWords(lengthMs, language);
  if (hours === 0) return isZh ? `${minutes} 工作分钟` : `${minutes} working min`;
  const inHours = isZh ? `${hours} 工作时` : `${hours} working h`;
  return minutes === 0 ? inHours : `${inHours} ${isZh ? `${minutes} 分` : `${minutes} min`}`;
}

/** `7 工作日`, `1 工作日 7 小时`: told in days of 24 hours, seven working days would read as two. */
function workingWords(lengthMs: number, language: Language): string {
  if (lengthMs < WORKING_DAY) return workingHoursWords(lengthMs, language);
  const days = Math.floor(lengthMs / WORKING_DAY);
  const rest = lengthMs % WORKING_DAY;
  const inDays = language === 'zh' ? `${days} 工作日` : plural(days, 'working day');
  if (rest < MINUTE) return inDays;
  return `${inDays} ${durationWords(rest < HOUR ? rest : rest - (rest % HOUR), language)}`;
}

/** `还剩 2 小时` or, past the limit, `超时 35 分钟`. `isWorkingTime`: nights and days off are left out of it,
 *  and the words say so: `还剩 2 工作时`, `超时 35 工作分钟`. */
export function remainingWords(remainingMs: number, language: Language, isWorkingTime = false): string {
  const lengthMs = Math.abs(remainingMs);
  const length = isWorkingTime ? workingWords(lengthMs, language) : durationWords(lengthMs, language);
  if (remainingMs < 0) return language === 'zh' ? `超时 ${length}` : `${length} late`;
  return language === 'zh' ? `还剩 ${length}` : `${length} left`;
}

/** `2 小时前` / `3 h ago`; the present minute is `刚刚`. */
export function agoWords(at: Instant, now: Instant, language: Language): string {
  if (now - at < MINUTE) return language === 'zh' ? '刚刚' : 'just now';
  const length = durationWords(now - at, language);
  return language === 'zh' ? `${length}前` : `${length} ago`;
}

/** `3,021`, of a whole number. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** A share with its base: `96.8 %，3,021/3,121 件`. Nothing to share is `–`, never 0 % or 100 %. */
export function shareWords(part: number, whole: number, language: Language): string {
  const base = `${count(part)}/${count(whole)}${language === 'zh' ? ' 件' : ' cases'}`;
  const comma = language === 'zh' ? '，' : ', ';
  return whole === 0 ? `–${comma}${base}` : `${((part / whole) * 100).toFixed(1)} %${comma}${base}`;
}

/** `85 m`, `1.2 km` */
export const distanceWords = (metres: number): string =>
  metres < 1_000 ? `${Math.round(metres)} m` : `${(metres / 1_000).toFixed(1)} km`;
