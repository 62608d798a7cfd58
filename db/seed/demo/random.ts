// Randomness as an argument: every part of the demo district draws from a generator that its caller made
// from a seed, so the same seed gives the same district, people and history on every machine.

/** A number in [0, 1). */
export type Rand = () => number;

/** mulberry32: 32 bits of state, good enough for scenery, never for secrets. */
export function mulberry32(seed: number): Rand {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An independent stream for one part, so that a change in one part leaves the others as they were. */
export function stream(seed: number, part: string): Rand {
  let hash = seed >>> 0;
  for (const char of part) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return mulberry32(hash);
}

export const between = (rand: Rand, low: number, high: number): number => low + (high - low) * rand();
export const wholeBetween = (rand: Rand, low: number, high: number): number =>
  Math.floor(between(rand, low, high + 1));
export const chance = (rand: Rand, probability: number): boolean => rand() < probability;

export function pick<T>(rand: Rand, list: readonly T[]): T {
  const found = list[Math.floor(rand() * list.length)];
  if (found === undefined) throw new Error('pick from an empty list');
  return found;
}

/** Picks by weight; weights need not sum to one. */
export function pickWeighted<T>(rand: Rand, list: readonly (readonly [T, number])[]): T {
  let rest = rand() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    rest -= weight;
    if (rest < 0) return value;
  }
  const last = list.at(-1);
  if (last === undefined) throw new Error('pick from an empty list');
  return last[0];
}

/** Fisher–Yates on a copy. */
export function shuffled<T>(rand: Rand, list: readonly T[]): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = Math.floor(rand() * (i + 1));
    const a = copy[i] as T;
    copy[i] = copy[j] as T;
    copy[j] = a;
  }
  return copy;
}

/** A skewed positive factor around 1: most near it, a few several times larger (log-normal). */
export function skewed(rand: Rand, spread: number): number {
  const u = Math.max(rand(), 1e-9);
  const normal = Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * rand());
  return Math.exp(spread * normal);
}
