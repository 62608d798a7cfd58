// The terms of a row as cells of the workshop's workbook, and back. What is written is read as the same
// value; an empty cell says nothing, so that the next level speaks.
import { isRefusal } from '../../../kernel/refusal.ts';
import { type Limit, tellLimit } from '../../calendar/core/limit.ts';
import type { AreaLevel } from '../../people/core/unit.ts';
import type { PartialTerms, Responsible, Rule } from './catalogue.ts';
import {
  readArea,
  readExtensions,
  readLevel,
  readLimits,
  readMeantCondition,
  readOnSpot,
  readPhotos,
  readSeason,
  readShare,
  readUnit,
  readVerification,
  type Say,
  type UnitNames,
} from './import-cells.ts';
import { parseLimit } from './limit-text.ts';
import { STAGE_WORDS } from './row-words.ts';
import { STAGES, type StageLimits } from './stage-limits.ts';
import { THING_CONDITION_WORDS } from './thing-condition.ts';

export type UnitCodes = (unitId: string) => string;
/** Heading → what the cell says. */
export type Cells = Readonly<Record<string, string>>;

const EXACT_WORDS = {
  urgent_hours: '紧急工作时',
  natural_hours: '小时',
  working_hours: '工作时',
  working_days: '工作日',
  natural_days: '自然日',
} as const;

/** As people write it where that loses nothing, else with every digit. */
export function limitCell(limit: Limit): string {
  const told = tellLimit(limit, 'zh');
  const read = parseLimit(told);
  const isExact = !isRefusal(read) && read.kind === limit.kind && read.amount === limit.amount;
  return isExact ? told : `${limit.amount} ${EXACT_WORDS[limit.kind]}`;
}

const VERIFIERS = { inspector: '巡查员', reporter: '上报人', centre: '中心' } as const;
const LEVELS: Readonly<Record<AreaLevel | 'nearest', string>> = {
  nearest: '',
  district: '区',
  street: '镇街',
  community: '社区',
  grid: '网格',
};

export const TERM_HEADINGS: readonly string[] = [
  ...STAGES.map((stage) => STAGE_WORDS[stage].zh),
  '核查方式',
  '上报照片',
  '反馈照片',
  '随手处置',
  '直派阈值',
  '法律依据',
  '可延期次数',
  '部件状况',
];

export function writeTerms({ limits = {}, ...terms }: PartialTerms): Cells {
  const { verification, photoRule, solvedOnSpot, straightThroughFrom, legalBasis, thingCondition } = terms;
  const cells: Record<string, string> = {};
  for (const stage of STAGES) {
    const limit = limits[stage];
    cells[STAGE_WORDS[stage].zh] = limit ? limitCell(limit) : '';
  }
  return {
    ...cells,
    核查方式: verification ? VERIFIERS[verification] : '',
    上报照片: photoRule ? String(photoRule.report) : '',
    反馈照片: photoRule ? String(photoRule.feedBack) : '',
    随手处置: solvedOnSpot === undefined ? '' : solvedOnSpot === 'closed' ? '结案' : '核查',
    直派阈值: straightThroughFrom === undefined ? '' : String(straightThroughFrom ?? '否'),
    法律依据: legalBasis ?? '',
    可延期次数: terms.extensions === undefined ? '' : String(terms.extensions),
    部件状况: thingCondition ? THING_CONDITION_WORDS[thingCondition].zh : '',
  };
}

function readStageLimits(cells: Cells, say: Say): Partial<StageLimits> {
  const limits: Record<string, Limit> = {};
  for (const stage of STAGES) {
    const heading = STAGE_WORDS[stage].zh;
    const said = cells[heading] ?? '';
    const [limit, second] = said === '' ? [] : (readLimits(said, say) ?? []);
    if (second) say('error', heading, '一格只能写一个时限', 'One limit in one cell');
    else if (limit) limits[stage] = limit;
  }
  return limits;
}

export function readTerms(cells: Cells, say: Say): PartialTerms {
  const cell = (heading: string) => cells[heading] ?? '';
  const limits = readStageLimits(cells, say);
  const verification = readVerification(cell('核查方式'), say);
  const report = readPhotos(cell('上报照片'), '上报照片', say);
  const feedBack = readPhotos(cell('反馈照片'), '反馈照片', say);
  const solvedOnSpot = readOnSpot(cell('随手处置'), say);
  const share = readShare(cell('直派阈值'), say);
  const legalBasis = cell('法律依据');
  const extensions = readExtensions(cell('可延期次数'), say);
  const thingCondition = readMeantCondition(cell('部件状况'), say);
  const hasPhotos = report !== undefined || feedBack !== undefined;
  return {
    ...(Object.keys(limits).length === 0 ? {} : { limits }),
    ...(verification === undefined ? {} : { verification }),
    ...(hasPhotos ? { photoRule: { report: report ?? 1, feedBack: feedBack ?? 1 } } : {}),
    ...(solvedOnSpot === undefined ? {} : { solvedOnSpot }),
    ...(share === undefined ? {} : { straightThroughFrom: share }),
    ...(legalBasis === '' ? {} : { legalBasis }),
    ...(extensions === undefined ? {} : { extensions }),
    ...(thingCondition === undefined ? {} : { thingCondition }),
  };
}

const unitCell = (responsible: Responsible, codes: UnitCodes): string =>
  'unitId' in responsible ? `单位:${codes(responsible.unitId)}` : responsible.unitKind;
const levelCell = (responsible: Responsible): string =>
  'unitId' in responsible ? '' : LEVELS[responsible.unitLevel];
const coUnitCell = (one: Responsible, codes: UnitCodes): string =>
  [unitCell(one, codes), levelCell(one)].filter((part) => part !== '').join('@');

export const RULE_HEADINGS: readonly string[] = [
  '对象代码',
  '责任区域',
  '限情形',
  '适用时段',
  '责任单位',
  '责任层级',
  '协办单位',
  '受理层级',
  ...TERM_HEADINGS,
];

export function writeRule(rule: Rule, codes: UnitCodes): Cells {
  const { problems, season } = rule.condition;
  return {
    对象代码: rule.subjectCode,
    责任区域: rule.areaPath,
    限情形: problems ? problems.join(' ') : '',
    适用时段: season ? `${season.from}~${season.to}` : '',
    责任单位: unitCell(rule.responsible, codes),
    责任层级: levelCell(rule.responsible),
    协办单位: rule.coUnits.map((one) => coUnitCell(one, codes)).join(' '),
    受理层级: rule.centreLevel === null ? '' : LEVELS[rule.centreLevel],
    ...writeTerms(rule.terms),
  };
}

function readProblems(text: string, say: Say): number[] | undefined {
  const numbers = text
    .split(/[\s、,，]+/)
    .filter((word) => word !== '')
    .map(Number);
  if (numbers.every((number) => Number.isInteger(number) && number > 0)) return numbers;
  say('error', '限情形', `“${text}”不是情形序号：请写成如 1 3`, `“${text}”: write numbers such as 1 3`);
  return undefined;
}

function readCentre(text: string, say: Say): Rule['centreLevel'] | undefined {
  if (text === '') return null;
  const level = readLevel(text, say);
  if (level === 'district' || level === 'street' || level === 'community') return level;
  if (level !== undefined) {
    say('error', '受理层级', '请填 区、镇街 或 社区', 'Write district, street or community');
  }
  return undefined;
}

export interface RuleFrame {
  readonly districtId: string;
  readonly units: UnitNames;
}

/** Undefined where a cell could not be read; `say` has then said which. */
export function readRule(cells: Cells, id: string, frame: RuleFrame, say: Say): Rule | undefined {
  const cell = (heading: string) => cells[heading] ?? '';
  const areaPath = readArea(cell('责任区域'), frame.districtId, say);
  const problems = cell('限情形') === '' ? null : readProblems(cell('限情形'), say);
  const season = readSeason(cell('适用时段'), say);
  const level = readLevel(cell('责任层级'), say);
  const responsible = level && readUnit(cell('责任单位'), level, frame.units, '责任单位', say);
  const coUnits = cell('协办单位')
    .split(/[\s、,;；，]+/)
    .filter((word) => word !== '')
    .map((word) => {
      const [kind = '', at = ''] = word.split('@');
      const coLevel = readLevel(at, say);
      return coLevel && readUnit(kind, coLevel, frame.units, '协办单位', say);
    });
  const centreLevel = readCentre(cell('受理层级'), say);
  if (!areaPath || problems === undefined || !responsible || centreLevel === undefined) return undefined;
  const sure = coUnits.filter((one) => one !== undefined);
  if (sure.length < coUnits.length) return undefined;
  return {
    id,
    subjectCode: cell('对象代码'),
    areaPath,
    condition: { ...(problems ? { problems } : {}), ...(season ? { season } : {}) },
    responsible,
    coUnits: sure,
    centreLevel,
    terms: readTerms(cells, say),
  };
}
