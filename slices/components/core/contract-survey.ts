// What goes in and out of the doors of the survey: findings from the spot, their review, the yearly round.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { MOST_NAME_LETTERS } from './component.ts';
import { CONDITIONS } from './condition.ts';

const Uuid = Type.String({ pattern: UUID_PATTERN });
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,3}$' });
const Condition = Type.Union(CONDITIONS.map((condition) => Type.Literal(condition)));
const Count = Type.Integer({ minimum: 0 });

export const FINDING_KINDS = ['new', 'changed', 'gone', 'seen'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

const Point = Type.Object({
  lon: Type.Number({ minimum: -180, maximum: 180 }),
  lat: Type.Number({ minimum: -90, maximum: 90 }),
});

/** new: class, name and point · changed: what is different · gone: a photo · seen: nothing more. */
export const FindingBody = Type.Object({
  kind: Type.Union(FINDING_KINDS.map((kind) => Type.Literal(kind))),
  componentId: Type.Optional(Uuid),
  districtId: Type.Optional(Type.String({ pattern: '^[0-9]{6}$' })),
  classCode: Type.Optional(Type.String({ pattern: '^[0-9]{4,5}$' })),
  name: Type.Optional(Type.String({ minLength: 1, maxLength: MOST_NAME_LETTERS })),
  point: Type.Optional(Point),
  condition: Type.Optional(Condition),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  photoIds: Type.Optional(Type.Array(Uuid, { maxItems: 6 })),
});
export type FindingBody = Static<typeof FindingBody>;

export const FindingReply = Type.Object({
  id: Uuid,
  state: Type.Union([Type.Literal('waiting'), Type.Literal('accepted')]),
});

export const Finding = Type.Object({
  id: Uuid,
  kind: Type.Union(FINDING_KINDS.map((kind) => Type.Literal(kind))),
  componentId: nullable(Uuid),
  /** Of the thing as the register has it; null for what is new. */
  known: nullable(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      condition: Condition,
      lon: Type.Number(),
      lat: Type.Number(),
    }),
  ),
  classCode: nullable(Type.String()),
  name: nullable(Type.String()),
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
  areaPath: nullable(Type.String()),
  condition: nullable(Condition),
  words: nullable(Type.String()),
  photoIds: Type.Array(Uuid),
  personName: Type.String(),
  foundAt: Type.Number(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('accepted'), Type.Literal('refused')]),
  reviewWords: nullable(Type.String()),
});
export type Finding = Static<typeof Finding>;

export const FindingsQuery = Type.Object({
  areaPath: AreaPath,
  after: Type.Optional(Type.String({ pattern: UUID_PATTERN, description: 'The last of the page before.' })),
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
});
export const MineQuery = Type.Object({
  after: FindingsQuery.properties.after,
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 30 }),
});
export const FindingsReply = Type.Object({ findings: Type.Array(Finding), next: nullable(Uuid) });

export const FindingParams = Type.Object({ findingId: Uuid });
export const ReviewBody = Type.Object({
  isAccepted: Type.Boolean(),
  words: Type.Optional(
    Type.String({ minLength: 2, maxLength: 500, description: 'Why not, for whoever found it.' }),
  ),
});
export const ReviewReply = Type.Object({ componentId: nullable(Uuid), code: nullable(Type.String()) });

export const RestoreBody = Type.Object({
  words: Type.String({ minLength: 2, maxLength: 500, description: 'Why it stands there after all.' }),
});
export const RestoreReply = Type.Object({ id: Uuid, code: Type.String() });

export const RoundBody = Type.Object({
  areaPath: AreaPath,
  name: Type.String({ minLength: 2, maxLength: 60 }),
});
export const RoundParams = Type.Object({ roundId: Uuid });
export const RoundsQuery = Type.Object({ areaPath: AreaPath });
export const Round = Type.Object({
  id: Uuid,
  areaPath: Type.String(),
  name: Type.String(),
  beginsAt: Type.Number(),
  endedAt: nullable(Type.Number()),
});
export const RoundsReply = Type.Object({
  rounds: Type.Array(Round, { description: 'Newest first, at most fifty.' }),
});
export const RoundView = Type.Object({
  ...Round.properties,
  total: Count,
  unseen: Count,
  grids: Type.Array(
    Type.Object({
      areaPath: Type.String({ description: 'Empty: in no grid.' }),
      total: Count,
      unseen: Count,
    }),
  ),
});
export type RoundView = Static<typeof RoundView>;
