// Reads single cells of a row as codes, kinds of unit, limits and so on. A cell that can't be read gives a
// note that says how to mend it; nothing is guessed that could put the wrong unit in charge.
import { isRefusal } from '../../../kernel/refusal.ts';
import type { Limit } from '../../calendar/core/limit.ts';
import { isAreaPath, type AreaLevel } from '../../people/core/unit.ts';
import type { ListKind, Responsible, Season, Terms } from './catalogue.ts';
import { parseLimits } from './limit-text.ts';
import { readThingCondition, type ThingCondition } from './thing-condition.ts';
import { tidyText } from './tidy-text.ts';
import { unitSpecialtyByWord } from './unit-specialties.ts';

/** One thing to say about a row; an `error` leaves the row out, a `warning` does not. */
export interface RowNote {
  readonly row: number;
  readonly severity: 'error' | 'warning';
  readonly column: string;
  readonly zh: string;
  readonly en: string;
}

export type Say = (severity: RowNote['severity'], column: string, zh: string, en: string) => void;

/** Two digits. Excel drops the zero in front of `01`, which is put back with a warning. */
export function readCode(text: string, column: string, say: Say): string | undefined {
  const code = text.replace(/\.0+$/, '');
  if (/^\d{2}$/.test(code)) return code;
  if (/^\d$/.test(code)) {
    say(
      'warning',
      column,
      `“${text}”补成“0${code}”（表格软件去掉了开头的零）`,
      `“${text}” read as “0${code}”`,
    );
    return `0${code}`;
  }
  say(
    'error',
    column,
    text === '' ? '缺代码：请填两位数字' : `“${text}”不是两位数字代码：请改成 01 到 99`,
    text === '' ? 'No code: give two digits' : `“${text}” is not a two-digit code: use 01 to 99`,
  );
  return undefined;
}

const LISTS: ReadonlyMap<string, ListKind> = new Map(
  Object.entries({
  事件: 'event',
  事件清单: 'event',
  event: 'event',
  部件: 'component',
  部件清单: 'component',
  component: 'component',
} as const),
);

export function readList(text: string, say: Say): ListKind | undefined {
  const list = LISTS.get(text.toLowerCase());
  if (!list) say('error', '清单', `“${text}”不是清单：请填“事件”或“部件”`, `“${text}”: write 事件 or 部件`);
  return list;
}

export function readLimits(text: string, say: Say): readonly Limit[] | undefined {
  if (text === '') {
    say(
      'error',
      '处置时限',
      '缺处置时限：请填如“2紧急工作时”“5工作日”',
      'No limit: give one such as U2h or 5d',
    );
    return undefined;
  }
  const limits = parseLimits(text);
  if (!isRefusal(limits)) return limits;
  say(
    'error',
    '处置时限',
    `“${text}”读不懂：请写成“2紧急工作时”“4工作时”“5工作日”“7自然日”；季节等条件请填在“适用时段”`,
    `“${text}” cannot be read: write U2h, 4h, 5d or 7自然日; put seasons in their own column`,
  );
  return undefined;
}

const LEVELS: ReadonlyMap<string, AreaLevel | 'nearest'> = new Map(
  Object.entries({
  '': 'nearest',
  就近: 'nearest',
  nearest: 'nearest',
  区: 'district',
  区级: 'district',
  district: 'district',
  镇街: 'street',
  街道: 'street',
  镇街级: 'street',
  street: 'street',
  网格: 'grid',
  网格级: 'grid',
  grid: 'grid',
  社区: 'community',
  村社区: 'community',
  村社区级: 'community',
  社区级: 'community',
  community: 'community',
} as const),
);

export function readLevel(text: string, say: Say): AreaLevel | 'nearest' | undefined {
  const level = LEVELS.get(text.toLowerCase());
  if (!level) {
    say(
      'error',
      '责任层级',
      `“${text}”不是层级：请填 区、镇街、社区、网格 或 就近`,
      `“${text}” is not a level: write district, street, community, grid or nearest`,
    );
  }
  return level;
}

/** A kind of unit by code or name; `单位:CODE` names one unit by its code in the directory. */
export function readUnit(
  text: string,
  level: AreaLevel | 'nearest',
  units: UnitNames,
  column: string,
  say: Say,
): Responsible | undefined {
  const named = /^(?:单位|unit)[:：](.+)$/i.exec(text)?.[1]?.trim();
  if (named !== undefined) {
    const unitId = units(named);
    if (unitId !== undefined) return { unitId };
    say(
      'error',
      column,
      `组织里没有代码或名称为“${named}”的单位：请先登记`,
      `No unit “${named}” in the directory`,
    );
    return undefined;
  }
  const specialty = unitSpecialtyByWord(text);
  if (specialty) return { unitKind: specialty.code, unitLevel: level };
  say(
    'error',
    column,
    `“${text}”不是已知的单位类型：请用单位类型表里的名称，或写“单位:代码”指名一家`,
    `“${text}” is not a known kind of unit: use one of the list, or “unit:CODE” for one by name`,
  );
  return undefined;
}

/** A unit's id by its code or full name. */
export type UnitNames = (codeOrName: string) => string | undefined;

export function readArea(text: string, districtId: string, say: Say): string | undefined {
  if (text === '' || text === '全区') return districtId;
  const path =
    text.length === 15 && /^\d+$/.test(text)
      ? `${text.slice(0, 6)}.${text.slice(6, 9)}.${text.slice(9, 12)}.${text.slice(12)}`
      : text;
  if (isAreaPath(path) && (path === districtId || path.startsWith(`${districtId}.`))) return path;
  say(
    'error',
    '责任区域',
    `“${text}”不是本区的区域路径：请写成如 ${districtId}.003 或 15 位网格码`,
    `“${text}” is not an area of this district: write one like ${districtId}.003`,
  );
  return undefined;
}

const VERIFIERS: ReadonlyMap<string, Terms['verification']> = new Map(
  Object.entries({
  巡查员: 'inspector',
  巡查员核查: 'inspector',
  inspector: 'inspector',
  群众: 'reporter',
  上报人: 'reporter',
  上报人确认: 'reporter',
  reporter: 'reporter',
  中心: 'centre',
  中心核查: 'centre',
  centre: 'centre',
} as const),
);

export function readVerification(text: string, say: Say): Terms['verification'] | undefined {
  if (text === '') return undefined;
  const verification = VERIFIERS.get(text.toLowerCase());
  if (!verification) {
    say(
      'error',
      '核查方式',
      `“${text}”不是核查方式：请填 巡查员、上报人 或 中心`,
      `“${text}”: write inspector, reporter or centre`,
    );
  }
  return verification;
}

/** A whole number of photos, 0 to 9. */
export function readPhotos(text: string, column: string, say: Say): number | undefined {
  if (text === '') return undefined;
  const match = /^([0-9])(?:\.0+)?张?$/.exec(text);
  if (match) return Number(match[1]);
  say('error', column, `“${text}”不是 0 到 9 的张数`, `“${text}” is not a number of photos from 0 to 9`);
  return undefined;
}

/** How often time may be extended: a single figure. Undefined where nothing is said. */
export function readExtensions(text: string, say: Say): number | undefined {
  if (text === '') return undefined;
  const match = /^([0-9])(?:\.0+)?次?$/.exec(text);
  if (match) return Number(match[1]);
  say('error', '可延期次数', `“${text}”不是 0 到 9 的次数`, `“${text}” is not a number of times from 0 to 9`);
  return undefined;
}

export function readOnSpot(text: string, say: Say): Terms['solvedOnSpot'] | undefined {
  if (text === '') return undefined;
  if (['结案', '直接结案', 'closed'].includes(text)) return 'closed';
  if (['核查', '待核查', 'answered'].includes(text)) return 'answered';
  say('error', '随手处置', `“${text}”：请填“结案”或“核查”`, `“${text}”: write closed or answered`);
  return undefined;
}

/** The condition that a case means; `不变` = none. Undefined where nothing is said. */
export function readMeantCondition(text: string, say: Say): ThingCondition | undefined {
  if (text === '') return undefined;
  const condition = readThingCondition(text);
  if (condition === undefined) {
    say(
      'error',
      '部件状况',
      `“${text}”：请填“破损”“丢失”“占用”“废弃”或“不变”`,
      `“${text}”: write damaged, lost, occupied, abandoned or none`,
    );
  }
  return condition;
}

/** A share 0–1 or a percentage; `否` = never. Undefined where nothing is said. */
export function readShare(text: string, say: Say): number | null | undefined {
  if (text === '') return undefined;
  if (['否', '不', '人工', 'never'].includes(text)) return null;
  const percent = /^(\d{1,3})%$/.exec(tidyText(text))?.[1];
  const share = percent === undefined ? Number(text) : Number(percent) / 100;
  if (Number.isFinite(share) && share >= 0 && share <= 1) return share;
  say(
    'error',
    '直派阈值',
    `“${text}”不在 0 到 1 之间：请填如 0.85 或 85%，不直派填“否”`,
    `“${text}” is not between 0 and 1: write 0.85, 85% or never`,
  );
  return undefined;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isMonthDay = (month: number, day: number): boolean => day >= 1 && day <= (DAYS[month - 1] ?? 0);

const SEASON = /^(\d{1,2})[-月.](\d{1,2})日?\s*(?:~|至|到|-|—)\s*(\d{1,2})[-月.](\d{1,2})日?$/;

/** `11-15~03-15`, `11月15日至3月15日`. */
export function readSeason(text: string, say: Say): Season | undefined {
  if (text === '' || text === '全年') return undefined;
  const match = SEASON.exec(tidyText(text));
  const [fromMonth = 0, fromDay = 0, toMonth = 0, toDay = 0] = (match ?? []).slice(1).map(Number);
  if (isMonthDay(fromMonth, fromDay) && isMonthDay(toMonth, toDay)) {
    const two = (n: number) => String(n).padStart(2, '0');
    return { from: `${two(fromMonth)}-${two(fromDay)}`, to: `${two(toMonth)}-${two(toDay)}` };
  }
  say(
    'error',
    '适用时段',
    `“${text}”读不懂：请写成如 11-15~03-15`,
    `“${text}” cannot be read: write 11-15~03-15`,
  );
  return undefined;
}

export function readWhole(text: string, column: string, max: number, say: Say): number | undefined {
  if (text === '') return undefined;
  const value = Number(text.replace(/(米|天|m)$/, ''));
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  say(
    'error',
    column,
    `“${text}”不是 1 到 ${max} 的整数`,
    `“${text}” is not a whole number from 1 to ${max}`,
  );
  return undefined;
}
