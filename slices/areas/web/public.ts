// What other slices' screens may use of areas.
export { type AreaNode, areaNames, nodeAt, useAreaTree, useBoundaries, withoutEcho } from './area-tree.ts';
