// The columns of an exported list: what each is called, how wide it stands, and what it holds of a line of
// the list. It is made of the very lines that a screen shows, so the numbers are the same; nothing personal
// is in them, and no column may add it.
import { CHINA_OFFSET_MINUTES, fromIso, localMinute } from '../../../kernel/instant.ts';
import { codeWords, stageWords } from './case-words.ts';
import type { CaseListItem } from './contract.ts';
import { LAMPS } from './list-filters.ts';

type Language = 'zh' | 'en';
type Value = string | number | null;

export interface ExportLine {
  readonly item: CaseListItem;
  readonly endedAt: string | null;
  /** From the district down. */
  readonly areaNames: readonly string[];
}

export interface ExportColumn {
  readonly zh: string;
  readonly en: string;
  readonly width: number;
  readonly of: (line: ExportLine, language: Language) => Value;
}

const moment = (iso: string | null): Value => {
  const at = iso === null ? undefined : fromIso(iso);
  return at === undefined ? null : localMinute(at, CHINA_OFFSET_MINUTES).replace('T', ' ');
};
const inWords = (of: { readonly name: string; readonly nameEn: string } | null, language: Language): Value =>
  (of === null ? null : language === 'zh' ? of.name : of.nameEn || of.name);
const HOUR_MS = 3_600_000;

export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { zh: '案件编号', en: 'Number', width: 26, of: ({ item }) => item.number },
  { zh: '状态', en: 'State', width: 10,
    of: ({ item }, language) => (language === 'zh' ? item.stateZh : item.stateEn) },
  { zh: '亮灯', en: 'Lamp', width: 8,
    of: ({ item }, language) => LAMPS[item.lamp as keyof typeof LAMPS]?.[language] ?? null },
  { zh: '细类', en: 'Item', width: 18,
    of: ({ item }, language) => (language === 'zh' ? item.itemName : item.itemNameEn ?? item.itemName) },
  { zh: '细类代码', en: 'Item code', width: 10, of: ({ item }) => item.itemCode },
  { zh: '问题描述', en: 'Description', width: 40, of: ({ item }) => item.description },
  { zh: '地址', en: 'Address', width: 24, of: ({ item }) => item.address },
  { zh: '街道', en: 'Street', width: 14, of: ({ areaNames }) => areaNames[1] ?? null },
  { zh: '社区', en: 'Community', width: 14, of: ({ areaNames }) => areaNames[2] ?? null },
  { zh: '网格', en: 'Grid', width: 14, of: ({ areaNames }) => areaNames[3] ?? null },
  { zh: '来源', en: 'Channel', width: 10,
    of: ({ item }, language) => codeWords('channel', item.channel, language) },
  { zh: '紧急程度', en: 'Severity', width: 10,
    of: ({ item }, language) => codeWords('severity', item.severity, language) },
  { zh: '责任单位', en: 'Responsible unit', width: 22,
    of: ({ item }, language) => inWords(item.unit, language) },
  { zh: '当前承办', en: 'Now with', width: 22, of: ({ item }, language) => inWords(item.holder, language) },
  { zh: '环节', en: 'Stage', width: 8,
    of: ({ item }, language) => (item.stage === null ? null : stageWords(item.stage, language)) },
  { zh: '环节剩余（小时）', en: 'Left of stage (h)', width: 14,
    of: ({ item }) => (item.remainingMs === null ? null : Math.round(item.remainingMs / HOUR_MS * 10) / 10) },
  { zh: '环节到期', en: 'Stage due', width: 17, of: ({ item }) => moment(item.dueAt) },
  { zh: '全案到期', en: 'Deadline', width: 17, of: ({ item }) => moment(item.deadlineAt) },
  { zh: '上报时间', en: 'Reported', width: 17, of: ({ item }) => moment(item.createdAt) },
  { zh: '结束时间', en: 'Ended', width: 17, of: ({ endedAt }) => moment(endedAt) },
  { zh: '领导清单', en: 'Leaders’ list', width: 10,
    of: ({ item }, language) => (item.isOnLeadersList ? (language === 'zh' ? '是' : 'yes') : null) },
  { zh: '经度', en: 'Longitude', width: 11, of: ({ item }) => item.lon },
  { zh: '纬度', en: 'Latitude', width: 11, of: ({ item }) => item.lat },
];
