// A case with steps for tests of the counting rules, written as rows: who did what when. It holds no rule.
import type { Instant } from '../../../kernel/instant.ts';
import type { CountedCase, CountedStep } from './counted-case.ts';

export type Row = readonly [at: string, action: string, toState: string, more?: Partial<CountedStep>];

/** `07-03 09:00` of 2026, in the city's own time. */
export const cityTime = (text: string): Instant => Date.parse(`2026-${text.replace(' ', 'T')}:00+08:00`);

export function caseOf(rows: readonly Row[], more: Partial<CountedCase> = {}): CountedCase {
  let state: string | null = null;
  const steps = rows.map(([at, action, toState, own = {}], index): CountedStep => {
    const step: CountedStep = {
      seq: index + 1,
      action,
      fromState: state,
      toState,
      at: cityTime(at),
      isBySystem: false,
      personId: null,
      holderUnitId: null,
      ended: null,
      reason: null,
      isGranted: false,
      saidSolved: null,
      respondBy: null,
      isReached: false,
      isInShift: null,
      as: '',
      score: null,
      headScore: null,
      ...own,
    };
    state = toState;
    return step;
  });
  const last = steps.at(-1);
  return {
    id: 'c1',
    districtId: '500151',
    flow: 'standard',
    state: last?.toState ?? 'reported',
    channel: 'patrol',
    areaPath: '500151.001.001.001',
    itemCode: 'i1',
    unitId: null,
    mainCaseId: null,
    holderUnitId: last?.holderUnitId ?? null,
    holderPersonId: null,
    isSolvedOnSpot: false,
    isForceClosed: false,
    isSuspended: false,
    stage: null,
    dueAt: null,
    deadlineAt: null,
    createdAt: steps[0]?.at ?? 0,
    endedAt: last?.toState === 'closed' ? last.at : null,
    ratings: [],
    steps,
    ...more,
  };
}

/** The clock of a stage that a step ended: due when, used how many minutes. */
export const ended = (stage: string, due: string, minutes = 10): Pick<CountedStep, 'ended'> => ({
  ended: { stage, dueAt: cityTime(due), usedMs: minutes * 60_000 },
});
