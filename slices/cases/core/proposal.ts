// What a dispatcher is shown before deciding: who the rules would make responsible, on what terms, why,
// and how centres have ruled on the like before. It is a view; `decide` asks the rules again.
import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const UnitRef = Type.Object({ id: Id, name: Type.String(), nameEn: Type.String() });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

export const ProposalQuery = Type.Object({
  itemCode: Type.Optional(Type.String({ minLength: 1, maxLength: 20 })),
  lon: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
});
export type ProposalQuery = Static<typeof ProposalQuery>;

export const Proposal = Type.Object({
  itemCode: orNull(Type.String()),
  itemName: orNull(Type.String()),
  itemNameEn: orNull(Type.String()),
  /** The place that the rules were asked about. */
  areaPath: Type.String(),
  /** From the district down to the grid. */
  placeNames: Type.Array(Type.String()),
  /** Null where the rules name nobody: `trouble` says why. */
  unit: orNull(UnitRef),
  coUnits: Type.Array(UnitRef),
  verification: orNull(Type.String()),
  legalBasis: orNull(Type.String()),
  limits: Type.Array(Type.Object({ stage: Type.String(), kind: Type.String(), amount: Type.Number() })),
  why: Type.Array(Type.Object({ zh: Type.String(), en: Type.String() })),
  isCertain: Type.Boolean(),
  trouble: orNull(Type.Object({ code: Type.String() })),
  precedents: Type.Array(
    Type.Object({
      caseId: Id,
      unit: UnitRef,
      reason: Type.String(),
      at: Type.String({ format: 'date-time' }),
      /** Where that matter lay. */
      areaPath: Type.String(),
      areaName: Type.String(),
      /** Who had returned it; the unit itself, where it was ruled to be its own after all. */
      returnedBy: orNull(UnitRef),
      centre: orNull(UnitRef),
      /** The last word after the returns that are allowed. */
      isFinal: Type.Boolean(),
    }),
  ),
});
export type Proposal = Static<typeof Proposal>;
