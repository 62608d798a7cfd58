// Which live topics a person may hear: their own, their units', the district that a post lies in, and the
// cases they may open. The machine before a wall hears its district.
// A topic only says that something changed; what changed is asked for through the routes, with their rights.
import { UUID_PATTERN } from '../../kernel/id.ts';
import type { Actor } from '../../kernel/rights.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import type { Topic } from '../../platform/server/live/topics.ts';
import { readableOf } from '../../slices/cases/server/public.ts';

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
    // Which of them is for the store to say: heardBy.
    case 'case':
      return actor.posts.length > 0;
    default:
      return false;
  }
}

const CASE = 'case:';
const caseOf = (topic: Topic): string | undefined =>
  topic.startsWith(CASE) ? topic.slice(CASE.length) : undefined;

/** Of the topics all that are no case, and the cases that the actor may open now. */
export const heardBy =
  (database: Database) =>
  async (actor: Actor, topics: readonly Topic[]): Promise<readonly Topic[]> => {
    const asked = topics.flatMap((topic) => caseOf(topic) ?? []);
    if (asked.length === 0) return topics;
    const ids = asked.filter((id) => new RegExp(UUID_PATTERN).test(id));
    const readable = await database.read((tx) => readableOf(tx, actor, ids));
    return topics.filter((topic) => {
      const id = caseOf(topic);
      return id === undefined || readable.has(id);
    });
  };
