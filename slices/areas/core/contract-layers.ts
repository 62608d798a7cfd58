// What enters and leaves by the doors of professional layers.
import { type Static, Type } from '@sinclair/typebox';
import { Collection, CrsName, DistrictId } from './contract.ts';

const Code = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,39}$',
  description: 'police, emergency, no_entry …',
});
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });
const NameOrNull = Type.Union([Type.String(), Type.Null()]);
const MomentOrNull = Type.Union([Type.String(), Type.Null()]);
const State = Type.Union([Type.Literal('draft'), Type.Literal('published'), Type.Literal('retired')]);

export const LayerImportBody = Type.Object({
  districtId: DistrictId,
  code: Code,
  name: Name,
  nameEn: Type.Optional(Name),
  isTiling: Type.Boolean({ description: 'its areas must tile the district: no gap, no overlap over 1 m²' }),
  crs: CrsName,
  source: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  areas: Collection,
});

export const LayerDraftReply = Type.Object({
  versionId: Type.String(),
  number: Type.Integer(),
  areas: Type.Integer(),
});

const LayerVersion = Type.Object({
  versionId: Type.String(),
  number: Type.Integer(),
  state: State,
  source: Type.String(),
  areas: Type.Integer(),
  createdAt: Type.String(),
  effectiveFrom: MomentOrNull,
  effectiveTo: MomentOrNull,
});
export const LayersReply = Type.Array(
  Type.Object({
    code: Type.String(),
    name: Type.String(),
    nameEn: NameOrNull,
    isTiling: Type.Boolean(),
    versions: Type.Array(LayerVersion, { description: 'the newest first' }),
  }),
);
export type LayerRow = Static<typeof LayersReply>[number];
export type LayerVersionRow = LayerRow['versions'][number];

export const LayerAreasReply = Type.Object({
  type: Type.Literal('FeatureCollection'),
  features: Type.Array(
    Type.Object({
      type: Type.Literal('Feature'),
      id: Type.String(),
      properties: Type.Object({ code: Type.String(), name: Type.String(), nameEn: NameOrNull }),
      geometry: Type.Object({
        type: Type.Literal('MultiPolygon'),
        coordinates: Type.Array(Type.Array(Type.Array(Type.Array(Type.Number())))),
      }),
    }),
  ),
});

export const LayerFindingsReply = Type.Array(
  Type.Object({
    kind: Type.Union([
      Type.Literal('invalid_ring'),
      Type.Literal('overlap'),
      Type.Literal('gap'),
      Type.Literal('stray'),
    ]),
    at: Type.Object({ lon: Type.Number(), lat: Type.Number() }),
    squareMetres: Type.Number(),
    words: Type.String(),
  }),
);
export type LayerFinding = Static<typeof LayerFindingsReply>[number];

export const LayerWhyBody = Type.Object({ why: Type.Optional(Type.String({ maxLength: 500 })) });
export const LayerDoneReply = Type.Object({ versionId: Type.String(), number: Type.Integer() });

export const LayersAtReply = Type.Array(
  Type.Object({
    layerCode: Type.String(),
    layerName: Type.String(),
    layerNameEn: NameOrNull,
    code: Type.String(),
    name: Type.String(),
    nameEn: NameOrNull,
  }),
);
