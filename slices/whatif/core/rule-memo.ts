// Who answers for an item in a place, remembered: a year's cases ask the same few thousand questions over
// and over. The answer is `resolve`'s own; how much is remembered is bounded.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, localDate } from '../../../kernel/instant.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { circumstancesOf } from '../../catalogue/core/audit.ts';
import type { CompiledCatalogue } from '../../catalogue/core/compile.ts';
import type { Units } from '../../catalogue/core/find-unit.ts';
import { resolve } from '../../catalogue/core/resolve.ts';
import { SILENT } from '../../catalogue/core/resolve-words.ts';
import type { Ruled } from './replay-case.ts';

const MOST_KEPT = 50_000;

export interface RuleAsked {
  readonly itemCode: string;
  readonly areaPath: string;
  readonly at: Instant;
  readonly maintenanceUnitId: Id | null;
}

export class RuleMemo {
  readonly #compiled: CompiledCatalogue;
  readonly #units: Units;
  readonly #found = new Map<string, Ruled | string>();
  readonly #edges = new Map<string, readonly string[]>();

  constructor(compiled: CompiledCatalogue, units: Units) {
    this.#compiled = compiled;
    this.#units = units;
  }

  /** The first day of the stretch of the year in which nothing changes for the item. */
  #stretch(itemCode: string, at: Instant): string {
    const item = this.#compiled.item(itemCode);
    if (!item) return '';
    const edges = this.#edges.get(item.code) ?? [
      ...new Set(circumstancesOf(item, this.#compiled.subjects(item.code)).map(({ monthDay }) => monthDay)),
    ].sort();
    this.#edges.set(item.code, edges);
    const monthDay = localDate(at).slice(5);
    // Before the first edge of the year what the last edge began still holds.
    return edges.findLast((edge) => edge <= monthDay) ?? edges.at(-1) ?? '';
  }

  ruleFor({ itemCode, areaPath, at, maintenanceUnitId }: RuleAsked): Ruled | string {
    const key = `${itemCode} ${areaPath} ${this.#stretch(itemCode, at)} ${maintenanceUnitId ?? ''}`;
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const component = maintenanceUnitId === null ? {} : { component: { classCode: '', maintenanceUnitId } };
    const found = resolve(this.#compiled, this.#units, { itemCode, areaPath, at, ...component }, SILENT);
    const ruled = isRefusal(found) ? found.code : { unitId: found.unitId, limits: found.limits };
    if (this.#found.size >= MOST_KEPT) this.#found.clear();
    this.#found.set(key, ruled);
    return ruled;
  }
}
