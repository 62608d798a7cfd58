// SQL of rotas and quiet hours. Links are in queries-links.ts.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { DisturbKind, QuietHours } from '../core/quiet.ts';
import type { DayPlan, Pattern, Shift, WeeklyShift } from '../core/rota.ts';

interface Changed {
  readonly changedAt: Instant;
  readonly changedBy: string;
}
export type PatternRow = Pattern & Changed;
export type DayRow = DayPlan & Changed & { readonly why: string };
export type QuietRow = QuietHours & Changed & { readonly id: Id; readonly source: string };

/** 0 where the unit has none yet. */
export async function findVersion(tx: Tx, unitId: Id): Promise<number> {
  const row = await tx.db
    .selectFrom('duty_rota')
    .select('version')
    .where('unit_id', '=', unitId)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** One more than `version`, and held until the end of the transaction; false where it is another by now. */
export async function takeVersion(
  tx: Tx,
  unit: { readonly id: Id; readonly districtId: string },
  version: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into duty_rota (unit_id, district_id, version)
    select ${unit.id}::uuid, ${unit.districtId}, 1 where ${version}::integer = 0
      or exists (select 1 from duty_rota where unit_id = ${unit.id}::uuid)
    on conflict (unit_id) do update set version = duty_rota.version + 1
      where duty_rota.version = ${version}::integer
    returning version`.execute(tx.db);
  return rows.length > 0;
}

const MOST_PATTERNS = 1_000;

/** Those in force on `from` or later, oldest first. */
export async function listPatterns(tx: Tx, unitId: Id, from: string): Promise<PatternRow[]> {
  const { rows } = await sql<PatternRow>`
    select since, weekly, changed_at as "changedAt", changed_by as "changedBy" from duty_pattern
    where unit_id = ${unitId} and since >= coalesce((
      select max(since) from duty_pattern where unit_id = ${unitId} and since <= ${from}::date), '-infinity')
    order by since limit ${MOST_PATTERNS}`.execute(tx.db);
  return rows;
}

/** From the first day to the day before the last. */
export async function listDays(tx: Tx, unitId: Id, from: string, to: string): Promise<DayRow[]> {
  const { rows } = await sql<DayRow>`
    select day, shifts, why, changed_at as "changedAt", changed_by as "changedBy" from duty_day
    where unit_id = ${unitId} and day >= ${from}::date and day < ${to}::date order by day limit 1000`.execute(
    tx.db,
  );
  return rows;
}

export async function upsertPattern(
  tx: Tx,
  row: { readonly unitId: Id; readonly since: string; readonly weekly: readonly WeeklyShift[] },
  changedBy: string,
): Promise<void> {
  await sql`
    insert into duty_pattern (unit_id, since, weekly, changed_at, changed_by)
    values (${row.unitId}, ${row.since}, ${JSON.stringify(row.weekly)}::jsonb, ${toIso(tx.now)}, ${changedBy})
    on conflict (unit_id, since) do update set weekly = excluded.weekly, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by`.execute(tx.db);
}

export async function upsertDay(
  tx: Tx,
  row: {
    readonly unitId: Id;
    readonly day: string;
    readonly shifts: readonly Shift[];
    readonly why: string;
  },
  changedBy: string,
): Promise<void> {
  await sql`
    insert into duty_day (unit_id, day, shifts, why, changed_at, changed_by)
    values (${row.unitId}, ${row.day}, ${JSON.stringify(row.shifts)}::jsonb, ${row.why}, ${toIso(tx.now)},
      ${changedBy})
    on conflict (unit_id, day) do update set shifts = excluded.shifts, why = excluded.why,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(tx.db);
}

export async function deleteDay(tx: Tx, unitId: Id, day: string): Promise<void> {
  await sql`delete from duty_day where unit_id = ${unitId} and day = ${day}::date`.execute(tx.db);
}

const MOST_QUIET = 500;

/** Of a district, of one unit of it or of all, that hold on `from` or later. */
export async function listQuiet(tx: Tx, districtId: string, unitId: Id, from: string): Promise<QuietRow[]> {
  const { rows } = await sql<QuietRow>`
    select id, unit_id as "unitId", from_minute as "fromMinute", to_minute as "toMinute", since, until,
      may_disturb as "mayDisturb", source, changed_at as "changedAt", changed_by as "changedBy"
    from quiet_hours
    where district_id = ${districtId} and (unit_id is null or unit_id = ${unitId}::uuid)
      and removed_at is null and (until is null or until > ${from}::date)
    order by unit_id nulls last, since, id limit ${MOST_QUIET}`.execute(tx.db);
  return rows;
}

export interface NewQuiet extends Omit<QuietHours, 'mayDisturb'> {
  readonly districtId: string;
  readonly mayDisturb: readonly DisturbKind[];
  readonly source: string;
}

export async function insertQuiet(tx: Tx, id: Id, row: NewQuiet, changedBy: string): Promise<void> {
  await sql`
    insert into quiet_hours (id, district_id, unit_id, from_minute, to_minute, since, until, may_disturb,
      source, changed_at, changed_by)
    values (${id}, ${row.districtId}, ${row.unitId}::uuid, ${row.fromMinute}, ${row.toMinute}, ${row.since},
      ${row.until}::date, ${[...row.mayDisturb]}::text[], ${row.source}, ${toIso(tx.now)},
      ${changedBy})`.execute(tx.db);
}

export type KnownQuiet = QuietRow & { readonly districtId: string };

/** Undefined for one that was taken back. */
export async function lockQuiet(tx: Tx, id: Id): Promise<KnownQuiet | undefined> {
  const { rows } = await sql<KnownQuiet>`
    select id, district_id as "districtId", unit_id as "unitId", from_minute as "fromMinute",
      to_minute as "toMinute", since, until, may_disturb as "mayDisturb", source,
      changed_at as "changedAt", changed_by as "changedBy"
    from quiet_hours where id = ${id} and removed_at is null for update`.execute(tx.db);
  return rows[0];
}

export async function markQuietRemoved(tx: Tx, id: Id, by: string): Promise<void> {
  await sql`
    update quiet_hours set removed_at = ${toIso(tx.now)}, removed_by = ${by} where id = ${id}`.execute(tx.db);
}
