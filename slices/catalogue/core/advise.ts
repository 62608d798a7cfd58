// What a sound list can still be wrong about: a rule that never speaks, a limit that no calendar can meet,
// a unit in which nobody works. None of it leaves a matter without a unit, so none stands in the way of
// publication.
import { DAY, HOUR } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, startOfDate } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Calendar } from '../../calendar/core/calendar.ts';
import { startClock } from '../../calendar/core/clock.ts';
import { tellLimit } from '../../calendar/core/limit.ts';
import type { Unit } from '../../people/core/unit.ts';
import { circumstancesOf, type Watch } from './audit.ts';
import type { Item, PartialTerms, Rule } from './catalogue.ts';
import type { CompiledCatalogue } from './compile.ts';
import { holds } from './find-rule.ts';
import { canonical } from './list-rows.ts';
import { mergeTerms } from './merge-terms.ts';
import { STAGE_WORDS } from './row-words.ts';
import { STAGES, type StageLimits } from './stage-limits.ts';

export interface Advice {
  readonly kind: 'unreachable' | 'limit_unmeetable' | 'unit_without_person';
  /** Keys of the rows to look at. */
  readonly rows: readonly string[];
  /** Of a unit without a person. */
  readonly unitId: Id | null;
  readonly zh: string;
  readonly en: string;
}

export interface AdviceFrame {
  readonly grids: readonly string[];
  readonly watch: Watch;
  readonly calendar: Calendar;
  /** Units in which somebody holds a post today. */
  readonly staffed: ReadonlySet<Id>;
}

function whySilent(rule: Rule, compiled: CompiledCatalogue, grids: readonly string[]) {
  const items = compiled
    .items()
    .filter(({ code }) => compiled.subjects(code).some((subject) => subject.code === rule.subjectCode));
  if (items.length === 0) {
    return { zh: `清单里没有细类属于 ${rule.subjectCode}`, en: `no item belongs to ${rule.subjectCode}` };
  }
  if (!grids.some((grid) => isWithin(grid, rule.areaPath))) {
    return { zh: `区域 ${rule.areaPath} 里没有网格`, en: `there is no grid in ${rule.areaPath}` };
  }
  const canHold = items.some((item) =>
    circumstancesOf(item, compiled.subjects(item.code)).some((one) => holds(rule.condition, one)),
  );
  if (!canHold) return { zh: '它的条件从不成立', en: 'its condition never holds' };
  return { zh: '更具体的规则处处优先', en: 'a nearer rule speaks before it everywhere' };
}

function unreachable(compiled: CompiledCatalogue, { watch, grids }: AdviceFrame): Advice[] {
  return compiled
    .rules()
    .filter(({ id }) => !watch.spoke.has(id))
    .map((rule) => {
      const why = whySilent(rule, compiled, grids);
      return {
        kind: 'unreachable',
        rows: [`rule ${rule.id}`],
        unitId: null,
        zh: `规则从不生效：${why.zh}。可删除，或改正其对象、区域、条件。`,
        en: `The rule never speaks: ${why.en}. Take it away, or mend its subject, area or condition.`,
      };
    });
}

/** Two weeks of mornings: what fails from each of them does not hang on the day. */
const SAMPLE_DAYS = 14;
const MORNING_MS = 10 * HOUR;

/** The first thing about the limits that cannot be, in words. */
function whyUnmeetable(limits: StageLimits, calendar: Calendar, from: Instant) {
  for (const stage of STAGES) {
    const limit = limits[stage];
    if (!limit) continue;
    const clock = startClock(calendar, stage, limit, from);
    const told = { zh: tellLimit(limit, 'zh'), en: tellLimit(limit, 'en') };
    if (isRefusal(clock)) {
      const year = clock.code === 'calendar.year_missing' ? String(clock.data.year) : null;
      return {
        zh: `${STAGE_WORDS[stage].zh} ${told.zh}：${year ? `日历没有 ${year} 年的节假日` : '日历里没有工作时间'}`,
        en: `${STAGE_WORDS[stage].en} ${told.en}: ${
          year ? `the calendar lacks the holidays of ${year}` : 'the calendar has no working time'
        }`,
      };
    }
    if (stage === 'total' || stage === 'rework' || !isAlwaysAfter(limits, stage, calendar, from)) continue;
    const whole = { zh: tellLimit(limits.total, 'zh'), en: tellLimit(limits.total, 'en') };
    return {
      zh: `${STAGE_WORDS[stage].zh} ${told.zh} 比总时限 ${whole.zh} 还长`,
      en: `the ${STAGE_WORDS[stage].en} (${told.en}) is longer than the limit in total (${whole.en})`,
    };
  }
  return undefined;
}

/** The whole is over before the stage may be, whatever the day it begins. */
function isAlwaysAfter(limits: StageLimits, stage: keyof StageLimits, calendar: Calendar, from: Instant) {
  const limit = limits[stage];
  return (
    limit !== undefined &&
    Array.from({ length: SAMPLE_DAYS }, (_, day) => from + day * DAY).every((at) => {
      const one = startClock(calendar, stage, limit, at);
      const whole = startClock(calendar, 'total', limits.total, at);
      return !isRefusal(one) && !isRefusal(whole) && (one.dueAt ?? 0) > (whole.dueAt ?? 0);
    })
  );
}

/** Each item and problem under each rule that speaks for it. */
function* termsAsked(compiled: CompiledCatalogue, spoke: ReadonlySet<Id>) {
  for (const item of compiled.items()) {
    const rules = compiled
      .subjects(item.code)
      .flatMap(({ byArea }) => [...(byArea?.values() ?? [])].flat())
      .filter(({ id }) => spoke.has(id));
    for (const rule of rules) {
      for (const problem of item.problems.length > 0 ? item.problems : [undefined]) {
        const { problems } = rule.condition;
        if (problem && problems && !problems.includes(problem.number)) continue;
        yield { item, rule, problem };
      }
    }
  }
}

const rowOfLimits = (terms: PartialTerms | undefined, key: string): string[] =>
  terms?.limits && Object.keys(terms.limits).length > 0 ? [key] : [];

function rowsSaying(item: Item, rule: Rule, problem: Item['problems'][number] | undefined): string[] {
  const said = [
    ...rowOfLimits(rule.terms, `rule ${rule.id}`),
    ...rowOfLimits(problem?.terms, `problem ${item.code}.${problem?.number ?? 1}`),
    ...rowOfLimits(item.terms, `item ${item.code}`),
  ];
  return said.length > 0 ? said : ['defaults'];
}

/** What reads the same is one matter, whatever else the limits say: a year that the calendar lacks is lacking
 *  once, not once for each set of limits. */
function unmeetable(compiled: CompiledCatalogue, { watch, calendar }: AdviceFrame): Advice[] {
  const day = startOfDate(compiled.effectiveFrom, calendar.data.offsetMinutes);
  const from = (day ?? 0) + MORNING_MS;
  const judged = new Map<string, ReturnType<typeof whyUnmeetable>>();
  const matters = new Map<string, { readonly en: string; readonly rows: Set<string> }>();
  for (const { item, rule, problem } of termsAsked(compiled, watch.spoke)) {
    const nearest = problem ? [rule.terms, problem.terms, item.terms] : [rule.terms, item.terms];
    const { limits } = mergeTerms(compiled.defaults, nearest);
    const key = canonical(limits);
    if (!judged.has(key)) judged.set(key, whyUnmeetable(limits, calendar, from));
    const why = judged.get(key);
    if (!why) continue;
    const matter = matters.get(why.zh) ?? { en: why.en, rows: new Set<string>() };
    matters.set(why.zh, matter);
    for (const row of rowsSaying(item, rule, problem)) matter.rows.add(row);
  }
  return [...matters].map(([zh, { en, rows }]) => ({
    kind: 'limit_unmeetable',
    rows: [...rows],
    unitId: null,
    zh: `时限无法满足：${zh}。请改时限或日历。`,
    en: `A limit that cannot be met: ${en}. Change the limit or the calendar.`,
  }));
}

const adviceOn = (unit: Unit, rules: ReadonlySet<Id>): Advice => ({
  kind: 'unit_without_person',
  rows: [...rules].map((id) => `rule ${id}`),
  unitId: unit.id,
  zh: `“${unit.name}”要办案，却没有在岗人员。请任命人员，或改规则。`,
  en: `Nobody holds a post in “${unit.nameEn}”, which is to handle cases. Appoint one, or change the rule.`,
});

export function advise(compiled: CompiledCatalogue, frame: AdviceFrame): Advice[] {
  const unstaffed = [...frame.watch.reached]
    .filter(([unit]) => !frame.staffed.has(unit.id))
    .map(([unit, rules]) => adviceOn(unit, rules));
  return [...unreachable(compiled, frame), ...unmeetable(compiled, frame), ...unstaffed];
}
