// Files as offices and their systems write them: told by what they hold, read row by row, refused in words.
import { expect, test } from 'vitest';
import { Refused } from '../../../../platform/server/http/refused.ts';
import { xlsxOf } from '../../../../platform/server/sheets/xlsx.ts';
import { zipOf } from '../../../../platform/server/sheets/zip.ts';
import type { SourceRow } from '../../core/read-row.ts';
import { type ByteSource, bytesSource } from './byte-source.ts';
import { readRows } from './read-rows.ts';
import { dbfOf, shpOf, zipped } from './test-shapefile.ts';
import { unpacked, zipEntries } from './zip-entries.ts';

/** What the rows say; which line each stands in is asked apart. */
async function rowsOf(source: ByteSource): Promise<Omit<SourceRow, 'line'>[]> {
  const rows: Omit<SourceRow, 'line'>[] = [];
  for await (const { line: _line, ...row } of readRows(source)) rows.push(row);
  return rows;
}
async function linesOf(bytes: Uint8Array | string): Promise<unknown[]> {
  const lines: unknown[] = [];
  const source = bytesSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  for await (const { line } of readRows(source)) lines.push(line);
  return lines;
}
const read = (bytes: Uint8Array | string) =>
  rowsOf(bytesSource(typeof bytes === 'string' ? Buffer.from(bytes) : bytes));

/** The refusal of a file as a whole. */
async function refusalOf(bytes: Uint8Array | string): Promise<unknown> {
  try {
    await read(bytes);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, data } = error.refusal;
    return [code, data['kind'] ?? data['what']];
  }
  return undefined;
}

async function bytesOf(parts: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const HEADINGS = ['编码', '名称', '经度', '纬度'];
const LAMP = ['5001510102000001', '路灯 & <灯>', '106.06', '29.84'];
const lamp = { fields: Object.fromEntries(HEADINGS.map((heading, index) => [heading, LAMP[index]])) };

test('a workbook gives its first sheet: shared words, inline words, numbers and gaps', async () => {
  async function* pages() {
    yield [
      HEADINGS,
      [LAMP[0] ?? '', LAMP[1] ?? '', 106.06, 29.84],
      [],
      ['5001510102000002', null, 106.07, 29.84],
    ];
  }
  const workbook = await bytesOf(xlsxOf({ name: '部件', widths: [20, 20, 20, 20] }, pages()));
  const second = { 编码: '5001510102000002', 名称: '', 经度: '106.07', 纬度: '29.84' };
  expect(await read(workbook)).toEqual([lamp, { fields: second }]);
});

test('a workbook as Excel writes it shares its words among the cells', async () => {
  const part = (name: string, text: string) => ({ name, pieces: [text] });
  const words = HEADINGS.map((word) => `<si><t>${word}</t></si>`).join('');
  const rich = '<si><r><t>路灯 &amp; </t></r><r><t>&lt;灯&gt;</t></r><rPh><t>ludeng</t></rPh></si>';
  const cells = HEADINGS.map((_, index) => `<c r="${'ABCD'[index]}1" t="s"><v>${index}</v></c>`).join('');
  const values =
    `<c r="A2" t="str"><f>x</f><v>${LAMP[0]}</v></c><c r="B2" s="1" t="s"><v>4</v></c>` +
    '<c r="C2"><v>1.0606E2</v></c><c r="D2"><v>29.84</v></c>';
  const workbook = await bytesOf(
    zipOf([
      part(
        'xl/workbook.xml',
        '<workbook><sheets><sheet name="a" sheetId="1" r:id="rId7"/></sheets></workbook>',
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        '<Relationships><Relationship Id="rId7" Target="worksheets/sheet2.xml"/></Relationships>',
      ),
      part('xl/sharedStrings.xml', `<sst>${words}${rich}</sst>`),
      part('xl/worksheets/sheet1.xml', '<worksheet><row r="1"><c r="A1"><v>1</v></c></row></worksheet>'),
      part(
        'xl/worksheets/sheet2.xml',
        `<worksheet><row r="1">${cells}</row><row r="2">${values}</row></worksheet>`,
      ),
    ]),
  );
  expect(await read(workbook)).toEqual([lamp]);
});

/** A workbook of one sheet. */
const workbookOf = (...sheet: readonly string[]) =>
  bytesOf(
    zipOf([
      { name: 'xl/workbook.xml', pieces: ['<workbook/>'] },
      { name: 'xl/worksheets/sheet1.xml', pieces: ['<worksheet><sheetData>', ...sheet] },
    ]),
  );

test('a workbook whose names have a prefix, as some programs write, is read like any other', async () => {
  const cell = (text: string) => `<x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c>`;
  const row = (cells: readonly string[]) => `<x:row>${cells.map(cell).join('')}</x:row>`;
  const lampCells = [LAMP[0] ?? '', '路灯 &amp; &lt;灯&gt;', LAMP[2] ?? '', LAMP[3] ?? ''];
  const workbook = await bytesOf(
    zipOf([
      {
        name: 'xl/workbook.xml',
        pieces: ['<x:workbook><x:sheets><x:sheet name="a" r:id="r1"/></x:sheets></x:workbook>'],
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        pieces: ['<Relationships><Relationship Id="r1" Target="/xl/worksheets/a.xml"/></Relationships>'],
      },
      {
        name: 'xl/worksheets/a.xml',
        pieces: [`<?xml version="1.0"?><x:worksheet>${row(HEADINGS)}${row(lampCells)}</x:worksheet>`],
      },
    ]),
  );
  expect(await read(workbook)).toEqual([lamp]);
});

test('a workbook made to keep a server busy is refused, or gives the little that is in it', async () => {
  const open = await workbookOf('<row>'.repeat(600_000));
  expect(await refusalOf(open)).toEqual(['component.file_unreadable', 'row_endless']);
  const heads = await workbookOf('<row '.repeat(600_000));
  expect(await refusalOf(heads)).toEqual(['component.file_unreadable', 'row_endless']);
  const endless = await workbookOf(...Array.from({ length: 12 }, () => '<row/>'.repeat(100_000)));
  expect(await refusalOf(endless)).toEqual(['component.file_unreadable', 'rows_too_many']);
  const head = '<row><c t="inlineStr"><is><t>名称</t></is></c></row>';
  for (const left of ['<c><v>', '<c t="inlineStr"><is><t>', '<c ', '<rPh>', '<c><v></c>']) {
    const full = await workbookOf(head, `<row>${left.repeat(30_000)}</row>`);
    expect(await read(full), left).toEqual([]);
  }
});

test('no part of a zip is unpacked beyond what is allowed it, whatever it says of its size', async () => {
  const source = bytesSource(await workbookOf(' '.repeat(1_000_000)));
  const entry = (await zipEntries(source)).find(({ name }) => name.endsWith('sheet1.xml'));
  if (!entry) throw new Error('there is a sheet');
  const unpack = async (most: number) => {
    let bytes = 0;
    for await (const stretch of unpacked(source, entry, most)) bytes += stretch.length;
    return bytes;
  };
  expect(await unpack(2 ** 21)).toBe(1_000_022);
  await expect(unpack(2 ** 19)).rejects.toMatchObject({
    refusal: { code: 'component.file_unreadable', data: { kind: 'zip_too_large' } },
  });
});

test('a Shapefile gives points, lines and areas with their holes, and the words of its table', async () => {
  const square = [
    [0, 0],
    [0, 4],
    [4, 4],
    [4, 0],
    [0, 0],
  ];
  const hole = [
    [1, 1],
    [2, 1],
    [2, 2],
    [1, 2],
    [1, 1],
  ];
  const table = dbfOf(
    ['名称', 'KIND'],
    [
      ['路灯', 'lamp'],
      ['沟', 'drain'],
      ['绿地', 'green'],
    ],
    'gb18030',
  );
  const shapes = shpOf([
    { kind: 1, parts: [[[106.06, 29.84]]] },
    {
      kind: 3,
      parts: [
        [
          [106, 29],
          [107, 29],
        ],
      ],
    },
    { kind: 5, parts: [square, hole] },
  ]);
  expect(await read(await zipped({ 'a/灯.shp': shapes, 'a/灯.dbf': table, 'a/灯.cpg': 'GBK' }))).toEqual([
    { fields: { 名称: '路灯', KIND: 'lamp' }, geometry: { type: 'Point', coordinates: [106.06, 29.84] } },
    {
      fields: { 名称: '沟', KIND: 'drain' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [106, 29],
          [107, 29],
        ],
      },
    },
    { fields: { 名称: '绿地', KIND: 'green' }, geometry: { type: 'Polygon', coordinates: [square, hole] } },
  ]);
});

/** Metres of CGCS2000 along 105° east, as `cs2cs` gives them, and the lamp that stands there. */
const GAUSS_105 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_105E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",' +
  'DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],' +
  'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],' +
  'PARAMETER["Central_Meridian",105.0],PARAMETER["Scale_Factor",1.0],UNIT["Meter",1.0]]';
const AT_105 = [602_062.66826, 3_303_364.02707];

test('metres are read in the system that the file names, which each row carries', async () => {
  const table = dbfOf(['name'], [['a']], 'utf-8');
  const point = shpOf([{ kind: 1, parts: [[AT_105]] }]);
  const [row] = await read(await zipped({ 'a.shp': point, 'a.dbf': table, 'a.prj': GAUSS_105 }));
  expect(row?.geometry).toEqual({ type: 'Point', coordinates: AT_105 });
  expect(row?.system).toMatchObject({ name: 'CGCS2000_3_Degree_GK_CM_105E', meridian: 105 });
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4544' } };
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: AT_105 } };
  const [same] = await read(JSON.stringify({ type: 'FeatureCollection', crs, features: [feature] }));
  expect(same?.system?.toDegrees(602_062.66826, 3_303_364.02707)).toEqual([
    expect.closeTo(106.0561234, 8),
    expect.closeTo(29.8446789, 8),
  ]);
});

test('metres of an unnamed or untold system are refused, by the name that the file gives them', async () => {
  const table = dbfOf(['name'], [['a']], 'utf-8');
  const points = shpOf([{ kind: 1, parts: [[[106.06, 29.84]]] }]);
  const far = shpOf([{ kind: 1, parts: [[[512_345, 3_301_234]]] }]);
  const prj = GAUSS_105.replace('D_China_2000', 'D_Xian_1980').replace('CGCS2000"', 'Xian_1980"');
  expect(await refusalOf(await zipped({ 'a.shp': points, 'a.dbf': table, 'a.prj': prj }))).toEqual([
    'component.file_projected',
    'CGCS2000_3_Degree_GK_CM_105E',
  ]);
  expect(await refusalOf(await zipped({ 'a.shp': far, 'a.dbf': table }))).toMatchObject([
    'component.file_projected',
    expect.stringContaining('512345'),
  ]);
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2379' } };
  const features = JSON.stringify({ type: 'FeatureCollection', crs, features: [] });
  expect(await refusalOf(features)).toEqual(['component.file_projected', 'urn:ogc:def:crs:EPSG::2379']);
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: AT_105 } };
  const late = { type: 'name', properties: { name: 'EPSG:4544' } };
  const behind = JSON.stringify({ type: 'FeatureCollection', features: [feature], crs: late });
  expect(await refusalOf(behind)).toEqual(['component.file_projected', 'EPSG:4544']);
});

test('features are read one by one, however the file is cut and whatever its texts hold', async () => {
  const features = Array.from({ length: 40 }, (_, index) => ({
    type: 'Feature',
    properties: { name: `灯 "${index}" \\ {[]} ${'灯\\"'.repeat(4_000 + index)}`, index },
    geometry: { type: 'Point', coordinates: [106 + index / 1_000, 29] },
  }));
  const bytes = Buffer.from(JSON.stringify({ name: 'x', features, type: 'FeatureCollection' }));
  const expected = features.map(({ properties, geometry }) => ({ fields: properties, geometry }));
  expect(bytes.length).toBeGreaterThan(3 * 256 * 1024);
  expect(await read(bytes)).toEqual(expected);
});

test.each([
  ['no text at all', Buffer.from([1, 0, 2, 0]), 'no_text'],
  ['old Excel, or a workbook with a password', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'old_excel'],
  ['neither UTF-8 nor GBK', Buffer.from([0x61, 0xff, 0xff, 0x0a]), 'other_letters'],
  ['a web page that calls itself Excel', '\n<html><table><tr><td>灯</td></tr></table>', 'markup'],
  ['the XML of Excel 2003', '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', 'markup'],
  ['UTF-16', Buffer.from('\uFEFF名称\n灯', 'utf16le'), 'other_letters'],
  ['a quote without a partner', '名称,备注\n灯,"一\n', 'quote_astray'],
  ['a quote in the middle of a cell', '名称,备注\n灯,5" 管\n', 'quote_astray'],
  ['features cut short', '{"features":[{"type":"Feature"},{"a', 'features_cut'],
  ['no features', '{"type":"Feature"}', 'no_features'],
  ['a feature that is no JSON', '{"features":[{"a":}]}', 'feature_damaged'],
])('a file of %s is refused', async (_, bytes, what) => {
  expect(await refusalOf(bytes)).toEqual(['component.file_unreadable', what]);
});

test('a damaged zip, one without a table, and one of something else are refused', async () => {
  const points = shpOf([{ kind: 1, parts: [[[106.06, 29.84]]] }]);
  const table = dbfOf(['name'], [['a'], ['b']], 'utf-8');
  const whole = await zipped({ 'a.shp': points, 'a.dbf': table });
  expect(await refusalOf(points)).toEqual(['component.file_unreadable', 'shp_alone']);
  expect(await refusalOf(await zipped({ 'a.shp': points }))).toEqual([
    'component.file_unreadable',
    'dbf_missing',
  ]);
  expect(await refusalOf(await zipped({ 'a.txt': 'x' }))).toEqual([
    'component.file_unreadable',
    'zip_of_else',
  ]);
  for (const name of ['content.xml', 'xl/workbook.bin', 'Index/Document.iwa']) {
    expect(await refusalOf(await zipped({ [name]: 'x' }))).toEqual([
      'component.file_unreadable',
      'other_office',
    ]);
  }
  expect(await refusalOf(whole.subarray(0, whole.length - 9))).toEqual([
    'component.file_unreadable',
    'zip_damaged',
  ]);
  const cut = await zipped({ 'a.shp': points.subarray(0, 110), 'a.dbf': table });
  expect(await refusalOf(cut)).toEqual(['component.file_unreadable', 'cut_short']);
});

test('a row of a table is named by the line that a spreadsheet shows it in', async () => {
  expect(await linesOf('名称,备注\n灯,1\n\n井,"两\n行"\n树,3\n')).toEqual([2, 4, 5]);
  async function* pages() {
    yield [['名称'], ['灯'], [], ['井']];
  }
  expect(await linesOf(await bytesOf(xlsxOf({ name: '部件', widths: [20] }, pages())))).toEqual([2, 4]);
  const feature = { type: 'Feature', properties: { name: '灯' }, geometry: null };
  const collection = JSON.stringify({ type: 'FeatureCollection', features: [feature] });
  expect(await linesOf(collection)).toEqual([undefined]);
});
