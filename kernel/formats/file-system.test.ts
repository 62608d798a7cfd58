// Metres of surveys become degrees to less than a centimetre, held against points that PROJ 9.1 gave for each
// system; what a file does not tell is told apart.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { distanceMetres } from '../geo.ts';
import {
  coordinatesInDegrees,
  type FileSystem,
  isSystemFault,
  systemOfEpsg,
  systemOfName,
  systemOfWkt,
} from './file-system.ts';
import { gaussMetres } from './test-gauss.ts';

const TONGLIANG = [106.0561234, 29.8446789] as const;

/** EPSG code, degrees, metres to the east and to the north: `cs2cs -f %.5f EPSG:4326 EPSG:<code>`. */
const POINTS: readonly (readonly [number, readonly [number, number], number, number])[] = [
  [4513, [75.3, 39.5], 25_525_804.04849, 4_374_057.08385],
  [4523, TONGLIANG, 35_602_062.66826, 3_303_364.02707],
  [4524, TONGLIANG, 36_312_132.86988, 3_304_482.21943],
  // Two zones beside its own, as districts on a border of zones do it.
  [4526, TONGLIANG, 37_731_084.64296, 3_329_530.65035],
  [4543, TONGLIANG, 892_134.7086, 3_309_810.6476],
  [4545, TONGLIANG, 312_132.86988, 3_304_482.21943],
  [4554, [134.2, 48.1], 440_415.38928, 5_329_856.35246],
  [4502, [76.9, 38.2], 666_434.68055, 4_231_404.60006],
  [4495, [98.8, 25.03], 17_479_814.86062, 2_769_392.26783],
  [4498, [116.3, 39.9], 20_440_136.92748, 4_418_660.23648],
  [32_648, TONGLIANG, 602_021.84319, 3_302_042.68155],
  [3857, TONGLIANG, 11_806_113.6524, 3_483_600.34749],
];

const metresBetween = (a: readonly [number, number], b: readonly [number, number]): number =>
  distanceMetres({ lon: a[0], lat: a[1] }, { lon: b[0], lat: b[1] });

test.each(POINTS)('EPSG:%i is read to less than a tenth of a millimetre', (code, degrees, east, north) => {
  const found = systemOfEpsg(code)?.toDegrees(east, north);
  expect(found && metresBetween(found, degrees)).toBeLessThan(0.0001);
});

test('everywhere in China, on either side of the zone, both roads meet within a millimetre', () => {
  const place = fc.record({
    zone: fc.integer({ min: 25, max: 45 }),
    off: fc.double({ min: -3, max: 3, noNaN: true }),
    lat: fc.double({ min: 3, max: 54, noNaN: true }),
  });
  fc.assert(
    fc.property(place, ({ zone, off, lat }) => {
      const at = [zone * 3 + off, lat] as const;
      const [x, y] = gaussMetres(at, zone * 3, zone * 1_000_000 + 500_000);
      const found = systemOfEpsg(4513 + zone - 25)?.toDegrees(x, y);
      expect(found && metresBetween(found, at)).toBeLessThan(0.001);
    }),
  );
});

const whole = (wkt: string): FileSystem => {
  const system = systemOfWkt(wkt);
  if (isSystemFault(system)) throw new Error(`${system.fault}: ${system.name}`);
  return system;
};

const CGCS2000 =
  'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",' +
  'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const gauss = (parameters: Readonly<Record<string, number>>, earth = CGCS2000, unit = 1) =>
  `PROJCS["a survey",${earth},PROJECTION["Gauss_Kruger"],${Object.entries(parameters)
    .map(([name, value]) => `PARAMETER["${name}",${value}]`)
    .join(',')},UNIT["Meter",${unit}]]`;
const ZONE_36 = { False_Easting: 36_500_000, False_Northing: 0, Central_Meridian: 108, Scale_Factor: 1 };
const WKT2 =
  'PROJCRS["CGCS2000 / 3-degree Gauss-Kruger CM 108E",BASEGEOGCRS["China Geodetic Coordinate System 2000",' +
  'DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101,LENGTHUNIT["metre",1]]],' +
  'PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]],ID["EPSG",4490]],' +
  'CONVERSION["3-degree Gauss-Kruger CM 108E",METHOD["Transverse Mercator",ID["EPSG",9807]],' +
  'PARAMETER["Latitude of natural origin",0,ID["EPSG",8801]],' +
  'PARAMETER["Longitude of natural origin",108,ID["EPSG",8802]],' +
  'PARAMETER["Scale factor at natural origin",1],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],' +
  'PARAMETER["False northing",0]],CS[Cartesian,2],AXIS["northing (X)",north,ORDER[1]],' +
  'AXIS["easting (Y)",east,ORDER[2]],LENGTHUNIT["metre",1],ID["EPSG",4545]]';

test('a .prj of ArcGIS, of GDAL and of the second edition say the same', () => {
  const esri = whole(gauss(ZONE_36));
  expect(esri).toMatchObject({ name: 'a survey', meridian: 108, isSettled: true });
  const second = whole(WKT2);
  expect(second).toMatchObject({ name: 'CGCS2000 / 3-degree Gauss-Kruger CM 108E', meridian: 108 });
  const near = [
    esri.toDegrees(36_312_132.86988, 3_304_482.21943),
    second.toDegrees(312_132.86988, 3_304_482.21943),
  ];
  for (const found of near) expect(found && metresBetween(found, TONGLIANG)).toBeLessThan(0.0001);
});

test('a plane of one’s own on CGCS2000 is told by its numbers: meridian, scale, offsets, unit', () => {
  // cs2cs +proj=tmerc +ellps=GRS80 +lat_0=29 +lon_0=106.5 +k=1.0001 +x_0=50000 +y_0=-20000, in kilometres
  const own = {
    False_Easting: 50,
    False_Northing: -20,
    Central_Meridian: 106.5,
    Scale_Factor: 1.0001,
    Latitude_Of_Origin: 29,
  };
  const found = whole(gauss(own, CGCS2000, 1_000)).toDegrees(7.10095398, 73.71861299);
  expect(found && metresBetween(found, TONGLIANG)).toBeLessThan(0.0001);
});

test('a web map is in metres, but whether it is shifted nobody has said', () => {
  const esri =
    'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",' +
    'SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],' +
    'UNIT["Degree",0.017453292519943]],PROJECTION["Mercator_Auxiliary_Sphere"],' +
    'PARAMETER["Central_Meridian",0.0],UNIT["Meter",1.0]]';
  const system = whole(esri);
  expect(system.isSettled).toBe(false);
  const found = system.toDegrees(11_806_113.6524, 3_483_600.34749);
  expect(found && metresBetween(found, TONGLIANG)).toBeLessThan(0.0001);
  expect(whole(CGCS2000)).toMatchObject({ isSettled: false, meridian: null });
});

const XIAN =
  'GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

test.each([
  ['Xi’an 1980 in metres', gauss(ZONE_36, XIAN), 'other_datum'],
  ['Xi’an 1980 in degrees', XIAN, 'other_datum'],
  [
    'metres on an unknown earth',
    gauss(ZONE_36, CGCS2000.replaceAll(/China_2000|CGCS2000/g, 'Unknown')),
    'other_datum',
  ],
  ['a conic projection', gauss(ZONE_36).replace('Gauss_Kruger', 'Albers'), 'other_projection'],
  ['another first meridian', gauss(ZONE_36).replace('"Greenwich",0.0', '"Ferro",-17.67'), 'other_projection'],
  [
    'degrees of a hundred to the right angle',
    CGCS2000.replace('0.0174532925199433', '0.0157'),
    'other_projection',
  ],
  ['an engineering system', 'LOCAL_CS["工程坐标系",LOCAL_DATUM["x",32767],UNIT["m",1]]', 'local'],
  ['a plane without a projection', `PROJCS["某城市坐标系",${CGCS2000},UNIT["Meter",1]]`, 'local'],
  ['no central meridian', gauss({ False_Easting: 500_000 }), 'unreadable'],
  ['text that breaks off', gauss(ZONE_36).slice(0, 90), 'unreadable'],
  ['something else', '500151', 'unreadable'],
  ['a height', 'VERT_CS["x",UNIT["m",1]]', 'unreadable'],
])('%s is refused by name', (_, wkt, fault) => {
  const system = systemOfWkt(wkt);
  expect(isSystemFault(system) && system.fault).toBe(fault);
});

test('numbers of another zone, without their zone or swapped do not fit', () => {
  const system = whole(gauss(ZONE_36));
  expect(system.toDegrees(312_132.87, 3_304_482.22)).toBeUndefined();
  expect(system.toDegrees(3_304_482.22, 36_312_132.87)).toBeUndefined();
  expect(whole(WKT2).toDegrees(36_312_132.87, 3_304_482.22)).toBeUndefined();
  expect(whole(WKT2).toDegrees(Number.NaN, 0)).toBeUndefined();
  expect(
    coordinatesInDegrees(
      [
        [1, 2],
        [312_132.87, 3_304_482.22],
      ],
      system,
    ),
  ).toBeUndefined();
});

test('whatever the shape, each of its positions is turned; a height is left out', () => {
  const system = whole(gauss(ZONE_36));
  const rounded = (one: unknown) => (typeof one === 'number' ? Number(one.toFixed(6)) : one);
  const at = (value: unknown) => JSON.stringify(value, (_, one) => rounded(one));
  const position = [36_312_132.86988, 3_304_482.21943, 231];
  expect(at(coordinatesInDegrees([[[position]]], system))).toBe('[[[[106.056123,29.844679]]]]');
  expect(coordinatesInDegrees('x', system)).toBeUndefined();
});

test('a system that is named by its number is known, or refused under that name', () => {
  expect(systemOfName('urn:ogc:def:crs:EPSG::4545')).toMatchObject({ meridian: 108, isSettled: true });
  expect(systemOfName('urn:ogc:def:crs:OGC:1.3:CRS84')).toMatchObject({ meridian: null });
  expect(systemOfName('EPSG:2379')).toEqual({ fault: 'other_projection', name: 'EPSG:2379' });
});
