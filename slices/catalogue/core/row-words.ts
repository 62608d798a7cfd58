// A row of the lists in words, field by field and in both languages: what a comparison, the record of changes
// and the desk say of it. Explains; never decides.
import { tellLimit } from '../../calendar/core/limit.ts';
import { LEVEL_WORDS, type PartialTerms, type Responsible, type Rule } from './catalogue.ts';
import type { ListRow } from './list-rows.ts';
import { responsibleWords } from './resolve-words.ts';
import { STAGES, type Stage, type StageLimits } from './stage-limits.ts';
import { THING_CONDITION_WORDS } from './thing-condition.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export interface Field {
  readonly name: Words;
  readonly value: Words;
}

/** Names of units and areas, which the lists know by id and path alone. */
export interface Names {
  unit(id: string): string;
  area(path: string): string;
}

const w = (zh: string, en = zh): Words => ({ zh, en });

export const TABLE_WORDS: Readonly<Record<ListRow['table'], Words>> = {
  heading: w('版本信息', 'heading'),
  defaults: w('默认条件', 'default terms'),
  entry: w('大类小类', 'class'),
  item: w('细类', 'item'),
  problem: w('问题', 'problem'),
  rule: w('责任规则', 'rule'),
};

export const STAGE_WORDS: Readonly<Record<Stage, Words>> = {
  accept: w('受理时限', 'limit to accept'),
  dispatch: w('派遣时限', 'limit to dispatch'),
  check: w('核实时限', 'limit to check'),
  claim: w('认领时限', 'limit to claim'),
  handle: w('处置时限', 'limit to handle'),
  verify: w('核查时限', 'limit to verify'),
  close: w('结案时限', 'limit to close'),
  total: w('总时限', 'limit in total'),
  rework: w('返工时限', 'limit to rework'),
  respond: w('响应时限', 'limit to speak with the reporter'),
};

const VERIFIERS = {
  inspector: w('巡查员', 'inspector'),
  reporter: w('上报人', 'reporter'),
  centre: w('中心', 'centre'),
} as const;
const ENDS = { closed: w('直接结案', 'closed'), answered: w('待核查', 'to verify') } as const;

function limitFields(limits: Partial<StageLimits>): Field[] {
  return STAGES.flatMap((stage) => {
    const limit = limits[stage];
    if (!limit) return [];
    return [{ name: STAGE_WORDS[stage], value: w(tellLimit(limit, 'zh'), tellLimit(limit, 'en')) }];
  });
}

function termFields({ limits, ...terms }: PartialTerms): Field[] {
  const { verification, photoRule, solvedOnSpot, legalBasis, straightThroughFrom, thingCondition } = terms;
  const fields: Field[] = limits ? limitFields(limits) : [];
  const add = (name: Words, value: Words | undefined) => value && fields.push({ name, value });
  add(w('核查方式', 'verified by'), verification && VERIFIERS[verification]);
  add(w('上报照片', 'photos to report'), photoRule && w(String(photoRule.report)));
  add(w('反馈照片', 'photos to answer'), photoRule && w(String(photoRule.feedBack)));
  add(w('随手处置', 'solved on the spot'), solvedOnSpot && ENDS[solvedOnSpot]);
  add(w('法律依据', 'legal basis'), legalBasis ? w(legalBasis) : undefined);
  if (straightThroughFrom !== undefined) {
    const share = straightThroughFrom === null ? w('否', 'never') : w(String(straightThroughFrom));
    add(w('直派阈值', 'dispatched without a dispatcher from'), share);
  }
  const { extensions } = terms;
  add(w('可延期次数', 'extensions allowed'), extensions === undefined ? undefined : w(String(extensions)));
  add(w('部件状况', 'condition of the thing'), thingCondition && THING_CONDITION_WORDS[thingCondition]);
  return fields;
}

export function responsibleOf(responsible: Responsible, names: Names): Words {
  return 'unitId' in responsible ? w(names.unit(responsible.unitId)) : responsibleWords({ responsible });
}

function conditionFields({ condition }: Rule): Field[] {
  const { problems, season } = condition;
  const fields: Field[] = [];
  if (problems) fields.push({ name: w('限情形', 'for problems'), value: w(problems.join(', ')) });
  if (season) fields.push({ name: w('限时段', 'in season'), value: w(`${season.from} – ${season.to}`) });
  return fields;
}

function ruleFields(rule: Rule, names: Names): Field[] {
  const co = rule.coUnits.map((one) => responsibleOf(one, names));
  return [
    { name: w('对象', 'subject'), value: w(rule.subjectCode) },
    { name: w('区域', 'area'), value: w(names.area(rule.areaPath)) },
    ...conditionFields(rule),
    { name: w('责任单位', 'responsible'), value: responsibleOf(rule.responsible, names) },
    ...(co.length === 0
      ? []
      : [
          {
            name: w('协办单位', 'co-units'),
            value: w(co.map(({ zh }) => zh).join('、'), co.map(({ en }) => en).join(', ')),
          },
        ]),
    ...(rule.centreLevel === null
      ? []
      : [{ name: w('受理层级', 'centre'), value: LEVEL_WORDS[rule.centreLevel] }]),
    ...termFields(rule.terms),
  ];
}

const text = (zh: string, en: string, value: string | null): Field[] =>
  value === null || value === '' ? [] : [{ name: w(zh, en), value: w(value) }];

export function fieldsOf(row: ListRow, names: Names): Field[] {
  switch (row.table) {
    case 'heading':
      return [
        ...text('名称', 'title', row.heading.title),
        ...text('生效日期', 'in force from', row.heading.effectiveFrom),
      ];
    case 'defaults':
      return termFields(row.defaults);
    case 'entry':
      return [
        ...text('代码', 'code', row.entry.code),
        ...text('名称', 'name', row.entry.name),
        ...text('英文名称', 'English name', row.entry.nameEn),
      ];
    case 'item': {
      const { item } = row;
      return [
        ...text('代码', 'code', item.code),
        ...text('名称', 'name', item.name),
        ...text('英文名称', 'English name', item.nameEn),
        ...text('部件类别', 'component class', item.componentClass),
        ...text('别名', 'aliases', item.aliases.join(' ')),
        ...text('关键词', 'keywords', item.keywords.join(' ')),
        ...text('查重半径（米）', 'duplicate radius (m)', String(item.duplicateRadiusMetres)),
        ...text('查重天数', 'duplicate days', String(item.duplicateDays)),
        ...termFields(item.terms),
      ];
    }
    case 'problem': {
      const { problem } = row;
      return [
        ...text('代码', 'code', `${row.itemCode}.${problem.number}`),
        ...text('名称', 'name', problem.name),
        ...text('英文名称', 'English name', problem.nameEn),
        ...text('立案条件', 'filed when', problem.fileWhen),
        ...text('结案条件', 'closed when', problem.closeWhen),
        ...termFields(problem.terms),
      ];
    }
    case 'rule':
      return ruleFields(row.rule, names);
  }
}

/** What a row is called in a sentence. */
export function nameOf(row: ListRow, names: Names): Words {
  switch (row.table) {
    case 'heading':
    case 'defaults':
      return TABLE_WORDS[row.table];
    case 'entry':
      return w(`${row.entry.code} ${row.entry.name}`, `${row.entry.code} ${row.entry.nameEn}`);
    case 'item':
      return w(`${row.item.code} ${row.item.name}`, `${row.item.code} ${row.item.nameEn}`);
    case 'problem': {
      const code = `${row.itemCode}.${row.problem.number}`;
      return w(`${code} ${row.problem.name}`, `${code} ${row.problem.nameEn}`);
    }
    case 'rule': {
      const { subjectCode, areaPath } = row.rule;
      const who = responsibleOf(row.rule.responsible, names);
      const conditions = conditionFields(row.rule);
      const zh = conditions.map(({ name, value }) => `，${name.zh} ${value.zh}`).join('');
      const en = conditions.map(({ name, value }) => `, ${name.en} ${value.en}`).join('');
      const area = names.area(areaPath);
      return w(`${subjectCode} @ ${area}${zh} → ${who.zh}`, `${subjectCode} @ ${area}${en} → ${who.en}`);
    }
  }
}
