// A task as people read it: who began it and of which unit, whether it runs, when it is forgotten.
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { namesOf, unitDirectory } from '../../people/server/public.ts';
import { endOf, forgottenAt, isRunning } from '../core/check-in-task.ts';
import type { EntryView, TaskView } from '../core/contract.ts';
import type { EntryRow, TaskRow } from './queries.ts';

export async function taskViews(tx: Tx, tasks: readonly TaskRow[]): Promise<TaskView[]> {
  const names = await namesOf(tx, [...new Set(tasks.map((task) => task.begunBy))]);
  const directory = await unitDirectory(tx);
  return tasks.map((task) => ({
    id: task.id,
    name: task.name,
    kind: task.kind,
    areaPath: task.areaPath,
    reason: task.reason,
    begunBy: names.get(task.begunBy) ?? '',
    begunByUnit: directory.unit(task.begunByUnitId ?? '')?.name ?? '',
    startsAt: toIso(task.startsAt),
    endsAt: toIso(endOf(task)),
    isEnded: endOf(task) <= tx.now,
    isRunning: isRunning(task, tx.now),
    forgottenAt: toIso(forgottenAt(task)),
  }));
}

export const entryView = ({ id, at, lon, lat, accuracyMetres, words }: EntryRow): EntryView => ({
  id,
  at: toIso(at),
  lon,
  lat,
  accuracyMetres,
  words,
});
