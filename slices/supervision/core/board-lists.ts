// Which list each number of a board opens: the question to GET /api/cases or GET /api/cases/pushes whose
// answer is as long as the number says. The screen's links and the test that walks every number both come
// from here.
import type { PushesQuery } from '../../cases/core/contract-figures.ts';
import type { ListQuery } from '../../cases/core/contract-lists.ts';
import type { AppealFigureId } from '../../cases/core/figure-words.ts';
import { markOfLevel, type Level } from '../../cases/core/levels.ts';
import { SHARE_ACTS, type ShareStage } from '../../cases/core/shares.ts';
import type { Board, Waiting } from './contract.ts';

export type CasesOf = Omit<ListQuery, 'cursor' | 'limit'>;
export type PushesOf = Omit<PushesQuery, 'cursor' | 'limit'>;
export type WaitingFigure = keyof Waiting;
export const WAITING: readonly WaitingFigure[] = ['open', 'red', 'soon'];

type Asked = Pick<Board, 'areaPath' | 'period'>;

export const waitingOf = (areaPath: string, figure: WaitingFigure | 'overdue'): CasesOf => ({
  figure,
  areaPath,
});
export const heldBy = (
  areaPath: string,
  figure: WaitingFigure,
  unitId: string,
  stage?: ShareStage,
): CasesOf => ({ figure, areaPath, holderUnitId: [unitId], ...(stage ? { stage: [stage] } : {}) });
export const heldOn = (areaPath: string, figure: WaitingFigure, level: Level): CasesOf => ({
  figure,
  areaPath,
  level,
});
export const heldUnder = (areaPath: string, figure: WaitingFigure, unitId: string): CasesOf => ({
  figure,
  areaPath,
  underUnitId: unitId,
});

type ShareFigure = 'had' | 'late' | (typeof SHARE_ACTS)[number] | `took_${ShareStage}` | `late_${ShareStage}`;
export const shareOf = ({ areaPath, period }: Asked, figure: ShareFigure, unitId: string): CasesOf => ({
  figure,
  areaPath,
  period,
  byUnitId: unitId,
});
export const levelShareOf = (of: Asked, figure: ShareFigure, level: Level): CasesOf =>
  shareOf(of, figure, markOfLevel(level));

const PUSHES = {
  sent: {},
  inTime: { isInTime: true },
  answeredLate: { isInTime: false },
  late: { state: 'late' },
  waiting: { state: 'waiting' },
  lifted: { state: 'lifted' },
  ended: { state: 'ended' },
} as const satisfies Record<string, Partial<PushesOf>>;
export type PushFigure = keyof typeof PUSHES;
export const PUSH_FIGURES = Object.keys(PUSHES) as PushFigure[];
export const pushesOf = ({ areaPath, period }: Asked, figure: PushFigure, toUnitId?: string): PushesOf => ({
  areaPath,
  period,
  ...PUSHES[figure],
  ...(toUnitId ? { toUnitId } : {}),
});

const APPEALS = {
  asked: 'appealed',
  waiting: 'appeal_waiting',
  granted: 'appeal_granted',
  refused: 'appeal_refused',
} as const satisfies Record<string, AppealFigureId>;
export type AppealFigure = keyof typeof APPEALS;
export const APPEAL_FIGURES = Object.keys(APPEALS) as AppealFigure[];
/** Of one unit, or of all. */
export const appealsOf = ({ areaPath, period }: Asked, figure: AppealFigure, unitId?: string): CasesOf => ({
  figure: APPEALS[figure],
  areaPath,
  period,
  ...(unitId ? { byUnitId: unitId } : {}),
});
export const sumOfAppeals = ({ appeals }: Pick<Board, 'appeals'>, figure: AppealFigure): number =>
  appeals.reduce((sum, row) => sum + row[figure], 0);

export type Listed =
  | { readonly total: number; readonly cases: CasesOf }
  | { readonly total: number; readonly pushes: PushesOf };

function* waitings(of: Waiting, queryOf: (figure: WaitingFigure) => CasesOf): Generator<Listed> {
  for (const figure of WAITING) yield { total: of[figure], cases: queryOf(figure) };
}

function* nowOf(board: Board): Generator<Listed> {
  const { areaPath } = board;
  yield* waitings(board.now, (figure) => waitingOf(areaPath, figure));
  yield { total: board.now.overdue, cases: waitingOf(areaPath, 'overdue') };
  for (const { unit, stages, ...row } of board.matrix) {
    yield* waitings(row, (figure) => heldBy(areaPath, figure, unit.id));
    for (const one of stages) yield* waitings(one, (figure) => heldBy(areaPath, figure, unit.id, one.stage));
  }
  for (const { areaPath: path, levels, ...row } of board.areas) {
    yield* waitings(row, (figure) => waitingOf(path, figure));
    for (const one of levels) yield* waitings(one, (figure) => heldOn(path, figure, one.level));
  }
  for (const { unit, ...row } of board.subCentres) {
    yield* waitings(row, (figure) => heldUnder(areaPath, figure, unit.id));
  }
}

function* periodOf(board: Board): Generator<Listed> {
  for (const { level, stages, ...row } of board.levels) {
    yield* waitings(row, (figure) => heldOn(board.areaPath, figure, level));
    for (const { stage, cases, late } of stages) {
      yield { total: cases, cases: levelShareOf(board, `took_${stage}`, level) };
      yield { total: late, cases: levelShareOf(board, `late_${stage}`, level) };
    }
  }
  for (const { unit, ...row } of board.acts) {
    for (const figure of ['had', 'late', ...SHARE_ACTS] as const) {
      yield { total: row[figure], cases: shareOf(board, figure, unit.id) };
    }
  }
  for (const figure of APPEAL_FIGURES) {
    yield { total: sumOfAppeals(board, figure), cases: appealsOf(board, figure) };
    for (const { unit, ...row } of board.appeals)
      yield { total: row[figure], cases: appealsOf(board, figure, unit.id) };
  }
  for (const { unit, stages } of board.times) {
    for (const { stage, cases, late } of stages) {
      yield { total: cases, cases: shareOf(board, `took_${stage}`, unit.id) };
      yield { total: late, cases: shareOf(board, `late_${stage}`, unit.id) };
    }
  }
}

/** Every number of a board, and what it opens. A push to nobody known is listed with the others. */
export function* numbersOf(board: Board): Generator<Listed> {
  yield* nowOf(board);
  yield* periodOf(board);
  for (const figure of PUSH_FIGURES) {
    yield { total: board.pushes.reduce((sum, row) => sum + row[figure], 0), pushes: pushesOf(board, figure) };
    for (const row of board.pushes) {
      if (row.unit) yield { total: row[figure], pushes: pushesOf(board, figure, row.unit.id) };
    }
  }
}
