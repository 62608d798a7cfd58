// What goes out of the doors of figures and pushes. Every number is the length of a list of cases that the
// same reader may open: GET /api/cases with `figure`, `areaPath` and, for a row, `holderUnitId`, `unitId` or
// `stage`.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { AreaPath, ListedCase, orNull, UnitRef, words } from './contract.ts';
import { FIGURE_QUERY } from './figure-query.ts';
import { DAY_FIGURE_IDS } from './figures.ts';
import { PUSH_KIND_NAMES, PUSH_STATES } from './push-states.ts';

const Instant = Type.String({ format: 'date-time' });
const Id = Type.String({ pattern: UUID_PATTERN });
const FigureName = words(DAY_FIGURE_IDS);

/** By figure; one that counts nothing there is left out. */
const Totals = Type.Record(Type.String(), Type.Integer());

export const FiguresQuery = Type.Object({ areaPath: AreaPath });

export const Figures = Type.Object({
  areaPath: Type.String(), asOf: Instant,
  day: Type.String({ description: 'The calendar day of the district, 2026-08-05.' }),
  figures: Type.Array(Type.Object({
    id: FigureName, zh: Type.String(), en: Type.String(), whatZh: Type.String(), whatEn: Type.String(),
    total: Type.Integer(),
    /** The figure of which this is a part, and how many that are. */
    of: orNull(FigureName), outOf: orNull(Type.Integer()),
    /** Under which unit a case is counted: its list asks for `holderUnitId`, or for `unitId`. */
    by: words(['holder', 'responsible']),
  })),
  areas: Type.Array(Type.Object({ areaPath: Type.String(), totals: Totals })),
  units: Type.Array(Type.Object({ unit: UnitRef, totals: Totals })),
  stages: Type.Array(Type.Object({ stage: Type.String(), totals: Totals })),
});
export type Figures = Static<typeof Figures>;

export const PUSHED_BY = ['me', 'ladder'] as const;

export const PushesQuery = Type.Object({
  areaPath: AreaPath, state: Type.Optional(words(PUSH_STATES)), by: Type.Optional(words(PUSHED_BY)),
  /** Of those answered: by the time that was asked for, or after it. */
  isInTime: Type.Optional(Type.Boolean()),
  kind: Type.Optional(words(PUSH_KIND_NAMES)), toUnitId: Type.Optional(Id), period: FIGURE_QUERY.period,
  cursor: Type.Optional(Type.String({ maxLength: 100 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
});
export type PushesQuery = Static<typeof PushesQuery>;

const Answer = Type.Object({
  seq: Type.Integer(), at: Instant, words: Type.String(), photoIds: Type.Array(Id),
  name: orNull(Type.String()), unit: orNull(UnitRef),
});

export const PushItem = Type.Object({
  seq: Type.Integer(), kind: Type.String(), at: Instant, answerBy: orNull(Instant),
  state: words(PUSH_STATES), isAutomatic: Type.Boolean(), words: Type.String(),
  /** Who pushed; nobody where the ladder did. */
  name: orNull(Type.String()), unit: orNull(UnitRef), to: orNull(UnitRef), answer: orNull(Answer),
  of: ListedCase,
});
export type PushItem = Static<typeof PushItem>;

export const PushList = Type.Object({ items: Type.Array(PushItem), nextCursor: orNull(Type.String()) });
export type PushList = Static<typeof PushList>;
