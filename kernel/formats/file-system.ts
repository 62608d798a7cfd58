// Which coordinates a file says that it holds, and the way from there to degrees of WGS 84. CGCS2000 is taken
// as WGS 84 (they differ by decimetres at most). What a file does not tell, or what only its maker can turn
// into degrees, is refused with what to do: a guess would put a district beside itself.
import { type Meridian, type Unproject, unprojectorOf } from './transverse-mercator.ts';
import { findNode, readWkt, type WktNode } from './wkt.ts';

export interface FileSystem {
  /** As the file calls it. */
  readonly name: string;
  /** Of a projection along a meridian. */
  readonly meridian: number | null;
  readonly isMetres: boolean;
  /** The file says all: nobody need be asked. Degrees, and metres of a web map, may be shifted (GCJ-02). */
  readonly isSettled: boolean;
  /** Undefined where these numbers can't be of this system. */
  readonly toDegrees: Unproject;
}

export const SYSTEM_FAULTS = {
  other_datum: {
    zh: '大地基准不是 CGCS2000 或 WGS 84，换算参数由测绘部门掌握。请由测绘部门转换为 CGCS2000 后导出。',
    en: 'Its datum is neither CGCS2000 nor WGS 84. Have the surveyors convert it to CGCS2000.',
  },
  other_projection: {
    zh: '不是高斯-克吕格、UTM 或网络墨卡托投影。请在 GIS 中转换为 CGCS2000 经纬度（EPSG:4490）后导出。',
    en: 'Its projection is neither Gauss–Krüger, UTM nor Web Mercator. Convert it to degrees (EPSG:4490).',
  },
  local: {
    zh: '是地方或工程坐标系，没有说明与国家坐标系的关系。请由测绘部门转换为 CGCS2000 后导出。',
    en: 'It is a local or engineering system. Have the surveyors convert it to CGCS2000.',
  },
  unnamed: {
    zh: '坐标是米，但没有说明坐标系。请把 .prj 文件一起选，或在 GIS 中指定坐标系后重新导出。',
    en: 'It is in metres and names no system. Choose the .prj with it, or name the system and export again.',
  },
  unreadable: {
    zh: '坐标系的说明读不懂。请在 GIS 中重新指定坐标系（如 EPSG:4490）后导出。',
    en: 'What it says of its system can’t be read. Name the system anew (such as EPSG:4490) and export it.',
  },
  off_system: {
    zh: '坐标不在所说明的坐标系范围内：可能带号不对、多或少了带号，或横纵坐标颠倒。请核对坐标系后重新导出。',
    en:
      'Its numbers don’t fit the system that it names: another zone, a zone number too many, or x and y ' +
      'swapped? Mend the system and export it again.',
  },
} as const;
export type SystemFaultKind = keyof typeof SYSTEM_FAULTS;

export const isSystemFaultKind = (kind: string): kind is SystemFaultKind => kind in SYSTEM_FAULTS;

export interface SystemFault {
  readonly fault: SystemFaultKind;
  /** The system as the file calls it. */
  readonly name: string;
}

export const isSystemFault = (value: FileSystem | SystemFault): value is SystemFault => 'fault' in value;

const bare = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const isCgcs2000 = (text: string): boolean =>
  /cgcs2000|china2000|chinageodeticcoordinatesystem2000/.test(text);
const isWgs84 = (text: string): boolean => /wgs1984|wgs84|worldgeodeticsystem1984/.test(text);
const SPHERE_METRES = 6_378_137;
const METRES_A_DEGREE_AT_EQUATOR = (SPHERE_METRES * Math.PI) / 180;
const WIDEST_MERCATOR = 20_100_000;

export const degreesAs = (name: string): FileSystem => ({
  name,
  meridian: null,
  isMetres: false,
  isSettled: false,
  toDegrees: (x, y) => [x, y],
});

const webMercator = (name: string): FileSystem => ({
  name,
  meridian: null,
  isMetres: true,
  isSettled: false,
  toDegrees: (x, y) =>
    Math.abs(x) <= WIDEST_MERCATOR && Math.abs(y) <= WIDEST_MERCATOR
      ? [x / METRES_A_DEGREE_AT_EQUATOR, (Math.atan(Math.sinh(y / SPHERE_METRES)) * 180) / Math.PI]
      : undefined,
});

const alongMeridian = (name: string, meridian: Meridian): FileSystem => ({
  name,
  meridian: meridian.lon,
  isMetres: true,
  isSettled: true,
  toDegrees: unprojectorOf(meridian),
});

const CGCS2000 = { semiMajor: SPHERE_METRES, inverseFlattening: 298.257222101 };
const WGS84 = { semiMajor: SPHERE_METRES, inverseFlattening: 298.257223563 };
const MIDDLE = 500_000;
const A_ZONE = 1_000_000;

const gauss = (name: string, lon: number, zone = 0): FileSystem =>
  alongMeridian(name, {
    ...CGCS2000,
    lon,
    originLat: 0,
    scale: 1,
    falseEasting: zone * A_ZONE + MIDDLE,
    falseNorthing: 0,
  });

/** The systems that have numbers in the EPSG register and are in use in China; undefined for any other. */
export function systemOfEpsg(code: number): FileSystem | undefined {
  const name = `EPSG:${code}`;
  const from = (first: number) => code - first;
  if ([4326, 4490, 4480, 4979].includes(code)) return degreesAs(name);
  if (code === 3857 || code === 900_913) return webMercator(name);
  if (code >= 4491 && code <= 4501) return gauss(name, 75 + 6 * from(4491), 13 + from(4491));
  if (code >= 4502 && code <= 4512) return gauss(name, 75 + 6 * from(4502));
  if (code >= 4513 && code <= 4533) return gauss(name, 75 + 3 * from(4513), 25 + from(4513));
  if (code >= 4534 && code <= 4554) return gauss(name, 75 + 3 * from(4534));
  if (code >= 32_601 && code <= 32_660) {
    const lon = 6 * from(32_600) - 183;
    const utm = { lon, originLat: 0, scale: 0.9996, falseEasting: MIDDLE, falseNorthing: 0 };
    return alongMeridian(name, { ...WGS84, ...utm });
  }
  return undefined;
}

/** `urn:ogc:def:crs:EPSG::4547`, `EPSG:4547`, `urn:ogc:def:crs:OGC:1.3:CRS84`. */
export function systemOfName(name: string): FileSystem | SystemFault {
  if (/CRS84/i.test(name)) return degreesAs(name);
  const code = /EPSG:(?:[0-9.]*:)?([0-9]+)$/i.exec(name.trim())?.[1];
  const known = code === undefined ? undefined : systemOfEpsg(Number(code));
  return known ? { ...known, name } : { fault: 'other_projection', name };
}

const PARAMETERS: Readonly<Record<string, keyof Meridian>> = {
  centralmeridian: 'lon',
  longitudeofnaturalorigin: 'lon',
  latitudeoforigin: 'originLat',
  latitudeofnaturalorigin: 'originLat',
  scalefactor: 'scale',
  scalefactoratnaturalorigin: 'scale',
  falseeasting: 'falseEasting',
  falsenorthing: 'falseNorthing',
};

/** `D_China_2000`, `China 2000`, `World Geodetic System 1984 ensemble`, …; undefined for any other. */
function datumOf(root: WktNode): 'CGCS2000' | 'WGS84' | 'unknown' | undefined {
  const datum = bare(findNode(root, 'DATUM', 'ENSEMBLE', 'GEODETICDATUM', 'TRF')?.texts[0] ?? '');
  const spheroid = bare(findNode(root, 'SPHEROID', 'ELLIPSOID')?.texts[0] ?? '');
  if (isCgcs2000(datum) || isCgcs2000(spheroid)) return 'CGCS2000';
  if (isWgs84(datum)) return 'WGS84';
  return datum === '' || /unknown|notspecified|unnamed/.test(datum) ? 'unknown' : undefined;
}

const isFromGreenwich = (root: WktNode): boolean => (findNode(root, 'PRIMEM')?.numbers[0] ?? 0) === 0;

function geographic(root: WktNode, name: string): FileSystem | SystemFault {
  const unit = findNode(root, 'UNIT', 'ANGLEUNIT')?.numbers[0] ?? Math.PI / 180;
  const isDegree = Math.abs(unit * 180 - Math.PI) < 1e-6;
  if (!isDegree || !isFromGreenwich(root)) return { fault: 'other_projection', name };
  // Whoever brings degrees of no known datum says which they are.
  return datumOf(root) === undefined ? { fault: 'other_datum', name } : degreesAs(name);
}

function projected(root: WktNode, name: string): FileSystem | SystemFault {
  const way = findNode(root, 'PROJECTION', 'METHOD');
  const method = bare(way?.texts[0] ?? '');
  const isWeb = /pseudomercator|webmercator|auxiliarysphere/.test(bare(name) + method);
  if (isWeb) return webMercator(name);
  if (method === '') return { fault: 'local', name };
  if (!/^(gausskruger|transversemercator)/.test(method) || !isFromGreenwich(root)) {
    return { fault: 'other_projection', name };
  }
  if (!['CGCS2000', 'WGS84'].includes(datumOf(root) ?? '')) return { fault: 'other_datum', name };
  // The unit of the plane stands beside its parameters; that of the degrees inside GEOGCS.
  const own = root.nodes.find((node) => ['UNIT', 'LENGTHUNIT'].includes(node.name))?.numbers[0] ?? 1;
  const said: Partial<Record<keyof Meridian, number>> = {};
  for (const node of [...root.nodes, ...(findNode(root, 'CONVERSION')?.nodes ?? [])]) {
    const field = node.name === 'PARAMETER' ? PARAMETERS[bare(node.texts[0] ?? '')] : undefined;
    if (field) said[field] = node.numbers[0] ?? Number.NaN;
  }
  const spheroid = findNode(root, 'SPHEROID', 'ELLIPSOID')?.numbers ?? [];
  const meridian = {
    semiMajor: spheroid[0] ?? Number.NaN,
    inverseFlattening: spheroid[1] ?? Number.NaN,
    lon: said.lon ?? Number.NaN,
    originLat: said.originLat ?? 0,
    scale: said.scale ?? 1,
    falseEasting: (said.falseEasting ?? 0) * own,
    falseNorthing: (said.falseNorthing ?? 0) * own,
  };
  const isWhole = Object.values(meridian).every(Number.isFinite) && meridian.scale > 0 && own > 0;
  if (!isWhole) return { fault: 'unreadable', name };
  const { toDegrees, ...system } = alongMeridian(name, meridian);
  return { ...system, toDegrees: (x, y) => toDegrees(x * own, y * own) };
}

/** What a .prj says, in either edition of the text. */
export function systemOfWkt(wkt: string): FileSystem | SystemFault {
  const read = readWkt(wkt);
  const short = wkt.trim().slice(0, 40);
  if (!read) return { fault: 'unreadable', name: short };
  const plane = findNode(read, 'PROJCS', 'PROJCRS', 'PROJECTEDCRS');
  if (plane) return projected(plane, plane.texts[0] ?? short);
  const earth = findNode(read, 'GEOGCS', 'GEOGCRS', 'GEODCRS', 'GEODETICCRS', 'GEOGRAPHICCRS');
  if (earth) return geographic(earth, earth.texts[0] ?? short);
  const isLocal = findNode(read, 'LOCAL_CS', 'ENGCRS', 'ENGINEERINGCRS') !== undefined;
  return { fault: isLocal ? 'local' : 'unreadable', name: read.texts[0] ?? short };
}

type Nested = readonly unknown[];

function unprojected(value: unknown, toDegrees: Unproject): unknown {
  if (!Array.isArray(value)) return undefined;
  const list = value as Nested;
  if (typeof list[0] === 'number') {
    return typeof list[1] === 'number' ? toDegrees(list[0], list[1]) : undefined;
  }
  const inner: unknown[] = [];
  for (const item of list) {
    const found = unprojected(item, toDegrees);
    if (found === undefined) return undefined;
    inner.push(found);
  }
  return inner;
}

/** The coordinates of a GeoJSON geometry, however nested, in degrees; undefined where one does not fit. */
export const coordinatesInDegrees = (coordinates: unknown, system: FileSystem): unknown =>
  unprojected(coordinates, system.toDegrees);
