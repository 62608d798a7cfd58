// Published indexes as they go in and out: what was published, and what a revision says otherwise.
import { type Static, Type } from '@sinclair/typebox';
import { AreaPath, Day, DecimalOrNull, DistrictId, oneOf, orNull, SpanView } from './contract.ts';
import { type Colour, COLOURS } from './scheme.ts';

export const Side = Type.Object({
  index: DecimalOrNull,
  colour: Type.Union([oneOf<Colour>(COLOURS), Type.Null()]),
});
const SideOrNull = Type.Union([Side, Type.Null()]);

export const PublishBody = Type.Object(
  {
    districtId: DistrictId,
    /** A day of the period. */
    day: Day,
    /** Needed where the period was published before. */
    why: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type PublishBody = Static<typeof PublishBody>;

export const Publication = Type.Object({
  span: SpanView,
  revision: Type.Integer(),
  why: orNull(Type.String()),
  publishedAt: Type.String({ format: 'date-time' }),
  byName: Type.String(),
  /** Of a revision: of how many areas, among those that are asked for, it says otherwise. */
  differing: Type.Integer(),
});
export type Publication = Static<typeof Publication>;

export const MOST_PUBLICATIONS = 100;
const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_PUBLICATIONS }));
export const PublicationsQuery = Type.Object({ areaPath: AreaPath, limit: Limit });
/** The last period first, its last revision first. */
export const Publications = Type.Object({ publications: Type.Array(Publication) });
export type Publications = Static<typeof Publications>;

export const DifferencesQuery = Type.Object({
  areaPath: AreaPath,
  day: Day,
  revision: Type.Integer({ minimum: 2, maximum: 10_000 }),
  /** The last area of the page before. */
  after: Type.Optional(AreaPath),
  limit: Limit,
});
export const Differences = Type.Object({
  /** In the order of codes. */
  items: Type.Array(
    Type.Object({
      areaPath: Type.String(),
      name: Type.String(),
      nameEn: Type.String(),
      /** Null: it was not judged then, as an area that there was not; or is judged no more. */
      was: SideOrNull,
      is: SideOrNull,
      /** None where only what the index is compared with is another. */
      parts: Type.Array(
        Type.Object({
          indicator: Type.String(),
          zh: Type.String(),
          en: Type.String(),
          wasValue: DecimalOrNull,
          isValue: DecimalOrNull,
          wasPoints: DecimalOrNull,
          isPoints: DecimalOrNull,
        }),
      ),
    }),
  ),
  nextAfter: orNull(Type.String()),
});
export type Differences = Static<typeof Differences>;

export const ExportQuery = Type.Object({
  areaPath: AreaPath,
  day: Day,
  /** Of the words in the file; else that of the request. */
  language: Type.Optional(oneOf(['zh', 'en'] as const)),
});
export const ExportParams = Type.Object({ form: oneOf(['xlsx', 'csv'] as const) });
