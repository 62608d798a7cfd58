// An exception of a calendar, and a loaded year, as they stand on the record of changes.
import { factsOf, factOf, same, textFact, type Words } from '../../changes/core/change.ts';
import type { DayWindow, Holiday } from '../core/calendar-data.ts';

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

function hoursOf(windows: readonly DayWindow[]): Words {
  if (windows.length === 0) return { zh: '全天不工作', en: 'closed all day' };
  return same(
    windows.map(({ fromMinute, toMinute }) => `${clock(fromMinute)}–${clock(toMinute)}`).join(', '),
  );
}

const TITLES = {
  'calendar.add_exception': { zh: '添加日历例外', en: 'Calendar exception added' },
  'calendar.remove_exception': { zh: '撤销日历例外', en: 'Calendar exception taken back' },
} as const satisfies Readonly<Record<string, Words>>;

export interface ToldException {
  readonly day: string;
  readonly windows: readonly DayWindow[];
  readonly reason: string;
}

export function tellException(operation: keyof typeof TITLES, of: ToldException, districtId: string) {
  const isNew = operation === 'calendar.add_exception';
  const hours = hoursOf(of.windows);
  const name = { zh: '工作时间', en: 'working hours' };
  const facts = factsOf(
    isNew ? factOf(name, null, hours) : factOf(name, hours, null),
    textFact({ zh: '事由', en: 'reason given' }, isNew ? null : of.reason, isNew ? of.reason : null),
  );
  const subject = { kind: 'calendar', id: `${districtId}:${of.day}`, name: of.day };
  return { operation, title: TITLES[operation], subject, facts };
}

interface ToldYear {
  readonly year: number;
  readonly source: string;
  readonly sourceEn?: string;
  readonly holidays: readonly Holiday[];
}

/** `changed`: the days that count otherwise than before. */
export const tellYear = (
  { year, source, sourceEn = source, holidays }: ToldYear,
  changed: readonly string[],
) => ({
  operation: 'calendar.load_year',
  title: { zh: '录入年度放假安排', en: 'Holidays of a year loaded' },
  subject: { kind: 'calendar', id: String(year), name: String(year) },
  facts: factsOf(
    factOf({ zh: '来源', en: 'source' }, null, { zh: source, en: sourceEn }),
    factOf({ zh: '天数', en: 'days' }, null, same(String(holidays.length))),
    textFact({ zh: '有变动的日期', en: 'days that change' }, null, changed.join(', ')),
  ),
});
