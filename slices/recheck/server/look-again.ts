// recheck.do: the inspector's own list, and the result of one. It is written into the case at the same time;
// until then nothing of it is in the case.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { recheckCase } from '../../cases/server/public.ts';
import type { ResultBody, TaskView } from '../core/contract.ts';
import { recheckPolicy } from '../core/policy.ts';
import { listTasks, lockRecheck, type StoredRecheck, writeResult } from './queries-results.ts';
import { briefsById } from './read-draws.ts';

const PAGE = 50;

/** The areas in which one of the posts may look. */
const areasOf = (actor: Actor & { kind: 'person' }): readonly string[] => [
  ...new Set(
    actor.posts.flatMap((post) => {
      const right = rightTo(recheckPolicy, { ...actor, posts: [post] }, 'recheck.do', post);
      return right ? [post.areaPath] : [];
    }),
  ),
];

const unitsOf = (actor: Actor & { kind: 'person' }): readonly Id[] => actor.posts.map(({ unitId }) => unitId);

/** The oldest first. A case that was reopened meanwhile waits for another closing, not for a look. */
export async function readTasks(tx: Tx, actor: Actor, limit = PAGE): Promise<{ tasks: TaskView[] }> {
  if (actor.kind !== 'person') throwRefusal('auth.not_allowed', { operation: 'recheck.do' });
  const found = new Map<Id, StoredRecheck>();
  for (const areaPath of areasOf(actor)) {
    const looker = { personId: actor.personId, unitIds: unitsOf(actor), areaPath };
    for (const row of await listTasks(tx, looker, limit)) found.set(row.id, row);
  }
  const briefs = await briefsById(tx, [...found.values()]);
  const tasks = [...found.values()].flatMap(({ id, caseId, areaPath, drawnAt }) => {
    const brief = briefs.get(caseId);
    if (brief?.state !== 'closed') return [];
    const { number, itemName, itemNameEn } = brief;
    return [{ id, caseId, number, itemName, itemNameEn, areaPath, drawnAt: toIso(drawnAt) }];
  });
  return { tasks: tasks.sort((a, b) => (a.drawnAt + a.id < b.drawnAt + b.id ? -1 : 1)).slice(0, limit) };
}

/** Whoever may not know of a task is told that there is none. */
function requireTheirs(task: StoredRecheck | undefined, actor: Actor & { kind: 'person' }): StoredRecheck {
  if (!task) return throwRefusal('recheck.no_task');
  const isOwn =
    task.workerPersonIds.includes(actor.personId) ||
    unitsOf(actor).some((id) => task.workerUnitIds.includes(id));
  const right = rightTo(recheckPolicy, actor, 'recheck.do', { areaPath: task.areaPath });
  return isOwn || !right ? throwRefusal('recheck.no_task') : task;
}

/** Throws Refused `recheck.no_task`, `recheck.done_before`, and what `recheckCase` throws. */
export async function giveResult(tx: Tx, actor: Actor, id: Id, body: ResultBody) {
  if (actor.kind !== 'person') throwRefusal('auth.not_allowed', { operation: 'recheck.do' });
  const { caseId, outcome } = requireTheirs(await lockRecheck(tx, id), actor);
  if (outcome !== null) throwRefusal('recheck.done_before');
  const { isReopened } = await recheckCase(tx, actor, { caseId, ...body });
  await writeResult(tx, id, { ...body, personId: actor.personId, personName: actor.name, isReopened });
  return { id, caseId, isReopened };
}
