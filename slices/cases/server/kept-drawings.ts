// What maps were last answered with, so that they can be told what has changed since. Each drawing is named
// by an id that only its askers know, and belongs to its key (what is seen and what is asked): under another
// key, as when a right was lost, it is not found, and everything is sent anew. Bounded: what is pushed out,
// as while a screen was asleep, is sent anew too. Dots are shared between drawings; one costs its references.
import type { Ids } from '../../../kernel/id.ts';
import { type CaseDot, changesBetween, type DotChanges } from '../core/points.ts';

export interface Drawing {
  readonly dots: readonly CaseDot[];
  readonly total: number;
  readonly isMore: boolean;
}

export interface KeptDrawing extends Drawing {
  readonly key: string;
  readonly version: string;
  /** By the version from which they lead here: many screens come from the same one. */
  readonly changes: Map<string, DotChanges>;
}

/** A key's own past, and all of them together: some 20 MB where each is as full as a map can be. */
const MOST_OF_A_KEY = 32;
const MOST = 128;

export class KeptDrawings {
  readonly #byVersion = new Map<string, KeptDrawing>();

  /** The last one again where nothing has changed. */
  keep(ids: Ids, key: string, drawing: Drawing): KeptDrawing {
    const past = [...this.#byVersion.values()].filter((one) => one.key === key);
    const last = past.at(-1);
    const changes = last && changesBetween(last.dots, drawing.dots);
    const isSame = last?.total === drawing.total && last.isMore === drawing.isMore
      && changes?.changed.length === 0 && changes.gone.length === 0;
    if (last && isSame) {
      this.#byVersion.delete(last.version);
      this.#byVersion.set(last.version, last);
      return last;
    }
    const kept: KeptDrawing = { ...drawing, key, version: ids.next(), changes: new Map() };
    if (last && changes) kept.changes.set(last.version, changes);
    this.#byVersion.set(kept.version, kept);
    const [oldest] = past;
    if (oldest && past.length >= MOST_OF_A_KEY) this.#byVersion.delete(oldest.version);
    const [longestUnused] = this.#byVersion.keys();
    if (this.#byVersion.size > MOST && longestUnused) this.#byVersion.delete(longestUnused);
    return kept;
  }

  /** Undefined: what the screen has is not known here, or not under any of these keys. */
  changesTo(kept: KeptDrawing, since: string, keys: readonly string[]): DotChanges | undefined {
    const before = this.#byVersion.get(since);
    if (!before || !keys.includes(before.key)) return undefined;
    const changes = kept.changes.get(since) ?? changesBetween(before.dots, kept.dots);
    kept.changes.set(since, changes);
    return changes;
  }
}
