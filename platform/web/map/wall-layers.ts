// In which order the layers of a wall lie: the ground, the cases, and over them the names, with a halo wide
// enough to be read across a room. Cases never keep a name away: lamps take no place. Pure.
import type { LayerSpecification } from 'maplibre-gl';

const HALO_WIDTH = 2.2;

const isName = ({ id }: LayerSpecification): boolean => id.endsWith('-name');

const withHalo = (layer: LayerSpecification): LayerSpecification =>
  layer.type === 'symbol'
    ? { ...layer, paint: { ...layer.paint, 'text-halo-width': HALO_WIDTH } }
    : layer;

/** `cases`: heat and lamps, which would else lie over the names of streets. */
export const wallLayers = (
  ground: readonly LayerSpecification[],
  cases: readonly LayerSpecification[],
): LayerSpecification[] => [
  ...ground.filter((layer) => !isName(layer)),
  ...cases,
  ...ground.filter(isName).map(withHalo),
];
