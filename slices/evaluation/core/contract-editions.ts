// The rules of judging of an area, its editions, and the trial of one, as they go in and out.
import { type Static, Type } from '@sinclair/typebox';
import { orNull } from '../../cases/core/contract.ts';
import { AreaPath, Cursor, Day, Id, IndicatorView, Limit, oneOf, PeriodView } from './contract.ts';
import { type Band, BANDS, GRAINS, type Grain } from './indicator.ts';

const KINDS = ['indicator', 'scheme'] as const;
const Name = Type.String({ pattern: '^[a-z0-9_]{2,60}$' });
const Source = Type.String({ minLength: 2, maxLength: 200 });
/** The worst values that are still A, B, C, D: shares of one, or milliseconds. */
const LimitsBody = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]);
const Weight = Type.Object(
  { indicator: Name, weight: Type.Integer({ minimum: 1, maximum: 100 }) },
  { additionalProperties: false },
);
const Weights = Type.Array(Weight, { maxItems: 60 });

export const RulesQuery = Type.Object({ areaPath: AreaPath });
export const SchemeView = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  grain: oneOf<Grain>(GRAINS),
  weights: Weights,
  source: orNull(Type.String()),
  validFrom: Day,
  validTo: orNull(Day),
});
export type SchemeView = Static<typeof SchemeView>;
const RuleView = Type.Object({
  ...IndicatorView.properties,
  validFrom: Day,
  validTo: orNull(Day),
});
export const RulesView = Type.Object({
  areaPath: Type.String(),
  /** The district's own day: the first from which an edition can hold. */
  today: Day,
  indicators: Type.Array(RuleView),
  schemes: Type.Array(SchemeView),
});
export type RulesView = Static<typeof RulesView>;

export const EditionsQuery = Type.Object({ areaPath: AreaPath, cursor: Cursor, limit: Limit });
export const EditionView = Type.Object({
  id: Id,
  areaPath: Type.String(),
  kind: oneOf(KINDS),
  name: Type.String(),
  limits: orNull(Type.Array(Type.Number())),
  weights: orNull(Weights),
  source: Type.String(),
  validFrom: Day,
  validTo: orNull(Day),
  madeAt: Type.String({ format: 'date-time' }),
  byName: Type.String(),
  secondName: Type.String(),
});
export type EditionView = Static<typeof EditionView>;
export const Editions = Type.Object({
  items: Type.Array(EditionView),
  nextCursor: orNull(Type.String()),
});
export type Editions = Static<typeof Editions>;

const EditionFields = {
  areaPath: AreaPath,
  kind: oneOf(KINDS),
  name: Name,
  /** Of an indicator. */
  limits: Type.Optional(LimitsBody),
  /** Of a scheme. */
  weights: Type.Optional(Weights),
  source: Source,
  validFrom: Day,
  validTo: Type.Optional(Day),
};
export const EditionBody = Type.Object(
  { ...EditionFields, why: Type.String({ minLength: 2, maxLength: 500 }) },
  { additionalProperties: false },
);
export type EditionBody = Static<typeof EditionBody>;
export const ProposedEdition = Type.Object({ proposalId: Id });

export const TRIED_BY = ['area', 'unit'] as const;
export type TriedBy = (typeof TRIED_BY)[number];
export const TrialBody = Type.Object(
  { ...EditionFields, by: oneOf<TriedBy>(TRIED_BY), after: Cursor, limit: Limit },
  { additionalProperties: false },
);
export type TrialBody = Static<typeof TrialBody>;

const ScoreThen = Type.Union([Type.Object({ points: Type.Number(), band: oneOf<Band>(BANDS) }), Type.Null()]);
const BandThen = orNull(oneOf<Band>(BANDS));
export const Trial = Type.Object({
  /** The last full month. */
  period: PeriodView,
  /** How many of all rows have another band of their score. */
  changed: Type.Integer(),
  of: Type.Integer(),
  rows: Type.Array(
    Type.Object({
      key: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      /** Of the indicator that is tried; null where it is a scheme. */
      value: orNull(Type.Number()),
      bandBefore: BandThen,
      bandAfter: BandThen,
      scoreBefore: ScoreThen,
      scoreAfter: ScoreThen,
    }),
  ),
  nextAfter: orNull(Type.String()),
});
export type Trial = Static<typeof Trial>;
