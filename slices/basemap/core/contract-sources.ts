// What goes in and out of the doors of base maps of others. Their addresses may hold a key: only
// administrators are told them.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { HIGHEST_ZOOM, SOURCE_CRS, SOURCE_KINDS } from './tile-source.ts';

const Name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
const Zoom = Type.Integer({ minimum: 0, maximum: HIGHEST_ZOOM });
const Coordinate = Type.Integer({ minimum: 0, maximum: 2 ** HIGHEST_ZOOM - 1 });
const Id = Type.String({ pattern: UUID_PATTERN });
const oneOf = <T extends string>(values: readonly T[], description: string) =>
  Type.Unsafe<T>({ type: 'string', enum: [...values], description });

const Told = {
  name: Name,
  nameEn: Name,
  crs: oneOf(SOURCE_CRS, 'GCJ02: everything that is drawn on it is shifted to fit.'),
  attribution: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '\\S',
    description: 'Shown on the map.',
  }),
  minZoom: Zoom,
  maxZoom: Zoom,
};

export const NewTileSource = Type.Object(
  {
    ...Told,
    kind: oneOf(
      SOURCE_KINDS,
      'xyz: {z}, {x}, {y}; wmts: {TileMatrix}, {TileCol}, {TileRow}; wms: {bbox} (EPSG:3857) in the address.',
    ),
    address: Type.String({ minLength: 10, maxLength: 1000, pattern: '^https?://' }),
  },
  { additionalProperties: false },
);
export type NewTileSource = Static<typeof NewTileSource>;

export const TileSourceParams = Type.Object({
  districtId: Type.String({ pattern: '^[0-9]{6}$' }),
  sourceId: Id,
});
export const OuterTileParams = Type.Object({ sourceId: Id, z: Zoom, x: Coordinate, y: Coordinate });

export const TileSourcesReply = Type.Object({
  sources: Type.Array(Type.Object({ id: Id, ...Told })),
});

export const AllTileSourcesReply = Type.Object({
  hosts: Type.Array(Type.String(), { description: 'The servers that the operator allows.' }),
  sources: Type.Array(
    Type.Object({
      id: Id,
      ...Told,
      kind: NewTileSource.properties.kind,
      address: Type.String(),
      addedAt: Type.String({ format: 'date-time' }),
      endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    }),
  ),
});

export type AllTileSources = Static<typeof AllTileSourcesReply>;

export const AddedReply = Type.Object({ id: Id });
export const EndedReply = Type.Object({ id: Id, endedAt: Type.String({ format: 'date-time' }) });
