// The doors of open data: OGC API Features Part 1 (Core) of each district, open to every program and page of
// the world; and the one by which a district says what is open.
import type { FastifyReply } from 'fastify';
import { type AnyRoute, type Call, route } from '../../../platform/server/http/route.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { COLLECTION_WORDS, COLLECTIONS } from '../core/collections.ts';
import {
  CollectionParams,
  CollectionReply,
  CollectionsReply,
  ConformanceReply,
  DistrictParams,
  FeatureParams,
  FeatureReply,
  FeaturesReply,
  ItemsQuery,
  LandingReply,
  SettingBody,
  SettingParams,
  SettingReply,
  SettingsReply,
} from '../core/contract-features.ts';
import { geodataPolicy } from '../core/policy.ts';
import { GEOJSON_TYPE, Links } from './links.ts';
import { OPEN, openCollection } from './open-collection.ts';
import { listOpenness } from './queries.ts';
import { readCollection, readCollections, readItem, readItems, requireDistrict } from './read-features.ts';

const PER_MINUTE = 600;
const ROOT = '/api/geodata/:districtId';
const READ = 'geodata.read';
const NO_COLLECTION = ['geodata.no_district', 'geodata.collection_unknown'] as const;

/** What is open is for pages of others too; it holds nothing of whoever asks. */
function forAll(response: FastifyReply, type?: string): void {
  response.headers({
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'public, max-age=60',
    ...(type === undefined ? {} : { 'content-type': type }),
  });
}

type Asking = Pick<Call<{ districtId: string }, never, never>, 'tx' | 'params' | 'request' | 'lang'>;
const askedBy = ({ tx, params, request, lang }: Asking) => ({
  tx,
  lang,
  districtId: params.districtId,
  links: new Links(request, params.districtId),
});

const CONFORMS = ['core', 'geojson'].map(
  (part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`,
);

const ABOUT = {
  zh: '网格、部件和本区开放的其他数据。',
  en: 'Grids, components and what else the district opens.',
} as const;

const landing = route({
  method: 'GET',
  url: ROOT,
  operation: READ,
  summary: 'Open data of a district (OGC API Features): where everything is',
  params: DistrictParams,
  reply: LandingReply,
  perMinute: PER_MINUTE,
  refusals: ['geodata.no_district'],
  handle: async (call) => {
    const { tx, districtId, links, lang } = askedBy(call);
    const name = await requireDistrict(tx, districtId, lang);
    forAll(call.response);
    return {
      title: lang === 'en' ? `Open data of ${name}` : `${name}开放数据`,
      description: ABOUT[lang],
      links: [
        links.page('', 'self'),
        ...links.document(),
        links.page('/conformance', 'conformance'),
        links.page('/collections', 'data'),
      ],
    };
  },
});

const conformance = route({
  method: 'GET',
  url: `${ROOT}/conformance`,
  operation: READ,
  summary: 'Which parts of OGC API Features are kept',
  params: DistrictParams,
  reply: ConformanceReply,
  perMinute: PER_MINUTE,
  handle: async ({ response }) => {
    forAll(response);
    return { conformsTo: CONFORMS };
  },
});

const collections = route({
  method: 'GET',
  url: `${ROOT}/collections`,
  operation: READ,
  summary: 'What is open of a district',
  params: DistrictParams,
  reply: CollectionsReply,
  perMinute: PER_MINUTE,
  refusals: ['geodata.no_district'],
  handle: async (call) => {
    forAll(call.response);
    return readCollections(askedBy(call));
  },
});

const collection = route({
  method: 'GET',
  url: `${ROOT}/collections/:collectionId`,
  operation: READ,
  summary: 'One open collection',
  params: CollectionParams,
  reply: CollectionReply,
  perMinute: PER_MINUTE,
  refusals: [...NO_COLLECTION],
  handle: async (call) => {
    const found = await readCollection(askedBy(call), call.params.collectionId);
    forAll(call.response);
    return found;
  },
});

const items = route({
  method: 'GET',
  url: `${ROOT}/collections/:collectionId/items`,
  operation: READ,
  summary: 'Features of an open collection as GeoJSON, a page at a time',
  params: CollectionParams,
  query: ItemsQuery,
  reply: FeaturesReply,
  perMinute: PER_MINUTE,
  refusals: [...NO_COLLECTION, 'geodata.bbox_invalid', 'geodata.datetime_invalid'],
  handle: async (call) => {
    const page = await readItems(askedBy(call), call.params.collectionId, call.query);
    forAll(call.response, GEOJSON_TYPE);
    return page;
  },
});

const item = route({
  method: 'GET',
  url: `${ROOT}/collections/:collectionId/items/:featureId`,
  operation: READ,
  summary: 'One feature as GeoJSON',
  params: FeatureParams,
  reply: FeatureReply,
  perMinute: PER_MINUTE,
  refusals: [...NO_COLLECTION, 'geodata.feature_unknown'],
  handle: async (call) => {
    const found = await readItem(askedBy(call), call.params.collectionId, call.params.featureId);
    forAll(call.response, GEOJSON_TYPE);
    return found;
  },
});

const settings = route({
  method: 'GET',
  url: `${ROOT}/settings`,
  operation: OPEN,
  summary: 'Which collections a district has opened, and which it may open',
  params: DistrictParams,
  reply: SettingsReply,
  refusals: ['auth.not_allowed'],
  handle: async ({ tx, actor, params, lang }) => {
    requireRight(geodataPolicy, actor, OPEN, { areaPath: params.districtId });
    const open = await listOpenness(tx, params.districtId);
    return {
      collections: COLLECTIONS.map((id) => ({
        collection: id,
        title: COLLECTION_WORDS[id].title[lang],
        description: COLLECTION_WORDS[id].description[lang],
        isOpen: open.get(id) ?? false,
      })),
    };
  },
});

const setting = route({
  method: 'PUT',
  url: `${ROOT}/settings/:collectionId`,
  operation: OPEN,
  summary: 'Open a collection to the world, or close it; on record',
  params: SettingParams,
  body: SettingBody,
  reply: SettingReply,
  refusals: ['auth.not_allowed', 'geodata.no_district', 'changes.reason_missing'],
  handle: async ({ tx, actor, params, body, lang }) => {
    const { districtId, collectionId } = params;
    await requireDistrict(tx, districtId, lang);
    await openCollection(tx, actor, { districtId, collection: collectionId, ...body });
    const { title, description } = COLLECTION_WORDS[collectionId];
    return {
      collection: collectionId,
      title: title[lang],
      description: description[lang],
      isOpen: body.isOpen,
    };
  },
});

export const featureRoutes: readonly AnyRoute[] = [
  landing,
  conformance,
  collections,
  collection,
  items,
  item,
  settings,
  setting,
];
