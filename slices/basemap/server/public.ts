// What the seeds and the import of districts may ask of the base map.
export { type BaseImported, importBaseFeatures } from './import-base-features.ts';
