// The units of the demo district: a command centre per area, and one unit for every kind that rules may name,
// at each level where a district organises it. Serving every place exactly once is what makes the default
// lists resolve everywhere. Pure; references are by code.
import type { UnitKind } from '../../../kernel/rights.ts';
import { UNIT_SPECIALTIES, type UnitSpecialty } from '../../../slices/catalogue/core/unit-specialties.ts';
import type { DemoArea, DemoLevel, DemoPlaces } from './district.ts';
import { SUB_CENTRE } from '../../../slices/cases/core/levels.ts';
import { wholeBetween, type Rand, stream } from './random.ts';

export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: UnitKind;
  readonly specialty: string;
  readonly areaPath: string;
  readonly serves: readonly string[];
  readonly parentCode: string | undefined;
  readonly phone: string;
}

const CENTRE_WORDS: Readonly<Record<Exclude<DemoLevel, 'grid'>, readonly [string, string]>> = {
  district: ['社会治理综合指挥中心', 'Command Centre'],
  street: ['综合指挥中心', 'Command Centre'],
  community: ['综合指挥室', 'Command Room'],
};

/** How each kind of unit is called here; `%` is the area's name without its rank. */
const NAMES: Readonly<Record<string, readonly [string, string]>> = {
  'urban_management district': ['望汐区城市管理局', 'Wangxi Urban Management Bureau'],
  'urban_management street': ['%综合行政执法队', '% Law Enforcement Team'],
  'sanitation street': ['清汐环境%项目部', 'Qingxi Sanitation, %'],
  'municipal_works district': ['望汐市政养护有限公司', 'Wangxi Municipal Works Company'],
  'landscaping district': ['澄绿园林有限公司', 'Chenglü Landscaping Company'],
  'water district': ['望汐水务有限公司', 'Wangxi Water Company'],
  'power district': ['望汐供电服务中心', 'Wangxi Power Service Centre'],
  'gas district': ['望汐燃气有限公司', 'Wangxi Gas Company'],
  'heating district': ['望汐热力有限公司', 'Wangxi Heating Company'],
  'telecom district': ['望汐通信设施服务公司', 'Wangxi Telecom Facilities Company'],
  'lighting district': ['望汐城市照明管理所', 'Wangxi Street Lighting Office'],
  'transport district': ['望汐区交通运输局', 'Wangxi Transport Bureau'],
  'traffic_police district': ['望汐区交警大队', 'Wangxi Traffic Police'],
  'public_security street': ['%派出所', '% Police Station'],
  'market_supervision street': ['%市场监管所', '% Market Supervision Station'],
  'housing district': ['望汐区住房和城乡建设局', 'Wangxi Housing and Construction Bureau'],
  'environment district': ['望汐区生态环境局', 'Wangxi Environment Bureau'],
  'emergency district': ['望汐区应急管理局', 'Wangxi Emergency Bureau'],
  'civil_affairs district': ['望汐区民政局', 'Wangxi Civil Affairs Bureau'],
  'property_company community': ['和邻物业%服务处', 'Helin Property, %'],
};

/** The branch centres of the district's trades, and whose units stand below each. */
const SUB_CENTRES: readonly (readonly [zh: string, en: string, specialties: readonly string[]])[] = [
  ['城市管理分中心', 'Urban Management Sub-centre', ['urban_management']],
  ['市政设施分中心', 'Municipal Works Sub-centre', ['municipal_works', 'lighting']],
  ['园林绿化分中心', 'Landscaping Sub-centre', ['landscaping']],
  ['水务分中心', 'Water Sub-centre', ['water']],
  ['供电分中心', 'Power Sub-centre', ['power']],
  ['燃气分中心', 'Gas Sub-centre', ['gas']],
  ['供热分中心', 'Heating Sub-centre', ['heating']],
  ['通信设施分中心', 'Telecom Sub-centre', ['telecom']],
  ['交通运输分中心', 'Transport Sub-centre', ['transport']],
  ['交警分中心', 'Traffic Police Sub-centre', ['traffic_police']],
  ['住房建设分中心', 'Housing Sub-centre', ['housing']],
  ['生态环境分中心', 'Environment Sub-centre', ['environment']],
  ['应急管理分中心', 'Emergency Sub-centre', ['emergency']],
  ['民政服务分中心', 'Civil Affairs Sub-centre', ['civil_affairs']],
  ['高新园区分中心', 'High-tech Park Sub-centre', []],
  ['文旅景区分中心', 'Tourism Sub-centre', []],
];

const RANKS = /(街道|镇|社区|村)$/;
const EN_RANKS = / (Subdistrict|Town|Community|Village|District)$/;

export const centreCode = (areaPath: string): string => `C${areaPath.replaceAll('.', '')}`;
export const unitCode = (specialty: string, areaPath: string): string =>
  `${specialty.toUpperCase().replaceAll('_', '-')}-${areaPath.replaceAll('.', '')}`;

const phoneOf = (rand: Rand): string => `0990-555${String(wholeBetween(rand, 0, 9_999)).padStart(4, '0')}`;

function centreOf(area: DemoArea, rand: Rand): DemoUnit {
  const [zh, en] = CENTRE_WORDS[area.level === 'grid' ? 'community' : area.level];
  const above = area.path.slice(0, Math.max(0, area.path.lastIndexOf('.')));
  return {
    code: centreCode(area.path),
    name: `${area.name}${zh}`,
    nameEn: `${area.nameEn} ${en}`,
    kind: 'centre',
    specialty: 'centre',
    areaPath: area.path,
    serves: [area.path],
    parentCode: above === '' ? undefined : centreCode(above),
    phone: phoneOf(rand),
  };
}

const subCode = (index: number): string => `SUB-${String(index + 1).padStart(2, '0')}`;

const subCentresOf = (district: DemoArea): DemoUnit[] => SUB_CENTRES.map(([zh, en], index) => ({
  code: subCode(index),
  name: `${district.name}${zh}`,
  nameEn: `${district.nameEn} ${en}`,
  kind: 'department',
  specialty: SUB_CENTRE,
  areaPath: district.path,
  serves: [district.path],
  parentCode: centreCode(district.path),
  phone: `0990-5558${String(index + 1).padStart(3, '0')}`,
}));

function parentOf(specialty: UnitSpecialty, area: DemoArea): string | undefined {
  const sub = SUB_CENTRES.findIndex(([, , specialties]) => specialties.includes(specialty.code));
  if (area.level === 'district' && sub >= 0) return subCode(sub);
  return specialty.kind === 'company' ? undefined : centreCode(area.path);
}

function unitFor(specialty: UnitSpecialty, area: DemoArea, rand: Rand): DemoUnit {
  const [zh, en] = NAMES[`${specialty.code} ${area.level}`] ?? [`${area.name}${specialty.zh}`, specialty.en];
  return {
    code: unitCode(specialty.code, area.path),
    name: zh.replace('%', area.level === 'community' ? area.name.replace(RANKS, '') : area.name),
    nameEn: en.replace('%', area.nameEn.replace(EN_RANKS, '')),
    kind: specialty.kind,
    specialty: specialty.code,
    areaPath: area.path,
    serves: [area.path],
    parentCode: parentOf(specialty, area),
    phone: phoneOf(rand),
  };
}

/** Parents come before their children. */
export function makeUnits(seed: number, places: DemoPlaces): DemoUnit[] {
  const rand = stream(seed, 'units');
  const governed = places.areas.filter((area) => area.level !== 'grid');
  const centres = governed.map((area) => centreOf(area, rand));
  const others = governed.flatMap((area) =>
    UNIT_SPECIALTIES.filter((specialty) => specialty.levels.some((level) => level === area.level)).map(
      (specialty) => unitFor(specialty, area, rand),
    ),
  );
  const subs = governed.filter(({ level }) => level === 'district').flatMap(subCentresOf);
  return [...centres, ...subs, ...others];
}
