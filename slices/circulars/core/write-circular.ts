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
  /** A circular that was announced on the case and not answered in time. */
  readonly unanswered: UnansweredPush | null;
}

export interface UnansweredPush {
  readonly at: Instant;
  readonly answerBy: Instant;
  readonly isAutomatic: boolean;
}

/** What the board tells of one unit in the area; the pushes since a day. */
export interface UnitFigures {
  readonly name: string;
  readonly open: number;
  readonly overdue: number;
  readonly since: string;
  readonly pushes: Readonly<Record<'sent' | 'inTime' | 'answeredLate' | 'late', number>>;
}

export interface CircularFrom {
  readonly areaName: string;
  readonly cases: readonly ChosenCase[];
  /** Where all cases are of one unit and its figures are wanted. */
  readonly unit: UnitFigures | null;
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

const isLate = ({ deadlineAt }: ChosenCase, now: Instant): boolean => deadlineAt !== null && deadlineAt < now;

/** `，2026-08-03 09:00 发出通报措施，要求 2026-08-04 09:00 前答复，至今未答复`; nothing where there was none. */
function pushWords(push: UnansweredPush | null, offsetMinutes: number): string {
  if (push === null) return '';
  const [at, by] = [localMinute(push.at, offsetMinutes), localMinute(push.answerBy, offsetMinutes)];
  const how = push.isAutomatic ? '按督办规则自动发出' : '发出';
  return `，${at} ${how}通报措施，要求 ${by} 前答复，至今未答复`;
}

/** The unit's own figures, of now and since a day. */
function unitLines(from: CircularFrom): string[] {
  const { areaName, unit } = from;
  if (unit === null) return [];
  const { name, open, overdue, since, pushes } = unit;
  const told = [`收到督办措施 ${pushes.sent} 次`, `按时答复 ${pushes.inTime} 次`];
  if (pushes.answeredLate > 0) told.push(`逾期答复 ${pushes.answeredLate} 次`);
  if (pushes.late > 0) told.push(`到时未答复 ${pushes.late} 次`);
  return [
    `同一时间，${name}在${areaName}共有未结案件 ${open} 件，其中超过总时限 ${overdue} 件；` +
      `${since} 以来${told.join('，')}。`,
    '',
  ];
}

/** By which rule a case stands here; where only some are, nothing is said of all. */
function groundsOf({ cases, now }: CircularFrom): string[] {
  return [
    ...(cases.every((one) => isLate(one, now)) ? ['超过总时限仍未办结'] : []),
    ...(cases.every(({ unanswered }) => unanswered !== null) ? ['通报措施到时未答复'] : []),
  ];
}

/** What it is about, for its title. */
function aboutOf({ cases, now }: CircularFrom): string {
  if (cases.every((one) => isLate(one, now))) return '超期未结';
  return cases.every(({ unanswered }) => unanswered !== null) ? '未答复通报措施' : '有关';
}

function caseLine(one: ChosenCase, index: number, { now, offsetMinutes }: CircularFrom): string {
  const { number, itemName, areaName, unitName, deadlineAt } = one;
  const due = deadlineAt === null ? '' : `，应于 ${localMinute(deadlineAt, offsetMinutes)} 前办结`;
  const by = deadlineAt !== null && deadlineAt < now ? `，已超期 ${lateWords(now - deadlineAt)}` : '';
  const what = [itemName ?? '未明确细类', areaName].join('，');
  const push = pushWords(one.unanswered, offsetMinutes);
  return `${index + 1}. ${number}，${what}，责任单位：${unitName ?? NOBODY}${due}${by}${push}。`;
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
  const { areaName, cases, unit, now, offsetMinutes } = from;
  const grounds = groundsOf(from);
  const what = grounds.length === 0 ? '需要加快办理' : grounds.join('，且');
  const whose = unit === null ? areaName : `${unit.name}在${areaName}`;
  return {
    title: `关于${whose}${aboutOf(from)}案件办理情况的通报`,
    body: [
      `截至 ${localMinute(now, offsetMinutes)}，以下 ${cases.length} 件案件${what}，现予通报。` +
        `涉及：${unitWords(cases)}。`,
      '',
      ...unitLines(from),
      ...cases.map((one, index) => caseLine(one, index, from)),
      '',
      ...(grounds.length === 0 ? [] : [`通报依据：${grounds.join('；')}。`]),
      '请各责任单位查明原因，抓紧办结，并在系统中反馈办理结果。',
      '',
      dayWords(localDate(now, offsetMinutes)),
    ].join('\n'),
  };
}
