// What goes in and out of the doors of the peace index and of its schemes.
import { type Static, Type } from '@sinclair/typebox';
import {
  AreaPath,
  Day,
  DecimalOrNull,
  DistrictId,
  Id,
  IndicatorId,
  oneOf,
  orNull,
  SpanView,
} from './contract.ts';
import { Publication, Side } from './contract-published.ts';
import { UNJUDGED, type Unjudged } from './judge.ts';
import {
  type Colour,
  COLOURS,
  REFERENCES,
  type ReferenceKind,
  SCHEME_SPANS,
  type SchemeSpan,
} from './scheme.ts';

const Words = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
const Percent = Type.Integer({ minimum: 0, maximum: 100 });
/** Written with a point, two decimals at most: what is exact stays exact. */
const Points = (maximum: number) => Type.Number({ minimum: 0, maximum, multipleOf: 0.25 });

export const SchemeBodySchema = Type.Object(
  {
    zh: Words,
    en: Words,
    span: oneOf<SchemeSpan>(SCHEME_SPANS),
    parts: Type.Array(
      Type.Object(
        {
          indicator: IndicatorId,
          weight: Type.Integer({ minimum: 1, maximum: 100 }),
          isPerResidents: Type.Boolean(),
          references: Type.Array(
            Type.Object(
              { to: oneOf<ReferenceKind>(REFERENCES), share: Percent },
              { additionalProperties: false },
            ),
            { minItems: 1, maxItems: REFERENCES.length },
          ),
          steepness: Points(10),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 12 },
    ),
    deductions: Type.Array(
      Type.Object(
        { indicator: IndicatorId, each: Points(100), most: Points(100) },
        { additionalProperties: false },
      ),
      { maxItems: 12 },
    ),
    bands: Type.Array(
      Type.Object({ colour: oneOf<Colour>(COLOURS), least: Points(100) }, { additionalProperties: false }),
      { minItems: 2, maxItems: COLOURS.length },
    ),
    lostFromZero: Percent,
    leastJudged: Percent,
    source: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
  },
  { additionalProperties: false },
);

const ColourOrNull = Type.Union([oneOf<Colour>(COLOURS), Type.Null()]);
const WhyNot = Type.Union([oneOf<Unjudged>(UNJUDGED), Type.Null()]);

const Contribution = Type.Object({
  indicator: Type.String(),
  kind: oneOf(['part', 'deduction'] as const),
  value: DecimalOrNull,
  points: DecimalOrNull,
  of: Type.String(),
  references: Type.Array(
    Type.Object({
      to: oneOf<ReferenceKind>(REFERENCES),
      was: DecimalOrNull,
      worseBy: DecimalOrNull,
      why: WhyNot,
    }),
  ),
  why: WhyNot,
});

const Judged = {
  index: DecimalOrNull,
  colour: ColourOrNull,
  /** Of the weight, in per cent. */
  judged: Type.String(),
  contributions: Type.Array(Contribution),
};

const SchemeHead = Type.Object({
  /** Null: the template by which a district is judged until it has put its own in force. */
  edition: Type.Union([Type.Integer(), Type.Null()]),
  validFrom: Type.Union([Day, Type.Null()]),
  body: SchemeBodySchema,
});
export type SchemeHead = Static<typeof SchemeHead>;

export const IndexQuery = Type.Object({ areaPath: AreaPath, day: Day });
export const IndexTable = Type.Object({
  areaPath: Type.String(),
  span: SpanView,
  isOver: Type.Boolean(),
  scheme: SchemeHead,
  names: Type.Array(Type.Object({ indicator: Type.String(), zh: Type.String(), en: Type.String() })),
  /** Its last revision; then the rows are as they were published. Null: judged by the values of this moment.
   * */
  published: Type.Union([Publication, Type.Null()]),
  /** The area itself first, then those right below it, in the order of their codes: nobody is ranked. */
  rows: Type.Array(
    Type.Object({
      areaPath: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      ...Judged,
      /** The index of the period before, and of the same a year ago, by the scheme of this one. */
      before: DecimalOrNull,
      yearAgo: DecimalOrNull,
      /** Where it was published and the values of this moment would say otherwise: what they would say. */
      today: Type.Union([Side, Type.Null()]),
    }),
  ),
});
export type IndexTable = Static<typeof IndexTable>;
export type IndexRow = IndexTable['rows'][number];

export const MOST_PAST = 36;
export const PastQuery = Type.Object({
  areaPath: AreaPath,
  day: Day,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PAST })),
});
/** The oldest first; each by the scheme that was in force. */
export const Past = Type.Object({
  areaPath: Type.String(),
  points: Type.Array(
    Type.Object({
      span: SpanView,
      index: DecimalOrNull,
      colour: ColourOrNull,
      edition: Type.Union([Type.Integer(), Type.Null()]),
      /** In which revision it was published; null: by the values of this moment. */
      revision: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
});
export type Past = Static<typeof Past>;

export const SchemesQuery = Type.Object({ districtId: DistrictId });
export const Schemes = Type.Object({
  inForce: SchemeHead,
  templates: Type.Array(SchemeBodySchema),
  /** The newest first. */
  editions: Type.Array(
    Type.Object({
      edition: Type.Integer(),
      validFrom: Day,
      body: SchemeBodySchema,
      why: Type.String(),
      at: Type.String(),
      byName: Type.String(),
      secondName: orNull(Type.String()),
    }),
  ),
});
export type Schemes = Static<typeof Schemes>;

export const MOST_SIMULATED = 24;
export const SimulationBody = Type.Object(
  {
    districtId: DistrictId,
    body: SchemeBodySchema,
    /** A day of the last period, and how many. */
    day: Day,
    spans: Type.Integer({ minimum: 1, maximum: MOST_SIMULATED }),
  },
  { additionalProperties: false },
);
export type SimulationBody = Static<typeof SimulationBody>;

export const Simulation = Type.Object({
  /** Those of the draft: the scheme in force is held against the same ones. */
  spans: Type.Array(SpanView),
  rows: Type.Array(
    Type.Object({
      areaPath: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      span: SpanView,
      before: Side,
      after: Side,
    }),
  ),
  /** How many of them have another colour, and how many have an index on one side alone. */
  otherColour: Type.Integer(),
  oneSided: Type.Integer(),
});
export type Simulation = Static<typeof Simulation>;

export const ProposeBody = Type.Object(
  {
    districtId: DistrictId,
    body: SchemeBodySchema,
    /** The first of a coming month. */
    validFrom: Day,
    why: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
);
export type ProposeBody = Static<typeof ProposeBody>;
export const Proposed = Type.Object({ proposalId: Id });
