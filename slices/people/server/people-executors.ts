// What of people waits for a second person, and how it happens once somebody agrees. The body is what this
// slice itself has proposed; rights are those of the proposer on the day of the agreement.
import type { ChangeExecutor } from '../../changes/server/public.ts';
import { reachOfReset, replaceOldPassword } from './change-password.ts';
import { type GivenPost, givePosts } from './give-posts.ts';
import type { PeopleServices } from './services.ts';
import { reachOfSuccession, type SuccessionAsked, succeedUnit, SUCCESSION_REFUSALS } from './succeed-unit.ts';

export const peopleExecutors = (services: PeopleServices): readonly ChangeExecutor[] => [
  {
    operation: 'post.give',
    refusals: [
      'people.unit_unknown',
      'people.unit_closed',
      'people.person_unknown',
      'people.person_left',
      'people.area_path',
      'people.post_dates',
      'people.post_outside_unit',
      'people.head_needs_grid',
      'people.grid_has_head',
    ],
    apply: async (tx, actor, body, consent) => {
      const post = body as unknown as GivenPost;
      await givePosts(tx, actor, [post], { sessions: services.sessions, consent });
    },
  },
  {
    operation: 'password.set',
    refusals: ['people.person_unknown', 'people.person_left'],
    // A wider post may have come since: then it is for whoever decides over that as well.
    reachNow: (tx, body) => reachOfReset(tx, (body as { personId: string }).personId),
    apply: async (tx, actor, body, consent) => {
      const { personId, passwordHash } = body as { personId: string; passwordHash: string };
      await replaceOldPassword(tx, services, actor, { personId, passwordHash, consent });
    },
  },
  {
    operation: 'unit.succeed',
    refusals: SUCCESSION_REFUSALS,
    reachNow: (tx, body) => reachOfSuccession(tx, body as unknown as SuccessionAsked),
    apply: async (tx, actor, body, consent) => {
      await succeedUnit(tx, services.ties, actor, body as unknown as SuccessionAsked, consent);
    },
  },
];
