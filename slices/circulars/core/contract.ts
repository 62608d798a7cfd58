// What goes in and out of the doors of circulars.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { AreaPath, Limit } from '../../evaluation/core/contract.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Instant = Type.String({ format: 'date-time' });
const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** Told when one is issued; `data` is a CircularIssued. */
export const CIRCULAR_ISSUED = 'circular.issued';

export interface CircularIssued {
  readonly circularId: string;
  readonly unitIds: readonly string[];
  readonly title: string;
}

/** A case that it names, as it was when the draft was made. */
export const NamedCase = Type.Object({
  caseId: Id,
  number: Type.String(),
  itemName: orNull(Type.String()),
  unitId: orNull(Id),
  unitName: orNull(Type.String()),
});
export type NamedCase = Static<typeof NamedCase>;

const Head = {
  id: Id,
  areaPath: Type.String(),
  title: Type.String(),
  byName: Type.String(),
  changedAt: Instant,
  /** Null while it is a draft. */
  issued: orNull(Type.Object({ at: Instant, byName: Type.String() })),
};

export const CircularHead = Type.Object(Head);
export type CircularHead = Static<typeof CircularHead>;
export const Circular = Type.Object({
  ...Head,
  body: Type.String(),
  version: Type.Integer(),
  cases: Type.Array(NamedCase),
});
export type Circular = Static<typeof Circular>;

export const CircularParams = Type.Object({ circularId: Id });
export const CircularsQuery = Type.Object({
  areaPath: AreaPath,
  /** Behind the circular with this id. */
  after: Type.Optional(Id),
  limit: Limit,
});
export type CircularsQuery = Static<typeof CircularsQuery>;
export const Circulars = Type.Object({ circulars: Type.Array(CircularHead), nextAfter: orNull(Id) });
export type Circulars = Static<typeof Circulars>;

const MOST_CASES = 100;

export const DraftBody = Type.Object(
  {
    areaPath: AreaPath,
    caseIds: Type.Array(Id, { minItems: 1, maxItems: MOST_CASES, uniqueItems: true }),
    /** All of them are this unit's, and its figures stand in the draft. */
    unitId: Type.Optional(Id),
  },
  { additionalProperties: false },
);
export type DraftBody = Static<typeof DraftBody>;

/** `version`: that which was read and changed. */
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const ChangeBody = Type.Object(
  {
    version: Version,
    title: Type.String({ minLength: 2, maxLength: 200 }),
    body: Type.String({ minLength: 2, maxLength: 20_000 }),
  },
  { additionalProperties: false },
);
export type ChangeBody = Static<typeof ChangeBody>;
export const IssueBody = Type.Object({ version: Version }, { additionalProperties: false });
