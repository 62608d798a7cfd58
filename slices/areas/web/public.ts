// What other slices' screens may use of areas.
export { type AreaNode, areaNames, nodeAt, useAreaTree, useBoundaries, withoutEcho } from './area-tree.ts';
export { type AreasHere, areasHereUrls, type Here, leavesOf, treeUrl, useAreasHere } from './areas-here.ts';
export { LayerChoices, LayersAt, useChosenLayers, useLayerLines } from './layer-choices.tsx';
export {
  layerVersionUrl,
  useLayerAreas,
  useLayerMarks,
  useLayers,
  useLayersAt,
} from './use-layers.ts';
