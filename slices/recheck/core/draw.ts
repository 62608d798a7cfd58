// The draw of a sample: from the cases of a period, a share of each unit's, by a seed. The same cases and the
// same seed give the same sample on every machine: ids are sorted by their code units, numbers are whole and
// of 32 bits, no clock and no chance of the machine's own comes in. Pure.
import type { Id } from '../../../kernel/id.ts';

export interface FrameCase {
  readonly caseId: Id;
  readonly unitId: Id;
}

export interface Shares {
  /** Of each unit's cases, in per cent. */
  readonly sharePercent: number;
  /** Reworks per hundred closed cases, from which on a unit has many. */
  readonly reworkPercent: number;
  /** What is drawn more of a unit with many, in points of per cent. */
  readonly morePercent: number;
}

export interface UnitWork {
  readonly unitId: Id;
  /** All that it closed in the period, however that was verified. */
  readonly closed: number;
  readonly reworks: number;
}

/** The share of one unit's cases that is drawn, in per cent. */
export function percentOf({ sharePercent, reworkPercent, morePercent }: Shares, work: UnitWork): number {
  const hasMany = work.closed > 0 && work.reworks * 100 >= reworkPercent * work.closed && work.reworks > 0;
  return Math.min(100, sharePercent + (hasMany ? morePercent : 0));
}

/** How many of so many: rounded up, so that a unit with one case may meet a check as well. */
export const sizeOf = (cases: number, percent: number): number => Math.ceil((cases * percent) / 100);

/** FNV-1a of 32 bits, over the code units of the text. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** sfc32: small, and whole numbers alone. */
function numbersFrom(seed: string): () => number {
  let [a, b, c, turn] = [mixed(`${seed} a`), mixed(`${seed} b`), mixed(`${seed} c`), 1];
  const next = (): number => {
    const sum = (a + b + turn) | 0;
    turn = (turn + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** So many of the sorted ids, each as likely as any other. */
function pick(ids: readonly Id[], wanted: number, next: () => number): readonly Id[] {
  const left = [...ids].sort(inOrder);
  for (let at = 0; at < wanted; at++) {
    const other = at + (next() % (left.length - at));
    [left[at], left[other]] = [left[other] as Id, left[at] as Id];
  }
  return left.slice(0, wanted).sort(inOrder);
}

/** The drawn cases, sorted. Each unit's are drawn by themselves: another unit's cases change nothing. */
export function drawSample(
  frame: readonly FrameCase[],
  percents: ReadonlyMap<Id, number>,
  seed: string,
): readonly Id[] {
  const units = new Map<Id, Id[]>();
  for (const { caseId, unitId } of frame) {
    const ids = units.get(unitId);
    if (ids) ids.push(caseId);
    else units.set(unitId, [caseId]);
  }
  return [...units]
    .flatMap(([unitId, ids]) =>
      pick(ids, sizeOf(ids.length, percents.get(unitId) ?? 0), numbersFrom(`${seed} ${unitId}`)),
    )
    .sort(inOrder);
}
