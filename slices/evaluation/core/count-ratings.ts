// What is counted of ratings from below: once the window of the first closing is over, and that was not
// forced, for the unit that had worked on it. From then on it stays, whatever becomes of the case: a figure
// that has been told must not move by one rating. Pure.
import type { CountedStep } from './counted-case.ts';
import type { CountName } from './counts.ts';
import { type Tally, unitSubject } from './tally.ts';
import { workers } from './work.ts';

const KINDS: readonly {
  readonly as: readonly string[];
  readonly ratings: CountName;
  readonly points: CountName;
}[] = [
  {
    as: ['grid_head', 'reporting_person'],
    ratings: 'ratings_by_grid',
    points: 'points_by_grid',
  },
  { as: ['rating_community'], ratings: 'ratings_by_community', points: 'points_by_community' },
  { as: ['rating_street'], ratings: 'ratings_by_street', points: 'points_by_street' },
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
  for (const { as, ratings, points } of KINDS) {
    const own = rated.filter((step) => as.includes(step.as));
    to.add(unitSubject(unitId), ratings, settle.at, own.length);
    to.add(
      unitSubject(unitId),
      points,
      settle.at,
      own.reduce((sum, { score }) => sum + (score ?? 0), 0),
    );
  }
}
