// The one way in which what a process keeps stays bounded: what was put or put again last stays longest, and
// the first to go is what nobody has put for the longest time.

/** Puts it behind all others; where there are then more than `most`, the first goes. */
export function keepNewest<K, V>(kept: Map<K, V>, key: K, value: V, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  if (kept.size <= most) return;
  const first = kept.keys().next();
  if (!first.done) kept.delete(first.value);
}
