// What officers see of the check-ins that concern them, and administrators of those in their area. An officer
// sees everything that is kept of them and who has looked; an administrator's look is kept.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { pathUpwards } from '../../people/core/unit.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import { includes, isRunning, KEPT_MS } from '../core/check-in-task.ts';
import type { LookReply, MyTasks, TaskList } from '../core/contract.ts';
import { checkinPolicy } from '../core/policy.ts';
import {
  countEntries,
  findTask,
  insertLook,
  listEntries,
  listLooks,
  listTasksIn,
  listTasksOf,
} from './queries.ts';
import { entryView, taskViews } from './task-view.ts';

const MOST_TASKS = 50;
const MOST_ENTRIES = 500;

/** Running ones that include me, and ended ones that still hold something of me. */
export async function listMine(tx: Tx, actor: Actor): Promise<MyTasks> {
  assert(actor.kind === 'person', 'the policy lets only people ask for theirs');
  const { personId, posts } = actor;
  const areaPaths = [...new Set(posts.flatMap((post) => pathUpwards(post.areaPath)))];
  const all = await listTasksOf(tx, { personId, areaPaths, since: tx.now - KEPT_MS, limit: MOST_TASKS });
  const taskIds = all.map(({ id }) => id);
  const entries = await listEntries(tx, { taskIds, personId, limit: MOST_ENTRIES });
  const holds = new Set(entries.map((entry) => entry.taskId));
  const mine = all.filter((task) => holds.has(task.id) || (includes(task, posts) && isRunning(task, tx.now)));
  const looks = await listLooks(
    tx,
    mine.map(({ id }) => id),
    MOST_ENTRIES,
  );
  const names = await namesOf(tx, [...new Set(looks.map((look) => look.personId))]);
  return {
    tasks: (await taskViews(tx, mine)).map((view) => ({
      ...view,
      entries: entries.filter((entry) => entry.taskId === view.id).map(entryView),
      looks: looks
        .filter((look) => look.taskId === view.id)
        .map(({ personId: by, at, purpose }) => ({ name: names.get(by) ?? '', at: toIso(at), purpose })),
    })),
  };
}

/** Those of an area and of the areas in it, running, to come and past. */
export async function listOfArea(tx: Tx, actor: Actor, areaPath: string): Promise<TaskList> {
  requireRight(checkinPolicy, actor, 'check_in.list', { areaPath });
  const here = await listTasksIn(tx, areaPath, MOST_TASKS);
  const counts = await countEntries(
    tx,
    here.map(({ id }) => id),
  );
  return {
    tasks: (await taskViews(tx, here)).map((view) => ({ ...view, entryCount: counts.get(view.id) ?? 0 })),
  };
}

/** Reading the entries is an act of its own: with a purpose, and kept for the officers to see. */
export async function lookAtEntries(tx: Tx, actor: Actor, taskId: Id, purpose: string): Promise<LookReply> {
  const task = (await findTask(tx, taskId)) ?? throwRefusal('check_in.not_found');
  requireRight(checkinPolicy, actor, 'check_in.look', { areaPath: task.areaPath });
  assert(actor.kind === 'person', 'the policy lets only administrators look');
  if (purpose.trim() === '') throwRefusal('check_in.words_missing');
  const look = { id: tx.ids.next(), taskId, personId: actor.personId, purpose: purpose.trim(), at: tx.now };
  await insertLook(tx, look);
  const found = await listEntries(tx, { taskIds: [taskId], limit: MOST_ENTRIES + 1 });
  const entries = found.slice(0, MOST_ENTRIES);
  const names = await namesOf(tx, [...new Set(entries.map((entry) => entry.personId))]);
  const directory = await unitDirectory(tx);
  return {
    entries: entries.map((entry) => ({
      ...entryView(entry),
      name: names.get(entry.personId) ?? '',
      unit: directory.unit(entry.unitId ?? '')?.name ?? '',
    })),
    isMore: found.length > MOST_ENTRIES,
  };
}
