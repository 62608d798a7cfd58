// Vector tiles (MVT 2.1) from rows, in Node, one code on both stores: shapes are cut and simplified in tile
// coordinates, points are laid where they belong, and all is compressed. Knows nothing of what it draws.
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { geoJSONToTile, type GeoJSONVTFeature } from '@maplibre/geojson-vt';
import type { Feature, Geometry } from 'geojson';
import type { Point } from '../../../kernel/geo.ts';
import type { TileAddress } from '../../../kernel/tile-address.ts';
import { writeMvt } from './write-mvt.ts';

export const EXTENT = 4096;
/** Wide enough that a line along the border of a tile is drawn whole on both sides of it. */
export const BUFFER = 64;
/** In units of the tile: half a pixel of a 512 px tile. */
const TOLERANCE = 4;

export type TileFeatures = readonly GeoJSONVTFeature[];
export type Properties = Readonly<Record<string, string | number | boolean>>;
type Drawn = Feature<Geometry | null>;

/** A feature of a shape that the store gave as GeoJSON text. */
export const shapeFeature = (shape: string, properties: Properties): Drawn => ({
  type: 'Feature',
  properties,
  geometry: JSON.parse(shape) as Geometry,
});

export function cutShapes(features: readonly Drawn[], { z, x, y }: TileAddress): TileFeatures {
  if (features.length === 0) return [];
  const collection = { type: 'FeatureCollection' as const, features: features as Feature[] };
  const options = { extent: EXTENT, buffer: BUFFER, tolerance: TOLERANCE, maxZoom: z + 1, clip: true };
  return geoJSONToTile(collection, z, x, y, options).features;
}

/** From degrees to units of the tile. */
export function placerOf({ z, x, y }: TileAddress): (point: Point) => [number, number] {
  const side = 2 ** z * EXTENT;
  const [west, north] = [x * EXTENT, y * EXTENT];
  return ({ lon, lat }) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    const down = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    return [Math.floor((lon / 360 + 0.5) * side - west), Math.floor(down * side - north)];
  };
}

export const pointFeature = (at: [number, number], tags: Properties, id?: number): GeoJSONVTFeature => ({
  type: 1,
  geometry: [at],
  tags,
  ...(id === undefined ? {} : { id }),
});

/** Strips of a sixty-fourth of the tile's side, each walked from west to east: short steps take a byte. */
const STRIP = EXTENT / 64;

/** Many alike in one feature, each where it is, inside the tile: some three bytes each. */
export function pointsFeature(all: readonly [number, number][], tags: Properties): GeoJSONVTFeature {
  // As numbers, which sort by themselves ten times as fast as pairs by a comparison.
  const keys = Uint32Array.from(all, ([x, y]) => (Math.floor(y / STRIP) * EXTENT + x) * STRIP + (y % STRIP));
  const geometry = Array.from(keys.sort(), (key): [number, number] => {
    const inRow = Math.floor(key / STRIP);
    return [inRow % EXTENT, Math.floor(inRow / EXTENT) * STRIP + (key % STRIP)];
  });
  return { type: 1, geometry, tags };
}

const compress = promisify(gzip);
/** Twice as quick as the default for a twentieth more bytes. */
const COMPRESSION = { level: 4 };

/** The compressed tile; undefined where nothing is drawn. Layers without features are left out. */
export async function encodeTile(
  layers: Readonly<Record<string, TileFeatures>>,
): Promise<Buffer | undefined> {
  const drawn = Object.entries(layers).filter(([, features]) => features.length > 0);
  if (drawn.length === 0) return undefined;
  return compress(writeMvt(drawn, EXTENT), COMPRESSION);
}
