// The order in which grids are numbered (GB/T 30428: from west to east, from north to south), and codes that
// were never given before. A code once in force is never given to another grid: its cases would move. Pure.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import { boxOf, type Mesh } from './mesh.ts';

const MOST_OF_ONE = 999;

interface Placed {
  readonly path: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** As a page is read: rows from north to south, each from west to east. Of one row are those whose middle
 *  lies within half a usual height of the northernmost one's. */
export function readingOrder(mesh: Mesh, paths: readonly string[]): string[] {
  const placed = paths.map((path): Placed => {
    const { minX, minY, maxX, maxY } = boxOf((mesh.grids.get(path) ?? []).flat(2));
    return { path, x: (minX + maxX) / 2, y: (minY + maxY) / 2, height: maxY - minY };
  });
  const heights = placed.map(({ height }) => height).sort((a, b) => a - b);
  const row = (heights[Math.floor(heights.length / 2)] ?? 0) / 2;
  let left = placed.sort((a, b) => b.y - a.y || a.x - b.x || (a.path < b.path ? -1 : 1));
  const order: string[] = [];
  while (left[0]) {
    const { y } = left[0];
    const inRow = left.filter((one) => y - one.y <= row);
    order.push(...inRow.sort((a, b) => a.x - b.x || b.y - a.y).map(({ path }) => path));
    left = left.filter((one) => y - one.y > row);
  }
  return order;
}

/** `count` paths under the community that no grid ever had, the lowest first. */
export function freePaths(
  communityPath: string,
  count: number,
  given: ReadonlySet<string>,
): string[] | Refusal<'areas.no_code_left'> {
  const free: string[] = [];
  for (let sequence = 1; sequence <= MOST_OF_ONE && free.length < count; sequence++) {
    const path = `${communityPath}.${String(sequence).padStart(3, '0')}`;
    if (!given.has(path)) free.push(path);
  }
  return free.length < count ? refuse('areas.no_code_left', { path: communityPath }) : free;
}

/** New paths for the grids of one community that were never in force, in reading order: old path → new path.
 *  `everUsed`: paths that were in force at any time, whoever had them. */
export function renumber(
  mesh: Mesh,
  communityPath: string,
  everUsed: ReadonlySet<string>,
): ReadonlyMap<string, string> | Refusal<'areas.no_code_left' | 'areas.nothing_to_number'> {
  const own = [...mesh.grids.keys()].filter((path) => path.startsWith(`${communityPath}.`));
  const fresh = readingOrder(
    mesh,
    own.filter((path) => !everUsed.has(path)),
  );
  if (fresh.length === 0) return refuse('areas.nothing_to_number', { path: communityPath });
  const paths = freePaths(communityPath, fresh.length, everUsed);
  if ('refused' in paths) return paths;
  return new Map(fresh.map((path, i) => [path, paths[i] as string]));
}
