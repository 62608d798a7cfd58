// Which live topics a person may hear: their own, their units', and the district that a post lies in. The
// machine before a wall hears its district.
// A topic only says that something changed; what changed is asked for through the routes, with their rights.
import type { Actor } from '../../kernel/rights.ts';
import type { Topic } from '../../platform/server/live/topics.ts';

export function mayHear(actor: Actor, topic: Topic): boolean {
  const [kind = '', id = ''] = topic.split(':');
  if (actor.kind === 'device') return kind === 'district' && id === actor.areaPath.slice(0, 6);
  if (actor.kind !== 'person') return false;
  switch (kind) {
    case 'person':
      return id === actor.personId;
    case 'unit':
      return actor.posts.some((post) => post.unitId === id);
    case 'district':
      return actor.posts.some((post) => post.areaPath.split('.')[0] === id);
    // Ids of cases can't be guessed, and the message carries ids and codes alone.
    case 'case':
      return actor.posts.length > 0;
    default:
      return false;
  }
}
