// What goes in and out of the doors of sampling. What a reader may not know yet is left out on the server.
import { type Static, Type } from '@sinclair/typebox';
import { orNull } from '../../cases/core/contract.ts';
import { AreaPath, Day, Id, Limit, oneOf, PeriodView } from '../../evaluation/core/contract.ts';
import { DRAWN_BY, type DrawnBy } from './plan.ts';

/** Told when a sample is drawn; `data` is a RecheckDrawn. Quiet: no screen learns of it by this. */
export const RECHECK_DRAWN = 'recheck.drawn';

export interface RecheckDrawn {
  readonly isQuiet: true;
  readonly drawId: string;
  readonly areaPath: string;
  /** Inspectors who have something to look at; nobody hears of their own work or their unit's. */
  readonly personIds: readonly string[];
  readonly titleZh: string;
  readonly titleEn: string;
}

/** Told of a case whose second look has a result; `data` is a RecheckFound. */
export const RECHECK_FOUND = 'recheck.found';

export interface RecheckFound {
  readonly isQuiet: true;
  readonly recheckId: string;
  readonly drawId: string;
  /** Whose work it was. */
  readonly unitId: string;
  readonly areaPath: string;
  readonly outcome: Outcome;
  readonly isReopened: boolean;
}

const Percent = (minimum: number) => Type.Integer({ minimum, maximum: 100 });
const Count = Type.Integer({ minimum: 0 });
const At = Type.String({ format: 'date-time' });
const Words = Type.String({ minLength: 2, maxLength: 500 });

const shares = { sharePercent: Percent(1), reworkPercent: Percent(1), morePercent: Percent(0) };

export const PlanBody = Type.Object(
  { areaPath: AreaPath, period: oneOf<DrawnBy>(DRAWN_BY), ...shares, validFrom: Day },
  { additionalProperties: false },
);
export type PlanBody = Static<typeof PlanBody>;

export const PlanView = Type.Object({
  id: Id,
  areaPath: Type.String(),
  period: oneOf<DrawnBy>(DRAWN_BY),
  ...shares,
  validFrom: Day,
  validTo: orNull(Day),
  madeAt: At,
  madeByName: Type.String(),
});
export type PlanView = Static<typeof PlanView>;

export const OfAreaQuery = Type.Object({ areaPath: AreaPath, limit: Limit });
export const Plans = Type.Object({ plans: Type.Array(PlanView) });

export const DrawBody = Type.Object(
  { areaPath: AreaPath, /** A day of the period. */ day: Day },
  { additionalProperties: false },
);

/** Rates of one unit: of `cases` so many drawn, checked and held. */
export const UnitRates = Type.Object({
  unitId: Id,
  name: Type.String(),
  nameEn: Type.String(),
  percent: Type.Integer(),
  cases: Count,
  drawn: Count,
  checked: Count,
  held: Count,
});
export type UnitRates = Static<typeof UnitRates>;

export const DrawView = Type.Object({
  id: Id,
  areaPath: Type.String(),
  period: PeriodView,
  drawnAt: At,
  /** Null: by the clock. */
  drawnByName: orNull(Type.String()),
  /** With it and the cases anyone draws the same; null while work of the reader’s own unit waits. */
  seed: orNull(Type.String()),
  units: Type.Array(UnitRates),
});
export type DrawView = Static<typeof DrawView>;
export const Draws = Type.Object({ draws: Type.Array(DrawView) });

export const DrawParams = Type.Object({ drawId: Id });
export const DrawnAgain = Type.Object({ isSame: Type.Boolean(), cases: Count, drawn: Count });

export const OUTCOMES = ['held', 'not_held'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const Brief = {
  id: Id,
  caseId: Id,
  number: Type.String(),
  itemName: orNull(Type.String()),
  itemNameEn: orNull(Type.String()),
  areaPath: Type.String(),
};

export const ResultView = Type.Object({
  ...Brief,
  state: Type.String(),
  unitId: Id,
  unitName: Type.String(),
  unitNameEn: Type.String(),
  outcome: orNull(oneOf<Outcome>(OUTCOMES)),
  words: orNull(Type.String()),
  photoIds: Type.Array(Id),
  checkedAt: orNull(At),
  checkedByName: orNull(Type.String()),
  isReopened: Type.Boolean(),
});
export type ResultView = Static<typeof ResultView>;

export const ResultsQuery = Type.Object({
  outcome: Type.Optional(oneOf<Outcome>(OUTCOMES)),
  /** The id of the last one of the page before. */
  cursor: Type.Optional(Id),
  limit: Limit,
});
export const Results = Type.Object({ items: Type.Array(ResultView), nextCursor: orNull(Type.String()) });
export type Results = Static<typeof Results>;

export const TasksQuery = Type.Object({ limit: Limit });
export const TaskView = Type.Object({ ...Brief, drawnAt: At });
export type TaskView = Static<typeof TaskView>;
export const Tasks = Type.Object({ tasks: Type.Array(TaskView) });

export const TaskParams = Type.Object({ recheckId: Id });
export const ResultBody = Type.Object(
  {
    outcome: oneOf<Outcome>(OUTCOMES),
    words: Words,
    photoIds: Type.Array(Id, { minItems: 1, maxItems: 9 }),
  },
  { additionalProperties: false },
);
export type ResultBody = Static<typeof ResultBody>;
export const ResultReply = Type.Object({ id: Id, caseId: Id, isReopened: Type.Boolean() });
