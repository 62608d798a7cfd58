// What goes in and out of the doors of components. Coordinates in questions and replies are WGS 84.
import { type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { CHANGE_KINDS } from './component.ts';
import { RIGHT_STATES } from './rights-work.ts';

const Uuid = Type.String({ pattern: UUID_PATTERN });
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const Longitude = Type.Number({ minimum: -180, maximum: 180 });
const Latitude = Type.Number({ minimum: -90, maximum: 90 });
const DistrictCode = Type.String({ pattern: '^[0-9]{6}$' });
const ClassCode = Type.String({ pattern: '^[0-9]{4,5}$' });
const Limit = Type.Integer({ minimum: 1, maximum: 1000, default: 100 });

const Fields = {
  id: Uuid,
  districtId: Type.String(),
  code: Type.String({ description: 'Sixteen digits.' }),
  codeScheme: Type.Union([Type.Literal('classic'), Type.Literal('draft')]),
  classCode: Type.String(),
  name: Type.String(),
  point: Type.Object({ lon: Type.Number(), lat: Type.Number() }),
  areaPath: nullable(Type.String({ description: 'Null: outside every grid in force.' })),
  competentUnitId: nullable(Uuid),
  ownerUnitId: nullable(Uuid),
  maintenanceUnitId: nullable(Uuid),
  condition: Type.Union([
    Type.Literal('intact'),
    Type.Literal('damaged'),
    Type.Literal('lost'),
    Type.Literal('abandoned'),
    Type.Literal('occupied'),
  ]),
  rightsConfirmed: Type.Boolean(),
  externalCode: nullable(Type.String()),
  monitorPoint: nullable(
    Type.String({ description: 'Two digits after the sixteen, where it is monitored.' }),
  ),
  rightState: Type.Union(RIGHT_STATES.map((state) => Type.Literal(state))),
  rightUnitId: nullable(Uuid),
  rightWords: nullable(Type.String()),
  isGone: Type.Boolean(),
};

export const CardParams = Type.Object({ id: Uuid });

export const CardReply = Type.Object({
  ...Fields,
  /** The code as printed on a plate. */
  codeWords: Type.String(),
  /** From the district down to the grid; empty when it lies outside. */
  areaNames: Type.Array(Type.String()),
  geometry: Type.Object({ type: Type.String(), coordinates: Type.Array(Type.Unknown()) }),
  changes: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      kind: Type.Union(CHANGE_KINDS.map((kind) => Type.Literal(kind))),
      data: Type.Record(Type.String(), Type.Unknown()),
      source: Type.String(),
      at: Type.Number({ description: 'Milliseconds since 1970-01-01T00:00:00Z.' }),
    }),
    { description: 'Newest first, at most fifty.' },
  ),
});

export const NearestQuery = Type.Object({
  districtId: DistrictCode,
  classCode: Type.Optional(ClassCode),
  lon: Longitude,
  lat: Latitude,
  radiusMetres: Type.Number({ exclusiveMinimum: 0, maximum: 5000, default: 100 }),
  limit: Limit,
});
export const NearestReply = Type.Array(Type.Object({ ...Fields, distanceMetres: Type.Number() }));

export const BoxQuery = Type.Object({
  districtId: DistrictCode,
  classCode: Type.Optional(ClassCode),
  west: Longitude,
  south: Latitude,
  east: Longitude,
  north: Latitude,
  limit: Limit,
});
export const BoxReply = Type.Array(Type.Object(Fields));

export const GridQuery = Type.Object({
  gridPath: Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){3}$' }),
});
export const GridReply = Type.Object({
  components: Type.Array(
    Type.Object({
      id: Uuid,
      code: Type.String(),
      classCode: Type.String(),
      name: Type.String(),
      condition: Fields.condition,
      competentUnitId: Fields.competentUnitId,
      ownerUnitId: Fields.ownerUnitId,
      maintenanceUnitId: Fields.maintenanceUnitId,
      lon: Type.Number(),
      lat: Type.Number(),
      seenAt: nullable(Type.Number({ description: 'When somebody last stood before it.' })),
    }),
  ),
  isAll: Type.Boolean({ description: 'False where the grid holds more than one answer does.' }),
});

export const CountsQuery = Type.Object({
  areaPath: Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' }),
});
export const CountsReply = Type.Object({
  classes: Type.Array(
    Type.Object({
      classCode: Type.String(),
      total: Type.Integer(),
      notIntact: Type.Integer({ description: 'Damaged, lost, abandoned or built over.' }),
    }),
  ),
});

export const CodeQuery = Type.Object({
  districtId: DistrictCode,
  code: Type.String({ pattern: '^[0-9]{16}$' }),
});
export const CodeReply = Type.Object(Fields);

export const ImportParams = Type.Object({ districtId: DistrictCode });
export const ImportQuery = Type.Object({
  crs: Type.Union(
    [Type.Literal('WGS84'), Type.Literal('CGCS2000'), Type.Literal('GCJ02'), Type.Literal('BD09')],
    {
      description:
        'The system the coordinates are in. CGCS2000 is taken as WGS84 (they differ by decimetres).',
    },
  ),
  scheme: Type.Optional(Fields.codeScheme),
  source: Type.String({ minLength: 1, maxLength: 200, description: 'Where the file comes from.' }),
});
export const ImportReply = Type.Object({
  accepted: Type.Integer(),
  added: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  outsideCount: Type.Integer(),
  outside: Type.Array(Type.Object({ row: Type.Integer(), code: Type.String(), name: Type.String() }), {
    description: 'Accepted, but in no grid in force; the first thousand.',
  }),
  refusedCount: Type.Integer(),
  refused: Type.Array(
    Type.Object({
      row: Type.Integer({ description: 'The first row of data is 1.' }),
      field: Type.String(),
      kind: Type.String(),
      reason: Type.String({ description: 'What is wrong and how to mend it.' }),
    }),
    { description: 'Not written; the first thousand.' },
  ),
});
