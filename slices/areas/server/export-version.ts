// A version as files: GeoJSON or a GeoPackage of every level, a Shapefile of each, and the table of its codes
// as Excel or CSV. WGS 84, read-only.
import { Readable } from 'node:stream';
import { localDate, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import type { Cell, Page } from '../../../platform/server/sheets/rows.ts';
import { xlsxOf } from '../../../platform/server/sheets/xlsx.ts';
import { type Part, zipOf } from '../../../platform/server/sheets/zip.ts';
import { codeOfPath, LEVEL_WORDS, LEVELS, parentPath } from '../core/area.ts';
import { CODE_HEADS } from '../core/codes-table.ts';
import type { DraftArea } from '../core/draft.ts';
import { writeGeoPackage } from '../core/geopackage.ts';
import { squareMetresOf, toGround } from '../core/mesh.ts';
import { writeShapefile } from '../core/shapefile.ts';
import type { AreaVersion } from './queries.ts';
import { listDraftAreas } from './queries-workshop.ts';

export type ExportFormat = 'geojson' | 'gpkg' | 'shapefile' | 'xlsx' | 'csv';

export interface ExportFile {
  readonly bytes: Buffer | Readable;
  readonly mediaType: string;
  readonly fileName: string;
}

const MEDIA_TYPES: Readonly<Record<ExportFormat, string>> = {
  geojson: 'application/geo+json',
  gpkg: 'application/geopackage+sqlite3',
  shapefile: 'application/zip',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

export const featureOf = ({ path, level, name, nameEn, boundary }: DraftArea) => ({
  type: 'Feature' as const,
  id: path,
  properties: { path, code: codeOfPath(path), name, nameEn, level },
  geometry: {
    type: 'MultiPolygon' as const,
    coordinates: boundary.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
  },
});

function geojsonOf(areas: readonly DraftArea[]): Buffer {
  const features = areas.map((area) => {
    const { properties, ...feature } = featureOf(area);
    const parent = parentPath(area.path);
    const above = { parent: parent === undefined ? null : codeOfPath(parent) };
    return { ...feature, properties: { ...properties, ...above, externalCode: area.externalCode } };
  });
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
}

/** Names of columns have ten letters at most in this format. */
const COLUMNS = ['CODE', 'NAME', 'NAME_EN', 'LEVEL', 'PARENT', 'OWN_CODE'];
const toBytes = (text: string): Uint8Array => Buffer.from(text);

const rowsOf = (areas: readonly DraftArea[], level: DraftArea['level']) =>
  areas
    .filter((area) => area.level === level)
    .map(({ path, name, nameEn, externalCode, boundary }) => {
      const parent = parentPath(path);
      const above = parent === undefined ? '' : codeOfPath(parent);
      return { cells: [codeOfPath(path), name, nameEn ?? '', level, above, externalCode ?? ''], boundary };
    });

function packageOf(areas: readonly DraftArea[], changedAt: string): Buffer {
  const layers = LEVELS.map((level) => ({ name: level, areas: rowsOf(areas, level) }));
  const columns = COLUMNS.map((column) => column.toLowerCase());
  const filled = layers.filter((layer) => layer.areas.length > 0);
  return Buffer.from(writeGeoPackage(columns, filled, changedAt, toBytes));
}

function shapefilesOf(areas: readonly DraftArea[]): Part[] {
  return LEVELS.flatMap((level): Part[] => {
    const rows = rowsOf(areas, level);
    const files = Object.entries(writeShapefile(COLUMNS, rows, toBytes));
    if (rows.length === 0) return [];
    return files.map(([ending, bytes]) => ({ name: `${level}.${ending}`, pieces: [bytes] }));
  });
}

const WIDTHS = [18, 10, 24, 24, 18, 24, 16, 14];

const SQUARE_METRES_PER_HECTARE = 10_000;

function codeRows(areas: readonly DraftArea[], lang: Language): Page {
  const names = new Map(areas.map(({ path, name }) => [path, name]));
  const rows = areas.map(({ path, level, name, nameEn, externalCode, boundary }): Cell[] => {
    const above = parentPath(path);
    const hectares = squareMetresOf(toGround(boundary)) / SQUARE_METRES_PER_HECTARE;
    return [
      codeOfPath(path),
      LEVEL_WORDS[level][lang],
      name,
      nameEn,
      above === undefined ? null : codeOfPath(above),
      above === undefined ? null : (names.get(above) ?? null),
      externalCode,
      Math.round(hectares * 10_000) / 10_000,
    ];
  });
  return [CODE_HEADS[lang], ...rows];
}

async function* onePage(page: Page): AsyncGenerator<Page> {
  yield page;
}

export async function exportVersion(
  tx: Tx,
  version: AreaVersion,
  format: ExportFormat,
  lang: Language,
): Promise<ExportFile> {
  const areas = await listDraftAreas(tx, version.id);
  const ending = format === 'shapefile' ? 'shp.zip' : format;
  const fileName = `areas-${version.districtId}-v${version.number}-${localDate(tx.now)}.${ending}`;
  const mediaType = MEDIA_TYPES[format];
  if (format === 'geojson') return { bytes: geojsonOf(areas), mediaType, fileName };
  if (format === 'gpkg') return { bytes: packageOf(areas, toIso(tx.now)), mediaType, fileName };
  if (format === 'shapefile') {
    return { bytes: Readable.from(zipOf(shapefilesOf(areas))), mediaType, fileName };
  }
  const pages = onePage(codeRows(areas, lang));
  const name = lang === 'zh' ? '区域编码' : 'Codes';
  const bytes = format === 'csv' ? csvOf(pages) : xlsxOf({ name, widths: WIDTHS }, pages);
  return { bytes: Readable.from(bytes), mediaType, fileName };
}
