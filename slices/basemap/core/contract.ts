// What goes in and out of the doors of the base map.
import { Type } from '@sinclair/typebox';
import { BASE_CLASSES, MAX_ZOOM, MIN_ZOOM } from './base-feature.ts';
import { SOURCE_CRS, type SourceCrs } from './tile-source.ts';

const DistrictCode = Type.String({ pattern: '^[0-9]{6}$' });
const Class = Type.Union(BASE_CLASSES.map((name) => Type.Literal(name)));

export const TileParams = Type.Object({
  districtId: DistrictCode,
  z: Type.Integer({ minimum: MIN_ZOOM, maximum: MAX_ZOOM }),
  x: Type.Integer({ minimum: 0, maximum: 2 ** MAX_ZOOM - 1 }),
  y: Type.Integer({ minimum: 0, maximum: 2 ** MAX_ZOOM - 1 }),
});

export const TileQuery = Type.Object({
  crs: Type.Optional(
    Type.Unsafe<SourceCrs>({
      type: 'string',
      enum: [...SOURCE_CRS],
      description: 'GCJ02: the components alone, shifted to lie on a vendor’s base map.',
    }),
  ),
});

export const DistrictParams = Type.Object({ districtId: DistrictCode });

export const SourcesReply = Type.Object({
  sources: Type.Array(
    Type.Object({
      source: Type.String({ description: 'Where the features come from, as to be named beside the map.' }),
      features: Type.Integer(),
      importedAt: Type.String({ format: 'date-time' }),
    }),
  ),
});

export const ImportQuery = Type.Object({
  crs: Type.Union(
    [Type.Literal('WGS84'), Type.Literal('CGCS2000'), Type.Literal('GCJ02'), Type.Literal('BD09')],
    {
      description:
        'The system the coordinates are in. CGCS2000 is taken as WGS84 (they differ by decimetres).',
    },
  ),
  source: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'Where the file comes from; what this source had brought before is replaced.',
  }),
  class: Type.Optional(Class),
});

const lon = Type.Number({ minimum: -180, maximum: 180 });
const lat = Type.Number({ minimum: -90, maximum: 90 });
export const GroundQuery = Type.Object({
  districtId: DistrictCode,
  class: Type.Union([Type.Literal('road'), Type.Literal('building')]),
  west: lon,
  south: lat,
  east: lon,
  north: lat,
});

/** Roads as lines, pieces of one name joined where they meet; a building as one position in it. */
export const GroundReply = Type.Object({
  features: Type.Array(
    Type.Object({
      name: Type.Union([Type.String(), Type.Null()]),
      rank: Type.Integer({ description: '1 main road, 2 side road, 3 lane' }),
      line: Type.Array(Type.Array(Type.Number()), { description: 'longitude, latitude in WGS 84' }),
    }),
  ),
  hasMore: Type.Boolean({ description: 'there are more than are told: ask for a smaller box' }),
});

export const ImportReply = Type.Object({
  hasChanged: Type.Boolean({ description: 'False: the same file again.' }),
  accepted: Type.Integer(),
  replaced: Type.Integer({ description: 'Features of this source that were there before.' }),
  refusedCount: Type.Integer(),
  refused: Type.Array(
    Type.Object({
      feature: Type.Integer({ description: 'The first feature is 1.' }),
      kind: Type.String(),
      reason: Type.String({ description: 'What is wrong and how to mend it.' }),
    }),
    { description: 'Not written; the first thousand.' },
  ),
});
