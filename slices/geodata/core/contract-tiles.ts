// What goes in at the doors of tiles. Every filter is exact; one left out narrows nothing.
import { type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { CONDITIONS } from '../../components/core/condition.ts';

/** Below, a district is a few dots; beyond, tiles are drawn larger. */
export const LOWEST_ZOOM = 8;
export const HIGHEST_ZOOM = 18;
const MOST_CHOSEN = 40;
/** All classes that a list has may be ticked. */
const MOST_CLASSES = 300;

export const DistrictCode = Type.String({ pattern: '^[0-9]{6}$' });
const many = <S extends TSchema>(of: S, description: string, most = MOST_CHOSEN) =>
  Type.Optional(Type.Array(of, { minItems: 1, maxItems: most, description }));
const oneOf = (values: readonly string[]) => Type.Unsafe<string>({ type: 'string', enum: [...values] });
const Id = Type.String({ pattern: UUID_PATTERN });
const inGrid = Type.Integer({ minimum: 0, maximum: 2 ** HIGHEST_ZOOM - 1 });

export const TileParams = Type.Object({
  districtId: DistrictCode,
  z: Type.Integer({ minimum: LOWEST_ZOOM, maximum: HIGHEST_ZOOM }),
  x: inGrid,
  y: inGrid,
});

export const ComponentTileQuery = Type.Object({
  classCode: many(Type.String({ pattern: '^[0-9]{4,5}$' }), 'of these classes', MOST_CLASSES),
  condition: many(oneOf(CONDITIONS), 'in these conditions'),
  unitId: many(Id, 'with one of these as the competent, the owning or the maintaining unit'),
  crs: Type.Optional(
    Type.Unsafe<'WGS84' | 'GCJ02'>({
      type: 'string',
      enum: ['WGS84', 'GCJ02'],
      description: 'GCJ02: shifted to lie on a vendor’s base map.',
    }),
  ),
});

const Day = (description: string) => Type.Optional(Type.String({ format: 'date', description }));

export const CaseTileQuery = Type.Object({
  itemCode: many(Type.String({ maxLength: 20 }), 'of these items'),
  classCode: many(Type.String({ maxLength: 20 }), 'of these classes or subclasses of the lists in force'),
  state: many(Type.String({ maxLength: 30 }), 'in these states'),
  lamp: many(oneOf(['green', 'yellow', 'orange', 'red', 'paused']), 'under these lamps'),
  unitId: many(Id, 'with one of these as the responsible unit, or the one that holds it now'),
  endedFrom: Day('with `endedTo`: cases that ended on these days, in place of open ones'),
  endedTo: Day('the last day, included; at most 92 days'),
  isLate: Type.Optional(Type.Boolean({ description: 'of ended cases: those that were late, or were not' })),
});
