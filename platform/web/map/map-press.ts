// What a press on the map means: it takes a corner, opens a cluster, picks a point or several, goes nearer to
// many things, picks one, moves the pin, tells a place or picks an area, in that order. While something is
// drawn, a press is a corner and nothing else.
import type { GeoJSONSource, Map as LibreMap, MapGeoJSONFeature, MapMouseEvent } from 'maplibre-gl';
import { ENDED_COUNT_LAYER, ENDED_LAYER } from './ended-style.ts';
import { CLUSTERED_TO, LAYERS, SOURCES } from './map-style.ts';
import { SPOT_LAYER } from './marks-style.ts';
import type { MapProps } from './map.tsx';
import { COMPONENT_LAYER, THING_COUNT_LAYER } from './thing-style.ts';

/** Where the map was pressed. */
type Press = Pick<MapMouseEvent, 'point' | 'lngLat'>;

/** A fingertip is wider than a dot. */
const FINGER_PX = 12;
/** Lamps that cover each other. */
const PILE_PX = 7;
const MOST_IN_PILE = 100;
/** A mark for many things opens so much nearer. */
const CLOSER = 2;

const CASES: readonly string[] = [LAYERS.points, ENDED_LAYER];
const COUNTS: readonly string[] = [THING_COUNT_LAYER, ENDED_COUNT_LAYER];
const PRESSED: readonly string[] = [LAYERS.clusters, ...CASES, ...COUNTS, LAYERS.areaFill];

function around(map: LibreMap, { point }: Press, px: number, layer: string): MapGeoJSONFeature[] {
  if (!map.getLayer(layer)) return [];
  const box: [[number, number], [number, number]] = [
    [point.x - px, point.y - px],
    [point.x + px, point.y + px],
  ];
  return map.queryRenderedFeatures(box, { layers: [layer] });
}

/** Things in the street stand close: the nearest to the press is meant. */
function nearest(map: LibreMap, event: Press, layer: string): MapGeoJSONFeature | undefined {
  const far = ({ geometry }: MapGeoJSONFeature): number => {
    if (geometry.type !== 'Point') return Number.POSITIVE_INFINITY;
    const [lon = 0, lat = 0] = geometry.coordinates;
    const { x, y } = map.project([lon, lat]);
    return Math.hypot(x - event.point.x, y - event.point.y);
  };
  // From afar things are dots without a name.
  const named = around(map, event, FINGER_PX, layer)
    .filter(({ properties }) => layer !== COMPONENT_LAYER || properties['code']);
  return named.sort((a, b) => far(a) - far(b))[0];
}

/** Groups whose members lie on one spot never open: their members are told. */
async function openCluster(map: LibreMap, event: Press, of: MapGeoJSONFeature, props: MapProps) {
  const source = map.getSource<GeoJSONSource>(SOURCES.points);
  const cluster = Number(of.properties['cluster_id']);
  const zoom = await source?.getClusterExpansionZoom(cluster);
  if (props.onPickMany && (zoom === undefined || zoom > CLUSTERED_TO)) {
    const leaves = (await source?.getClusterLeaves(cluster, MOST_IN_PILE, 0)) ?? [];
    props.onPickMany(leaves.map(({ properties }) => String(properties?.['id'])));
  }
  map.easeTo({ center: event.lngLat, ...(zoom === undefined ? {} : { zoom }) });
}

function pickPoints(map: LibreMap, event: Press, layer: string, first: string, props: MapProps): void {
  const pile = around(map, event, PILE_PX, layer);
  const ids = [...new Set(pile.map(({ properties }) => String(properties['id'])))];
  if (ids.length > 1 && props.onPickMany) props.onPickMany(ids);
  else props.onPick?.(first);
}

/** By key: as a press in the middle, where the cross stands. */
export async function pressMiddle(map: LibreMap, props: MapProps): Promise<void> {
  const lngLat = map.getCenter();
  await press(map, { lngLat, point: map.project(lngLat) }, props);
}

export async function press(map: LibreMap, event: Press, props: MapProps): Promise<void> {
  if (props.drawing) return;
  const layers = PRESSED.filter((layer) => map.getLayer(layer));
  const [feature] = map.queryRenderedFeatures(event.point, { layers });
  const data = feature?.properties ?? {};
  const at = { lon: event.lngLat.lng, lat: event.lngLat.lat };
  const component = props.onPickComponent ? nearest(map, event, COMPONENT_LAYER) : undefined;
  const spot = props.onPickSpot ? nearest(map, event, SPOT_LAYER) : undefined;
  if (spot) props.onPickSpot?.(Number(spot.properties['at']));
  else if (feature?.layer.id === LAYERS.clusters) await openCluster(map, event, feature, props);
  else if (feature && CASES.includes(feature.layer.id)) {
    pickPoints(map, event, feature.layer.id, String(data['id']), props);
  } else if (feature && COUNTS.includes(feature.layer.id)) {
    map.easeTo({ center: event.lngLat, zoom: map.getZoom() + CLOSER });
  } else if (component) props.onPickComponent?.(String(component.properties['code']));
  else if (props.onPinMove) props.onPinMove(at);
  else if (props.onPickPlace) props.onPickPlace(at);
  else if (feature) props.onPickArea?.(String(data['path']));
}
