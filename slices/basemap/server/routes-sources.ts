// The doors of base maps of others: which there are, their tiles through this server, and what
// administrators do.
import { Type } from '@sinclair/typebox';
import { assert } from '../../../kernel/assert.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { allowedUrl } from '../../../platform/server/http/outside-hosts.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
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
import { basemapPolicy } from '../core/policy.ts';
import { isTemplate, PLACEHOLDERS, tileUrlOf } from '../core/tile-source.ts';
import { OuterTiles } from './outer-tiles.ts';
import {
  endTileSource,
  findTileSource,
  insertTileSource,
  listAllTileSources,
  listTileSources,
} from './queries-sources.ts';

const MOST_SOURCES = 20;
const MOST_ON_RECORD = 200;
const TILES_PER_MINUTE = 6_000;
/** A browser keeps a picture for an hour: streets do not move in a shift. */
const CACHED = 'private, max-age=3600';

const MANAGE = 'basemap.manage_sources';

function administratorOf(actor: Actor, districtId: string): string {
  requireRight(basemapPolicy, actor, MANAGE, { areaPath: districtId });
  assert(actor.kind === 'person', 'the policy lets only people change base maps');
  return actor.personId;
}

/** Throws Refused `basemap.source_…` and `basemap.too_many_sources`. */
async function addSource(
  tx: Tx,
  hosts: readonly string[],
  of: NewTileSource & { districtId: string; by: string },
): Promise<string> {
  if (!isTemplate(of)) throwRefusal('basemap.source_address', { needed: PLACEHOLDERS[of.kind].join(' ') });
  const first = tileUrlOf(of, { z: of.minZoom, x: 0, y: 0 });
  if (!allowedUrl(first, hosts)) {
    const host = URL.canParse(first) ? new URL(first).host : of.address;
    throwRefusal('basemap.source_host', { host, allowed: hosts.join(', ') || '–' });
  }
  if (of.minZoom > of.maxZoom)
    throwRefusal('basemap.source_zooms', { minZoom: of.minZoom, maxZoom: of.maxZoom });
  const others = await listTileSources(tx, of.districtId, MOST_SOURCES);
  if (others.some(({ name }) => name === of.name.trim()))
    throwRefusal('basemap.source_known', { name: of.name });
  if (others.length === MOST_SOURCES) throwRefusal('basemap.too_many_sources', { limit: MOST_SOURCES });
  return insertTileSource(tx, of);
}

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
    handle: async ({ tx, actor, params, body }) => {
      const by = administratorOf(actor, params.districtId);
      return { id: await addSource(tx, hosts, { ...body, districtId: params.districtId, by }) };
    },
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
      const by = administratorOf(actor, params.districtId);
      if (!(await endTileSource(tx, { ...params, by }))) throwRefusal('basemap.source_unknown');
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
