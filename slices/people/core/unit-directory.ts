// Answers "which unit" by maps built once: by id, by centre of an area, by specialty and served area.
// It holds no clock: the day for which grid heads are read is an argument. It must never guess a unit.
import type { Id } from '../../../kernel/id.ts';
import { isInForce } from './post.ts';
import { cutPath, pathUpwards, type Unit } from './unit.ts';

/** A grid head's term; `fromDate` is the first day, `toDate` the first day on which it no longer holds. */
export interface HeadTerm {
  readonly areaPath: string;
  readonly personId: Id;
  readonly name: string;
  readonly fromDate: string;
  readonly toDate: string | null;
}

export interface GridHead {
  readonly personId: Id;
  readonly name: string;
}

/** The maps, independent of the day; built when the snapshot is loaded and shared by all requests. */
export interface UnitIndex {
  readonly byId: ReadonlyMap<Id, Unit>;
  readonly centres: ReadonlyMap<string, Unit>;
  readonly centresBelow: ReadonlyMap<Id, readonly Unit[]>;
  readonly children: ReadonlyMap<Id, readonly Unit[]>;
  readonly bySpecialty: ReadonlyMap<string, ReadonlyMap<string, readonly Unit[]>>;
  readonly heads: ReadonlyMap<string, readonly HeadTerm[]>;
}

const byCode = (a: Unit, b: Unit): number => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The centre of the nearest area above, also where a level in between has none. */
function findCentreAbove(centres: ReadonlyMap<string, Unit>, centre: Unit): Unit | undefined {
  for (const path of pathUpwards(centre.areaPath).slice(1)) {
    const found = centres.get(path);
    if (found) return found;
  }
  return undefined;
}

export function indexUnits(units: readonly Unit[], heads: readonly HeadTerm[]): UnitIndex {
  const sorted = [...units].sort(byCode);
  const byId = new Map(sorted.map((unit) => [unit.id, unit]));
  const centres = new Map<string, Unit>();
  const bySpecialty = new Map<string, Map<string, Unit[]>>();
  const children = new Map<Id, Unit[]>();
  for (const unit of sorted) {
    if (unit.isClosed) continue;
    if (unit.parentId !== undefined) push(children, unit.parentId, unit);
    if (unit.kind === 'centre' && !centres.has(unit.areaPath)) centres.set(unit.areaPath, unit);
    const byArea = bySpecialty.get(unit.specialty) ?? new Map<string, Unit[]>();
    bySpecialty.set(unit.specialty, byArea);
    for (const path of new Set(unit.serves)) push(byArea, path, unit);
  }
  const centresBelow = new Map<Id, Unit[]>();
  for (const centre of [...centres.values()].sort(byCode)) {
    const above = findCentreAbove(centres, centre);
    if (above) push(centresBelow, above.id, centre);
  }
  const terms = new Map<string, HeadTerm[]>();
  for (const head of heads) push(terms, head.areaPath, head);
  return { byId, centres, centresBelow, children, bySpecialty, heads: terms };
}

/** The unit itself, or, where it is no more, whoever took over from it in the end; undefined where nobody
 *  has. Who names a closed unit means this one. */
export function standsFor(units: Pick<UnitDirectory, 'unit'>, id: Id): Unit | undefined {
  const seen = new Set<Id>();
  for (let at: Id | undefined = id; at !== undefined && !seen.has(at); ) {
    seen.add(at);
    const unit: Unit | undefined = units.unit(at);
    if (unit && !unit.isClosed) return unit;
    at = unit?.successorId;
  }
  return undefined;
}

/** The centres above this one, the nearest first. */
export function centresAbove(directory: Pick<UnitDirectory, 'centreAbove'>, centreId: Id): Unit[] {
  const above: Unit[] = [];
  for (let at = directory.centreAbove(centreId); at; at = directory.centreAbove(at.id)) above.push(at);
  return above;
}

export class UnitDirectory {
  readonly #index: UnitIndex;
  readonly today: string;

  /** `today` is the local day `YYYY-MM-DD`: it decides whose term as grid head runs. */
  constructor(index: UnitIndex, today: string) {
    this.#index = index;
    this.today = today;
  }

  unit(id: Id): Unit | undefined {
    return this.#index.byId.get(id);
  }

  /** All, also those that are no more. */
  units(): Unit[] {
    return [...this.#index.byId.values()];
  }

  /** The command centre of the area's district, street or community. */
  centreOf(areaPath: string, level: 'district' | 'street' | 'community'): Unit | undefined {
    const path = cutPath(areaPath, level);
    return path === undefined ? undefined : this.#index.centres.get(path);
  }

  centreAbove(centreId: Id): Unit | undefined {
    const centre = this.#index.byId.get(centreId);
    return centre?.kind === 'centre' ? findCentreAbove(this.#index.centres, centre) : undefined;
  }

  /** The centres directly below, by code. */
  centresBelow(centreId: Id): Unit[] {
    return [...(this.#index.centresBelow.get(centreId) ?? [])];
  }

  /** Every unit below this one, however deep, the nearest first. A circle in what was brought in ends. */
  unitsBelow(unitId: Id): Unit[] {
    const found = new Set<Unit>(this.#index.children.get(unitId));
    for (const unit of found) {
      for (const below of this.#index.children.get(unit.id) ?? []) if (below.id !== unitId) found.add(below);
    }
    return [...found];
  }

  /** Units of a specialty that serve the area: the most specific service area first, ties by code. */
  unitsOfKind(kindOfUnit: string, areaPath: string): Unit[] {
    const byArea = this.#index.bySpecialty.get(kindOfUnit);
    if (!byArea) return [];
    return [...new Set(pathUpwards(areaPath).flatMap((path) => byArea.get(path) ?? []))];
  }

  /** The head of the grid today. */
  gridHead(areaPath: string): GridHead | undefined {
    const term = this.#index.heads.get(areaPath)?.find((head) => isInForce(head, this.today));
    return term && { personId: term.personId, name: term.name };
  }
}
