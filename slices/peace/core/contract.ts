// What goes in and out of the doors of series over time. Figures are decimal texts: they are exact, and stay
// so.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { CHANGE_KINDS, type ChangeKind } from './change-over.ts';
import { WAYS, type Way } from './figures.ts';
import { MOST_IMPORT_ROWS, OUTCOMES, type Outcome } from './import-rows.ts';
import { SHAPES, type Shape } from './indicator.ts';
import { SPAN_KINDS, type SpanKind } from './span.ts';

export const oneOf = <T extends string>(options: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...options] });
export const orNull = <T extends ReturnType<typeof Type.String>>(schema: T) =>
  Type.Union([schema, Type.Null()]);
export const Id = Type.String({ pattern: UUID_PATTERN });
export const DistrictId = Type.String({ pattern: '^[0-9]{6}$' });
/** District, street or community. */
export const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,2}$' });
/** A day of the period, in the district's own time. */
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
export const IndicatorId = Type.String({ pattern: '^[a-z][a-z0-9_-]{0,60}$' });
const Decimal = Type.String({ pattern: '^-?[0-9]+(\\.[0-9]+)?$' });
export const DecimalOrNull = orNull(Decimal);
export const Words = Type.Object({ zh: Type.String(), en: Type.String() });
const Said = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Why = Type.String({ maxLength: 200 });

export const SpanView = Type.Object({
  kind: oneOf<SpanKind>(SPAN_KINDS),
  from: Day,
  to: Day,
  zh: Type.String(),
  en: Type.String(),
});
export type SpanView = Static<typeof SpanView>;

export const IndicatorsQuery = Type.Object({ areaPath: AreaPath });
export const IndicatorView = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  unitZh: Type.String(),
  unitEn: Type.String(),
  shape: oneOf<Shape>(SHAPES),
  isHigherBetter: Type.Boolean(),
  /** By what is divided, in words; null where somebody tells it. */
  counted: Type.Union([Words, Type.Null()]),
  source: Type.String(),
  isOwn: Type.Boolean(),
});
export type IndicatorView = Static<typeof IndicatorView>;
export const Indicators = Type.Object({ indicators: Type.Array(IndicatorView) });
export type Indicators = Static<typeof Indicators>;

export const IndicatorBody = Type.Object(
  {
    districtId: DistrictId,
    zh: Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' }),
    en: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    unitZh: Type.String({ minLength: 1, maxLength: 10 }),
    unitEn: Type.String({ minLength: 1, maxLength: 20 }),
    shape: oneOf<Shape>(SHAPES),
    isHigherBetter: Type.Boolean(),
    source: Said,
  },
  { additionalProperties: false },
);
export type IndicatorBody = Static<typeof IndicatorBody>;

export const MOST_SPANS = 60;
export const SeriesQuery = Type.Object({
  areaPath: AreaPath,
  indicator: IndicatorId,
  span: oneOf<SpanKind>(SPAN_KINDS),
  /** A day of the last period. */
  day: Day,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_SPANS })),
});
export const ChangeView = Type.Object({ kind: oneOf<ChangeKind>(CHANGE_KINDS), by: DecimalOrNull });
export type ChangeView = Static<typeof ChangeView>;
export const Point = Type.Object({
  span: SpanView,
  value: DecimalOrNull,
  way: Type.Union([oneOf<Way>(WAYS), Type.Null()]),
  /** How often the period was told; 0: never. */
  revision: Type.Integer(),
  /** Against the period before, and the same a year ago. */
  before: ChangeView,
  yearAgo: ChangeView,
  isOver: Type.Boolean(),
});
export type Point = Static<typeof Point>;
export const Series = Type.Object({
  areaPath: Type.String(),
  indicator: IndicatorView,
  /** The oldest first. */
  points: Type.Array(Point),
});
export type Series = Static<typeof Series>;

export const EntriesQuery = Type.Object({
  areaPath: AreaPath,
  indicator: IndicatorId,
  span: oneOf<SpanKind>(SPAN_KINDS),
  day: Day,
});
export const Entry = Type.Object({
  revision: Type.Integer(),
  /** Null: what was told before was taken back. */
  value: DecimalOrNull,
  source: Type.String(),
  isImported: Type.Boolean(),
  why: Type.String(),
  at: Type.String(),
  byName: Type.String(),
});
export type Entry = Static<typeof Entry>;
/** The last first. */
export const Entries = Type.Object({ entries: Type.Array(Entry) });
export type Entries = Static<typeof Entries>;

export const ValueBody = Type.Object(
  {
    areaPath: AreaPath,
    indicator: IndicatorId,
    span: oneOf<SpanKind>(SPAN_KINDS),
    day: Day,
    /** Null takes back what was told. */
    value: Type.Union([Type.String({ minLength: 1, maxLength: 30 }), Type.Null()]),
    source: Said,
    /** Needed where a value stands. */
    why: Why,
    /** How often the period was told when one looked at it. */
    revision: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type ValueBody = Static<typeof ValueBody>;
export const ValueReply = Type.Object({ revision: Type.Integer() });

const Cell = Type.String({ maxLength: 300 });
const ImportCells = { area: Cell, indicator: Cell, period: Cell, value: Cell, source: Cell, why: Cell };
export const ImportQuery = Type.Object({ areaPath: AreaPath });
const Line = Type.Object({ line: Type.Integer({ minimum: 1 }), ...ImportCells });
export const ImportBody = Type.Object(
  {
    areaPath: AreaPath,
    rows: Type.Array(
      Type.Object(
        { line: Type.Integer({ minimum: 1 }), ...ImportCells, revision: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MOST_IMPORT_ROWS },
    ),
  },
  { additionalProperties: false },
);
export type ImportBody = Static<typeof ImportBody>;
export const CheckedImport = Type.Object({
  rows: Type.Array(Type.Intersect([Line, Type.Object({ revision: Type.Integer() })])),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      outcome: oneOf<Outcome>(OUTCOMES),
      faults: Type.Array(Words),
      standing: DecimalOrNull,
    }),
  ),
});
export type CheckedImport = Static<typeof CheckedImport>;
export const Imported = Type.Object({ written: Type.Integer(), same: Type.Integer() });
export type Imported = Static<typeof Imported>;
