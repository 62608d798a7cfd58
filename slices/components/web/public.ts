// What other slices' screens may use of components.
export {
  codeIn,
  componentByCode,
  gridComponentsUrl,
  type KnownComponent,
  type NearComponent,
  useNearComponents,
} from './near-components.ts';
