// SQL of the check-in: tasks, entries, who has looked.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CheckInTask } from '../core/check-in-task.ts';

export interface TaskRow extends CheckInTask {
  readonly begunByUnitId: Id | null;
}

const TASK = sql`id, district_id as "districtId", name, kind, area_path as "areaPath", reason,
  begun_by as "begunBy", begun_by_unit_id as "begunByUnitId", starts_at as "startsAt", ends_at as "endsAt",
  ended_at as "endedAt"`;

export async function insertTask(tx: Tx, task: TaskRow): Promise<void> {
  await sql`
    insert into check_in_task (id, district_id, name, kind, area_path, reason, begun_by, begun_by_unit_id,
      starts_at, ends_at, created_at)
    values (${task.id}, ${task.districtId}, ${task.name}, ${task.kind}, ${task.areaPath}, ${task.reason},
      ${task.begunBy}, ${task.begunByUnitId}, ${toIso(task.startsAt)}::timestamptz,
      ${toIso(task.endsAt)}::timestamptz, ${toIso(tx.now)}::timestamptz)`.execute(tx.db);
}

export async function findTask(tx: Tx, id: Id): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`select ${TASK} from check_in_task where id = ${id}::uuid`.execute(
    tx.db,
  );
  return rows[0];
}

/** So that an entry and the end of the task never pass each other. */
export async function lockTask(tx: Tx, id: Id): Promise<TaskRow | undefined> {
  const { rows } = await sql<TaskRow>`
    select ${TASK} from check_in_task where id = ${id}::uuid for update`.execute(tx.db);
  return rows[0];
}

export async function endTask(tx: Tx, id: Id, personId: Id): Promise<void> {
  await sql`
    update check_in_task set ended_at = ${toIso(tx.now)}::timestamptz, ended_by = ${personId}::uuid
    where id = ${id}::uuid`.execute(tx.db);
}

export interface MineAsked {
  readonly personId: Id;
  /** The areas of my posts and all above them: a task of one of these includes me. */
  readonly areaPaths: readonly string[];
  readonly since: Instant;
  readonly limit: number;
}

/** Those that may include a person or hold something of them, and have not ended before `since`; the last to
 *  end first. */
export async function listTasksOf(tx: Tx, { personId, areaPaths, since, limit }: MineAsked) {
  const districtIds = [...new Set(areaPaths.map((path) => path.slice(0, 6)))];
  const { rows } = await sql<TaskRow>`
    select ${TASK} from check_in_task
    where district_id = any(${districtIds}::text[]) and ends_at > ${toIso(since)}::timestamptz
      and (area_path = any(${[...areaPaths]}::text[]) or exists (
        select 1 from check_in where task_id = check_in_task.id and person_id = ${personId}::uuid))
    order by ends_at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** Those of an area and of the areas in it, the last to end first. */
export async function listTasksIn(tx: Tx, areaPath: string, limit: number): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${TASK} from check_in_task
    where district_id = ${areaPath.slice(0, 6)}
      and (area_path = ${areaPath} or starts_with(area_path, ${`${areaPath}.`}))
    order by ends_at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

export interface EntryRow {
  readonly id: Id;
  readonly taskId: Id;
  readonly personId: Id;
  readonly unitId: Id | null;
  readonly at: Instant;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly accuracyMetres: number | null;
  readonly words: string;
}

export async function insertEntry(tx: Tx, entry: EntryRow): Promise<void> {
  await sql`
    insert into check_in (task_id, id, person_id, unit_id, at, lon, lat, accuracy_metres, words)
    values (${entry.taskId}, ${entry.id}, ${entry.personId}, ${entry.unitId},
      ${toIso(entry.at)}::timestamptz, ${entry.lon}, ${entry.lat}, ${entry.accuracyMetres}, ${entry.words})
  `.execute(tx.db);
}

export interface EntriesAsked {
  readonly taskIds: readonly Id[];
  readonly personId?: Id;
  readonly limit: number;
}

/** Newest first. */
export async function listEntries(tx: Tx, { taskIds, personId, limit }: EntriesAsked): Promise<EntryRow[]> {
  const whose = personId === undefined ? sql`` : sql`and person_id = ${personId}::uuid`;
  const { rows } = await sql<EntryRow>`
    select id, task_id as "taskId", person_id as "personId", unit_id as "unitId", at, lon, lat,
      accuracy_metres as "accuracyMetres", words
    from check_in where task_id = any(${taskIds}::uuid[]) ${whose}
    order by at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

export async function countEntries(tx: Tx, taskIds: readonly Id[]): Promise<ReadonlyMap<Id, number>> {
  const { rows } = await sql<{ id: Id; total: number }>`
    select task_id as id, count(*) as total from check_in
    where task_id = any(${taskIds}::uuid[]) group by task_id`.execute(tx.db);
  return new Map(rows.map((row) => [row.id, row.total]));
}

export interface LookRow {
  readonly taskId: Id;
  readonly personId: Id;
  readonly purpose: string;
  readonly at: Instant;
}

export async function insertLook(tx: Tx, look: LookRow & { readonly id: Id }): Promise<void> {
  const at = toIso(look.at);
  await sql`
    insert into check_in_look (task_id, id, person_id, purpose, at)
    values (${look.taskId}, ${look.id}, ${look.personId}, ${look.purpose}, ${at}::timestamptz)
  `.execute(tx.db);
}

export async function listLooks(tx: Tx, taskIds: readonly Id[], limit: number): Promise<LookRow[]> {
  const { rows } = await sql<LookRow>`
    select task_id as "taskId", person_id as "personId", purpose, at from check_in_look
    where task_id = any(${taskIds}::uuid[]) order by at desc, id desc limit ${limit}`.execute(tx.db);
  return rows;
}

/** Whatever was kept of people; the task itself stays. */
export async function deleteEntries(tx: Tx, taskId: Id): Promise<void> {
  await sql`delete from check_in where task_id = ${taskId}::uuid`.execute(tx.db);
  await sql`delete from check_in_look where task_id = ${taskId}::uuid`.execute(tx.db);
}
