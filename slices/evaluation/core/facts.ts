// The counting rules of evaluation: from one case and its steps to its facts, and nothing else: no clock, no
// other case. So facts can be made again at any time and are the same; what was counted as the steps came
// and what is counted anew from all of them cannot differ (docs/decisions/0017-evaluation.md). Pure.
import { DAY, HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { countRatings } from './count-ratings.ts';
import { countResponses } from './count-responses.ts';
import { type CountedCase, type CountedStep, hasLeft, standingSteps } from './counted-case.ts';
import type { CountName, Fact } from './counts.ts';
import { flowNamed } from '../../cases/core/flows.ts';
import { AREA, personSubject, type Subject, type Tally, tally, unitSubject } from './tally.ts';
import { type Ended, returnsOf, runningIn, sendings, stageEnds, workers } from './work.ts';

type Steps = readonly CountedStep[];

/** Raised whenever a rule here changes: what was counted by an older edition is counted again. */
export const FACTS_EDITION = 3;

const BEING_FILED = ['dispatched', 'handling', 'answered'];

/** Placed on the day of the report. Merged and withdrawn ones have left; a rejected one was not valid. */
function countReport(to: Tally, file: CountedCase, steps: Steps): void {
  const [first] = file.steps;
  if (!first || file.state === 'merged' || file.state === 'withdrawn') return;
  const isOfficers = file.channel === 'patrol' && first.personId !== null;
  const subjects: Subject[] = [
    ...(file.mainCaseId === null ? [AREA] : []),
    ...(isOfficers && first.personId !== null ? [personSubject(first.personId)] : []),
  ];
  const isValid = file.state !== 'rejected' && file.state !== 'reported';
  const isFiled = isValid && steps.some(({ toState }) => BEING_FILED.includes(toState));
  for (const subject of subjects) {
    to.add(subject, 'reported', file.createdAt);
    if (isValid) to.add(subject, 'valid', file.createdAt);
    if (isFiled && subject === AREA) to.add(subject, 'filed', file.createdAt);
    if (isValid && file.isSolvedOnSpot) to.add(subject, 'solved_on_spot', file.createdAt);
  }
}

/** Of the grid, never of a person. What was merged into an officer's report has left; what came outside the
 *  shift, or from when nobody noted it, was missed by nobody. */
function countMissed(to: Tally, file: CountedCase): void {
  const [first] = file.steps;
  const isValid = !hasLeft(file) && file.state !== 'reported' && file.mainCaseId === null;
  if (!first || !isValid || first.isInShift === null) return;
  const isTold = flowNamed(file.flow).channels[file.channel]?.tellsOfMissed === true;
  const isMissed = isTold && first.isInShift;
  if (isMissed) to.add(AREA, 'missed', file.createdAt);
  if (isMissed || (file.channel === 'patrol' && first.personId !== null))
    to.add(AREA, 'to_find', file.createdAt);
}

/** Whom a matter counts for: the area by its main case alone, a unit by each part that was its own. */
const subjectsOf = (file: CountedCase): readonly Subject[] => [
  ...(file.mainCaseId === null ? [AREA] : []),
  ...(file.unitId === null ? [] : [unitSubject(file.unitId)]),
];

const HAPPENED = ['return', 'rework', 'reopen'];

/** A matter that was due: which of the counts by its deadline hold for it, and how long it took. */
function dueCounts(file: CountedCase, steps: Steps, offsetMinutes: number): readonly CountName[] {
  const { endedAt, deadlineAt, createdAt } = file;
  const isClosed = file.state === 'closed' && endedAt !== null;
  const isInTime = isClosed && deadlineAt !== null && endedAt <= deadlineAt;
  const tookMs = isClosed ? endedAt - createdAt : Number.POSITIVE_INFINITY;
  const dayOf = (at: Instant): number => Math.floor((at + offsetMinutes * MINUTE) / DAY);
  const isPostponed = steps.some(
    ({ action, isGranted }) => isGranted && (action === 'answer_extend' || action === 'answer_suspend'),
  );
  const holds: Readonly<Partial<Record<CountName, boolean>>> = {
    due: true,
    closed_in_time: isInTime,
    closed_late: isClosed && !isInTime,
    postponed: isPostponed && !isInTime,
    closed_first_time: isClosed && !steps.some(({ action }) => HAPPENED.includes(action)),
    within_4h: tookMs <= 4 * HOUR,
    within_24h: tookMs <= DAY,
    same_day: isClosed && dayOf(endedAt) === dayOf(createdAt),
  };
  return (Object.keys(holds) as CountName[]).filter((name) => holds[name]);
}

/** Without a name: what an officer says of the result of a report of their own is told in sums alone. */
const REPORTER = 'reporter';

/** Placed on the day of the whole case's deadline, whenever it ended. What an officer solved on the spot is
 *  not a unit's work; a forced closing is told, outside the rates; a suspended one is not due. */
function countClosing(to: Tally, file: CountedCase, steps: Steps, offsetMinutes: number): void {
  const { deadlineAt, endedAt, createdAt } = file;
  if (deadlineAt === null || file.isSolvedOnSpot || file.isSuspended) return;
  const subjects = subjectsOf(file);
  if (file.isForceClosed) {
    for (const subject of subjects) to.add(subject, 'forced', deadlineAt);
    return;
  }
  const counts = dueCounts(file, steps, offsetMinutes);
  // Called more than once: what they said last.
  const called = steps.findLast(({ saidSolved }) => saidSolved !== null);
  const rating = file.ratings.findLast(({ by }) => by === REPORTER);
  for (const subject of subjects) {
    for (const count of counts) to.add(subject, count, deadlineAt);
    if (file.state === 'closed' && endedAt !== null)
      to.add(subject, 'closed', deadlineAt, 1, endedAt - createdAt);
    if (rating) {
      to.add(subject, 'rated', deadlineAt);
      to.add(subject, 'points_by_reporter', deadlineAt, rating.score);
    }
    if (rating?.isSatisfied) to.add(subject, 'satisfied', deadlineAt);
    if (called) to.add(subject, 'visited', deadlineAt);
    if (called?.saidSolved) to.add(subject, 'said_solved', deadlineAt);
  }
}

/** Closings and reopenings, for the unit whose work it was then. */
function countReopenings(to: Tally, file: CountedCase, steps: Steps): void {
  if (file.deadlineAt === null || file.isSolvedOnSpot || file.isForceClosed || file.isSuspended) return;
  const before = workers(steps);
  for (const [action, count] of [
    ['close', 'closings'],
    ['reopen', 'reopened'],
  ] as const) {
    const times = new Map<string, number>();
    const found = steps.flatMap((step, index) => (step.action === action ? [before[index] ?? null] : []));
    for (const unitId of found) if (unitId) times.set(unitId, (times.get(unitId) ?? 0) + 1);
    if (file.mainCaseId === null) to.add(AREA, count, file.deadlineAt, found.length);
    for (const [unitId, n] of times) to.add(unitSubject(unitId), count, file.deadlineAt, n);
  }
}

/** The ends of one stage that were one subject's work. */
function bySubject(
  ends: readonly Ended[],
  subjectOf: (end: Ended) => string | null,
): ReadonlyMap<string, readonly Ended[]> {
  const groups = new Map<string, Ended[]>();
  for (const end of ends) {
    const id = subjectOf(end);
    if (id !== null) groups.set(id, [...(groups.get(id) ?? []), end]);
  }
  return groups;
}

interface CentreStage {
  readonly stage: 'accept' | 'dispatch' | 'verify';
  /** The stage's own end, and not that the case went another way. */
  readonly isDone: (step: CountedStep) => boolean;
  readonly names: readonly [to: CountName, done: CountName, inTime: CountName, rightly: CountName | null];
}

const CENTRE_STAGES: readonly CentreStage[] = [
  {
    stage: 'accept',
    isDone: ({ toState }) => toState === 'accepted',
    names: ['to_accept', 'accepted', 'accepted_in_time', 'accepted_rightly'],
  },
  {
    stage: 'dispatch',
    isDone: ({ toState }) => toState === 'dispatched' || toState === 'handling',
    names: ['to_dispatch', 'dispatched', 'dispatched_in_time', 'dispatched_rightly'],
  },
  {
    stage: 'verify',
    isDone: ({ action }) => action === 'verify' || action === 'rework',
    names: ['to_verify', 'verified', 'verified_in_time', null],
  },
];

/** Sendings that came back as another's, and were not the unit's own after all. */
const wrongSendings = (steps: Steps): ReadonlySet<CountedStep | undefined> =>
  new Set(
    returnsOf(steps).flatMap(({ sending, isNotMine, isWrongful }) =>
      isNotMine && !isWrongful ? [sending] : [],
    ),
  );

function countCentres(to: Tally, file: CountedCase, steps: Steps): void {
  const ends = stageEnds(steps);
  const wrong = wrongSendings(steps);
  const isOverturned = steps.some(({ action }) => action === 'reject');
  for (const {
    stage,
    isDone,
    names: [due, done, inTime, rightly],
  } of CENTRE_STAGES) {
    const own = ends.filter((end) => end.stage === stage && isDone(end.step));
    const running = runningIn(file, [stage]);
    const tell = (subject: Subject, of: readonly Ended[], dueAt: Instant): void => {
      const isRight = stage === 'accept' ? !isOverturned : of.every(({ step }) => !wrong.has(step));
      to.add(subject, due, dueAt);
      to.add(subject, done, dueAt, of.length);
      if (of.length > 0 && of.every(({ isLate }) => !isLate)) to.add(subject, inTime, dueAt);
      if (rightly && of.length > 0 && isRight) to.add(subject, rightly, dueAt);
    };
    const units = bySubject(own, ({ unitId }) => unitId);
    for (const [id, of] of units) {
      const dueAt = running?.unitId === id ? running.dueAt : (of.at(-1)?.dueAt ?? file.createdAt);
      tell(unitSubject(id), of, dueAt);
    }
    if (running && !units.has(running.unitId)) tell(unitSubject(running.unitId), [], running.dueAt);
    for (const [id, of] of bySubject(own, ({ personId }) => personId)) {
      tell(personSubject(id), of, of.at(-1)?.dueAt ?? file.createdAt);
    }
  }
}

const WORK_STAGES = ['claim', 'handle'];

interface Work {
  readonly sent: number;
  readonly fed: readonly Ended[];
  readonly reworked: number;
  readonly returned: number;
  readonly wrongly: number;
  /** It waits for this subject now. */
  readonly isRunning: boolean;
  readonly at: Instant;
}

function tellWork(to: Tally, subject: Subject, work: Work): void {
  const { fed, at } = work;
  const isHandled = fed.length > 0;
  if (subject.kind === 'unit') {
    to.add(subject, 'sent', at, work.sent);
    to.add(subject, 'returned', at, work.returned);
    to.add(subject, 'returned_wrongly', at, work.wrongly);
  }
  if (isHandled || work.isRunning) to.add(subject, 'to_handle', at);
  // The longest: a clock that goes on after a rework counts what it had counted before.
  if (isHandled) to.add(subject, 'handled', at, 1, Math.max(...fed.map(({ usedMs }) => usedMs)));
  if (isHandled && fed.every(({ isLate }) => !isLate)) to.add(subject, 'handled_in_time', at);
  to.add(subject, 'reworked', at, work.reworked);
}

/** Whose feedback each rework sent back. */
const reworksOf = (steps: Steps, idOf: (fed: Ended) => string | null, fed: readonly Ended[]) =>
  steps
    .filter(({ action }) => action === 'rework')
    .flatMap(({ seq }) => {
      const last = fed.findLast(({ step }) => step.seq < seq);
      const id = last && idOf(last);
      return id ? [id] : [];
    });

const timesOf = (ids: readonly (string | null)[], id: string): number =>
  ids.filter((one) => one === id).length;

/** Placed on the day of the last limit of that subject's work. */
function countHandling(to: Tally, file: CountedCase, steps: Steps): void {
  if (file.isSolvedOnSpot) return;
  const before = workers(steps);
  const ends = stageEnds(steps).filter(
    ({ stage, step, unitId }) => WORK_STAGES.includes(stage) && before[steps.indexOf(step)] === unitId,
  );
  const fed = ends.filter(({ step }) => step.action === 'feed_back');
  const sent = sendings(steps);
  const returns = returnsOf(steps);
  const running = before.at(-1) === file.holderUnitId ? runningIn(file, WORK_STAGES) : undefined;
  const units = [...sent.map(({ holderUnitId }) => holderUnitId ?? ''), ...fed.map(({ unitId }) => unitId)];
  const unitReworks = reworksOf(steps, ({ unitId }) => unitId, fed);
  for (const id of new Set(units)) {
    const isRunning = running?.unitId === id;
    const own = ends.filter(({ unitId }) => unitId === id);
    tellWork(to, unitSubject(id), {
      sent: timesOf(
        sent.map(({ holderUnitId }) => holderUnitId),
        id,
      ),
      fed: fed.filter(({ unitId }) => unitId === id),
      reworked: timesOf(unitReworks, id),
      returned: timesOf(
        returns.map(({ unitId }) => unitId),
        id,
      ),
      wrongly: timesOf(
        returns.filter(({ isWrongful }) => isWrongful).map(({ unitId }) => unitId),
        id,
      ),
      isRunning,
      at: isRunning ? running.dueAt : (own.at(-1)?.dueAt ?? lastAt(sent, id) ?? file.createdAt),
    });
  }
  countHandlers(to, steps, fed, running);
}

const lastAt = (sent: Steps, unitId: string): Instant | undefined =>
  sent.findLast(({ holderUnitId }) => holderUnitId === unitId)?.at;

function countHandlers(
  to: Tally,
  steps: Steps,
  fed: readonly Ended[],
  running: ReturnType<typeof runningIn>,
): void {
  const reworks = reworksOf(steps, ({ personId }) => personId, fed);
  const people = [...fed.map(({ personId }) => personId), running?.personId ?? null];
  for (const id of new Set(people)) {
    if (id === null) continue;
    const own = fed.filter(({ personId }) => personId === id);
    const isRunning = running?.personId === id;
    tellWork(to, personSubject(id), {
      sent: 0,
      returned: 0,
      wrongly: 0,
      fed: own,
      reworked: timesOf(reworks, id),
      isRunning,
      at: isRunning ? running.dueAt : (own.at(-1)?.dueAt ?? 0),
    });
  }
}

/** All facts of a case, in no order; one for each subject and count at most. */
export function factsOf(file: CountedCase, offsetMinutes: number): readonly Fact[] {
  const steps = standingSteps(file);
  if (steps.length === 0) return [];
  const to = tally(offsetMinutes);
  countReport(to, file, steps);
  countMissed(to, file);
  countRatings(to, steps);
  if (hasLeft(file)) return to.facts;
  countClosing(to, file, steps, offsetMinutes);
  countReopenings(to, file, steps);
  countCentres(to, file, steps);
  countHandling(to, file, steps);
  countResponses(to, file, steps);
  return to.facts;
}
