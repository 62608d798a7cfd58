// What goes in and out of the doors of open data: OGC API Features Part 1 (Core) with GeoJSON.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { COLLECTIONS } from './collections.ts';
import { DistrictCode } from './contract-tiles.ts';

export const DistrictParams = Type.Object({ districtId: DistrictCode });
export const CollectionParams = Type.Object({
  districtId: DistrictCode,
  collectionId: Type.String({ maxLength: 40 }),
});
export const FeatureParams = Type.Object({
  districtId: DistrictCode,
  collectionId: Type.String({ maxLength: 40 }),
  featureId: Type.String({ maxLength: 60 }),
});

/** A page holds no more, whatever is asked for: the standard says that more is no mistake. */
export const MOST_FEATURES = 1_000;
export const USUAL_FEATURES = 100;

export const ItemsQuery = Type.Object({
  bbox: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'west,south,east,north in CRS84; west of its east side it crosses the antimeridian',
    }),
  ),
  datetime: Type.Optional(
    Type.String({ maxLength: 80, description: 'a moment or a span of RFC 3339; `..` is an open end' }),
  ),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, default: USUAL_FEATURES, description: `at most ${MOST_FEATURES} are sent` }),
  ),
  after: Type.Optional(
    Type.String({ maxLength: 60, description: 'the last feature of the page before; links carry it' }),
  ),
});

const Link = Type.Object({
  href: Type.String(),
  rel: Type.String(),
  type: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
});
const Links = Type.Array(Link);

export const LandingReply = Type.Object({ title: Type.String(), description: Type.String(), links: Links });
export const ConformanceReply = Type.Object({ conformsTo: Type.Array(Type.String()) });

export const CollectionReply = Type.Object({
  id: Type.String(),
  title: Type.String(),
  description: Type.String(),
  itemType: Type.Literal('feature'),
  crs: Type.Array(Type.String()),
  storageCrs: Type.String(),
  extent: Type.Object({
    spatial: Type.Object({ bbox: Type.Array(Type.Array(Type.Number())), crs: Type.String() }),
  }),
  links: Links,
});
export const CollectionsReply = Type.Object({ links: Links, collections: Type.Array(CollectionReply) });

const Free = Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', additionalProperties: true });
const feature = {
  type: Type.Literal('Feature'),
  id: Type.String(),
  geometry: Free,
  properties: Free,
} as const satisfies Record<string, TSchema>;

export const FeatureReply = Type.Object({ ...feature, links: Links });
export const FeaturesReply = Type.Object({
  type: Type.Literal('FeatureCollection'),
  timeStamp: Type.String({ format: 'date-time' }),
  numberMatched: Type.Optional(
    Type.Integer({ description: 'left out where counting would cost more than reading' }),
  ),
  numberReturned: Type.Integer(),
  features: Type.Array(Type.Object(feature)),
  links: Links,
});

export const SettingParams = Type.Object({
  districtId: DistrictCode,
  collectionId: Type.Union(COLLECTIONS.map((id) => Type.Literal(id))),
});
export const SettingBody = Type.Object({
  isOpen: Type.Boolean(),
  why: Type.String({ maxLength: 500, description: 'stands on record' }),
});
const Setting = Type.Object({
  collection: Type.String(),
  title: Type.String(),
  description: Type.String(),
  isOpen: Type.Boolean(),
});
export const SettingReply = Setting;
export const SettingsReply = Type.Object({ collections: Type.Array(Setting) });
export type Settings = Static<typeof SettingsReply>;
