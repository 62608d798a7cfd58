// The units of the demo district: a command centre per area, and one unit for every kind that rules may name,
// at each level where a district organises it. Serving every place exactly once is what makes the default
// lists resolve everywhere. Pure; references are by code.
import type { UnitKind } from '../../../kernel/rights.ts';
import { UNIT_SPECIALTIES, type UnitSpecialty } from '../../../slices/catalogue/core/unit-specialties.ts';
import type { DemoArea, DemoLevel, DemoPlaces } from './district.ts';
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
    parentCode: specialty.kind === 'company' ? undefined : centreCode(area.path),
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
  return [...centres, ...others];
}
