// Changes of a rota, of quiet hours and of links, as they stand on the record of changes.
import { type Fact, factOf, factsOf, same, textFact, type Words } from '../../changes/core/change.ts';
import type { DisturbKind, QuietHours } from './quiet.ts';
import { MINUTES_A_DAY, type Shift, type WeeklyShift } from './rota.ts';

export const minuteWords = (minute: number): string => {
  const inDay = minute % MINUTES_A_DAY;
  return `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
};

const WEEKDAYS: readonly Words[] = [
  { zh: '周一', en: 'Mon' },
  { zh: '周二', en: 'Tue' },
  { zh: '周三', en: 'Wed' },
  { zh: '周四', en: 'Thu' },
  { zh: '周五', en: 'Fri' },
  { zh: '周六', en: 'Sat' },
  { zh: '周日', en: 'Sun' },
];
export const DISTURB_WORDS: Readonly<Record<DisturbKind, Words>> = {
  urge: { zh: '催办', en: 'urge' },
  supervise: { zh: '督办', en: 'supervision' },
  summon: { zh: '约谈', en: 'summons' },
  circulate: { zh: '通报', en: 'circular' },
  leaders_list: { zh: '已列入领导关注', en: 'on the leader’s list' },
  urgent_matter: { zh: '紧急、特急案件', en: 'urgent and critical matters' },
};

type Language = keyof Words;
type Names = ReadonlyMap<string, string>;
const inBoth = (tell: (language: Language) => string): Words => ({ zh: tell('zh'), en: tell('en') });

function shiftWords({ fromMinute, toMinute, personIds }: Shift, names: Names): string {
  const order = personIds.map((id) => names.get(id) ?? '?').join(' › ');
  return `${minuteWords(fromMinute)}–${minuteWords(toMinute)} ${order}`;
}

const nobody: Words = { zh: '无人值班', en: 'nobody on call' };

export const dayWords = (shifts: readonly Shift[], names: Names): Words =>
  shifts.length === 0 ? nobody : same(shifts.map((one) => shiftWords(one, names)).join('; '));

export const weekWords = (weekly: readonly WeeklyShift[], names: Names): Words =>
  weekly.length === 0
    ? nobody
    : inBoth((language) =>
        weekly
          .map((one) => `${WEEKDAYS[one.weekday - 1]?.[language] ?? ''} ${shiftWords(one, names)}`)
          .join('; '),
      );

export const rotaFacts = (day: string, before: Words | null, after: Words | null): readonly Fact[] =>
  factsOf(
    textFact({ zh: '日期', en: 'day' }, null, day),
    factOf({ zh: '值班', en: 'on call' }, before, after),
  );

export function quietWords({ fromMinute, toMinute, since, until, mayDisturb }: QuietHours): Words {
  const hours = `${minuteWords(fromMinute)}–${minuteWords(toMinute)}`;
  return inBoth((language) => {
    const isZh = language === 'zh';
    const days = isZh
      ? `${since} 起${until === null ? '' : `，${until} 止`}`
      : `from ${since}${until === null ? '' : ` to ${until}`}`;
    const kinds = mayDisturb.map((kind) => DISTURB_WORDS[kind][language]).join(isZh ? '、' : ', ');
    const except = isZh ? `仍即时告知：${kinds || '无'}` : `told all the same: ${kinds || 'nothing'}`;
    return [hours, days, except].join(isZh ? '，' : ', ');
  });
}
