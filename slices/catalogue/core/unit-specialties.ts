// The kinds of unit that rules may name, with the level at which a district usually organises each.
// A list of words, not of units: who they are in a district is data of the unit directory.
import type { UnitKind } from '../../../kernel/rights.ts';

export interface UnitSpecialty {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: UnitKind;
  /** One unit per area of each of these levels. */
  readonly levels: readonly ('district' | 'street' | 'community')[];
  /** Other names found in offices' tables. */
  readonly aliases: readonly string[];
}

type Row = readonly [string, string, string, UnitKind, UnitSpecialty['levels'], string];

const ROWS: readonly Row[] = [
  [
    'urban_management',
    '城市管理',
    'Urban management',
    'department',
    ['district', 'street'],
    '城管 城管局 城市管理局 综合执法 城管执法 城管中队 综合行政执法队 城市管理综合执法',
  ],
  [
    'sanitation',
    '环境卫生',
    'Sanitation',
    'company',
    ['street'],
    '环卫 环卫所 环卫公司 环卫中心 保洁公司 保洁',
  ],
  [
    'municipal_works',
    '市政养护',
    'Municipal works',
    'company',
    ['district'],
    '市政 市政工程 市政养护公司 市政公司 市政管理处 道路养护',
  ],
  [
    'landscaping',
    '园林绿化',
    'Landscaping',
    'company',
    ['district'],
    '园林 绿化 园林局 绿化公司 园林中心 园林绿化中心',
  ],
  [
    'water',
    '供水排水',
    'Water and drainage',
    'company',
    ['district'],
    '供水 排水 供排水 水务 水务局 自来水公司 排水公司 供水公司 水务公司 污水处理 河道管理',
  ],
  ['power', '电力', 'Power', 'company', ['district'], '供电 供电公司 电力公司 国网'],
  ['gas', '燃气', 'Gas', 'company', ['district'], '燃气公司 天然气公司'],
  ['heating', '热力', 'Heating', 'company', ['district'], '供热 热力公司 供热公司'],
  ['telecom', '通信', 'Telecom', 'company', ['district'], '通讯 通信公司 电信 移动 联通 广电 铁塔'],
  [
    'lighting',
    '城市照明',
    'Street lighting',
    'company',
    ['district'],
    '路灯 照明 路灯所 路灯管理处 照明中心',
  ],
  ['transport', '交通运输', 'Transport', 'department', ['district'], '交通 交通局 交通运输局 公交公司 公路'],
  ['traffic_police', '交通警察', 'Traffic police', 'department', ['district'], '交警 交警大队 公安交警'],
  ['public_security', '公安派出所', 'Police station', 'station', ['street'], '公安 派出所 公安局'],
  [
    'market_supervision',
    '市场监管',
    'Market supervision',
    'station',
    ['street'],
    '市监 市场监督管理 市场监管所 工商',
  ],
  [
    'housing',
    '住房城乡建设',
    'Housing and construction',
    'department',
    ['district'],
    '住建 住建局 建设局 房管 房管局 规划',
  ],
  ['environment', '生态环境', 'Environment', 'department', ['district'], '环保 环保局 生态环境局'],
  ['emergency', '应急管理', 'Emergency management', 'department', ['district'], '应急 应急局 消防 消防救援'],
  ['civil_affairs', '民政', 'Civil affairs', 'department', ['district'], '民政局 救助站'],
  [
    'property_company',
    '物业服务',
    'Property management',
    'company',
    ['community'],
    '物业 物业公司 物业管理 小区物业',
  ],
];

export const UNIT_SPECIALTIES: readonly UnitSpecialty[] = ROWS.map(
  ([code, zh, en, kind, levels, aliases]) => ({
    code,
    zh,
    en,
    kind,
    levels,
    aliases: aliases.split(' '),
  }),
);

const BY_CODE = new Map(UNIT_SPECIALTIES.map((specialty) => [specialty.code, specialty]));
const BY_WORD = new Map(
  UNIT_SPECIALTIES.flatMap((s) => [s.code, s.zh, s.en.toLowerCase(), ...s.aliases].map((word) => [word, s])),
);

export const unitSpecialty = (code: string): UnitSpecialty | undefined => BY_CODE.get(code);

/** Finds a kind of unit by its code or by any name that offices use for it. */
export const unitSpecialtyByWord = (word: string): UnitSpecialty | undefined =>
  BY_WORD.get(word.trim()) ?? BY_WORD.get(word.trim().toLowerCase());
