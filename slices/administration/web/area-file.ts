// What a file of areas came to: one collection in degrees with its system and its level, or one reason why
// not.
import {
  coordinatesInDegrees,
  type FileSystem,
  isSystemFault,
  type SystemFault,
  type SystemFaultKind,
} from '../../../kernel/formats/file-system.ts';
import type { PackageFaultKind } from '../../../kernel/formats/geopackage.ts';
import type { AreaLevel } from '../../areas/core/area.ts';
import { LEVELS } from '../../areas/core/area.ts';
import type { ShapeFault } from '../../areas/core/shapefile.ts';
import type { ZipFault } from './unzip.ts';

export interface FileFeature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
}

type OwnFault = 'no_geojson' | 'no_shapefile' | 'unknown_kind' | 'empty' | 'moved';
export type FileFault = ShapeFault | ZipFault | SystemFaultKind | PackageFaultKind | OwnFault;

export interface AreaFile {
  readonly name: string;
  readonly features: readonly FileFeature[];
  readonly fields: readonly string[];
  /** Undefined where neither its features nor its name say. */
  readonly level: AreaLevel | undefined;
  /** As the file says; its features are in degrees by now. */
  readonly system: FileSystem | undefined;
}

export interface FaultyFile {
  readonly name: string;
  readonly fault: FileFault;
  /** The system that it names, where that is the fault. */
  readonly system?: string;
  /** Its layers, where they are. */
  readonly layers?: string;
}
export type ReadFile = AreaFile | FaultyFile;
export const isFaulty = (file: ReadFile): file is FaultyFile => 'fault' in file;

const LEVEL_NAMES: readonly (readonly [RegExp, AreaLevel])[] = [
  [/grid|网格/i, 'grid'],
  [/communit|village|社区|村/i, 'community'],
  [/street|town|街道|镇街|乡镇/i, 'street'],
  [/district|county|区县|区界|县界/i, 'district'],
];

const levelIn = (name: string): AreaLevel | undefined =>
  LEVEL_NAMES.find(([pattern]) => pattern.test(name))?.[1];

const fieldsOf = (features: readonly FileFeature[]): string[] => [
  ...new Set(features.flatMap(({ properties }) => Object.keys(properties))),
];

/** More than any longitude: metres. */
const MOST_DEGREES = 360;

function firstNumber(value: unknown): number {
  let inner = value;
  while (Array.isArray(inner)) inner = inner[0];
  return typeof inner === 'number' ? inner : 0;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const coordinatesOf = (geometry: unknown): unknown =>
  isObject(geometry) ? geometry['coordinates'] : undefined;

/** Its features in degrees, by what the file says of itself; without a word they must be in degrees. */
export function inDegrees(
  name: string,
  features: readonly FileFeature[],
  said: FileSystem | SystemFault | undefined,
): ReadFile[] {
  if (said && isSystemFault(said)) return [{ name, fault: said.fault, system: said.name }];
  if (!said) {
    const easts = features.map(({ geometry }) => firstNumber(coordinatesOf(geometry)));
    const isFar = easts.some((east) => Math.abs(east) > MOST_DEGREES);
    return isFar ? [{ name, fault: 'unnamed' }] : byLevel(name, features, undefined);
  }
  const turned: FileFeature[] = [];
  for (const feature of features) {
    if (!isObject(feature.geometry)) {
      turned.push(feature);
      continue;
    }
    const coordinates = coordinatesInDegrees(coordinatesOf(feature.geometry), said);
    // Whatever is no list of positions is judged with the rest of the file.
    if (coordinates === undefined && !said.isSettled) turned.push(feature);
    else if (coordinates === undefined) return [{ name, fault: 'off_system', system: said.name }];
    else turned.push({ ...feature, geometry: { ...feature.geometry, coordinates } });
  }
  return byLevel(name, turned, said);
}

/** Our own export holds all levels in one file: each is a collection of its own. */
function byLevel(name: string, features: readonly FileFeature[], system: FileSystem | undefined): ReadFile[] {
  if (features.length === 0) return [{ name, fault: 'empty' }];
  const levels = new Set(features.map(({ properties }) => properties['level'] ?? properties['LEVEL']));
  const isMixed = levels.size > 1 && [...levels].every((level) => LEVELS.includes(level as AreaLevel));
  if (!isMixed) {
    const [only] = levels;
    const level = LEVELS.includes(only as AreaLevel) ? (only as AreaLevel) : levelIn(name);
    return [{ name, features, fields: fieldsOf(features), level, system }];
  }
  return LEVELS.flatMap((level) => {
    const own = features.filter(({ properties }) => (properties['level'] ?? properties['LEVEL']) === level);
    return own.length === 0
      ? []
      : [{ name: `${name} · ${level}`, features: own, fields: fieldsOf(own), level, system }];
  });
}
