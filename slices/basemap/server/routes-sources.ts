// The doors of base maps of others: which there are, their tiles through this server, and what
// administrators do.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { DistrictParams } from '../core/contract.ts';
import {
  AddedReply,
  AllTileSourcesReply,
  EndedReply,
  NewTileSource,
  OuterTileParams,
  TileSourceParams,
  TileSourcesReply,
} from '../core/contract-sources.ts';
import { addSource, administratorOf, MANAGE, MOST_SOURCES, removeSource } from './change-sources.ts';
import { OuterTiles } from './outer-tiles.ts';
import { findTileSource, listAllTileSources, listTileSources } from './queries-sources.ts';

const MOST_ON_RECORD = 200;
const TILES_PER_MINUTE = 6_000;
/** A browser keeps a picture for an hour: streets do not move in a shift. */
const CACHED = 'private, max-age=3600';

const listRoute = route({
  method: 'GET',
  url: '/api/basemap/:districtId/tile-sources',
  operation: 'basemap.read_sources',
  summary: 'The base maps of others that a district’s maps may lie on',
  params: DistrictParams,
  reply: TileSourcesReply,
  handle: async ({ tx, params }) => ({ sources: await listTileSources(tx, params.districtId, MOST_SOURCES) }),
});

const tileRoute = (tiles: OuterTiles) =>
  route({
    method: 'GET',
    url: '/api/basemap/outer/:sourceId/:z/:x/:y',
    operation: 'basemap.read_sources',
    summary: 'A tile of a base map of others as a picture, fetched by this server; 204 where there is none',
    params: OuterTileParams,
    reply: Type.Unknown(),
    perMinute: TILES_PER_MINUTE,
    refusals: ['basemap.source_unknown', 'basemap.source_silent'],
    handle: async ({ tx, params, response }) => {
      const source = (await findTileSource(tx, params.sourceId)) ?? throwRefusal('basemap.source_unknown');
      const fetched = await tiles.read(tx, source, params);
      if (fetched.kind === 'failed') return throwRefusal('basemap.source_silent', { why: fetched.why });
      response.header('cache-control', CACHED);
      if (fetched.kind === 'none') {
        response.status(204);
        return null;
      }
      response.header('content-type', fetched.type);
      return fetched.bytes;
    },
  });

const managing = (hosts: readonly string[]): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/basemap/:districtId/tile-sources/all',
    operation: MANAGE,
    summary: 'Every base map of others that a district has or had, with its address',
    params: DistrictParams,
    reply: AllTileSourcesReply,
    refusals: ['auth.not_allowed'],
    handle: async ({ tx, actor, params }) => {
      administratorOf(actor, params.districtId);
      const sources = await listAllTileSources(tx, params.districtId, MOST_ON_RECORD);
      return {
        hosts: [...hosts],
        sources: sources.map(({ addedAt, endedAt, ...source }) => ({
          ...source,
          addedAt: toIso(addedAt),
          endedAt: endedAt === null ? null : toIso(endedAt),
        })),
      };
    },
  }),
  route({
    method: 'POST',
    url: '/api/basemap/:districtId/tile-sources',
    operation: MANAGE,
    summary: 'Add a base map of others: its server must be one that the operator allows',
    params: DistrictParams,
    body: NewTileSource,
    reply: AddedReply,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'basemap.source_address',
      'basemap.source_host',
      'basemap.source_zooms',
      'basemap.source_known',
      'basemap.too_many_sources',
    ],
    handle: async ({ tx, actor, params, body }) => ({
      id: await addSource(tx, actor, hosts, params.districtId, body),
    }),
  }),
  route({
    method: 'DELETE',
    url: '/api/basemap/:districtId/tile-sources/:sourceId',
    operation: MANAGE,
    summary: 'Take a base map of others away; it stays on record',
    params: TileSourceParams,
    reply: EndedReply,
    refusals: ['auth.not_allowed', 'basemap.source_unknown'],
    handle: async ({ tx, actor, params }) => {
      await removeSource(tx, actor, params);
      return { id: params.sourceId, endedAt: toIso(tx.now) };
    },
  }),
];

/** `hosts`: the servers that the operator allows; with none, no base map of others can be added or shown. */
export const tileSourceRoutes = (hosts: readonly string[]): readonly AnyRoute[] => [
  listRoute,
  tileRoute(new OuterTiles(hosts)),
  ...managing(hosts),
];
