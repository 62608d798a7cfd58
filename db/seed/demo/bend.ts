// Bends the straight layout into living shapes and puts it on the earth: every edge gets points in between,
// then one smooth map moves all points, so neighbours keep exactly the same border.
// The map's slopes stay small enough that nothing folds over itself (held by a test on every ring).
import { edgeKey, edgesOf, type Mesh, outlines, type Vertex } from './mesh.ts';
import { between, type Rand } from './random.ts';

/** Open water in the middle of the Bohai Sea: nobody's street, nobody's home. WGS 84. */
export const ORIGIN = { lon: 119.92, lat: 38.62 } as const;
const SEGMENT_METRES = 85;
const METRES_PER_DEGREE_LAT = 111_195;

export type Position = readonly [number, number];

/** Degrees to seven places: about a centimetre. */
const round7 = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

export function toEarth([x, y]: Vertex): Position {
  const lon = ORIGIN.lon + x / (METRES_PER_DEGREE_LAT * Math.cos((ORIGIN.lat * Math.PI) / 180));
  return [round7(lon), round7(ORIGIN.lat + y / METRES_PER_DEGREE_LAT)];
}

export function toPlane([lon, lat]: Position): Vertex {
  const perLon = METRES_PER_DEGREE_LAT * Math.cos((ORIGIN.lat * Math.PI) / 180);
  return [(lon - ORIGIN.lon) * perLon, (lat - ORIGIN.lat) * METRES_PER_DEGREE_LAT];
}

interface Wave {
  readonly length: number;
  readonly height: number;
  readonly turn: number;
  readonly phase: number;
}

/** A smooth map of the plane: long waves for the lie of the land, short ones for crooked lanes, and a
 *  meander that dies away from the river. */
export function makeBend(rand: Rand): (v: Vertex) => Vertex {
  const waves = (count: number, length: number, height: number): Wave[] =>
    Array.from({ length: count }, () => ({
      length: length * between(rand, 0.8, 1.25),
      height: height * between(rand, 0.7, 1.2),
      turn: between(rand, 0, Math.PI),
      phase: between(rand, 0, 2 * Math.PI),
    }));
  const [alongX, alongY] = [0, 1].map(() => [
    ...waves(2, 6_500, 170),
    ...waves(2, 2_100, 38),
    ...waves(2, 620, 6),
  ]);
  const phase = between(rand, 0, 2 * Math.PI);
  const moved = (list: Wave[] | undefined, [x, y]: Vertex): number =>
    (list ?? []).reduce(
      (sum, w) =>
        sum +
        w.height *
          Math.sin((2 * Math.PI * (x * Math.cos(w.turn) + y * Math.sin(w.turn))) / w.length + w.phase),
      0,
    );
  return (v) => {
    const fromRiver = (v[1] + 250 - 0.13 * v[0]) / 850;
    const meander = 210 * Math.sin((2 * Math.PI * v[0]) / 3_900 + phase) * Math.exp(-(fromRiver ** 2));
    return [v[0] + moved(alongX, v), v[1] + moved(alongY, v) + meander];
  };
}

/** All borders of the mesh on the earth; asked for in either direction they give the same points. */
export class Borders {
  private readonly lines = new Map<string, readonly Position[]>();
  private readonly mesh: Mesh;

  constructor(mesh: Mesh, bend: (v: Vertex) => Vertex) {
    this.mesh = mesh;
    for (const face of mesh.faces.values()) {
      for (const [a, b] of edgesOf(face.vs)) {
        const [from, to] = a < b ? [a, b] : [b, a];
        if (this.lines.has(edgeKey(a, b))) continue;
        const [[ax, ay], [bx, by]] = [mesh.vertex(from), mesh.vertex(to)];
        const pieces = Math.max(1, Math.round(Math.hypot(bx - ax, by - ay) / SEGMENT_METRES));
        const line = Array.from({ length: pieces + 1 }, (_, i) =>
          toEarth(bend([ax + ((bx - ax) * i) / pieces, ay + ((by - ay) * i) / pieces])),
        );
        this.lines.set(edgeKey(a, b), line);
      }
    }
  }

  along(a: number, b: number): readonly Position[] {
    const line = this.lines.get(edgeKey(a, b));
    if (!line) throw new Error(`no border ${a}-${b}`);
    return a < b ? line : [...line].reverse();
  }

  /** A closed ring (first position again at the end) of a list of mesh vertices. */
  ring(vs: readonly number[]): Position[] {
    const open = edgesOf(vs).flatMap(([a, b]) => this.along(a, b).slice(0, -1));
    const first = open[0];
    if (!first) throw new Error('an empty ring');
    return [...open, first];
  }

  /** The one outline of a set of faces. */
  outline(faceIds: readonly number[]): Position[] {
    const rings = outlines(faceIds.map((id) => this.mesh.face(id).vs));
    const only = rings[0];
    if (rings.length !== 1 || !only) throw new Error('an area of several parts');
    return this.ring(only);
  }
}
