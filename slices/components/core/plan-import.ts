// From the rows of a file to components that may be written, and to the faults of the rows that may not.
// One bad row never costs the others. What needs the store (grids, codes taken) is not decided here.
import { distanceMetres } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Crs } from '../../../kernel/coordinates.ts';
import { classDigits, type CodeScheme, isClassCode, parseCode } from './code-scheme.ts';
import { type Field, readCells } from './columns.ts';
import type { ComponentDraft, ComponentFacts } from './component.ts';
import { readCondition } from './condition.ts';
import { pointOn } from './point-on.ts';
import { isPlaceFault, readGeometry, readLonLat } from './read-geometry.ts';
import type { RowFault, RowFaultKind } from './row-fault.ts';

/** A CSV record, or the properties and geometry of a GeoJSON feature. */
export interface SourceRow {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Absent: the place is in the columns. */
  readonly geometry?: unknown;
}

export interface ImportTerms {
  readonly districtId: string;
  readonly scheme: CodeScheme;
  readonly crs: Crs;
  /** Two of one class closer than this are taken for one thing. */
  readonly samePlaceMetres: number;
  /** Class codes by the words a file uses for them (`公共厕所` → `0201`), where it has no codes. */
  readonly classWords?: Readonly<Record<string, string>>;
  /** The unit that a cell means: its id, code or name. */
  readonly unitIdOf: (text: string) => Id | undefined;
}

export interface ImportPlan {
  readonly drafts: readonly ComponentDraft[];
  readonly faults: readonly RowFault[];
}

/** Positional accuracy of class A is half a metre, so closer than this nothing can be told apart. */
export const SAME_PLACE_METRES = 0.5;

type Cells = Readonly<Partial<Record<Field, string>>>;
type Found = {
  readonly kind: RowFaultKind;
  readonly field: Field | 'geometry';
  readonly data?: RowFault['data'];
};

const isFound = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && 'kind' in value;

const YES = new Set(['是', '已确权', 'yes', 'y', 'true', '1']);
const NO = new Set(['', '否', '未确权', 'no', 'n', 'false', '0']);

function readClass(cells: Cells, terms: ImportTerms): { code: string | null; classCode: string } | Found {
  const { scheme, districtId } = terms;
  const edition = { editionZh: scheme.edition.zh, editionEn: scheme.edition.en };
  const digits = classDigits(scheme);
  const code = (cells.code ?? '').replace(/\s/g, '');
  const classCode = terms.classWords?.[cells.classCode ?? ''] ?? cells.classCode ?? '';
  if (classCode !== '' && !isClassCode(scheme, classCode)) {
    return { kind: 'class_malformed', field: 'classCode', data: { found: classCode, digits, ...edition } };
  }
  if (code === '') {
    return classCode === ''
      ? { kind: 'class_missing', field: 'classCode', data: { digits } }
      : { code: null, classCode };
  }
  const parts = parseCode(scheme, code);
  if (!parts) return { kind: 'code_malformed', field: 'code', data: { found: code, ...edition } };
  if (parts.districtId !== districtId) {
    return {
      kind: 'code_other_district',
      field: 'code',
      data: { found: code, other: parts.districtId, districtId },
    };
  }
  if (classCode !== '' && classCode !== parts.classCode) {
    return {
      kind: 'code_class_differs',
      field: 'code',
      data: { found: code, inCode: parts.classCode, classCode },
    };
  }
  return { code, classCode: parts.classCode };
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

function readFacts(cells: Cells, classCode: string, terms: ImportTerms): ComponentFacts | Found {
  const name = cells.name || nameByClass(cells, terms);
  if (name === '') return { kind: 'name_missing', field: 'name' };
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
    classCode,
    name,
    condition,
    rightsConfirmed: YES.has(rights),
    externalCode: cells.externalCode || null,
    competentUnitId: units.competentUnit,
    ownerUnitId: units.ownerUnit,
    maintenanceUnitId: units.maintenanceUnit,
  };
}

function readRow(source: SourceRow, row: number, terms: ImportTerms): ComponentDraft | Found {
  const cells = readCells(source.fields);
  const named = readClass(cells, terms);
  if (isFound(named)) return named;
  const facts = readFacts(cells, named.classCode, terms);
  if (isFound(facts)) return facts;
  const hasGeometry = source.geometry !== undefined && source.geometry !== null;
  const geometry = hasGeometry
    ? readGeometry(source.geometry, terms.crs)
    : readLonLat(cells.lon ?? '', cells.lat ?? '', terms.crs);
  if (isPlaceFault(geometry)) {
    return { kind: geometry.fault, field: hasGeometry ? 'geometry' : 'lon', data: { found: geometry.found } };
  }
  return { ...facts, row, code: named.code, geometry, point: pointOn(geometry) };
}

/** Finds the earlier draft that stands on the same spot, by squares of the given size. */
class Places {
  readonly #squares = new Map<string, ComponentDraft[]>();
  readonly #metres: number;

  constructor(metres: number) {
    this.#metres = metres;
  }

  /** Four times as wide in longitude, so that a square is at least `metres` wide up to 75 degrees north. */
  #square({ lon, lat }: ComponentDraft['point']): [number, number] {
    const degrees = this.#metres / 111_000;
    return [Math.floor(lon / (4 * degrees)), Math.floor(lat / degrees)];
  }

  findOrAdd(draft: ComponentDraft): ComponentDraft | undefined {
    // Nought metres turn the check by place off: nothing is nearer than that.
    if (this.#metres <= 0) return undefined;
    const [x, y] = this.#square(draft.point);
    for (let dx = -1; dx <= 1; dx += 1) {
      for (let dy = -1; dy <= 1; dy += 1) {
        const near = this.#squares.get(`${draft.classCode} ${x + dx} ${y + dy}`) ?? [];
        const same = near.find((other) => distanceMetres(other.point, draft.point) < this.#metres);
        if (same) return same;
      }
    }
    const key = `${draft.classCode} ${x} ${y}`;
    const square = this.#squares.get(key);
    if (square) square.push(draft);
    else this.#squares.set(key, [draft]);
    return undefined;
  }
}

export function planImport(rows: readonly SourceRow[], terms: ImportTerms): ImportPlan {
  const drafts: ComponentDraft[] = [];
  const faults: RowFault[] = [];
  const byCode = new Map<string, number>();
  const places = new Places(terms.samePlaceMetres);
  for (const [index, source] of rows.entries()) {
    const row = index + 1;
    const draft = readRow(source, row, terms);
    const found = isFound(draft) ? draft : duplicateOf(draft, byCode, places, terms);
    if (found) faults.push({ row, kind: found.kind, field: found.field, data: found.data ?? {} });
    else if (!isFound(draft)) drafts.push(draft);
  }
  return { drafts, faults };
}

function duplicateOf(
  draft: ComponentDraft,
  byCode: Map<string, number>,
  places: Places,
  terms: ImportTerms,
): Found | undefined {
  const other = draft.code === null ? undefined : byCode.get(draft.code);
  if (other !== undefined)
    return { kind: 'duplicate_code', field: 'code', data: { found: draft.code ?? '', other } };
  const same = places.findOrAdd(draft);
  if (same)
    return { kind: 'duplicate_place', field: 'geometry', data: placeData(same.row, terms.samePlaceMetres) };
  if (draft.code !== null) byCode.set(draft.code, draft.row);
  return undefined;
}

/** What the words of `duplicate_place` need: another row of the file, or a component by its code. */
export const placeData = (other: number | string, metres: number): RowFault['data'] => ({
  metres,
  otherZh: typeof other === 'number' ? `第 ${other} 行` : `已有部件 ${other}`,
  otherEn: typeof other === 'number' ? `row ${other}` : `the known component ${other}`,
});
