// What the doors show of a case in parts, of what its co-units did, of past cases like it, and of who had it
// in hand for how long. Facts alone: whether a reader may see them is decided where the case is read.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { type Level, LEVELS } from './levels.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Instant = Type.String({ format: 'date-time' });
const orNull = <S extends TSchema>(schema: S) => Type.Unsafe<Static<S> | null>({
  ...schema, type: [schema.type, 'null'], ...(schema.enum ? { enum: [...schema.enum, null] } : {}),
});
const UnitRef = Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() });

export const PartView = Type.Object({
  id: Id, number: Type.String(), state: Type.String(), stateZh: Type.String(), stateEn: Type.String(),
  isOpen: Type.Boolean(), itemName: orNull(Type.String()), itemNameEn: orNull(Type.String()),
  words: Type.String(), unit: orNull(UnitRef), dueAt: orNull(Instant),
  /** The result that its unit fed back; null until the part has ended. */
  result: orNull(Type.String()), photoIds: Type.Array(Id), closingCode: orNull(Type.String()),
  endedAt: orNull(Instant),
});
export type PartView = Static<typeof PartView>;

export const MainCaseRef = Type.Object({ id: Id, number: Type.String() });

/** One per co-unit, in the order of the co-units; `at` is null for one that has not answered yet. */
export const CoResultView = Type.Object({
  unit: UnitRef, at: orNull(Instant), seq: orNull(Type.Integer()), result: orNull(Type.String()),
  photoIds: Type.Array(Id),
});
export type CoResultView = Static<typeof CoResultView>;

/** Said beside a button before it is pressed; it stops nobody. */
export const WarningView = Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() });

export const SimilarCases = Type.Object({
  /** Best first, five at most. */
  items: Type.Array(Type.Object({
    id: Id, number: Type.String(), description: Type.String(), itemName: orNull(Type.String()),
    itemNameEn: orNull(Type.String()), endedAt: Instant, state: Type.String(),
    closingCode: orNull(Type.String()), unit: orNull(UnitRef),
    /** From the report to the end, by the clock on the wall. */
    usedMs: Type.Number(), reworks: Type.Integer(), returns: Type.Integer(),
    distanceMetres: orNull(Type.Number()),
  }), { maxItems: 5 }),
});
export type SimilarCases = Static<typeof SimilarCases>;

const LevelName = Type.Unsafe<Level>({ type: 'string', enum: [...LEVELS] });

export const CaseTenures = Type.Object({
  /** One stretch per holder and stage, oldest first. */
  items: Type.Array(Type.Object({
    seq: Type.Integer(), unit: UnitRef, level: LevelName, stage: orNull(Type.String()), from: Instant,
    /** Null: still in hand. */
    until: orNull(Instant), dueAt: orNull(Instant), heldMs: Type.Number(), isLate: Type.Boolean(),
  })),
  /** The same time summed: how long each level held it, the highest first. */
  levels: Type.Array(Type.Object({
    level: LevelName, heldMs: Type.Number(), stretches: Type.Integer(), late: Type.Integer(),
    isHolding: Type.Boolean(),
  })),
  /** And each centre or unit, the longest first. */
  units: Type.Array(Type.Object({
    unit: UnitRef, level: LevelName, heldMs: Type.Number(), isHolding: Type.Boolean(),
  })),
});
export type CaseTenures = Static<typeof CaseTenures>;
