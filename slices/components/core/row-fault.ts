// What can be wrong with one row of a file, told so that whoever made the file can mend it.
import { tellRefusal } from '../../../kernel/refusal.ts';

export interface FaultWords {
  readonly zh: string;
  readonly en: string;
}

export const ROW_FAULTS = {
  code_malformed: {
    zh:
      '编码“{found}”不是 16 位数字（{editionZh}；监测部件 18 位）。' +
      '请将该列设为文本后补足位数（表格软件会改写长数字）；留空则自动编号。',
    en:
      'The code “{found}” is not 16 digits ({editionEn}; 18 if monitored). Set the column to text, as ' +
      'spreadsheets round long numbers; or leave it empty to be given one.',
  },
  code_other_district: {
    zh: '编码“{found}”属于 {other}，不属于本区 {districtId}。请改正前 6 位，或导入到相应的区。',
    en: 'The code “{found}” is of {other}, not of {districtId}. Mend its first digits, or import it there.',
  },
  code_class_differs: {
    zh: '编码“{found}”中的类别是 {inCode}，而类别一栏是 {classCode}。请改成一致。',
    en: 'The code “{found}” says class {inCode}, the class column {classCode}. Make them agree.',
  },
  class_missing: {
    zh: '没有编码也没有类别代码。请至少填写一项（类别为 {digits} 位数字，如 0102）。',
    en: 'There is neither a code nor a class. Give one of them (a class has {digits} digits, like 0102).',
  },
  class_malformed: {
    zh: '类别代码“{found}”应为 {digits} 位数字（{editionZh}）。请核对，注意开头的 0 不要丢失。',
    en: 'The class “{found}” should have {digits} digits ({editionEn}). Check that a leading 0 was not lost.',
  },
  class_unknown: {
    zh: '类别“{found}”不在本区清单中。请核对代码；本地扩展类须先在清单工坊增加并发布，再导入。',
    en: 'The class “{found}” is in none of the district’s lists. Mend it, or add it to the lists first.',
  },
  name_missing: { zh: '没有名称。请在“名称”一栏填写。', en: 'There is no name. Fill the column “name”.' },
  name_too_long: {
    zh: '名称有 {letters} 个字，最多 {limit} 个。请改短，其余说明可放在别的列。',
    en: 'The name has {letters} letters, and {limit} are the most. Shorten it.',
  },
  place_missing: {
    zh: '没有位置。请填写“经度”“纬度”，或提供几何图形。',
    en: 'There is no place. Fill “lon” and “lat”, or give a geometry.',
  },
  place_unset: {
    zh: '位置“{found}”是 0, 0，多半是没有采集到坐标。请补采后填写。',
    en: 'The place “{found}” is 0, 0: most likely no fix was taken. Take one and fill it in.',
  },
  place_not_a_number: {
    zh: '经纬度“{found}”不是十进制度数。请写成如 106.0561、29.8446。',
    en: 'The place “{found}” is not in decimal degrees. Write it like 106.0561, 29.8446.',
  },
  place_swapped: {
    zh: '经度与纬度似乎颠倒（{found}）。请对调两栏。',
    en: 'Longitude and latitude look swapped ({found}). Exchange the two.',
  },
  place_not_on_earth: {
    zh: '位置“{found}”超出经纬度范围。如果是平面坐标（米），请注明坐标系和投影带，或先转换成经纬度。',
    en: 'The place “{found}” is no longitude and latitude. In metres? Name their plane.',
  },
  place_off_system: {
    zh: '位置“{found}”不在文件所说明的坐标系范围内。请核对带号，并查看横纵坐标是否颠倒。',
    en: 'The place “{found}” does not fit the system that the file names. Check the zone, and x against y.',
  },
  geometry_kind: {
    zh: '几何类型“{found}”不能用于部件。请用点、线或面，面须首尾闭合。',
    en: 'The geometry “{found}” can’t be a component. Use a point, line or polygon; rings must close.',
  },
  condition_unknown: {
    zh: '状态“{found}”不在 完好、破损、丢失、废弃、占用 之中。请改为其中之一，或留空（完好）。',
    en: 'The condition “{found}” is not intact, damaged, lost, abandoned or occupied. Use one or none.',
  },
  yes_no_unknown: {
    zh: '“确权”或“监测”一栏“{found}”应为 是 或 否。请改正，或留空（否）。',
    en: '“Rights confirmed” or “monitored” is “{found}”: write yes or no, or leave it empty (no).',
  },
  unit_unknown: {
    zh: '没有找到单位“{found}”。请填写系统中的单位编码或全称，或先登记该单位。',
    en: 'No unit “{found}” was found. Give its code or full name as registered, or register it first.',
  },
  duplicate_code: {
    zh: '编码“{found}”与第 {other} 行重复。请保留一行，或改正编码。',
    en: 'The code “{found}” is the same as in row {other}. Keep one of them, or mend the code.',
  },
  duplicate_place: {
    zh: '与{otherZh}同类且相距不足 {metres} 米，可能是同一部件。请删去其一，或改正位置。',
    en: 'Of the same class as {otherEn} and within {metres} m: one thing? Remove one or mend the place.',
  },
  is_gone: {
    zh: '部件“{found}”在普查中已注销。如果它仍在，请现场普查上报；否则删去本行。',
    en: 'The component “{found}” was found gone. If it stands, survey it on the spot; else remove the row.',
  },
  class_full: {
    zh: '类别 {classCode} 的流水号已用完，无法自动编号。请自行填写编码。',
    en: 'The sequence numbers of class {classCode} are used up. Give the code yourself.',
  },
} as const satisfies Readonly<Record<string, FaultWords>>;

export type RowFaultKind = keyof typeof ROW_FAULTS;

export interface RowFault {
  /** Of a table the line as a spreadsheet shows it; else the position in the file, the first being 1. */
  readonly row: number;
  readonly kind: RowFaultKind;
  readonly field: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** The fault as a sentence that says how to mend it. */
export const tellFault = (fault: RowFault, lang: 'zh' | 'en'): string =>
  tellRefusal({ ...ROW_FAULTS[fault.kind], status: 422, retryable: false }, fault.data, lang);
