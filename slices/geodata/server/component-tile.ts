// A tile of components: `component` holds each of them, with its code where it can be picked, as dots of one
// class and condition together where it can't; `component_count` holds marks for many. In shifted
// coordinates (GCJ-02) the tiles that lie behind are read, and what falls into this one is drawn.
import { fromWgs84, toWgs84 } from '../../../kernel/coordinates.ts';
import type { Point } from '../../../kernel/geo.ts';
import { boxOfTile, isTile, type TileAddress, tilesOver } from '../../../kernel/tile-address.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import {
  encodeTile,
  EXTENT,
  placerOf,
  pointFeature,
  pointsFeature,
  type TileFeatures,
} from '../../../platform/server/tiles/encode-tile.ts';
import type { KeptTile } from '../../../platform/server/tiles/tile-cache.ts';
import {
  componentsVersion,
  type CountedCell,
  readThings,
  type ThingFilter,
  type ThingsOfTile,
  type TileDots,
  type TileThing,
} from '../../components/server/public.ts';
import { keptTile } from './kept-tile.ts';

/** Raised when the same rows make another tile. */
const FORM = 1;

type Crs = 'WGS84' | 'GCJ02';
type Place = (point: Point) => [number, number];

/** What the store says lies in this square is drawn in it, whatever the last digit of a sine. */
const clamped = ([x, y]: [number, number]): [number, number] => [
  Math.min(EXTENT - 1, Math.max(0, x)),
  Math.min(EXTENT - 1, Math.max(0, y)),
];
const isInside = ([x, y]: readonly [number, number]): boolean => x >= 0 && y >= 0 && x < EXTENT && y < EXTENT;

const thingFeatures = (things: readonly TileThing[], place: Place): TileFeatures =>
  things.map((thing) =>
    pointFeature(place(thing), { code: thing.code, class: thing.classCode, condition: thing.condition }),
  );

const dotFeatures = (dots: readonly TileDots[], place: Place): TileFeatures =>
  dots.flatMap(({ classCode, condition, points }) => {
    const inside = points.map(place).filter(isInside);
    return inside.length === 0 ? [] : [pointsFeature(inside, { class: classCode, condition })];
  });

const countFeatures = (cells: readonly CountedCell[], place: Place): TileFeatures =>
  cells.map(({ things, notIntact, middle }) => pointFeature(place(middle), { count: things, notIntact }));

function layersOf(found: readonly ThingsOfTile[], place: Place) {
  const layers: { component: TileFeatures; component_count: TileFeatures } = {
    component: [],
    component_count: [],
  };
  for (const one of found) {
    if (one.kind === 'counts') {
      layers.component_count = [...layers.component_count, ...countFeatures(one.cells, place)];
    } else {
      const drawn = one.kind === 'dots' ? dotFeatures(one.dots, place) : thingFeatures(one.things, place);
      layers.component = [...layers.component, ...drawn];
    }
  }
  return layers;
}

/** The shift is not the same all over a tile: the box behind it is taken so much wider. */
const SLACK = { share: 0.02, degrees: 0.0005 };

/** The tiles in WGS 84 whose things may lie in this one of the shifted system. */
function behind(at: TileAddress): TileAddress[] {
  const { west, south, east, north } = boxOfTile(at);
  const slack = (east - west) * SLACK.share + SLACK.degrees;
  const low = toWgs84({ lon: west, lat: south }, 'GCJ02');
  const high = toWgs84({ lon: east, lat: north }, 'GCJ02');
  const [from, to] = [
    { west: low.lon - slack, south: low.lat - slack },
    { east: high.lon + slack, north: high.lat + slack },
  ];
  return tilesOver({ ...from, ...to }, at.z);
}

const withoutOutside = (features: TileFeatures): TileFeatures =>
  features.flatMap((feature) => {
    if (feature.type !== 1) return [];
    const geometry = feature.geometry.filter(isInside);
    return geometry.length === 0 ? [] : [{ ...feature, geometry }];
  });

async function draw(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  filter: ThingFilter,
  crs: Crs,
): Promise<Buffer | undefined> {
  const place = placerOf(at);
  if (crs === 'WGS84') {
    const found = await readThings(tx, districtId, at, filter);
    return encodeTile(layersOf([found], (point) => clamped(place(point))));
  }
  const found = await Promise.all(behind(at).map((tile) => readThings(tx, districtId, tile, filter)));
  const layers = layersOf(found, (point) => place(fromWgs84(point, crs)));
  return encodeTile({
    component: withoutOutside(layers.component),
    component_count: withoutOutside(layers.component_count),
  });
}

const sorted = (values: readonly string[] | undefined) =>
  values === undefined ? undefined : [...new Set(values)].sort();

export async function componentTile(
  tx: Tx,
  districtId: string,
  at: TileAddress,
  asked: ThingFilter,
  crs: Crs = 'WGS84',
): Promise<KeptTile> {
  const filter = {
    classCodes: sorted(asked.classCodes),
    conditions: sorted(asked.conditions),
    unitIds: sorted(asked.unitIds),
  };
  const { z, x, y } = at;
  const key = `component/${districtId}/${z}/${x}/${y}/${crs}/${JSON.stringify(filter)}`;
  const drawnFrom = `${FORM}.${await componentsVersion(tx)}`;
  return keptTile(tx, key, drawnFrom, async () =>
    isTile(at) ? draw(tx, districtId, at, filter, crs) : undefined,
  );
}
