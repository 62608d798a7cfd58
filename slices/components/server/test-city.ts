// Areas for a city of which only points are known: one street, its communities and grids as squares over the
// points' box. For measurements and tests over real data.
interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Grids along each side of a community. */
const GRIDS = 5;
/** Communities along each side of a whole city: nine hundred grids. */
const WHOLE = 6;

const round7 = (value: number): number => Math.round(value * 1e7) / 1e7;

function ringOf({ west, south, east, north }: Box, column: number, row: number, parts: number): number[][] {
  const x = (n: number) => round7(west + ((east - west) * n) / parts);
  const y = (n: number) => round7(south + ((north - south) * n) / parts);
  const [w, s, e, n] = [x(column), y(row), x(column + 1), y(row + 1)];
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
}

const feature = (code: string, parent: string, ring: number[][] | null) => ({
  type: 'Feature',
  properties: { code, name: `区域 ${code}`, parent },
  geometry: ring && { type: 'Polygon', coordinates: [ring] },
});

const collection = (features: readonly object[]) => ({ geojson: { type: 'FeatureCollection', features } });

/** What `importDistrict` takes. */
export function cityAreas(districtId: string, name: string, box: Box, communitiesAside = WHOLE) {
  const side = communitiesAside * GRIDS;
  const cells = Array.from(
    { length: side * side },
    (_, index) => [index % side, Math.floor(index / side)] as const,
  );
  const communityOf = (column: number, row: number) =>
    `S-${Math.floor(row / GRIDS) * communitiesAside + Math.floor(column / GRIDS) + 1}`;
  const communities = [...new Set(cells.map(([column, row]) => communityOf(column, row)))];
  return {
    districtId,
    name,
    crs: 'WGS84' as const,
    source: 'squares over its points',
    streets: collection([feature('S', '', null)]),
    communities: collection(communities.map((code) => feature(code, 'S', null))),
    grids: collection(
      cells.map(([column, row], index) =>
        feature(`G-${index + 1}`, communityOf(column, row), ringOf(box, column, row, side)),
      ),
    ),
  };
}
