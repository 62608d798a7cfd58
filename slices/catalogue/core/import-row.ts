// Reads one filled-down row into values: what it says of class, item, problem and responsibility.
// Looks at nothing but the row; what rows mean together is the builder's business.
import type { Limit } from '../../calendar/core/limit.ts';
import type { ListKind, PartialTerms, Responsible, Rule, Season } from './catalogue.ts';
import type { Cells } from './import-carry.ts';
import {
  readArea,
  readCode,
  readExtensions,
  readLevel,
  readMeantCondition,
  readLimits,
  readList,
  readOnSpot,
  readPhotos,
  readSeason,
  readShare,
  readUnit,
  readVerification,
  readWhole,
} from './import-cells.ts';
import type { Say, UnitNames } from './import-cells.ts';

export interface ImportFrame {
  readonly districtId: string;
  /** The list that rows belong to which do not say so. */
  readonly list?: ListKind;
  readonly units: UnitNames;
}

export interface Named {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
}

export interface ResponsibilityRead {
  readonly responsible: Responsible;
  readonly coUnits: readonly Responsible[];
  readonly areaPath: string;
  readonly season: Season | undefined;
  readonly centreLevel: Rule['centreLevel'];
}

export interface RowRead {
  readonly list: ListKind;
  readonly class: Named;
  readonly subclass: Named | null;
  /** Null: the row is a rule for the whole subclass or class (`*` in the item's cell). */
  readonly item: (Named & ItemWords) | null;
  readonly problemName: string;
  readonly problemNameEn: string;
  readonly fileWhen: string;
  readonly closeWhen: string;
  /** Empty where the row adds a rule to problems already listed. */
  readonly limits: readonly Limit[];
  readonly terms: PartialTerms;
  readonly responsibility: ResponsibilityRead | undefined;
}

export interface ItemWords {
  readonly aliases: readonly string[];
  readonly keywords: readonly string[];
  readonly duplicateRadiusMetres: number | undefined;
  readonly duplicateDays: number | undefined;
}

export const ALL = new Set(['*', '全部', 'all']);

const words = (text: string): string[] => text.split(/[\s、,;；，/|]+/).filter((word) => word !== '');

function readNamed(
  cells: Cells,
  level: 'class' | 'subclass' | 'item',
  zh: string,
  say: Say,
): Named | undefined {
  const code = readCode(cells(`${level}Code`), `${zh}代码`, say);
  const name = cells(`${level}Name`);
  if (name === '') say('error', zh, `缺${zh}名称`, `No name of the ${level}`);
  return code === undefined || name === ''
    ? undefined
    : { code, name, nameEn: cells(`${level}NameEn`) || name };
}

function readTerms(cells: Cells, say: Say): PartialTerms {
  const verification = readVerification(cells('verification'), say);
  const report = readPhotos(cells('reportPhotos'), '上报照片', say);
  const feedBack = readPhotos(cells('feedBackPhotos'), '反馈照片', say);
  const solvedOnSpot = readOnSpot(cells('solvedOnSpot'), say);
  const share = readShare(cells('straightThrough'), say);
  const legalBasis = cells('legalBasis');
  const extensions = readExtensions(cells('extensions'), say);
  const thingCondition = readMeantCondition(cells('thingCondition'), say);
  return {
    ...(verification === undefined ? {} : { verification }),
    ...(report === undefined && feedBack === undefined
      ? {}
      : { photoRule: { report: report ?? 1, feedBack: feedBack ?? 1 } }),
    ...(solvedOnSpot === undefined ? {} : { solvedOnSpot }),
    ...(share === undefined ? {} : { straightThroughFrom: share }),
    ...(legalBasis === '' ? {} : { legalBasis }),
    ...(extensions === undefined ? {} : { extensions }),
    ...(thingCondition === undefined ? {} : { thingCondition }),
  };
}

function readCentreLevel(text: string, say: Say): Rule['centreLevel'] {
  const level = text === '' ? 'nearest' : readLevel(text, say);
  if (level === undefined || level === 'nearest') return null;
  if (level !== 'grid') return level;
  say(
    'error',
    '受理层级',
    '网格没有指挥中心：请填 区、镇街 或 社区',
    'A grid has no centre: name a level above',
  );
  return null;
}

function readResponsibility(cells: Cells, frame: ImportFrame, say: Say): ResponsibilityRead | undefined {
  const text = cells('unitKind');
  const level = readLevel(cells('unitLevel'), say);
  const areaPath = readArea(cells('areaPath'), frame.districtId, say);
  const season = readSeason(cells('season'), say);
  const centreLevel = readCentreLevel(cells('centreLevel'), say);
  if (text === '' || level === undefined || areaPath === undefined) return undefined;
  const responsible = readUnit(text, level, frame.units, '责任单位', say);
  const coUnits = words(cells('coUnits')).flatMap((word) => {
    const [kind = '', at = ''] = word.split('@');
    const coLevel = readLevel(at, say);
    const unit = coLevel && readUnit(kind, coLevel, frame.units, '协办单位', say);
    return unit ? [unit] : [];
  });
  return responsible && { responsible, coUnits, areaPath, season, centreLevel };
}

function readItem(cells: Cells, say: Say): RowRead['item'] | undefined {
  if (ALL.has(cells('itemName')) || ALL.has(cells('itemCode'))) return null;
  const named = readNamed(cells, 'item', '细类', say);
  return (
    named && {
      ...named,
      aliases: words(cells('aliases')),
      keywords: words(cells('keywords')),
      duplicateRadiusMetres: readWhole(cells('duplicateRadius'), '查重半径', 5_000, say),
      duplicateDays: readWhole(cells('duplicateDays'), '查重天数', 366, say),
    }
  );
}

/** Undefined where the row's place in the lists can't be told; `say` has then said why. */
export function readRow(cells: Cells, frame: ImportFrame, say: Say): RowRead | undefined {
  const list = cells('list') === '' ? frame.list : readList(cells('list'), say);
  if (list === undefined && cells('list') === '') {
    say('error', '清单', '没说是哪张清单：请填“事件”或“部件”', 'Which list? Write 事件 or 部件');
  }
  const top = readNamed(cells, 'class', '大类', say);
  const hasSubclass = cells('subclassCode') !== '' || cells('subclassName') !== '';
  const subclass = hasSubclass ? readNamed(cells, 'subclass', '小类', say) : null;
  const item = readItem(cells, say);
  const isRuleOnly = item === null || ALL.has(cells('problemName'));
  const limits = isRuleOnly && cells('limit') === '' ? [] : readLimits(cells('limit'), say);
  const terms = readTerms(cells, say);
  const responsibility = readResponsibility(cells, frame, say);
  if (isRuleOnly && cells('unitKind') === '') {
    say(
      'error',
      '责任单位',
      '这一行只定责任，却没有责任单位',
      'This row only names who is responsible, but names nobody',
    );
  }
  if (!list || !top || subclass === undefined || item === undefined || !limits) return undefined;
  return {
    list,
    class: top,
    subclass,
    item,
    limits,
    terms,
    responsibility,
    problemName: cells('problemName'),
    problemNameEn: cells('problemNameEn'),
    fileWhen: cells('fileWhen'),
    closeWhen: cells('closeWhen'),
  };
}
