// What goes in and out of the doors of evaluation. Every number comes with the count it is made of, and each
// count opens the list of its cases.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { orNull } from '../../cases/core/contract.ts';
import { type Breakdown, BREAKDOWNS } from './breakdown.ts';
import { COUNT_NAMES, type CountName } from './counts.ts';
import { type Band, BANDS, GRAINS, type Grain, SHOWN_AS, type ShownAs } from './indicator.ts';
import { PERIOD_KINDS, type PeriodKind } from './period.ts';

export const oneOf = <T extends string>(options: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...options] });
export const Id = Type.String({ pattern: UUID_PATTERN });
const Count = Type.Integer({ minimum: 0 });
const Share = orNull(Type.Number());
export const AreaPath = Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,2}$' });
/** A day of the period, in the district's own time. */
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
export const Limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }));
export const Cursor = Type.Optional(Type.String({ maxLength: 200 }));

export const PeriodQuery = { period: oneOf<PeriodKind>(PERIOD_KINDS), day: Day };

export const TableQuery = Type.Object({
  areaPath: AreaPath,
  by: oneOf<Breakdown>(BREAKDOWNS),
  ...PeriodQuery,
  /** The key of the last row of the page before. */
  after: Cursor,
  limit: Limit,
});

export const PeriodView = Type.Object({
  kind: oneOf<PeriodKind>(PERIOD_KINDS),
  from: Day,
  to: Day,
  zh: Type.String(),
  en: Type.String(),
});

/** How far counting is: it follows the cases, a moment behind. */
export const Counting = Type.Object({
  /** When the last step was taken whose event is counted, and the last there is. */
  countedTo: orNull(Type.String({ format: 'date-time' })),
  lastAt: orNull(Type.String({ format: 'date-time' })),
  /** Events that wait to be counted, told up to 1,000. */
  waiting: Count,
  /** Cases are being counted that no event told of, or by new rules. */
  isCatchingUp: Type.Boolean(),
});
export type Counting = Static<typeof Counting>;

const TermView = Type.Object({ count: oneOf<CountName>(COUNT_NAMES), measure: Type.String() });
export const IndicatorView = Type.Object({
  id: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  formulaZh: Type.String(),
  formulaEn: Type.String(),
  /** Which cases a period assesses by it. */
  assessedZh: Type.String(),
  assessedEn: Type.String(),
  source: Type.String(),
  shownAs: oneOf<ShownAs>(SHOWN_AS),
  isHigherBetter: Type.Boolean(),
  /** The worst value that is still A, B, C, D; none where it is told and not judged. */
  limits: Type.Array(Type.Number()),
  top: TermView,
  bottom: TermView,
  less: Type.Optional(TermView),
  grains: Type.Array(oneOf<Grain>(GRAINS)),
});
export type IndicatorView = Static<typeof IndicatorView>;

export const Cell = Type.Object({
  indicator: Type.String(),
  /** As its terms are measured: cases, times, or milliseconds. */
  top: Type.Number(),
  bottom: Type.Number(),
  value: Share,
  /** Without what is exempt. */
  band: orNull(oneOf<Band>(BANDS)),
  /** The value of the period before, and of the same a year ago. */
  before: Share,
  yearAgo: Share,
});
export type Cell = Static<typeof Cell>;

export const CountView = Type.Object({
  count: oneOf<CountName>(COUNT_NAMES),
  cases: Count,
  times: Count,
  exempt: Count,
});

export const Row = Type.Object({
  /** The path, the unit or the item. */
  key: Type.String(),
  name: Type.String(),
  nameEn: Type.String(),
  cells: Type.Array(Cell),
  counts: Type.Array(CountView),
  score: Type.Union([
    Type.Object({
      points: Type.Number(),
      band: oneOf<Band>(BANDS),
      judged: Type.Number(),
      scheme: Type.String(),
    }),
    Type.Null(),
  ]),
});
export type Row = Static<typeof Row>;

export const Table = Type.Object({
  areaPath: Type.String(),
  by: oneOf<Breakdown>(BREAKDOWNS),
  period: PeriodView,
  before: PeriodView,
  yearAgo: PeriodView,
  indicators: Type.Array(IndicatorView),
  rows: Type.Array(Row),
  nextAfter: orNull(Type.String()),
  counting: Counting,
});
export type Table = Static<typeof Table>;

export const CasesQuery = Type.Object({
  areaPath: AreaPath,
  by: oneOf<Breakdown>(BREAKDOWNS),
  /** The row; the area's own path for the whole. */
  key: Type.String({ minLength: 1, maxLength: 80 }),
  count: oneOf<CountName>(COUNT_NAMES),
  ...PeriodQuery,
  cursor: Cursor,
  limit: Limit,
});

export const CountedCases = Type.Object({
  items: Type.Array(
    Type.Object({
      caseId: Id,
      number: Type.String(),
      state: Type.String(),
      itemName: orNull(Type.String()),
      itemNameEn: orNull(Type.String()),
      areaPath: Type.String(),
      day: Day,
      times: Count,
      usedMs: Type.Number(),
      isExempt: Type.Boolean(),
    }),
  ),
  nextCursor: orNull(Type.String()),
});
export type CountedCases = Static<typeof CountedCases>;

export const OwnQuery = Type.Object({ ...PeriodQuery });
const Own = Type.Object({
  kind: oneOf(['unit', 'person'] as const),
  subject: Id,
  name: Type.String(),
  nameEn: Type.String(),
  cells: Type.Array(Cell),
  counts: Type.Array(CountView),
});
export const OwnFigures = Type.Object({
  period: PeriodView,
  indicators: Type.Array(IndicatorView),
  /** The person first, then the units that the person heads. */
  subjects: Type.Array(Own),
  /** What was published of this period where one works, the last revision of each area, as long as a score
   *  in it can be contested. */
  publications: Type.Array(Type.Object({ id: Id, areaPath: Type.String(), revision: Type.Integer() })),
  /** Who has looked at the person's figures, the last first. */
  looks: Type.Array(Type.Object({ at: Type.String(), byName: Type.String(), why: Type.String() })),
  counting: Counting,
});
export type OwnFigures = Static<typeof OwnFigures>;

export const OwnCasesQuery = Type.Object({
  kind: oneOf(['unit', 'person'] as const),
  subject: Id,
  count: oneOf<CountName>(COUNT_NAMES),
  ...PeriodQuery,
  cursor: Cursor,
  limit: Limit,
});

export const LookBody = Type.Object(
  { personId: Id, why: Type.String({ minLength: 2, maxLength: 200 }), ...PeriodQuery },
  { additionalProperties: false },
);
export const LookParams = Type.Object({ lookId: Id });
export const LookCasesQuery = Type.Object({
  count: oneOf<CountName>(COUNT_NAMES),
  ...PeriodQuery,
  cursor: Cursor,
  limit: Limit,
});
export const PersonFigures = Type.Object({
  /** The look as it stands on record; it opens the cases behind the figures for a day. */
  id: Id,
  period: PeriodView,
  indicators: Type.Array(IndicatorView),
  name: Type.String(),
  cells: Type.Array(Cell),
  counts: Type.Array(CountView),
});
export type PersonFigures = Static<typeof PersonFigures>;
