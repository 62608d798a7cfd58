// What goes in and out of the doors of briefs.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import {
  AreaPath,
  CountedCases,
  Cursor,
  Day,
  Limit,
  oneOf,
  PeriodView,
} from '../../evaluation/core/contract.ts';
import { PERIOD_KINDS, type PeriodKind } from '../../evaluation/core/period.ts';
import { BriefText, ROWS_BY, type RowsBy } from './brief-text.ts';
import { FIGURE_IDS, type FigureId } from './figures.ts';
import { BRIEF_KINDS, type BriefKind } from './plan.ts';

const Id = Type.String({ pattern: UUID_PATTERN });
const Instant = Type.String({ format: 'date-time' });
const Nothing = Type.Null();

/** Told when one is issued; `data` is a BriefIssued. */
export const BRIEF_ISSUED = 'brief.issued';

export interface BriefIssued {
  readonly briefId: string;
  readonly revision: number;
  /** The centre of the area; null where it has none. */
  readonly unitId: string | null;
  readonly titleZh: string;
  readonly titleEn: string;
}

const Asked = { areaPath: AreaPath, kind: oneOf<BriefKind>(BRIEF_KINDS), day: Day };

export const BriefParams = Type.Object({ briefId: Id });
export const PreviewQuery = Type.Object(Asked);
export type PreviewQuery = Static<typeof PreviewQuery>;

export const BriefsQuery = Type.Object({
  areaPath: AreaPath,
  kind: Type.Optional(oneOf<BriefKind>(BRIEF_KINDS)),
  /** Behind the brief with this id. */
  after: Type.Optional(Id),
  limit: Limit,
});
export type BriefsQuery = Static<typeof BriefsQuery>;

const Head = {
  areaPath: Type.String(),
  areaName: Type.String(),
  areaNameEn: Type.String(),
  kind: oneOf<BriefKind>(BRIEF_KINDS),
  period: PeriodView,
  /** When its figures were read. */
  asOf: Instant,
};

const Issued = {
  id: Id,
  revision: Type.Integer(),
  /** Why it was issued again; null for the first. */
  why: Type.Union([Type.String(), Nothing]),
  /** Null where it was written by itself. */
  byName: Type.Union([Type.String(), Nothing]),
};

export const BriefHead = Type.Object({ ...Head, ...Issued });
export type BriefHead = Static<typeof BriefHead>;
export const Briefs = Type.Object({
  briefs: Type.Array(BriefHead),
  nextAfter: Type.Union([Id, Nothing]),
});
export type Briefs = Static<typeof Briefs>;

/** Not issued: as it would be now. */
export const Preview = Type.Object({ ...Head, text: BriefText });
export type Preview = Static<typeof Preview>;
export const Brief = Type.Object({ ...Head, ...Issued, text: BriefText });
export type Brief = Static<typeof Brief>;

export const IssueBody = Type.Object(
  { ...Asked, why: Type.Optional(Type.String({ minLength: 2, maxLength: 500 })) },
  { additionalProperties: false },
);
export type IssueBody = Static<typeof IssueBody>;

export const FigureQuery = Type.Object({
  areaPath: AreaPath,
  figure: oneOf<FigureId>(FIGURE_IDS),
  by: oneOf<RowsBy>(ROWS_BY),
  /** The area itself, one of those below it, or an item. */
  key: Type.String({ minLength: 1, maxLength: 80 }),
  period: oneOf<PeriodKind>(PERIOD_KINDS),
  day: Day,
  cursor: Cursor,
  limit: Limit,
});
export type FigureQuery = Static<typeof FigureQuery>;
export const FigureCases = CountedCases;

/** The minute of the day at which it is written. */
const Minute = Type.Integer({ minimum: 0, maximum: 1_439 });

export const PlansQuery = Type.Object({ areaPath: AreaPath });
/** Without a minute it is not written by itself. */
export const PlanBody = Type.Object(
  { areaPath: AreaPath, kind: oneOf<BriefKind>(BRIEF_KINDS), minute: Type.Optional(Minute) },
  { additionalProperties: false },
);
export type PlanBody = Static<typeof PlanBody>;

export const Plans = Type.Object({
  areaPath: Type.String(),
  plans: Type.Array(
    Type.Object({
      kind: oneOf<BriefKind>(BRIEF_KINDS),
      minute: Type.Union([Minute, Nothing]),
      nextAt: Type.Union([Instant, Nothing]),
    }),
  ),
});
export type Plans = Static<typeof Plans>;
