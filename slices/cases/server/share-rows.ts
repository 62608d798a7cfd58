// From a change of a case to the rows of its shares and pushes. Decides nothing: what a share is stands in
// core/shares.ts, what a push is in the case's own record.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { limitMs } from '../../calendar/core/limit.ts';
import type { UnitDirectory } from '../../people/server/public.ts';
import type { CaseFile, Push } from '../core/case-file.ts';
import { limitsOf } from '../core/clock-effects.ts';
import { isOpenState } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import { type Level, levelOf, markOfLevel } from '../core/levels.ts';
import { type LimitOf, type Parts, type Share, SHARE_STAGES, sharesOf, together } from '../core/shares.ts';
import type { Step } from '../core/step.ts';
import type { CaseKey } from './queries.ts';
import type { MovedRow, PushedRow, ShareRow } from './queries-shares.ts';

const keyOf = (file: CaseFile): CaseKey => ({ district_id: file.districtId, case_id: file.id });

/** A stage's limit as the rule gives it; that of the clock that runs is the clock's own, with what was added.
 *  */
const limitBy = (file: CaseFile): LimitOf => {
  const limits = limitsOf(flowNamed(file.flow), file);
  return (stage) => (file.clock?.stage === stage ? limitMs(file.clock.limit) : limitMs(limits[stage]));
};

const partsOf = (file: CaseFile | undefined): Parts => ({
  holderUnitId: file?.holder?.unitId ?? null,
  workerUnitId: file?.unitId ?? (file?.isSolvedOnSpot ? file.handlerUnitId : null),
});

const rowOf = (share: Share, file: CaseFile, level: Level): ShareRow & CaseKey => ({
  ...keyOf(file),
  unit_id: share.unitId,
  kind: share.kind,
  level,
  area_path: file.place.areaPath,
  last_at: toIso(share.lastAt),
  times: share.times,
  used_ms: share.usedMs,
  limit_ms: share.limitMs,
  is_late: share.isLate,
});

/** The same by level: units of one level that had a case one after the other have one share together. */
function sharesOfLevels(
  shares: readonly Share[],
  levelBy: (share: Share) => Level,
): readonly [Share, Level][] {
  const byLevel = new Map<string, [Share, Level]>();
  for (const share of shares.filter(({ kind }) => SHARE_STAGES.some((stage) => stage === kind))) {
    const level = levelBy(share);
    const unitId = markOfLevel(level);
    const key = `${unitId} ${share.kind}`;
    byLevel.set(key, [together(byLevel.get(key)?.[0], { ...share, unitId }), level]);
  }
  return [...byLevel.values()];
}

/** What these steps add to the shares of the case. `before`: the case as it was; undefined from the start on.
 *  */
export function shareRows(
  before: CaseFile | undefined,
  after: CaseFile,
  steps: readonly Step[],
  directory: UnitDirectory,
): readonly (ShareRow & CaseKey)[] {
  const shares = sharesOf(flowNamed(after.flow), steps, partsOf(before), limitBy(before ?? after));
  const levelBy = ({ unitId }: Share): Level => levelOf(directory.unit(unitId));
  return [...shares.map((share) => [share, levelBy(share)] as const), ...sharesOfLevels(shares, levelBy)].map(
    ([share, level]) => rowOf(share, after, level),
  );
}

export function movedRows(
  before: CaseFile | undefined,
  after: CaseFile,
  written: readonly ShareRow[],
): readonly MovedRow[] {
  const { areaPath } = after.place;
  if (before === undefined || before.place.areaPath === areaPath) return [];
  return [
    {
      case_id: after.id,
      area_path: areaPath,
      written: written.map(({ unit_id, kind }) => `${unit_id} ${kind}`),
    },
  ];
}

const isOpen = (file: CaseFile): boolean => isOpenState(flowNamed(file.flow), file.state);

type AtOf = (seq: number) => Instant | undefined;

const pushRow = (push: Push, file: CaseFile, atOf: AtOf): PushedRow & CaseKey => {
  const answeredAt = push.answeredSeq === null ? undefined : atOf(push.answeredSeq);
  return {
    ...keyOf(file),
    seq: push.seq,
    area_path: file.place.areaPath,
    kind: push.kind,
    to_unit_id: push.toUnitId,
    is_automatic: push.isAutomatic,
    at: toIso(push.at),
    answer_by: push.answerBy === null ? null : toIso(push.answerBy),
    answered_seq: answeredAt === undefined ? null : push.answeredSeq,
    answered_at: answeredAt === undefined ? null : toIso(answeredAt),
    is_lifted: push.liftedSeq !== null,
    is_case_open: isOpen(file),
  };
};

/** Those that this change has made or touched; all of them where the case has ended, begun anew or moved. */
export function pushRows(
  before: CaseFile | undefined,
  after: CaseFile,
  steps: readonly Step[],
): readonly (PushedRow & CaseKey)[] {
  const hasTurned =
    before === undefined ||
    isOpen(before) !== isOpen(after) ||
    before.place.areaPath !== after.place.areaPath;
  const same = new Set(hasTurned ? [] : before.pushes);
  const times = new Map(steps.map((step) => [step.seq, step.at]));
  return after.pushes
    .filter((push) => !same.has(push))
    .map((push) => pushRow(push, after, (seq) => times.get(seq)));
}
