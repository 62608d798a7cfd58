// Puts the search for a responsible unit into words, one sentence for each step, in both languages.
// The words are shown on the case; they explain a decision and never take part in it.
import type { Id } from '../../../kernel/id.ts';
import { PATH_PARTS, type AreaLevel, type Unit } from '../../people/core/unit.ts';
import { LEVEL_WORDS } from './catalogue.ts';
import type { Condition, Rule } from './catalogue.ts';
import type { Tried } from './find-rule.ts';
import { unitSpecialty } from './unit-specialties.ts';

export interface Reason {
  readonly zh: string;
  readonly en: string;
}

const SUBJECT_WORDS = {
  item: { zh: '细类', en: 'item' },
  subclass: { zh: '小类', en: 'subclass' },
  class: { zh: '大类', en: 'class' },
} as const;

function levelWords(areaPath: string): Reason {
  const parts = areaPath.split('.').length;
  const level = (Object.keys(PATH_PARTS) as AreaLevel[]).find((key) => PATH_PARTS[key] === parts);
  return level ? LEVEL_WORDS[level] : { zh: '上级', en: 'higher' };
}

function conditionWords({ problems, season }: Condition): Reason {
  const zh: string[] = [];
  const en: string[] = [];
  if (problems) {
    zh.push(`限第${problems.join('、')}种情形`);
    en.push(`for problem ${problems.join(', ')}`);
  }
  if (season) {
    zh.push(`限${season.from}至${season.to}`);
    en.push(`from ${season.from} to ${season.to}`);
  }
  return { zh: zh.length > 0 ? `（${zh.join('，')}）` : '', en: en.length > 0 ? ` (${en.join(', ')})` : '' };
}

export function responsibleWords(rule: Pick<Rule, 'responsible'>): Reason {
  const { responsible } = rule;
  if ('unitId' in responsible) return { zh: '指名单位', en: 'a unit by name' };
  const specialty = unitSpecialty(responsible.unitKind);
  const level = responsible.unitLevel === 'nearest' ? undefined : LEVEL_WORDS[responsible.unitLevel];
  return {
    zh: `${level ? level.zh : '就近的'}${specialty?.zh ?? responsible.unitKind}单位`,
    en: `the ${level?.en ?? 'nearest'} unit for ${(specialty?.en ?? responsible.unitKind).toLowerCase()}`,
  };
}

export class Reasons {
  readonly list: Reason[] = [];

  component(maintenanceUnitId: Id | null, unit: Unit | undefined): void {
    if (maintenanceUnitId === null) {
      this.list.push({ zh: '部件没有登记养护单位。', en: 'The component names no maintenance unit.' });
    } else if (unit) {
      this.list.push({
        zh: `部件登记的养护单位是${unit.name}，由它负责。`,
        en: `The component's own maintenance unit is ${unit.nameEn}, so it is responsible.`,
      });
    } else {
      this.list.push({
        zh: '部件登记的养护单位已不在组织里，按规则另找。',
        en: "The component's maintenance unit is no longer in the directory; the rules decide.",
      });
    }
  }

  tried({ subject, areaPath, rules }: Tried): void {
    const level = levelWords(areaPath);
    const kind = SUBJECT_WORDS[subject.kind];
    const what = {
      zh: `${kind.zh}“${subject.name}”在${level.zh}（${areaPath}）`,
      en: `${kind.en} “${subject.nameEn}” at ${level.en} level (${areaPath})`,
    };
    this.list.push(
      rules === 0
        ? { zh: `${what.zh}：没有规则。`, en: `No rule for ${what.en}.` }
        : {
            zh: `${what.zh}：有 ${rules} 条规则。`,
            en: `${rules} rule${rules > 1 ? 's' : ''} for ${what.en}.`,
          },
    );
  }

  rule(rule: Rule, unit: Unit, isOwn: boolean): void {
    const condition = conditionWords(rule.condition);
    if (isOwn) {
      this.list.push({
        zh: `时限与核查按该规则${condition.zh}。`,
        en: `Limits and verification follow that rule${condition.en}.`,
      });
      return;
    }
    const who = responsibleWords(rule);
    this.list.push({
      zh: `规则${condition.zh}指定${who.zh}：${unit.name}。`,
      en: `The rule${condition.en} names ${who.en}: ${unit.nameEn}.`,
    });
  }

  centre(centre: Unit): void {
    this.list.push({ zh: `由${centre.name}受理和派遣。`, en: `${centre.nameEn} accepts and dispatches.` });
  }
}
