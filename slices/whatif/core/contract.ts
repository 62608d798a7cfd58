// What enters and leaves a what-if.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';

const Uuid = Type.String({ pattern: UUID_PATTERN });
const Day = Type.String({ format: 'date' });
const DistrictId = Type.String({ pattern: '^[0-9]{6}$' });
const Minute = Type.Integer({ minimum: 0, maximum: 1_440 });
const Window = Type.Object({ fromMinute: Minute, toMinute: Minute });

const CalendarBody = Type.Object({
  days: Type.Optional(
    Type.Array(Type.Object({ day: Day, windows: Type.Array(Window, { maxItems: 6 }) }), {
      maxItems: 366,
      description: 'days closed (no windows) or opened',
    }),
  ),
  weekly: Type.Optional(
    Type.Array(
      Type.Object({
        weekday: Type.Integer({ minimum: 1, maximum: 7 }),
        fromMinute: Minute,
        toMinute: Minute,
      }),
      { maxItems: 42, description: 'the hours of every week, in place of those in force' },
    ),
  ),
});

export const StartBody = Type.Object({
  districtId: DistrictId,
  title: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
  fromDay: Day,
  toDay: { ...Day, description: 'the last day, included' },
  catalogueId: Type.Optional({ ...Uuid, description: 'a version of the lists, drafts included' }),
  areaVersionId: Type.Optional({ ...Uuid, description: 'a version of the grids, drafts included' }),
  calendar: Type.Optional(CalendarBody),
});
export type StartBody = Static<typeof StartBody>;

export const RunParams = Type.Object({ runId: Uuid });
export const RunsQuery = Type.Object({
  districtId: DistrictId,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
});

const Figures = {
  before: Type.Integer(),
  after: Type.Integer(),
  came: Type.Integer({ description: 'here after, not before' }),
  went: Type.Integer({ description: 'here before, not after' }),
  lateBefore: Type.Integer(),
  lateAfter: Type.Integer(),
  handleLateBefore: Type.Integer(),
  handleLateAfter: Type.Integer(),
  turnedLate: Type.Integer({ description: 'in time before, late after' }),
  turnedInTime: Type.Integer({ description: 'late before, in time after' }),
};

export const RunReply = Type.Object({
  runId: Uuid,
  districtId: DistrictId,
  title: Type.String(),
  state: Type.Union(['running', 'done', 'cancelled', 'failed'].map((state) => Type.Literal(state))),
  fromDay: Type.String(),
  toDay: Type.String(),
  catalogueId: Type.Union([Uuid, Type.Null()]),
  areaVersionId: Type.Union([Uuid, Type.Null()]),
  hasCalendar: Type.Boolean(),
  total: Type.Integer(),
  done: Type.Integer(),
  walkedMs: Type.Number(),
  startedAt: Type.String(),
  startedByName: Type.String(),
  endedAt: Type.Union([Type.String(), Type.Null()]),
});
export type RunReply = Static<typeof RunReply>;
export const RunsReply = Type.Object({ runs: Type.Array(RunReply) });

export const DIMENSIONS = ['whole', 'unit', 'street', 'grid', 'item', 'why'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
const DimensionName = Type.Union(DIMENSIONS.map((name) => Type.Literal(name)));

export const SumsQuery = Type.Object({
  dimension: DimensionName,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5_000, default: 500 })),
  after: Type.Optional(Type.String({ maxLength: 60, description: 'the last key of the page before' })),
});
export const SumsReply = Type.Object({
  sums: Type.Array(
    Type.Object({
      key: Type.String({ description: 'of a unit, an area or an item; empty: nobody, nowhere' }),
      name: Type.String(),
      nameEn: Type.String(),
      ...Figures,
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
});
export type SumsReply = Static<typeof SumsReply>;

export const FIGURES = [
  'before', 'after', 'came', 'went', 'lateBefore', 'lateAfter', 'handleLateBefore', 'handleLateAfter',
  'turnedLate', 'turnedInTime',
] as const;
export type Figure = (typeof FIGURES)[number];

export const CasesQuery = Type.Object({
  dimension: DimensionName,
  key: Type.String({ maxLength: 60 }),
  figure: Type.Union(FIGURES.map((name) => Type.Literal(name))),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  after: Type.Optional({ ...Uuid, description: 'the last case of the page before' }),
});
const NullableText = Type.Union([Type.String(), Type.Null()]);
const NullableYes = Type.Union([Type.Boolean(), Type.Null()]);
const Side = Type.Object({
  areaPath: NullableText,
  areaName: NullableText,
  unitId: NullableText,
  unitName: NullableText,
  isLate: NullableYes,
  isHandleLate: NullableYes,
});
export const CasesReply = Type.Object({
  total: Type.Integer(),
  cases: Type.Array(
    Type.Object({
      caseId: Uuid,
      number: Type.String(),
      itemCode: Type.String(),
      before: Side,
      after: Side,
      why: Type.Union([Type.String(), Type.Null()], { description: 'what cannot be told, and why' }),
    }),
  ),
  next: Type.Union([Uuid, Type.Null()]),
});
export type CasesReply = Static<typeof CasesReply>;
