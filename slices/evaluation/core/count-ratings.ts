// What is counted of ratings from below: once the window of the first closing is over, and that was not
// forced, for the unit that had worked on it. From then on it stays, whatever becomes of the case: a figure
// that has been told must not move by one rating. Pure.
import type { CountedStep } from './counted-case.ts';
import type { CountName } from './counts.ts';
import { type Tally, unitSubject } from './tally.ts';
import { workers } from './work.ts';

interface Kind {
  readonly as: readonly string[];
  readonly ratings: CountName;
  readonly points: CountName;
  readonly given: (step: CountedStep) => number | null;
}

const forUnit = ({ score }: CountedStep): number | null => score;
const forHead = ({ headScore }: CountedStep): number | null => headScore;

const KINDS: readonly Kind[] = [
  {
    as: ['grid_head', 'reporting_person'],
    ratings: 'ratings_by_grid',
    points: 'points_by_grid',
    given: forUnit,
  },
  {
    as: ['rating_community'],
    ratings: 'ratings_by_community',
    points: 'points_by_community',
    given: forUnit,
  },
  { as: ['rating_street'], ratings: 'ratings_by_street', points: 'points_by_street', given: forUnit },
  {
    as: ['rating_community'],
    ratings: 'head_ratings_by_community',
    points: 'head_points_by_community',
    given: forHead,
  },
  {
    as: ['rating_street'],
    ratings: 'head_ratings_by_street',
    points: 'head_points_by_street',
    given: forHead,
  },
];

const FORCED = 'confirm_force_close';

export function countRatings(to: Tally, steps: readonly CountedStep[]): void {
  const over = steps.findIndex(({ action }) => action === 'settle');
  const settle = steps[over];
  const unitId = workers(steps)[over];
  if (!settle || !unitId) return;
  const closed = steps.findLastIndex(
    ({ fromState, toState }, index) => index < over && toState === 'closed' && fromState !== 'closed',
  );
  if (closed < 0 || steps[closed]?.action === FORCED) return;
  const rated = steps.slice(closed, over).filter(({ action }) => action === 'rate');
  const subject = unitSubject(unitId);
  for (const { as, ratings, points, given } of KINDS) {
    const own = rated.flatMap((step) => (as.includes(step.as) ? (given(step) ?? []) : []));
    to.add(subject, ratings, settle.at, own.length);
    to.add(
      subject,
      points,
      settle.at,
      own.reduce((sum, score) => sum + score, 0),
    );
  }
}
