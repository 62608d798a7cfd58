// The board of an area over a period. Every number is the length of a list of cases or pushes that the same
// reader may open; which list, is told by board-lists.ts. A unit's row counts a case once.
import { type Static, Type } from '@sinclair/typebox';
import { UUID_PATTERN } from '../../../kernel/id.ts';
import { orNull, UnitRef } from '../../cases/core/contract.ts';
import { FIGURE_QUERY } from '../../cases/core/figure-query.ts';
import { PERIODS, type Period } from '../../cases/core/figure-words.ts';
import { LEVELS, type Level } from '../../cases/core/levels.ts';
import { SHARE_ACTS, SHARE_STAGES, type ShareAct, type ShareStage } from '../../cases/core/shares.ts';

const oneOf = <T extends string>(options: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...options] });
const Count = Type.Integer({ minimum: 0 });

export const BoardQuery = Type.Object({
  /** A district, a street or a community. */
  areaPath: Type.String({ pattern: '^[0-9]{6}(\\.[0-9]{3}){0,2}$' }),
  period: FIGURE_QUERY.period,
});

/** What is open now: how many, and of those past the limit of their stage, or so within two hours. */
const Waiting = { open: Count, red: Count, soon: Count };
const StageName = oneOf<ShareStage>(SHARE_STAGES);

const UnitRow = { unit: UnitRef, level: oneOf<Level>(LEVELS) };

export const Board = Type.Object({
  areaPath: Type.String(),
  period: oneOf<Period>(PERIODS),
  asOf: Type.String({ format: 'date-time' }),
  fromDay: Type.String(),
  toDay: Type.String(),
  now: Type.Object({ ...Waiting, overdue: Count }),
  /** Units that hold something red, or soon red, by stage; those with most first. */
  matrix: Type.Array(
    Type.Object({
      ...UnitRow,
      ...Waiting,
      stages: Type.Array(Type.Object({ stage: StageName, ...Waiting })),
    }),
  ),
  /** Where cases wait now: the areas below, by the level that holds them. */
  areas: Type.Array(
    Type.Object({
      areaPath: Type.String(),
      ...Waiting,
      levels: Type.Array(Type.Object({ level: oneOf<Level>(LEVELS), ...Waiting })),
    }),
  ),
  subCentres: Type.Array(Type.Object({ unit: UnitRef, ...Waiting })),
  /** What each level holds now, and how long it held what it was done with in the period. */
  levels: Type.Array(
    Type.Object({
      level: oneOf<Level>(LEVELS),
      ...Waiting,
      stages: Type.Array(
        Type.Object({
          stage: StageName,
          cases: Count,
          late: Count,
          medianMs: Type.Number(),
          p90Ms: Type.Number(),
        }),
      ),
    }),
  ),
  pushes: Type.Array(
    Type.Object({
      unit: orNull(UnitRef),
      sent: Count,
      inTime: Count,
      answeredLate: Count,
      late: Count,
      waiting: Count,
      lifted: Count,
      ended: Count,
    }),
  ),
  /** Of the cases in which a unit had a part: how many came back, went up, or took longer. */
  acts: Type.Array(
    Type.Object({
      ...UnitRow,
      had: Count,
      late: Count,
      ...(Object.fromEntries(SHARE_ACTS.map((act) => [act, Count])) as Record<ShareAct, typeof Count>),
    }),
  ),
  /** Overdue appeals that were made in the period, and how they stand now. */
  appeals: Type.Array(
    Type.Object({ unit: UnitRef, asked: Count, waiting: Count, granted: Count, refused: Count }),
  ),
  /** Time used in a stage against the limits of those stages; `limitMs` 0 where no limit is known. */
  times: Type.Array(
    Type.Object({
      ...UnitRow,
      usedMs: Type.Number(),
      limitMs: Type.Number(),
      stages: Type.Array(
        Type.Object({
          stage: StageName,
          cases: Count,
          late: Count,
          usedMs: Type.Number(),
          limitMs: Type.Number(),
        }),
      ),
    }),
  ),
  worst: Type.Array(
    Type.Object({
      caseId: Type.String({ pattern: UUID_PATTERN }),
      number: Type.String(),
      description: Type.String(),
      itemName: orNull(Type.String()),
      itemNameEn: orNull(Type.String()),
      unit: orNull(UnitRef),
      stage: StageName,
      usedMs: Type.Number(),
      limitMs: Type.Number(),
      at: Type.String({ format: 'date-time' }),
    }),
  ),
});
export type Board = Static<typeof Board>;
export type Waiting = Pick<Board['now'], 'open' | 'red' | 'soon'>;
