// The units a district begins with, so that the default lists resolve in every grid: a centre for each area
// of three levels, and one unit for every kind that rules may name where districts organise it. Plainly
// named; an office replaces them by its own. Pure; references are by code.
import type { UnitKind } from '../../../kernel/rights.ts';
import type { AreaNode } from '../../../slices/areas/core/area.ts';
import { UNIT_SPECIALTIES, type UnitSpecialty } from '../../../slices/catalogue/core/unit-specialties.ts';

export interface PlainUnit {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: UnitKind;
  readonly specialty: string;
  readonly areaPath: string;
  readonly parentCode: string | undefined;
}

const CENTRE_WORDS: readonly [string, string] = ['社会治理中心', 'Governance Centre'];

/** What such a unit is called where it works; else the kind's own word. */
const UNIT_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  'urban_management district': ['城市管理局', 'Urban Management Bureau'],
  'urban_management street': ['综合行政执法队', 'Law Enforcement Team'],
  'sanitation street': ['环卫保洁公司', 'Sanitation Company'],
  'municipal_works district': ['市政养护公司', 'Municipal Works Company'],
  'landscaping district': ['园林绿化公司', 'Landscaping Company'],
  'water district': ['供排水公司', 'Water and Drainage Company'],
  'power district': ['供电公司', 'Power Company'],
  'gas district': ['燃气公司', 'Gas Company'],
  'heating district': ['热力公司', 'Heating Company'],
  'telecom district': ['通信设施公司', 'Telecom Company'],
  'lighting district': ['城市照明公司', 'Street Lighting Company'],
  'transport district': ['交通运输局', 'Transport Bureau'],
  'traffic_police district': ['交警大队', 'Traffic Police'],
  'public_security street': ['派出所', 'Police Station'],
  'market_supervision street': ['市场监管所', 'Market Supervision Station'],
  'housing district': ['住房和城乡建设局', 'Housing and Construction Bureau'],
  'environment district': ['生态环境局', 'Environment Bureau'],
  'emergency district': ['应急管理局', 'Emergency Bureau'],
  'civil_affairs district': ['民政局', 'Civil Affairs Bureau'],
  'property_company community': ['物业服务公司', 'Property Company'],
};

export const centreCode = (areaCode: string): string => `CENTRE-${areaCode}`;

const unitCode = (specialty: string, areaCode: string): string =>
  `${specialty.toUpperCase().replaceAll('_', '-')}-${areaCode}`;

/** The district, its streets and communities, parents first. */
export const governedAreas = (district: AreaNode): AreaNode[] => [
  district,
  ...district.children,
  ...district.children.flatMap((street) => street.children),
];

function centreOf(area: AreaNode): PlainUnit {
  const [zh, en] = CENTRE_WORDS;
  return {
    code: centreCode(area.code),
    name: `${area.name}${zh}`,
    nameEn: `${area.nameEn ?? area.name} ${en}`,
    kind: 'centre',
    specialty: 'centre',
    areaPath: area.path,
    parentCode: area.level === 'district' ? undefined : centreCode(area.code.slice(0, -3)),
  };
}

function unitOf(specialty: UnitSpecialty, area: AreaNode): PlainUnit {
  const [zh, en] = UNIT_WORDS[`${specialty.code} ${area.level}`] ?? [specialty.zh, specialty.en];
  return {
    code: unitCode(specialty.code, area.code),
    name: `${area.name}${zh}`,
    nameEn: `${area.nameEn ?? area.name} ${en}`,
    kind: specialty.kind,
    specialty: specialty.code,
    areaPath: area.path,
    parentCode: centreCode(area.code),
  };
}

/** Parents come before their children. */
export function plainUnits(district: AreaNode): PlainUnit[] {
  const areas = governedAreas(district);
  const units = areas.flatMap((area) =>
    UNIT_SPECIALTIES.filter(({ levels }) => levels.some((level) => level === area.level)).map((specialty) =>
      unitOf(specialty, area),
    ),
  );
  return [...areas.map(centreOf), ...units];
}
