// What other slices' screens may use of areas.
export { type AreaNode, areaNames, nodeAt, useAreaTree, useBoundaries } from './area-tree.ts';
