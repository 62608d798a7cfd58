// A small city for the tests of the catalogue: a street, two communities, four grids, and units.
// Used by tests only; never by the product.
import type { Unit } from '../../people/core/unit.ts';
import { indexUnits, UnitDirectory } from '../../people/core/unit-directory.ts';
import type { Catalogue, Item, Rule } from './catalogue.ts';
import { compileCatalogue } from './compile.ts';
import type { CompiledCatalogue } from './compile.ts';
import { DEFAULT_TERMS } from './default-terms.ts';

export const DISTRICT = '500151';
export const STREET = '500151.001';
export const COMMUNITY = '500151.001.001';
export const GRID = '500151.001.001.001';
export const GRIDS = [GRID, '500151.001.001.002', '500151.001.002.001', '500151.001.002.002'] as const;

export function unitOf(
  code: string,
  specialty: string,
  areaPath: string,
  serves: string[] = [areaPath],
): Unit {
  const kind = specialty === 'centre' ? 'centre' : 'company';
  return {
    id: code,
    districtId: DISTRICT,
    code,
    name: `单位${code}`,
    nameEn: `Unit ${code}`,
    kind,
    specialty,
    areaPath,
    serves,
  };
}

export const CENTRES = [
  unitOf('c-district', 'centre', DISTRICT),
  unitOf('c-street', 'centre', STREET),
  unitOf('c-community-1', 'centre', COMMUNITY),
  unitOf('c-community-2', 'centre', '500151.001.002'),
];

export const directoryOf = (units: readonly Unit[]): UnitDirectory =>
  new UnitDirectory(indexUnits([...CENTRES, ...units], []), '2026-08-05');

export function itemOf(code: string, problems = 1, subclassCode: string | null = null): Item {
  return {
    code,
    list: 'event',
    classCode: code.slice(0, 3),
    subclassCode,
    componentClass: null,
    name: `事${code}`,
    nameEn: `Thing ${code}`,
    aliases: [],
    keywords: [],
    duplicateRadiusMetres: 100,
    duplicateDays: 7,
    terms: {},
    problems: Array.from({ length: problems }, (_, index) => ({
      number: index + 1,
      name: `情形${index + 1}`,
      nameEn: `Problem ${index + 1}`,
      fileWhen: '',
      closeWhen: '',
      terms: { limits: { handle: { kind: 'working_days', amount: index + 1 } } },
    })),
  };
}

export function ruleOf(id: string, subjectCode: string, areaPath: string, rest: Partial<Rule> = {}): Rule {
  return {
    id,
    subjectCode,
    areaPath,
    condition: {},
    responsible: { unitKind: id, unitLevel: 'nearest' },
    coUnits: [],
    centreLevel: null,
    terms: {},
    ...rest,
  };
}

export function catalogueOf(items: readonly Item[], rules: readonly Rule[]): CompiledCatalogue {
  const catalogue: Catalogue = {
    id: 'catalogue-1',
    districtId: DISTRICT,
    title: '试',
    state: 'draft',
    effectiveFrom: '2026-01-01',
    effectiveUntil: null,
    source: { name: '试', nameEn: 'test', edition: '1', asOf: '2026-01-01' },
    defaults: DEFAULT_TERMS,
    entries: [
      { code: 'E01', list: 'event', level: 'class', parentCode: null, name: '大', nameEn: 'Class' },
      { code: 'E0101', list: 'event', level: 'subclass', parentCode: 'E01', name: '小', nameEn: 'Subclass' },
    ],
    items,
    rules,
  };
  return compileCatalogue(catalogue);
}
