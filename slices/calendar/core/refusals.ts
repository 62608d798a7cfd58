// What the calendar says no to, and how a person goes on from there.
import type { RefusalTable } from '../../../kernel/refusal.ts';

export const calendarRefusals = {
  'calendar.year_missing': {
    status: 422,
    retryable: false,
    zh: '{year} 年的放假和调休安排尚未录入，无法计算工作时限。请管理员录入后再试。',
    en: 'The public holidays of {year} are not loaded, so working time can’t be counted: load them first.',
  },
  'calendar.never_open': {
    status: 422,
    retryable: false,
    zh: '该日历在其后 {years} 年内没有足够的工作时间。请管理员检查每周工作时段。',
    en:
      'No {years} years of this calendar hold enough ' +
      'working time. Ask an administrator to check its week.',
  },
  'calendar.other_kind_of_time': {
    status: 422,
    retryable: false,
    zh: '工作时间与自然时间不能相加：时限为“{limitZh}”，延长为“{extraZh}”。请按同一类时间填写。',
    en:
      '“{extraEn}” can’t be added to a limit of “{limitEn}”: ' +
      'give the extension in the same kind of time.',
  },
  'calendar.not_found': {
    status: 404,
    retryable: false,
    zh: '没有找到该区域的工作日历（{districtId}）。请管理员先建立日历。',
    en: 'No calendar was found for this district ({districtId}). Ask an administrator to set one up.',
  },
  'calendar.bad_day': {
    status: 422,
    retryable: false,
    zh: '日期 {day} 不存在。请按 年-月-日 填写，例如 2026-02-14。',
    en: 'There is no day {day}. Write it as year-month-day, for example 2026-02-14.',
  },
  'calendar.bad_window': {
    status: 422,
    retryable: false,
    zh: '工作时段须在当天之内、先始后终且互不重叠：第 {position} 段有误。跨夜班次请分成两天填写。',
    en: 'Window {position} must lie within one day, begin before it ends and not overlap.',
  },
  'calendar.exception_exists': {
    status: 409,
    retryable: false,
    zh: '{day} 已有例外安排。请先撤销原安排，再添加新的。',
    en: 'There already is an exception on {day}. Remove it first, then add the new one.',
  },
  'calendar.exception_not_found': {
    status: 404,
    retryable: false,
    zh: '没有找到该例外安排，可能已被撤销。请刷新后查看。',
    en: 'This exception was not found; it may have been removed already. Refresh to see the current list.',
  },
  'calendar.file_unreadable': {
    status: 422,
    retryable: false,
    zh: '读不懂这个文件，或文件过大。请另存为 .xlsx 或 .csv（列：日期、放假/调休、名称），也可以直接粘贴。',
    en:
      'This file can’t be read, or is too large. Save it ' +
      'as .xlsx or .csv (columns: days, off/work, name), ' +
      'or paste the lines.',
  },
  'calendar.year_changed': {
    status: 409,
    retryable: false,
    zh: '{year} 年的放假安排在提出之后又有变动。请拒绝这一项，并按现在的安排重新提出。',
    en: 'The list of {year} has changed since this was proposed. Refuse it, and propose it anew.',
  },
  'calendar.year_mismatch': {
    status: 422,
    retryable: false,
    zh: '{day} 不属于 {year} 年，或重复出现。请核对后重新录入。',
    en: '{day} is not a day of {year}, or is given twice. Check the list and load it again.',
  },
} satisfies RefusalTable;
