// One tile from rows: asked from the store by its box, cut and simplified in tile coordinates, encoded as a
// vector tile (MVT 2.1) and compressed. Never asks anything outside, never draws a person or a case.
import type { Feature, Geometry } from 'geojson';
import { fromWgs84, toWgs84 } from '../../../kernel/coordinates.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import {
  BUFFER, cutShapes, encodeTile, EXTENT, shapeFeature,
} from '../../../platform/server/tiles/encode-tile.ts';
import { type AreaLevel, type AreaShape, areasInBox } from '../../areas/server/public.ts';
import { componentDots, type Dot } from '../../components/server/public.ts';
import { type BaseClass, BASE_CLASSES } from '../core/base-feature.ts';
import { type Box, boxOfTile, type TileAddress } from '../../../kernel/tile-address.ts';
import { type DrawnRow, listDrawn } from './queries.ts';

/** Below this a component is less than a dot; counts stand for them. */
export const COMPONENTS_FROM = 15;
const MOST_DOTS = 3_000;
const MOST_FEATURES = 20_000;

type Drawn = Feature<Geometry | null>;

/** Null names are left out: a tile has no null. */
const named = ({ name, nameEn }: { readonly name: string | null; readonly nameEn: string | null }) => ({
  ...(name === null ? {} : { name }),
  ...(nameEn === null ? {} : { nameEn }),
});

const groundFeature = (row: DrawnRow): Drawn =>
  shapeFeature(row.shape, { ...named(row), ...(row.class === 'road' ? { rank: row.rank } : {}) });

const areaFeature = ({ shape, level, code, name, nameEn }: AreaShape): Drawn =>
  shapeFeature(shape, { level, code, ...named({ name, nameEn }) });

const dotFeature = ({ code, classCode, name, condition, lon, lat }: Dot): Drawn => ({
  type: 'Feature',
  properties: { code, class: classCode, name, condition },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});

/** What is too small to be seen at this zoom is not asked for. */
function levelsAt(zoom: number): readonly AreaLevel[] {
  if (zoom < 12) return ['district', 'street'];
  return zoom < 14 ? ['district', 'street', 'community'] : ['district', 'street', 'community', 'grid'];
}

type LayerName = BaseClass | 'area' | 'component';

async function featuresIn(tx: Tx, districtId: string, at: TileAddress): Promise<Map<LayerName, Drawn[]>> {
  const box = boxOfTile(at, BUFFER / EXTENT);
  const hasDots = at.z >= COMPONENTS_FROM;
  const [ground, areas, dots] = await Promise.all([
    listDrawn(tx, { districtId, box, zoom: at.z, limit: MOST_FEATURES }),
    areasInBox(tx, { districtId, box, levels: levelsAt(at.z) }),
    hasDots ? componentDots(tx, { districtId, box, limit: MOST_DOTS }) : [],
  ]);
  const layers = new Map<LayerName, Drawn[]>(BASE_CLASSES.map((name) => [name, []]));
  for (const row of ground) layers.get(row.class)?.push(groundFeature(row));
  layers.set('area', areas.map(areaFeature));
  layers.set('component', dots.map(dotFeature));
  return layers;
}

const encode = (
  features: ReadonlyMap<LayerName, readonly Drawn[]>,
  at: TileAddress,
): Promise<Buffer | undefined> =>
  encodeTile(Object.fromEntries([...features].map(([name, drawn]) => [name, cutShapes(drawn, at)])));

/** The compressed tile, or undefined where nothing is drawn. */
export const drawTile = async (tx: Tx, districtId: string, at: TileAddress): Promise<Buffer | undefined> =>
  encode(await featuresIn(tx, districtId, at), at);

/** The shift differs over a tile by less than this share of a degree. */
const SHIFT_SLACK = 0.001;

/** The box in WGS 84 whose things lie in this box of the shifted system. */
function boxBehind({ west, south, east, north }: Box): Box {
  const low = toWgs84({ lon: west, lat: south }, 'GCJ02');
  const high = toWgs84({ lon: east, lat: north }, 'GCJ02');
  return {
    west: low.lon - SHIFT_SLACK,
    south: low.lat - SHIFT_SLACK,
    east: high.lon + SHIFT_SLACK,
    north: high.lat + SHIFT_SLACK,
  };
}

/** The components alone, each where it lies on a map in GCJ-02. */
export async function drawDotTile(tx: Tx, districtId: string, at: TileAddress): Promise<Buffer | undefined> {
  if (at.z < COMPONENTS_FROM) return undefined;
  const box = boxBehind(boxOfTile(at, BUFFER / EXTENT));
  const dots = await componentDots(tx, { districtId, box, limit: MOST_DOTS });
  const shifted = dots.map((dot) => dotFeature({ ...dot, ...fromWgs84(dot, 'GCJ02') }));
  return encode(new Map([['component', shifted]]), at);
}
