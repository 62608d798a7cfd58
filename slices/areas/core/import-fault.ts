// What can be wrong with one feature of an import, told so that the person who made the file can mend it:
// which feature, why, and what to do. A fault never carries a guess; nothing faulty is stored.
import { type AreaLevel, LEVEL_WORDS } from './area.ts';

export const IMPORT_FAULTS = {
  crs_missing: {
    zh: '未说明坐标系。请注明 WGS84、GCJ02 或 BD09（高德、腾讯为 GCJ02，百度为 BD09）。',
    en: 'The coordinate system is not stated. Say WGS84, GCJ02 (Amap, Tencent) or BD09 (Baidu).',
  },
  not_a_collection: {
    zh: '不是 GeoJSON FeatureCollection。请导出为 GeoJSON（面图层）。',
    en: 'This is not a GeoJSON FeatureCollection. Export the polygon layer as GeoJSON.',
  },
  not_a_polygon: {
    zh: '几何类型为 {found}，应为 Polygon 或 MultiPolygon（无界线时写 null，由下级合并）。',
    en: 'The geometry is {found}; make it Polygon, MultiPolygon, or null (united from the areas below).',
  },
  code_missing: {
    zh: '缺少编码属性“{property}”。请补上编码，或指明编码所在的属性。',
    en: 'The code property "{property}" is missing. Fill it in, or say which property holds the code.',
  },
  name_missing: {
    zh: '缺少名称属性“{property}”。请补上名称，或指明名称所在的属性。',
    en: 'The name property "{property}" is missing. Fill it in, or say which property holds the name.',
  },
  name_clash: {
    zh: '同一编码出现两个名称：“{first}”与“{second}”。同一区域的各部分应同名；不同区域应有不同编码。',
    en: 'One code carries two names: "{first}" and "{second}". Use one name, or two codes for two areas.',
  },
  ring_too_short: {
    zh: '环的有效点少于 4 个（{points} 个），不成面。请补点或删去该环。',
    en: 'A ring has only {points} distinct positions and encloses nothing. Add positions or remove it.',
  },
  ring_unclosed: {
    zh: '环未闭合：起点与终点相距 {metres} 米。请使终点与起点相同。',
    en: 'A ring is not closed: its ends are {metres} m apart. Make the last position equal the first.',
  },
  bad_position: {
    zh: '坐标“{found}”不是经纬度（经度在前，单位为度）。若为投影坐标请先转换。',
    en: 'The position "{found}" is not longitude, latitude in degrees. Convert projected coordinates first.',
  },
  edge_too_long: {
    zh: '相邻两点相距超过 9 度，不可能是区县内的界线。请检查坐标。',
    en: 'Two neighbouring positions lie more than 9 degrees apart; no district has that. Check them.',
  },
  parent_unknown: {
    zh: '找不到上级区域（{parent}）。请填写上级编码，或先补上该上级。',
    en: 'The area above it ({parent}) is not known. Fill in the code of the area above, or add that area.',
  },
  no_boundary: {
    zh: '没有界线，也没有下级可合并。请给出界线或下级区域。',
    en: 'It has no boundary and nothing below it to unite. Give a boundary or areas below.',
  },
  too_many: {
    zh: '上级 {parent} 之下超过 999 个区域，编码放不下。请拆分上级。',
    en: 'More than 999 areas under {parent}: the code has no room. Split the area above.',
  },
} as const;

export type ImportFaultKind = keyof typeof IMPORT_FAULTS;

export interface ImportFault {
  readonly kind: ImportFaultKind;
  readonly level: AreaLevel;
  /** Position in the collection, from 0; -1 when the whole collection or a district is meant. */
  readonly feature: number;
  readonly code?: string;
  readonly name?: string;
  /** Where, in the coordinates of the file. */
  readonly at?: readonly [number, number];
  readonly data: Readonly<Record<string, string | number>>;
}

/** The whole sentence: which feature, where, why, how to mend. */
export function tellImportFault(fault: ImportFault, lang: 'zh' | 'en'): string {
  const which = [fault.name, fault.code].filter((part) => part !== undefined).join(' ');
  const number = fault.feature < 0 ? '' : ` #${fault.feature + 1}`;
  const at = fault.at === undefined ? '' : ` (${fault.at[0]}, ${fault.at[1]})`;
  const why = IMPORT_FAULTS[fault.kind][lang].replace(/\{(\w+)\}/g, (_, key: string) =>
    String(fault.data[key] ?? '–'),
  );
  const head = `${LEVEL_WORDS[fault.level][lang]}${number}${which === '' ? '' : ` ${which}`}${at}`;
  return `${head}${lang === 'zh' ? '：' : ': '}${why}`;
}
