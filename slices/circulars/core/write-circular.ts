// The first draft of a circular, from the cases that somebody chose: what is past its deadline, whose it is,
// by how much. A person changes it before it is issued; nothing in it judges. Units stand in the order of
// their names: by how many cases would be a ranking. Pure.
import { DAY, HOUR } from '../../../kernel/duration.ts';
import { type Instant, localDate, localMinute } from '../../../kernel/instant.ts';

export interface ChosenCase {
  readonly number: string;
  readonly itemName: string | null;
  readonly areaName: string;
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly deadlineAt: Instant | null;
}

export interface CircularFrom {
  readonly areaName: string;
  readonly cases: readonly ChosenCase[];
  readonly now: Instant;
  readonly offsetMinutes: number;
}

export interface CircularText {
  readonly title: string;
  readonly body: string;
}

const NOBODY = '未明确责任单位';

/** `2 天 3 小时`; less than an hour is told as such. */
function lateWords(ms: number): string {
  const [days, hours] = [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR)];
  if (days === 0 && hours === 0) return '不足 1 小时';
  return [days > 0 ? `${days} 天` : '', hours > 0 ? `${hours} 小时` : ''].filter(Boolean).join(' ');
}

function caseLine(one: ChosenCase, index: number, { now, offsetMinutes }: CircularFrom): string {
  const { number, itemName, areaName, unitName, deadlineAt } = one;
  const late = deadlineAt !== null && deadlineAt < now;
  const due = deadlineAt === null ? '' : `，应于 ${localMinute(deadlineAt, offsetMinutes)} 前办结`;
  const by = late ? `，已超期 ${lateWords(now - deadlineAt)}` : '';
  const what = [itemName ?? '未明确细类', areaName].join('，');
  return `${index + 1}. ${number}，${what}，责任单位：${unitName ?? NOBODY}${due}${by}。`;
}

function unitWords(cases: readonly ChosenCase[]): string {
  const counts = new Map<string, number>();
  for (const { unitName } of cases)
    counts.set(unitName ?? NOBODY, (counts.get(unitName ?? NOBODY) ?? 0) + 1);
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, total]) => `${name} ${total} 件`)
    .join('、');
}

const dayWords = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

export function writeCircular(from: CircularFrom): CircularText {
  const { areaName, cases, now, offsetMinutes } = from;
  const when = localMinute(now, offsetMinutes);
  const isAllLate = cases.every(({ deadlineAt }) => deadlineAt !== null && deadlineAt < now);
  const what = isAllLate ? '超过总时限仍未办结' : '需要加快办理';
  return {
    title: `关于${areaName}${isAllLate ? '超期未结' : '有关'}案件办理情况的通报`,
    body: [
      `截至 ${when}，以下 ${cases.length} 件案件${what}，现予通报。涉及：${unitWords(cases)}。`,
      '',
      ...cases.map((one, index) => caseLine(one, index, from)),
      '',
      '请各责任单位查明原因，抓紧办结，并在系统中反馈办理结果。',
      '',
      dayWords(localDate(now, offsetMinutes)),
    ].join('\n'),
  };
}
