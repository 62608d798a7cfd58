// The doors of the base map: tiles for every map, where the ground comes from, and the import.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, type Language, route } from '../../../platform/server/http/route.ts';
import { sendTile } from '../../../platform/server/tiles/send-tile.ts';
import {
  DistrictParams,
  GroundQuery,
  GroundReply,
  ImportQuery,
  ImportReply,
  SourcesReply,
  TileParams,
  TileQuery,
} from '../core/contract.ts';
import { type FeatureFault, tellFeatureFault } from '../core/feature-fault.ts';
import { importSource } from './import-source.ts';
import { listGround, listSources } from './queries.ts';
import { readTile } from './read-tile.ts';

/** A map of 30 tiles moved about for a minute, by a whole office behind one address. */
const TILES_PER_MINUTE = 12_000;
const MOST_LISTED = 1_000;
/** More roads or buildings than lie in a street of a town. */
const MOST_GROUND = 20_000;
/** Wider than any grid and most streets: the door is open to all, and every road in the box is joined. */
const WIDEST_DEGREES = 0.2;
const GROUND_PER_MINUTE = 60;

const isTooWide = ({ west, south, east, north }: Record<'west' | 'south' | 'east' | 'north', number>) =>
  [east - west, north - south].some((degrees) => degrees < 0 || degrees > WIDEST_DEGREES + 1e-9);

function readFeatures(body: unknown): readonly unknown[] | Refusal<'basemap.file_unreadable'> {
  const unreadable = (what: string) => refuse('basemap.file_unreadable', { what });
  if (!Buffer.isBuffer(body)) return unreadable('–');
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error));
  }
  const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return unreadable('no FeatureCollection');
  return features.length === 0 ? unreadable('no features') : (features as unknown[]);
}

const worded = (faults: readonly FeatureFault[], lang: Language) =>
  faults.slice(0, MOST_LISTED).map((fault) => ({
    feature: fault.feature,
    kind: fault.kind,
    reason: tellFeatureFault(fault, lang),
  }));

/** Faults travel with their sentences, so that a script shows what a screen would. */
function withWords<T>(result: T | Refusal, lang: Language): T | Refusal {
  if (!isRefusal(result) || !Array.isArray(result.data.faults)) return result;
  return refuse(result.code, { ...result.data, faults: worded(result.data.faults as FeatureFault[], lang) });
}

const tileRoute = route({
  method: 'GET',
  url: '/api/basemap/tiles/:districtId/:z/:x/:y',
  operation: 'basemap.read',
  summary: 'A vector tile (MVT) of the ground, the areas and, from zoom 15, the components; 204 where empty',
  params: TileParams,
  query: TileQuery,
  reply: Type.Unknown(),
  perMinute: TILES_PER_MINUTE,
  handle: async ({ tx, params, query, request, response }) => {
    const { districtId, ...at } = params;
    return sendTile(await readTile(tx, districtId, at, query.crs ?? 'WGS84'), request, response);
  },
});

const sourcesRoute = route({
  method: 'GET',
  url: '/api/basemap/:districtId/sources',
  operation: 'basemap.read',
  summary: 'Where the ground of a district comes from',
  params: DistrictParams,
  reply: SourcesReply,
  handle: async ({ tx, params }) => ({
    sources: (await listSources(tx, params.districtId)).map(({ source, features, importedAt }) => ({
      source,
      features,
      importedAt: toIso(importedAt),
    })),
  }),
});

const groundRoute = route({
  method: 'GET',
  url: '/api/basemap/features',
  operation: 'basemap.read',
  summary: 'Roads as whole lines, or buildings as points, that touch a box: to cut a grid along and to count',
  query: GroundQuery,
  reply: GroundReply,
  perMinute: GROUND_PER_MINUTE,
  refusals: ['basemap.box_too_wide'],
  handle: async ({ tx, query }) => {
    const { districtId, class: kind, ...box } = query;
    if (isTooWide(box)) return throwRefusal('basemap.box_too_wide', { limit: WIDEST_DEGREES });
    const rows = await listGround(tx, { districtId, kind, box, limit: MOST_GROUND + 1 });
    return {
      features: rows.slice(0, MOST_GROUND).map(({ name, rank, shape }) => {
        const { coordinates } = JSON.parse(shape) as { coordinates: number[] | number[][] };
        return { name, rank, line: isOne(coordinates) ? [coordinates] : coordinates };
      }),
      hasMore: rows.length > MOST_GROUND,
    };
  },
});

const isOne = (coordinates: number[] | number[][]): coordinates is number[] =>
  typeof coordinates[0] === 'number';

const importRoute = route({
  method: 'POST',
  url: '/api/basemap/:districtId/import',
  operation: 'basemap.import',
  summary:
    'Bring in water, green, buildings, roads and rails from GeoJSON, replacing what this source had brought',
  params: DistrictParams,
  query: ImportQuery,
  rawBody: ['application/geo+json'],
  reply: ImportReply,
  refusals: [
    'basemap.file_unreadable',
    'basemap.too_many_features',
    'basemap.nothing_usable',
    'basemap.no_district',
    'auth.not_allowed',
  ],
  handle: async ({ tx, actor, params, query, body, lang }) => {
    const { crs, class: all, source } = query;
    const imported = orRefuse(
      withWords(
        await importSource(tx, actor, {
          districtId: params.districtId,
          source,
          crs: crs === 'CGCS2000' ? 'WGS84' : crs,
          ...(all === undefined ? {} : { class: all }),
          features: orRefuse(readFeatures(body)),
        }),
        lang,
      ),
    );
    const { refused, ...counts } = imported;
    return { ...counts, refusedCount: refused.length, refused: worded(refused, lang) };
  },
});

export const basemapRoutes: readonly AnyRoute[] = [tileRoute, sourcesRoute, groundRoute, importRoute];
