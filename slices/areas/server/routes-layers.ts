// The doors of professional layers: which there are, what lies in them, files in, into force and out of it,
// and which of them a place lies in.
import { toIso } from '../../../kernel/instant.ts';
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, type Language, route } from '../../../platform/server/http/route.ts';
import { DistrictQuery, LocateQuery, VersionParams } from '../core/contract.ts';
import {
  LayerAreasReply,
  LayerDoneReply,
  LayerDraftReply,
  LayerFindingsReply,
  LayerImportBody,
  LayersAtReply,
  LayersReply,
  LayerWhyBody,
} from '../core/contract-layers.ts';
import { areasPolicy } from '../core/policy.ts';
import {
  CHANGE_LAYERS,
  checkLayer,
  discardLayer,
  getLayerVersion,
  importLayer,
  type LayerFault,
  publishLayer,
  tellLayerFault,
} from './change-layers.ts';
import { layersAt } from './public.ts';
import {
  findLayerVersion,
  type LayerVersion,
  listLayerAreas,
  listLayers,
  listLayerVersions,
} from './queries-layers.ts';
import { withWords } from './route-parts.ts';

const READ = 'area.read_layers';
const MOST_LAYERS = 100;
const MOST_VERSIONS = 1_000;
const MOST_AREAS = 20_000;
const UNKNOWN = 'areas.layer_version_unknown';

const moment = (at: number | null) => (at === null ? null : toIso(at));

const versionReply = ({ id, number, state, source, areas, ...at }: LayerVersion) => ({
  versionId: id,
  number,
  state,
  source,
  areas,
  createdAt: toIso(at.createdAt),
  effectiveFrom: moment(at.effectiveFrom),
  effectiveTo: moment(at.effectiveTo),
});

const personOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

/** The right is asked for where the version lies; one that is not there is no one's to know of. */
async function mayChange(tx: Tx, actor: Actor, versionId: string): Promise<void> {
  const version = await findLayerVersion(tx, versionId);
  if (version) requireRight(areasPolicy, actor, CHANGE_LAYERS, { areaPath: version.districtId });
}

function told<T>(result: T | Refusal, lang: Language): T | Refusal {
  if (!isRefusal(result) || !Array.isArray(result.data.findings)) return result;
  const findings = (result.data.findings as LayerFault[]).map((one) => ({
    ...one,
    words: tellLayerFault(one, lang),
  }));
  return refuse(result.code, { ...result.data, findings });
}

const readRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/areas/layers',
    operation: READ,
    summary: 'The professional layers of a district with their versions',
    query: DistrictQuery,
    reply: LayersReply,
    handle: async ({ tx, query }) => {
      const layers = await listLayers(tx, query.districtId, MOST_LAYERS);
      const versions = await listLayerVersions(tx, query.districtId, MOST_VERSIONS);
      return layers.map(({ code, name, nameEn, isTiling }) => ({
        code,
        name,
        nameEn,
        isTiling,
        versions: versions.filter(({ layerCode }) => layerCode === code).map(versionReply),
      }));
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/layers/at',
    operation: READ,
    summary: 'Which areas of which layers in force a WGS 84 point lies in; several may lie over each other',
    query: LocateQuery,
    reply: LayersAtReply,
    handle: ({ tx, query }) => layersAt(tx, query),
  }),
  route({
    method: 'GET',
    url: '/api/areas/layers/versions/:versionId/areas',
    operation: READ,
    summary: 'The areas of a version of a layer as GeoJSON (WGS 84)',
    params: VersionParams,
    reply: LayerAreasReply,
    refusals: [UNKNOWN],
    handle: async ({ tx, params }) => {
      const version = orRefuse(await getLayerVersion(tx, params.versionId));
      const areas = await listLayerAreas(tx, version.id, MOST_AREAS);
      const features = areas.map(({ boundary, ...properties }) => ({
        type: 'Feature' as const,
        id: properties.code,
        properties,
        geometry: {
          type: 'MultiPolygon' as const,
          coordinates: boundary.map((part) => part.map((ring) => ring.map(([lon, lat]) => [lon, lat]))),
        },
      }));
      return { type: 'FeatureCollection' as const, features };
    },
  }),
  route({
    method: 'GET',
    url: '/api/areas/layers/versions/:versionId/findings',
    operation: CHANGE_LAYERS,
    summary:
      'What keeps a version of a layer out of force: crossing borders, and gaps and overlaps of a tiling',
    params: VersionParams,
    reply: LayerFindingsReply,
    refusals: [UNKNOWN],
    handle: async ({ tx, actor, params, lang }) => {
      await mayChange(tx, actor, params.versionId);
      const version = orRefuse(await getLayerVersion(tx, params.versionId));
      return (await checkLayer(tx, version)).map((one) => ({
        kind: one.kind,
        at: one.at,
        squareMetres: one.squareMetres,
        words: tellLayerFault(one, lang),
      }));
    },
  }),
];

export const layerRoutes: readonly AnyRoute[] = [
  ...readRoutes,
  route({
    method: 'POST',
    url: '/api/areas/layers/import',
    operation: CHANGE_LAYERS,
    summary: 'Store a professional layer as a draft version; the first import of a code makes the layer',
    body: LayerImportBody,
    hasLargeBody: true,
    reply: LayerDraftReply,
    status: 201,
    refusals: ['areas.import_invalid', 'areas.layer_differs'],
    handle: async ({ tx, actor, body, lang }) => {
      requireRight(areasPolicy, actor, CHANGE_LAYERS, { areaPath: body.districtId });
      return orRefuse(withWords(await importLayer(tx, { ...body, by: personOf(actor) }), lang));
    },
  }),
  route({
    method: 'POST',
    url: '/api/areas/layers/versions/:versionId/publish',
    operation: CHANGE_LAYERS,
    summary: 'Bring a version of a layer into force, an earlier one too; the one before is kept',
    params: VersionParams,
    body: LayerWhyBody,
    reply: LayerDoneReply,
    refusals: [UNKNOWN, 'areas.layer_in_force', 'areas.layer_not_tiled', 'changes.reason_missing'],
    handle: async ({ tx, actor, params, body, lang }) => {
      await mayChange(tx, actor, params.versionId);
      const done = orRefuse(told(await publishLayer(tx, actor, params.versionId, body.why), lang));
      return { versionId: done.id, number: done.number };
    },
  }),
  route({
    method: 'POST',
    url: '/api/areas/layers/versions/:versionId/discard',
    operation: CHANGE_LAYERS,
    summary: 'Give up a draft of a layer; what was ever in force is kept',
    params: VersionParams,
    body: LayerWhyBody,
    reply: LayerDoneReply,
    refusals: [UNKNOWN, 'areas.layer_in_force', 'areas.layer_was_in_force', 'changes.reason_missing'],
    handle: async ({ tx, actor, params, body }) => {
      await mayChange(tx, actor, params.versionId);
      const done = orRefuse(await discardLayer(tx, actor, params.versionId, body.why));
      return { versionId: done.id, number: done.number };
    },
  }),
];
