// recheck.do: the inspector's own list, and the result of one. It is written into the case and published at
// the same time; until then nothing of it is in the case.
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { recheckCase } from '../../cases/server/public.ts';
import { RECHECK_FOUND, type RecheckFound, type ResultBody, type TaskView } from '../core/contract.ts';
import { mayLook } from '../core/may-look.ts';
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
  return task && mayLook(actor, task) ? task : throwRefusal('recheck.no_task');
}

/** Throws Refused `recheck.no_task`, `recheck.done_before`, and what `recheckCase` throws. */
export async function giveResult(tx: Tx, actor: Actor, id: Id, body: ResultBody) {
  if (actor.kind !== 'person') throwRefusal('auth.not_allowed', { operation: 'recheck.do' });
  const task = requireTheirs(await lockRecheck(tx, id), actor);
  const { caseId, drawId, unitId, areaPath } = task;
  if (task.outcome !== null) throwRefusal('recheck.done_before');
  const { isReopened } = await recheckCase(tx, actor, { caseId, ...body });
  await writeResult(tx, id, { ...body, personId: actor.personId, personName: actor.name, isReopened });
  const { outcome } = body;
  const data: RecheckFound = { isQuiet: true, recheckId: id, drawId, unitId, areaPath, outcome, isReopened };
  const districtId = areaPath.slice(0, 6);
  await publishEvents(tx, [{ kind: RECHECK_FOUND, districtId, caseId, data }]);
  return { id, caseId, isReopened };
}
