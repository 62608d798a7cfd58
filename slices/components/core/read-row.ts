// One row of a file as a component that may be written, or what is wrong with it. What needs other rows or
// the store (duplicates, grids, codes taken) is not decided here.
import type { Id } from '../../../kernel/id.ts';
import type { FileSystem } from '../../../kernel/formats/file-system.ts';
import type { Crs } from '../../../kernel/coordinates.ts';
import { classDigits, type CodeScheme, isClassCode, MONITORED_DIGITS, parseCode } from './code-scheme.ts';
import { CODE_DIGITS } from './code-scheme.ts';
import { type Field, type Mapping, readCells } from './columns.ts';
import { type ComponentDraft, type ComponentFacts, MOST_NAME_LETTERS } from './component.ts';
import { readCondition } from './condition.ts';
import { pointOn } from './point-on.ts';
import { isPlaceFault, readGeometry, readLonLat } from './read-geometry.ts';
import type { RowFault, RowFaultKind } from './row-fault.ts';

/** A CSV record, or the properties and geometry of a GeoJSON feature. */
export interface SourceRow {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The line that a spreadsheet shows it in, below the heading and empty lines; absent: a file without. */
  readonly line?: number;
  /** Absent: the place is in the columns. */
  readonly geometry?: unknown;
  /** Where the file itself says in which coordinates its geometries are. */
  readonly system?: FileSystem;
}

export interface ImportTerms {
  readonly districtId: string;
  readonly scheme: CodeScheme;
  readonly crs: Crs;
  /** In which the columns of longitude and latitude are metres, where they are no degrees. */
  readonly plane?: FileSystem | undefined;
  /** Two of one class closer than this are taken for one thing. */
  readonly samePlaceMetres: number;
  /** Class codes by the words a file uses for them (`公共厕所` → `0201`), where it has no codes. */
  readonly classWords?: Readonly<Record<string, string>>;
  /** The classes that the district's lists name (`declaredOf`); left out: nothing can be said of any. */
  readonly listedClasses?: ReadonlySet<string> | undefined;
  /** Where the file's headings are its own. */
  readonly mapping?: Mapping;
  /** The unit that a cell means: its id, code or name. */
  readonly unitIdOf: (text: string) => Id | undefined;
}

type Cells = Readonly<Partial<Record<Field, string>>>;
export interface Found {
  readonly kind: RowFaultKind;
  readonly field: Field | 'geometry';
  readonly data?: RowFault['data'];
}

export const isFound = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && 'kind' in value;

const YES = new Set(['是', '已确权', '已监测', 'yes', 'y', 'true', '1']);
const NO = new Set(['', '否', '未确权', '未监测', 'no', 'n', 'false', '0']);

/** The first point of a thing that is watched and has none yet. */
const FIRST_POINT = '01';

interface Named {
  readonly code: string | null;
  readonly classCode: string;
  readonly monitorPoint: string | null;
}

const bareCode = (cells: Cells): string => (cells.code ?? '').replace(/\s/g, '');

function monitorPointOf(cells: Cells, code: string): string | null | Found {
  if (code.length === MONITORED_DIGITS) return code.slice(CODE_DIGITS);
  const text = (cells.monitored ?? '').toLowerCase();
  if (!YES.has(text) && !NO.has(text))
    return { kind: 'yes_no_unknown', field: 'monitored', data: { found: text } };
  return YES.has(text) ? FIRST_POINT : null;
}

function readClass(cells: Cells, terms: ImportTerms): Named | Found {
  const { scheme, districtId } = terms;
  const edition = { editionZh: scheme.edition.zh, editionEn: scheme.edition.en };
  const digits = classDigits(scheme);
  const written = bareCode(cells);
  const monitorPoint = monitorPointOf(cells, written);
  if (isFound(monitorPoint)) return monitorPoint;
  const code = written.length === MONITORED_DIGITS ? written.slice(0, CODE_DIGITS) : written;
  const classCode = terms.classWords?.[cells.classCode ?? ''] ?? cells.classCode ?? '';
  if (classCode !== '' && !isClassCode(scheme, classCode)) {
    return { kind: 'class_malformed', field: 'classCode', data: { found: classCode, digits, ...edition } };
  }
  if (code === '') {
    return classCode === ''
      ? { kind: 'class_missing', field: 'classCode', data: { digits } }
      : { code: null, classCode, monitorPoint };
  }
  const parts = parseCode(scheme, code);
  if (!parts || (monitorPoint !== null && !/^[0-9]{2}$/.test(monitorPoint))) {
    return { kind: 'code_malformed', field: 'code', data: { found: written, ...edition } };
  }
  if (parts.districtId !== districtId) {
    const data = { found: written, other: parts.districtId, districtId };
    return { kind: 'code_other_district', field: 'code', data };
  }
  if (classCode !== '' && classCode !== parts.classCode) {
    const data = { found: written, inCode: parts.classCode, classCode };
    return { kind: 'code_class_differs', field: 'code', data };
  }
  return { code, classCode: parts.classCode, monitorPoint };
}

/** For what is of a class that no list names, nobody would answer. */
function judgeClass(cells: Cells, { classCode }: Named, { listedClasses }: ImportTerms): Found | undefined {
  if (!listedClasses || listedClasses.has(classCode)) return undefined;
  return { kind: 'class_unknown', field: cells.classCode ? 'classCode' : 'code', data: { found: classCode } };
}

const UNIT_FIELDS = ['competentUnit', 'ownerUnit', 'maintenanceUnit'] as const;

function readUnits(cells: Cells, terms: ImportTerms) {
  const ids: Record<(typeof UNIT_FIELDS)[number], Id | null> = {
    competentUnit: null,
    ownerUnit: null,
    maintenanceUnit: null,
  };
  for (const field of UNIT_FIELDS) {
    const text = cells[field] ?? '';
    const id = text === '' ? null : terms.unitIdOf(text);
    if (id === undefined) return { kind: 'unit_unknown', field, data: { found: text } } satisfies Found;
    ids[field] = id;
  }
  return ids;
}

/** Where things have no names of their own, the class in words and the number it had: `公共厕所 公厕_001`. */
function nameByClass(cells: Cells, terms: ImportTerms): string {
  const word = cells.classCode ?? '';
  return terms.classWords?.[word] === undefined ? '' : `${word} ${cells.externalCode ?? ''}`.trim();
}

function readFacts(cells: Cells, named: Named, terms: ImportTerms): ComponentFacts | Found {
  const name = cells.name || nameByClass(cells, terms);
  if (name === '') return { kind: 'name_missing', field: 'name' };
  const letters = [...name].length;
  if (letters > MOST_NAME_LETTERS) {
    return { kind: 'name_too_long', field: 'name', data: { letters, limit: MOST_NAME_LETTERS } };
  }
  const condition = cells.condition ? readCondition(cells.condition) : 'intact';
  if (!condition)
    return { kind: 'condition_unknown', field: 'condition', data: { found: cells.condition ?? '' } };
  const rights = (cells.rightsConfirmed ?? '').toLowerCase();
  if (!YES.has(rights) && !NO.has(rights)) {
    return { kind: 'yes_no_unknown', field: 'rightsConfirmed', data: { found: rights } };
  }
  const units = readUnits(cells, terms);
  if (isFound(units)) return units;
  return {
    classCode: named.classCode,
    name,
    condition,
    rightsConfirmed: YES.has(rights),
    externalCode: cells.externalCode || null,
    monitorPoint: named.monitorPoint,
    competentUnitId: units.competentUnit,
    ownerUnitId: units.ownerUnit,
    maintenanceUnitId: units.maintenanceUnit,
  };
}

export function readRow(source: SourceRow, row: number, terms: ImportTerms): ComponentDraft | Found {
  const cells = readCells(source.fields, terms.mapping);
  const named = readClass(cells, terms);
  if (isFound(named)) return named;
  const unknown = judgeClass(cells, named, terms);
  if (unknown) return unknown;
  const facts = readFacts(cells, named, terms);
  if (isFound(facts)) return facts;
  const hasGeometry = source.geometry !== undefined && source.geometry !== null;
  const geometry = hasGeometry
    ? readGeometry(source.geometry, { crs: terms.crs, system: source.system })
    : readLonLat(cells.lon ?? '', cells.lat ?? '', { crs: terms.crs, system: terms.plane });
  if (isPlaceFault(geometry)) {
    return {
      kind: geometry.fault,
      field: hasGeometry ? 'geometry' : 'lon',
      data: { found: geometry.found },
    };
  }
  return { ...facts, row, code: named.code, geometry, point: pointOn(geometry) };
}

/** The sixteen digits that a row gives itself, right or wrong otherwise. */
export function codeOf(source: SourceRow, terms: ImportTerms): string | undefined {
  const code = bareCode(readCells(source.fields, terms.mapping)).slice(0, CODE_DIGITS);
  return parseCode(terms.scheme, code)?.districtId === terms.districtId ? code : undefined;
}
