// The HTTP edge of areas: import, check and publish for administrators; trees and locating for all.
import { Type } from '@sinclair/typebox';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  AreaNodeReply,
  BoundariesQuery,
  BoundariesReply,
  DistrictQuery,
  DistrictReply,
  DraftReply,
  FindingReply,
  ImportBody,
  LocatedReply,
  LocateQuery,
  PublishBody,
  PublishedReply,
  VersionParams,
  VersionReply,
} from '../core/contract.ts';
import { areasPolicy } from '../core/policy.ts';
import { tellFinding } from '../core/tiling.ts';
import { checkTiling } from './check-tiling.ts';
import { importAreas } from './import-areas.ts';
import { areaTree, boundariesGeoJson, listDistricts, locate } from './public.ts';
import { requestPublication } from './request-publication.ts';
import { listVersions } from './queries.ts';
import { PUBLISH_REFUSALS, publishedReply, versionFor, withWords } from './route-parts.ts';
import { layerRoutes } from './routes-layers.ts';
import { draftRoutes, versionRoutes } from './routes-workshop.ts';

const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

const importRoute = route({
  method: 'POST',
  url: '/api/areas/import',
  operation: 'area.import',
  summary: 'Store the streets, communities and grids of a district as a draft version',
  body: ImportBody,
  hasLargeBody: true,
  reply: DraftReply,
  status: 201,
  refusals: ['areas.import_invalid'],
  handle: async ({ tx, actor, body, lang }) => {
    requireRight(areasPolicy, actor, 'area.import', { areaPath: body.districtId });
    const draft = await importAreas(tx, { ...body, by: nameOf(actor) });
    return orRefuse(withWords(draft, lang));
  },
});

const versionsRoute = route({
  method: 'GET',
  url: '/api/areas/versions',
  operation: 'area.check',
  summary: 'The versions of a district’s areas, newest first',
  query: DistrictQuery,
  reply: Type.Array(VersionReply),
  handle: async ({ tx, actor, query }) => {
    requireRight(areasPolicy, actor, 'area.check', { areaPath: query.districtId });
    const moment = (instant: number | null) => (instant === null ? null : toIso(instant));
    return (await listVersions(tx, query.districtId, 200)).map(
      ({ id, number, state, source, crs, ...at }) => ({
        versionId: id,
        number,
        state,
        source,
        crs,
        createdAt: toIso(at.createdAt),
        effectiveFrom: moment(at.effectiveFrom),
        effectiveTo: moment(at.effectiveTo),
        startsAt: moment(at.startsAt),
        isMesh: at.isMesh,
        revision: at.revision,
        copiedFrom: at.copiedFrom,
      }),
    );
  },
});

const checkRoute = route({
  method: 'GET',
  url: '/api/areas/versions/:versionId/findings',
  operation: 'area.check',
  summary: 'Every gap, overlap, stray and crossing boundary of a version, with its place',
  params: VersionParams,
  reply: Type.Array(FindingReply),
  refusals: ['areas.version_not_found'],
  handle: async ({ tx, actor, params, lang }) => {
    const version = await versionFor(tx, actor, 'area.check', params.versionId);
    const findings = await checkTiling(tx, version.id);
    return findings.map((finding) => ({
      ...finding,
      areas: [...finding.areas],
      words: tellFinding(finding, lang),
    }));
  },
});

const publishRoute = route({
  method: 'POST',
  url: '/api/areas/versions/:versionId/publish',
  operation: 'area.publish',
  summary:
    'Bring a draft version into force, the first at once and others once a second person agrees, at once ' +
    'or from a day on; refused with the findings while its tiling has faults',
  params: VersionParams,
  body: PublishBody,
  reply: PublishedReply,
  refusals: [...PUBLISH_REFUSALS, 'areas.changed_since_read'],
  handle: async ({ tx, actor, params, body, lang }) => {
    const version = await versionFor(tx, actor, 'area.publish', params.versionId);
    const command = { why: body?.why, effectiveOn: body?.effectiveOn, revision: body?.revision };
    return publishedReply(await requestPublication(tx, actor, version, command), lang);
  },
});

const districtsRoute = route({
  method: 'GET',
  url: '/api/areas/districts',
  operation: 'area.read',
  summary: 'The districts with published areas',
  reply: Type.Array(DistrictReply),
  handle: async ({ tx }) =>
    (await listDistricts(tx)).map(({ code, name, nameEn }) => ({ districtId: code, name, nameEn })),
});

const treeRoute = route({
  method: 'GET',
  url: '/api/areas/tree',
  operation: 'area.read',
  summary: 'A district’s streets, communities and grids as a tree',
  query: DistrictQuery,
  reply: AreaNodeReply,
  refusals: ['areas.district_not_found'],
  handle: async ({ tx, query }) => orRefuse(await areaTree(tx, query.districtId)) as never,
});

const boundariesRoute = route({
  method: 'GET',
  url: '/api/areas/boundaries',
  operation: 'area.read',
  summary: 'The boundaries of one level of a district as GeoJSON (WGS 84)',
  query: BoundariesQuery,
  reply: BoundariesReply,
  handle: ({ tx, query }) => boundariesGeoJson(tx, query.districtId, query.level, query.within),
});

const locateRoute = route({
  method: 'GET',
  url: '/api/areas/locate',
  operation: 'area.locate',
  summary: 'The grid that a WGS 84 point lies in',
  query: LocateQuery,
  reply: LocatedReply,
  refusals: ['areas.outside'],
  handle: async ({ tx, query }) => orRefuse(await locate(tx, query)),
});

export const areasRoutes: readonly AnyRoute[] = [
  importRoute,
  versionsRoute,
  checkRoute,
  publishRoute,
  districtsRoute,
  treeRoute,
  boundariesRoute,
  locateRoute,
  ...draftRoutes,
  ...versionRoutes,
  ...layerRoutes,
];
