// A flat mesh of convex faces with shared vertices, cut by straight lines. A vertex put on an edge enters
// both faces of that edge at once, so faces tile exactly and no T-junction can appear.
// Coordinates are metres on a plane; nothing here knows of the earth.

export type Vertex = readonly [number, number];

export interface Face {
  readonly id: number;
  /** Indices into `vertices`, counter-clockwise. */
  vs: number[];
}

export class Mesh {
  readonly vertices: Vertex[] = [];
  readonly faces = new Map<number, Face>();
  /** Which cut an edge belongs to: undirected key → label. */
  readonly labels = new Map<string, number>();
  /** Directed edge `a>b` → the face on its left. */
  private readonly left = new Map<string, number>();
  private nextId = 0;

  constructor(outline: readonly Vertex[]) {
    this.addFace(outline.map((v) => this.addVertex(v)));
  }

  vertex(index: number): Vertex {
    const found = this.vertices[index];
    if (!found) throw new Error(`no vertex ${index}`);
    return found;
  }

  face(id: number): Face {
    const found = this.faces.get(id);
    if (!found) throw new Error(`no face ${id}`);
    return found;
  }

  private addVertex(v: Vertex): number {
    this.vertices.push(v);
    return this.vertices.length - 1;
  }

  private addFace(vs: number[]): number {
    const face = { id: this.nextId, vs };
    this.nextId += 1;
    this.faces.set(face.id, face);
    for (const [a, b] of edgesOf(vs)) this.left.set(`${a}>${b}`, face.id);
    return face.id;
  }

  removeFace(id: number): void {
    for (const [a, b] of edgesOf(this.face(id).vs)) this.left.delete(`${a}>${b}`);
    this.faces.delete(id);
  }

  /** The face across the edge a→b of a face, or undefined on the outer border. */
  across(a: number, b: number): number | undefined {
    return this.left.get(`${b}>${a}`);
  }

  neighbours(id: number): number[] {
    const found = new Set<number>();
    for (const [a, b] of edgesOf(this.face(id).vs)) {
      const other = this.across(a, b);
      if (other !== undefined) found.add(other);
    }
    return [...found];
  }

  /** Puts a vertex on the edge a–b, in both of its faces. */
  private splitEdge(a: number, b: number, at: Vertex): number {
    const m = this.addVertex(at);
    const label = this.labels.get(edgeKey(a, b));
    this.labels.delete(edgeKey(a, b));
    if (label !== undefined) {
      this.labels.set(edgeKey(a, m), label);
      this.labels.set(edgeKey(m, b), label);
    }
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const faceId = this.left.get(`${from}>${to}`);
      if (faceId === undefined) continue;
      const face = this.face(faceId);
      face.vs.splice(face.vs.indexOf(from) + 1, 0, m);
      this.left.delete(`${from}>${to}`);
      this.left.set(`${from}>${m}`, faceId);
      this.left.set(`${m}>${to}`, faceId);
    }
    return m;
  }

  /** Where the line crosses the face's border: existing vertices within `snap` metres, else new points. */
  private crossings(face: Face, at: Vertex, direction: Vertex, snap: number) {
    const side = face.vs.map((v) => {
      const [x, y] = this.vertex(v);
      const s = (x - at[0]) * -direction[1] + (y - at[1]) * direction[0];
      return Math.abs(s) < snap ? 0 : s;
    });
    const found: { a: number; b: number; at: Vertex | undefined }[] = [];
    face.vs.forEach((v, i) => {
      const j = (i + 1) % face.vs.length;
      const [si, sj, w] = [side[i] ?? 0, side[j] ?? 0, face.vs[j] ?? v];
      if (si === 0) found.push({ a: v, b: v, at: undefined });
      else if (sj !== 0 && si > 0 !== sj > 0) {
        const t = si / (si - sj);
        const [[ax, ay], [bx, by]] = [this.vertex(v), this.vertex(w)];
        found.push({ a: v, b: w, at: [ax + (bx - ax) * t, ay + (by - ay) * t] });
      }
    });
    return found;
  }

  /** Cuts one face by the line through `at`. Returns the two new faces, or undefined if the line misses it
   *  or would leave a part below `minArea` square metres. */
  cutFace(id: number, at: Vertex, direction: Vertex, label: number, snap: number, minArea: number) {
    const face = this.face(id);
    const hits = this.crossings(face, at, direction, snap);
    const [first, second] = [hits[0], hits[1]];
    if (hits.length !== 2 || !first || !second) return undefined;
    const area = this.area(id);
    const trial = this.trialAreas(face, first, second);
    if (trial < minArea || area - trial < minArea) return undefined;
    const p = first.at ? this.splitEdge(first.a, first.b, first.at) : first.a;
    const q = second.at ? this.splitEdge(second.a, second.b, second.at) : second.a;
    const [i, j] = [face.vs.indexOf(p), face.vs.indexOf(q)];
    const one = i < j ? face.vs.slice(i, j + 1) : [...face.vs.slice(i), ...face.vs.slice(0, j + 1)];
    const two = j < i ? face.vs.slice(j, i + 1) : [...face.vs.slice(j), ...face.vs.slice(0, i + 1)];
    this.removeFace(id);
    this.labels.set(edgeKey(p, q), label);
    return [this.addFace(one), this.addFace(two)] as const;
  }

  /** The area of the part between the two hits, going counter-clockwise from the first. */
  private trialAreas(face: Face, first: Hit, second: Hit): number {
    const ring: Vertex[] = [first.at ?? this.vertex(first.a)];
    const start = face.vs.indexOf(first.a);
    for (let k = 1; k <= face.vs.length; k += 1) {
      const v = face.vs[(start + k) % face.vs.length] ?? 0;
      if (!second.at && v === second.a) break;
      ring.push(this.vertex(v));
      if (second.at && v === second.a) break;
    }
    ring.push(second.at ?? this.vertex(second.a));
    return ringArea(ring);
  }

  /** Cuts every face that the whole line crosses. */
  cutAll(at: Vertex, direction: Vertex, label: number, snap: number, minArea: number): void {
    for (const id of [...this.faces.keys()]) this.cutFace(id, at, direction, label, snap, minArea);
  }

  area(id: number): number {
    return ringArea(this.face(id).vs.map((v) => this.vertex(v)));
  }

  centroid(id: number): Vertex {
    const ring = this.face(id).vs.map((v) => this.vertex(v));
    let [x, y, sum] = [0, 0, 0];
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
      const cross = ax * by - bx * ay;
      [x, y, sum] = [x + (ax + bx) * cross, y + (ay + by) * cross, sum + cross];
    });
    return [x / (3 * sum), y / (3 * sum)];
  }
}

interface Hit {
  a: number;
  b: number;
  at: Vertex | undefined;
}

export const edgeKey = (a: number, b: number): string => (a < b ? `${a}-${b}` : `${b}-${a}`);

export function edgesOf(vs: readonly number[]): (readonly [number, number])[] {
  return vs.map((v, i) => [v, vs[(i + 1) % vs.length] ?? v] as const);
}

/** Signed area by the shoelace formula; positive when counter-clockwise. */
export function ringArea(ring: readonly Vertex[]): number {
  let sum = 0;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] ?? [ax, ay];
    sum += ax * by - bx * ay;
  });
  return sum / 2;
}

/** The outlines of a set of faces: every edge that only one of them has, linked to closed rings. */
export function outlines(rings: readonly (readonly number[])[]): number[][] {
  const single = new Map<string, readonly [number, number]>();
  for (const ring of rings) {
    for (const [a, b] of edgesOf(ring)) {
      if (!single.delete(`${b}>${a}`)) single.set(`${a}>${b}`, [a, b]);
    }
  }
  const next = new Map<number, number[]>();
  for (const [a, b] of single.values()) next.set(a, [...(next.get(a) ?? []), b]);
  const found: number[][] = [];
  for (const start of next.keys()) {
    while ((next.get(start)?.length ?? 0) > 0) {
      const ring: number[] = [];
      let v = start;
      do {
        ring.push(v);
        const onward = next.get(v)?.pop();
        if (onward === undefined) throw new Error('an outline does not close');
        v = onward;
      } while (v !== start);
      found.push(ring);
    }
  }
  return found;
}
