// Several files are picked at once, and none is lost: GeoJSON, a GeoPackage, a zipped Shapefile and the
// parts of one side by side each become their own collection, and what can't be read says why. Reading
// tells how far it is, and stops when it is told to.
import { expect, test } from 'vitest';
import { writeGeoPackage } from '../../areas/core/geopackage.ts';
import { writeShapefile } from '../../areas/core/shapefile.ts';
import { type AreaFile, isFaulty, type ReadFile } from './area-file.ts';
import { readAreaFiles as readWatched } from './area-files.ts';

const ring = [
  [106, 30],
  [106, 31],
  [107, 31],
  [106, 30],
] as [number, number][];
const readAreaFiles = (files: readonly File[]) =>
  readWatched(files, { signal: new AbortController().signal, onShare: () => undefined });
const bytesOf = (text: string) => new TextEncoder().encode(text);

const shapes = (name: string) =>
  writeShapefile(['CODE', 'NAME'], [{ cells: ['1', name], boundary: [[ring]] }], bytesOf);

async function deflated(bytes: Uint8Array): Promise<Uint8Array> {
  const packing = new Blob([bytes as BlobPart]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(packing).arrayBuffer());
}

const numbers = (size: number, fields: readonly (readonly [at: number, bytes: 2 | 4, value: number])[]) => {
  const view = new DataView(new ArrayBuffer(size));
  for (const [at, bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
  }
  return new Uint8Array(view.buffer);
};

/** The least that is an archive: sums are not looked at. */
async function zipFile(name: string, parts: Readonly<Record<string, Uint8Array>>): Promise<File> {
  const [body, list]: [Uint8Array[], Uint8Array[]] = [[], []];
  let at = 0;
  for (const [part, bytes] of Object.entries(parts)) {
    const [called, packed] = [bytesOf(part), await deflated(bytes)];
    const [long, size] = [[26, 2, called.length], packed.length] as const;
    body.push(numbers(30, [[0, 4, 0x04034b50], [8, 2, 8], [18, 4, size], long]), called, packed);
    const entry = [
      [0, 4, 0x02014b50],
      [8, 2, 0x800],
      [10, 2, 8],
      [20, 4, size],
      [28, 2, called.length],
    ] as const;
    list.push(numbers(46, [...entry, [42, 4, at]]), called);
    at += 30 + called.length + size;
  }
  const end = numbers(22, [
    [0, 4, 0x06054b50],
    [10, 2, Object.keys(parts).length],
    [16, 4, at],
  ]);
  return new File([...body, ...list, end] as BlobPart[], name);
}
const looseFiles = (base: string, name: string): File[] =>
  Object.entries(shapes(name)).map(([ending, bytes]) => new File([bytes as BlobPart], `${base}.${ending}`));

const geojson = (name: string, features: readonly object[], more: object = {}) =>
  new File([JSON.stringify({ type: 'FeatureCollection', features, ...more })], name);
const feature = (properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
});
/** The square of metres whose first corner is 106.0561234, 29.8446789, by PROJ. */
const metres = (properties: object) => {
  const [x, y] = [602_062.66826, 3_303_364.02707];
  const coordinates = [
    [
      [x, y],
      [x, y + 500],
      [x + 500, y],
      [x, y],
    ],
  ];
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } };
};
const gauss = (name: string, datum: string) =>
  `PROJCS["${name}",GEOGCS["x",DATUM["${datum}",SPHEROID["x",6378137,298.257222101]],PRIMEM["Greenwich",0],` +
  'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000],' +
  'PARAMETER["Central_Meridian",105],UNIT["Meter",1]]';
const XIAN = gauss('Xian 36', 'D_Xian_1980');

const whole = (files: readonly ReadFile[]) => files.filter((one): one is AreaFile => !isFaulty(one));
const namesIn = (files: readonly ReadFile[]) =>
  whole(files).flatMap(({ features }) =>
    features.map(({ properties }) => properties['NAME'] ?? properties['name']),
  );

test('files picked together are all read, each under its own name', async () => {
  const zipped = Object.fromEntries(
    Object.entries(shapes('甲街道')).map(([ending, bytes]) => [`街道.${ending}`, bytes]),
  );
  const read = await readAreaFiles([
    await zipFile('街道.zip', zipped),
    ...looseFiles('社区', '甲社区'),
    geojson('网格.geojson', [feature({ name: '一号网格', code: '1' })]),
    geojson('网格-东.geojson', [feature({ name: '二号网格', code: '2' })]),
  ]);
  expect(namesIn(read).sort()).toEqual(['一号网格', '二号网格', '甲社区', '甲街道'].sort());
  expect(
    whole(read)
      .map(({ level }) => level)
      .sort(),
  ).toEqual(['community', 'grid', 'grid', 'street']);
});

test('our own export of all levels is read as one collection of each', async () => {
  const features = ['street', 'grid', 'grid'].map((level, n) => feature({ name: `第${n}`, level }));
  const read = whole(await readAreaFiles([geojson('areas.geojson', features)]));
  expect(read.map(({ level, features: own }) => [level, own.length])).toEqual([
    ['street', 1],
    ['grid', 2],
  ]);
});

test('what can’t be read says why, and takes no other file with it', async () => {
  const projected = await zipFile('投影.zip', {
    ...shapes('x'),
    'a.shp': shapes('x').shp,
    'a.dbf': shapes('x').dbf,
    'a.prj': bytesOf(XIAN),
  });
  const read = await readAreaFiles([
    projected,
    new File(['{'], 'broken.geojson'),
    new File(['x'], 'broken.zip'),
    new File(['x'], 'plan.dwg'),
    await zipFile('photos.zip', { 'a.jpg': bytesOf('x') }),
    geojson('empty.geojson', []),
    geojson('metres.geojson', [feature({})], {
      crs: { properties: { name: 'urn:ogc:def:crs:EPSG::2379' } },
    }),
    geojson('unnamed.geojson', [metres({})]),
    geojson('zone.geojson', [metres({})], {
      crs: { properties: { name: 'urn:ogc:def:crs:EPSG::4524' } },
    }),
    geojson('网格.geojson', [feature({ name: '好' })], {
      crs: { properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
    }),
  ]);
  const faults = read.filter(isFaulty).map(({ name, fault }) => [name, fault]);
  expect(faults).toContainEqual(['broken.geojson', 'no_geojson']);
  expect(faults).toContainEqual(['broken.zip', 'unreadable']);
  expect(faults).toContainEqual(['plan.dwg', 'unknown_kind']);
  expect(faults).toContainEqual(['photos.zip', 'no_shapefile']);
  expect(faults).toContainEqual(['empty.geojson', 'empty']);
  expect(faults).toContainEqual(['metres.geojson', 'other_projection']);
  expect(faults).toContainEqual(['投影.zip', 'other_datum']);
  expect(faults).toContainEqual(['unnamed.geojson', 'unnamed']);
  expect(faults).toContainEqual(['zone.geojson', 'off_system']);
  expect(read.filter(isFaulty).find(({ name }) => name === '投影.zip')?.system).toBe('Xian 36');
  expect(namesIn(read)).toEqual(['好']);
});

test('metres of a survey come in degrees, under the name of their system', async () => {
  const square = [
    [602_062.66826, 3_303_364.02707],
    [602_062, 3_304_000],
    [603_000, 3_304_000],
  ] as const;
  const boundary = [[[...square, square[0]]]] as [number, number][][][];
  const written = writeShapefile(['CODE', 'NAME'], [{ cells: ['1', '甲'], boundary }], bytesOf);
  const prj = bytesOf(gauss('GK 105', 'China_2000'));
  const zipped = { 'a.shp': written.shp, 'a.dbf': written.dbf, 'a.prj': prj };
  const named = { crs: { properties: { name: 'urn:ogc:def:crs:EPSG::4544' } } };
  const read = whole(
    await readAreaFiles([
      await zipFile('网格.zip', zipped),
      geojson('网格.geojson', [metres({ name: '乙' })], named),
    ]),
  );
  expect(read.map(({ system }) => [system?.name, system?.meridian])).toEqual([
    ['GK 105', 105],
    ['urn:ogc:def:crs:EPSG::4544', 105],
  ]);
  for (const { features } of read) {
    const corners = JSON.stringify(features[0]?.geometry, (_, one) =>
      typeof one === 'number' ? Math.round(one * 1e7) : one,
    );
    expect(corners).toContain('[1060561234,298446789]');
  }
});

test('a table in GBK is read as one', async () => {
  const { dbf, shp } = shapes('AB');
  const chinese = dbf.slice();
  // “街”: the two letters at the end of the table, before its last byte.
  chinese.set([0xbd, 0xd6], chinese.length - 3);
  const read = await readAreaFiles([
    new File([shp as BlobPart], 'a.shp'),
    new File([chinese as BlobPart], 'a.dbf'),
    new File(['GBK'], 'a.cpg'),
  ]);
  expect(namesIn(read)).toEqual(['街']);
});

const packed = () => {
  const areas = (name: string) => [{ cells: ['1', name], boundary: [[ring]] }];
  const layers = [
    { name: 'street', areas: areas('甲街道') },
    { name: 'grid', areas: areas('一号网格') },
  ];
  return writeGeoPackage(['code', 'name'], layers, '2026-08-05T01:00:00.000Z', bytesOf);
};
const packageFile = (bytes: Uint8Array, name = '分区.gpkg') => new File([bytes as BlobPart], name);

test('each layer of a GeoPackage is a collection of its own', async () => {
  const read = whole(await readAreaFiles([packageFile(packed())]));
  expect(read.map(({ name, level, features }) => [name, level, features.length])).toEqual([
    ['分区.gpkg · street', 'street', 1],
    ['分区.gpkg · grid', 'grid', 1],
  ]);
  expect(namesIn(read)).toEqual(['甲街道', '一号网格']);
  expect(read[0]?.system).toMatchObject({ name: 'WGS 84 geodetic', isSettled: false });
  expect(read[0]?.features[0]?.geometry).toEqual({ type: 'MultiPolygon', coordinates: [[ring]] });
});

test('a GeoPackage that is cut off, open elsewhere or none says so', async () => {
  const open = packed().slice();
  open.set([2, 2], 18);
  const bare = packed().slice();
  // “gpkg_contents” is called otherwise: a database, but no GeoPackage.
  const text = new TextDecoder('latin1').decode(bare);
  for (let at = text.indexOf('gpkg_contents'); at >= 0; at = text.indexOf('gpkg_contents', at + 1))
    bare[at] = 0x78;
  const read = await readAreaFiles([
    packageFile(packed().slice(0, 20_000), 'cut.gpkg'),
    packageFile(open, 'open.gpkg'),
    packageFile(bare, 'bare.gpkg'),
    packageFile(bytesOf('{}'), 'text.gpkg'),
  ]);
  expect(read.filter(isFaulty).map(({ name, fault }) => [name, fault])).toEqual([
    ['cut.gpkg', 'package_damaged'],
    ['open.gpkg', 'package_in_use'],
    ['bare.gpkg', 'package_without_layers'],
    ['text.gpkg', 'package_without_layers'],
  ]);
});

const large = () =>
  geojson(
    '网格.geojson',
    Array.from({ length: 30_000 }, (_, n) => feature({ name: `${n}`, code: `${n}` })),
  );

test('reading tells how far it has come, over all the files together', async () => {
  const shares: number[] = [];
  const signal = new AbortController().signal;
  const read = await readWatched([large(), packageFile(packed())], {
    signal,
    onShare: (s) => shares.push(s),
  });
  expect(whole(read).map(({ features }) => features.length)).toEqual([30_000, 1, 1]);
  expect(shares.length).toBeGreaterThan(3);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
});

test('it stops where it is told to, and gives nothing', async () => {
  const controller = new AbortController();
  const reading = readWatched([large()], {
    signal: controller.signal,
    onShare: () => controller.abort(),
  });
  await expect(reading).rejects.toThrow(/abort/i);
});

test('a file that is written to while it is read says so, and takes no other with it', async () => {
  const moved = geojson('网格.geojson', [feature({ name: '一' })]);
  moved.slice = () => {
    throw new DOMException('changed on the disk', 'NotReadableError');
  };
  const read = await readAreaFiles([moved, geojson('街道.geojson', [feature({ name: '二' })])]);
  expect(read.filter(isFaulty)).toEqual([{ name: '网格.geojson', fault: 'moved' }]);
  expect(namesIn(read)).toEqual(['二']);
});
