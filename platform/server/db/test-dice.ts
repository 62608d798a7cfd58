// Chance for random walks in tests: seeded, so that a walk that fails can be walked again.

/** A repeatable stream of whole numbers from 0 to below `limit` (xorshift). */
export function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.abs(state) % limit;
  };
}
