// Cuts ground along a line that has been laid over it: the pieces, each a part. The line's ends that lead
// nowhere, and what of it lies on a border or outside, cut nothing. Exact; the pieces fill the ground.
import {
  cornerKey,
  type Corner,
  eachGroundEdge,
  Edges,
  type Ground,
  type Part,
  sideOf,
  trace,
} from './mesh-edges.ts';
import type { Edge } from './mesh-check.ts';

export interface Cut {
  readonly pieces: Ground;
  /** Of the pieces, those that have the cut in their border. */
  readonly beside: readonly Part[];
}

/** Stretches of the line that lie inside the ground, in no border of it. */
function chordsIn(ground: Ground, border: Edges, line: readonly Corner[]): Edge[] {
  const loops = ground.flat();
  const chords = new Map<string, Edge>();
  for (const [i, to] of line.entries()) {
    const from = line[i - 1];
    if (!from || border.has(from, to) || border.has(to, from)) continue;
    if (sideOf(loops, (from[0] + to[0]) / 2, (from[1] + to[1]) / 2) <= 0) continue;
    const [a, b] = [cornerKey(from), cornerKey(to)];
    chords.set(a < b ? `${a} ${b}` : `${b} ${a}`, [from, to]);
  }
  return [...chords.values()];
}

/** Without the ends that hang in the ground. */
function withoutEnds(chords: readonly Edge[], onBorder: ReadonlySet<number>): Edge[] {
  let left = [...chords];
  for (;;) {
    const ways = new Map<number, number>();
    for (const corner of left.flat()) ways.set(cornerKey(corner), (ways.get(cornerKey(corner)) ?? 0) + 1);
    const isHeld = (corner: Corner) =>
      onBorder.has(cornerKey(corner)) || (ways.get(cornerKey(corner)) ?? 0) > 1;
    const held = left.filter((chord) => chord.every(isHeld));
    if (held.length === left.length) return held;
    left = held;
  }
}

export function cutGround(ground: Ground, line: readonly Corner[]): Cut {
  const border = new Edges();
  const onBorder = new Set<number>();
  eachGroundEdge(ground, (from, to) => {
    border.put(from, to);
    onBorder.add(cornerKey(from));
  });
  const chords = withoutEnds(chordsIn(ground, border, line), onBorder);
  for (const [from, to] of chords) {
    border.put(from, to);
    border.put(to, from);
  }
  const pieces = trace(border).ground;
  const cut = new Edges();
  for (const [from, to] of chords) {
    cut.put(from, to);
    cut.put(to, from);
  }
  const beside = pieces.filter((piece) => {
    let isBeside = false;
    eachGroundEdge([piece], (from, to) => {
      isBeside ||= cut.has(from, to);
    });
    return isBeside;
  });
  return { pieces, beside };
}
