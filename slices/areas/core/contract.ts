// What enters and leaves the areas slice, and the event it publishes. Fields not named here never leave.
import { type Static, type TSchema, Type } from '@sinclair/typebox';

export const Level = Type.Union([
  Type.Literal('district'),
  Type.Literal('street'),
  Type.Literal('community'),
  Type.Literal('grid'),
]);
export const DistrictId = Type.String({ pattern: '^[0-9]{6}$' });
export const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });
export const VersionParams = Type.Object({ versionId: Type.String({ format: 'uuid' }) });

export const LocatedReply = Type.Object({
  districtId: DistrictId,
  areaPath: AreaPath,
  gridCode: Type.String(),
  level: Type.Literal('grid'),
  names: Type.Array(Type.String()),
  areaVersionId: Type.String(),
});

const areaFields = {
  path: Type.String(),
  code: Type.String(),
  level: Level,
  name: Type.String(),
  nameEn: Type.Union([Type.String(), Type.Null()]),
  externalCode: Type.Union([Type.String(), Type.Null()]),
  areaM2: Type.Number(),
};

const areaOver = <C extends TSchema>(children: C) =>
  Type.Object({ ...areaFields, children: Type.Array(children) });

/** District, streets, communities, grids: written out, because a schema that refers to itself by name is lost
 *  in the API's document. */
export const AreaNodeReply = areaOver(areaOver(areaOver(areaOver(Type.Unknown()))));

export const DistrictReply = Type.Object({
  districtId: DistrictId,
  name: Type.String(),
  nameEn: Type.Union([Type.String(), Type.Null()]),
});

export const Collection = Type.Object({
  geojson: Type.Object({ type: Type.Literal('FeatureCollection'), features: Type.Array(Type.Unknown()) }),
  properties: Type.Optional(
    Type.Partial(
      Type.Object({ name: Type.String(), nameEn: Type.String(), code: Type.String(), parent: Type.String() }),
    ),
  ),
});

export const CrsName = Type.Union([Type.Literal('WGS84'), Type.Literal('GCJ02'), Type.Literal('BD09')]);

export const ImportBody = Type.Object({
  districtId: DistrictId,
  name: Type.String({ minLength: 1 }),
  nameEn: Type.Optional(Type.String({ minLength: 1 })),
  crs: CrsName,
  source: Type.String({ minLength: 1 }),
  district: Type.Optional(Collection),
  streets: Collection,
  communities: Collection,
  grids: Collection,
});

export const DraftReply = Type.Object({
  versionId: Type.String(),
  number: Type.Integer(),
  areas: Type.Integer(),
});

const NamedArea = Type.Object({ path: Type.String(), name: Type.String() });
export const FindingReply = Type.Object({
  kind: Type.Union([
    Type.Literal('invalid_ring'),
    Type.Literal('overlap'),
    Type.Literal('gap'),
    Type.Literal('stray'),
  ]),
  level: Level,
  at: Type.Object({ lon: Type.Number(), lat: Type.Number() }),
  squareMetres: Type.Number(),
  areas: Type.Array(NamedArea),
  parent: Type.Union([NamedArea, Type.Null()]),
  words: Type.String(),
});

export type Finding = Static<typeof FindingReply>;

const MomentOrNull = Type.Union([Type.String(), Type.Null()]);
export const PublishedReply = Type.Object({
  versionId: Type.String(),
  districtId: DistrictId,
  number: Type.Integer(),
  isDone: Type.Boolean(),
  proposalId: Type.Union([Type.String(), Type.Null()], { description: 'waits for a second person' }),
  startsAt: Type.Union([Type.String(), Type.Null()], { description: 'the moment asked for; null: at once' }),
});
const whyAndWhen = {
  why: Type.Optional(Type.String({ maxLength: 500 })),
  effectiveOn: Type.Optional(
    Type.String({ format: 'date', description: 'in force from the beginning of that day; else at once' }),
  ),
};
export const PublishBody = Type.Union([
  Type.Object({
    ...whyAndWhen,
    revision: Type.Optional(
      Type.Integer({ minimum: 0, description: 'the draft’s as it was read; default 0, as it was begun' }),
    ),
  }),
  Type.Null(),
]);
export const RollBackBody = Type.Union([Type.Object(whyAndWhen), Type.Null()]);
export const VersionReply = Type.Object({
  versionId: Type.String(),
  number: Type.Integer(),
  state: Type.Union([Type.Literal('draft'), Type.Literal('published'), Type.Literal('retired')]),
  source: Type.String(),
  crs: Type.String(),
  createdAt: Type.String(),
  effectiveFrom: MomentOrNull,
  effectiveTo: MomentOrNull,
  startsAt: MomentOrNull,
  isMesh: Type.Boolean({ description: 'opened in the workshop' }),
  revision: Type.Integer(),
  copiedFrom: Type.Union([Type.String(), Type.Null()], { description: 'the version it began with' }),
});

export type VersionRow = Static<typeof VersionReply>;

/** GeoJSON as drawn: a collection of MultiPolygons with path, code, name. */
export const BoundariesReply = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.String(),
      properties: Type.Object({
        path: Type.String(),
        code: Type.String(),
        name: Type.String(),
        nameEn: Type.Union([Type.String(), Type.Null()]),
        level: Level,
      }),
      geometry: Type.Object({
        type: Type.Literal('MultiPolygon'),
        coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))),
      }),
    }),
  ),
});

export const BoundariesQuery = Type.Object({
  districtId: DistrictId,
  level: Level,
  within: Type.Optional(AreaPath),
});
export const DistrictQuery = Type.Object({ districtId: DistrictId });
export const LocateQuery = Type.Object({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
});

/** Published after a version came into force; screens and maps reload the district. */
export const AREAS_PUBLISHED = 'areas.published';
export interface AreasPublished {
  readonly versionId: string;
  readonly number: number;
  readonly areas: number;
}
