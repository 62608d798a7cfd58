// What is open of a district, page by page: collections, features, and one of them. What is not open is not
// there, and is refused in the same words as what never was.
import { isRefusal } from '../../../kernel/refusal.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { FeatureAsk, FeaturePage, OpenFeature } from '../../../kernel/feature-ask.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { Language } from '../../../platform/server/http/route.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { areaTree, boundariesGeoJson, listGridFeatures } from '../../areas/server/public.ts';
import { listCaseFeatures } from '../../cases/server/public.ts';
import { listComponentFeatures } from '../../components/server/public.ts';
import { COLLECTION_WORDS, COLLECTIONS, type CollectionId, isCollection } from '../core/collections.ts';
import { MOST_FEATURES, USUAL_FEATURES } from '../core/contract-features.ts';
import { readBox, readSpan } from '../core/feature-query.ts';
import { CRS84, GEOJSON_TYPE, JSON_TYPE, type Links } from './links.ts';
import { listOpenness } from './queries.ts';

const READ: Readonly<Record<CollectionId, (tx: Tx, ask: FeatureAsk) => Promise<FeaturePage>>> = {
  grids: listGridFeatures,
  components: listComponentFeatures,
  cases: listCaseFeatures,
};

/** The name of a district in force. Throws Refused `geodata.no_district`. */
export async function requireDistrict(tx: Tx, districtId: string, lang: Language): Promise<string> {
  const tree = await areaTree(tx, districtId);
  if (isRefusal(tree)) return throwRefusal('geodata.no_district', { districtId });
  return lang === 'en' ? (tree.nameEn ?? tree.name) : tree.name;
}

async function requireOpen(tx: Tx, districtId: string, collectionId: string): Promise<CollectionId> {
  const isOpen = isCollection(collectionId) && (await listOpenness(tx, districtId)).get(collectionId);
  return isOpen && isCollection(collectionId)
    ? collectionId
    : throwRefusal('geodata.collection_unknown', { collectionId });
}

type Corner = [west: number, south: number, east: number, north: number];

async function extentOf(tx: Tx, districtId: string): Promise<Corner> {
  const { features } = await boundariesGeoJson(tx, districtId, 'district');
  const box: Corner = [180, 90, -180, -90];
  for (const [lon = 0, lat = 0] of features.flatMap(({ geometry }) => geometry.coordinates.flat(2))) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

interface Asked {
  readonly tx: Tx;
  readonly districtId: string;
  readonly links: Links;
  readonly lang: Language;
}

const collectionOf = (id: CollectionId, bbox: Corner, { links, lang }: Asked) => ({
  id,
  title: COLLECTION_WORDS[id].title[lang],
  description: COLLECTION_WORDS[id].description[lang],
  itemType: 'feature' as const,
  crs: [CRS84],
  storageCrs: CRS84,
  extent: { spatial: { bbox: [[...bbox]], crs: CRS84 } },
  links: links.collection(id, lang),
});

export async function readCollections(asked: Asked) {
  const { tx, districtId, links, lang } = asked;
  await requireDistrict(tx, districtId, lang);
  const [open, bbox] = await Promise.all([listOpenness(tx, districtId), extentOf(tx, districtId)]);
  return {
    links: [links.page('/collections', 'self')],
    collections: COLLECTIONS.filter((id) => open.get(id)).map((id) => collectionOf(id, bbox, asked)),
  };
}

export async function readCollection(asked: Asked, collectionId: string) {
  await requireDistrict(asked.tx, asked.districtId, asked.lang);
  const id = await requireOpen(asked.tx, asked.districtId, collectionId);
  return collectionOf(id, await extentOf(asked.tx, asked.districtId), asked);
}

export interface ItemsAsked {
  readonly bbox?: string | undefined;
  readonly datetime?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

/** Throws Refused `geodata.bbox_invalid`, `geodata.datetime_invalid`. */
function askOf(districtId: string, asked: ItemsAsked): FeatureAsk {
  const { bbox, datetime, limit = USUAL_FEATURES, after } = asked;
  const short = (found: string) => found.slice(0, 60);
  const boxes =
    bbox === undefined
      ? undefined
      : (readBox(bbox) ?? throwRefusal('geodata.bbox_invalid', { found: short(bbox) }));
  const span =
    datetime === undefined
      ? undefined
      : (readSpan(datetime) ?? throwRefusal('geodata.datetime_invalid', { found: short(datetime) }));
  return { districtId, boxes, span, after, limit: Math.min(limit, MOST_FEATURES) };
}

const pathOf = (id: CollectionId, query: ItemsAsked): string => {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) words.set(name, String(value));
  return `/collections/${id}/items${words.size === 0 ? '' : `?${words}`}`;
};

const featureOf = ({ id, shape, properties }: OpenFeature) => ({
  type: 'Feature' as const,
  id,
  geometry: JSON.parse(shape) as Record<string, unknown>,
  properties,
});

export async function readItems(asked: Asked, collectionId: string, query: ItemsAsked) {
  const { tx, districtId, links, lang } = asked;
  await requireDistrict(tx, districtId, lang);
  const id = await requireOpen(tx, districtId, collectionId);
  const page = await READ[id](tx, askOf(districtId, query));
  const last = page.features.at(-1);
  const next = page.hasMore && last ? [{ ...query, after: last.id }] : [];
  return {
    type: 'FeatureCollection' as const,
    timeStamp: toIso(tx.now),
    ...(page.matched === undefined ? {} : { numberMatched: page.matched }),
    numberReturned: page.features.length,
    features: page.features.map(featureOf),
    links: [
      links.page(pathOf(id, query), 'self', GEOJSON_TYPE),
      ...next.map((more) => links.page(pathOf(id, more), 'next', GEOJSON_TYPE)),
      links.page(`/collections/${id}`, 'collection', JSON_TYPE),
    ],
  };
}

export async function readItem(asked: Asked, collectionId: string, featureId: string) {
  const { tx, districtId, links, lang } = asked;
  await requireDistrict(tx, districtId, lang);
  const id = await requireOpen(tx, districtId, collectionId);
  const { features } = await READ[id](tx, { districtId, only: featureId, limit: 1 });
  const [found] = features;
  if (!found) return throwRefusal('geodata.feature_unknown', { featureId: featureId.slice(0, 60) });
  return {
    ...featureOf(found),
    links: [
      links.page(`/collections/${id}/items/${encodeURIComponent(found.id)}`, 'self', GEOJSON_TYPE),
      links.page(`/collections/${id}`, 'collection', JSON_TYPE),
    ],
  };
}
