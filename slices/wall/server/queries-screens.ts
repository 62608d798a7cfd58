// SQL of the machines before walls: waiting, let in, sent away.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ScreenTimes } from '../core/pairing.ts';

export interface ScreenRow extends ScreenTimes {
  readonly id: Id;
  readonly code: string;
  readonly areaPath: string | null;
  readonly name: string | null;
  readonly letInBy: Id | null;
  readonly lastSeenAt: Instant | null;
}

const SCREEN = sql`id, code, area_path as "areaPath", name, let_in_at as "letInAt", let_in_by as "letInBy",
  expires_at as "expiresAt", ended_at as "endedAt", waits_until as "waitsUntil",
  last_seen_at as "lastSeenAt"`;

export async function insertScreen(
  tx: Tx,
  screen: { readonly id: Id; readonly code: string; readonly waitsUntil: Instant },
  tokenHash: Uint8Array,
): Promise<void> {
  await sql`
    insert into wall_screen (id, token_hash, code, made_at, waits_until)
    values (${screen.id}::uuid, ${tokenHash}, ${screen.code}, ${toIso(tx.now)}::timestamptz,
      ${toIso(screen.waitsUntil)}::timestamptz)`.execute(tx.db);
}

/** Codes that ran out before anybody let their machine in. */
export async function deleteStaleScreens(tx: Tx): Promise<void> {
  await sql`delete from wall_screen where id in (
    select id from wall_screen where let_in_at is null and waits_until <= ${toIso(tx.now)}::timestamptz
    limit 100 for update skip locked)`.execute(tx.db);
}

/** Leaves room for one more of `most`: those that wait longest go. One that is just being let in stays. */
export async function deleteLongestWaiting(tx: Tx, most: number): Promise<void> {
  await sql`delete from wall_screen where id in (
    select id from wall_screen where let_in_at is null
    order by waits_until desc, id desc offset ${most - 1} limit 100 for update skip locked)`.execute(tx.db);
}

export interface ScreenByToken extends ScreenRow {
  readonly tokenHash: Uint8Array;
}

export async function listScreensByToken(tx: Tx, hashes: readonly Uint8Array[]): Promise<ScreenByToken[]> {
  const { rows } = await sql<ScreenByToken>`
    select ${SCREEN}, token_hash as "tokenHash" from wall_screen
    where token_hash = any(${hashes}::bytea[])`.execute(tx.db);
  return rows;
}

export async function lockWaitingScreen(tx: Tx, code: string): Promise<ScreenRow | undefined> {
  const { rows } = await sql<ScreenRow>`
    select ${SCREEN} from wall_screen
    where code = ${code} and let_in_at is null and waits_until > ${toIso(tx.now)}::timestamptz
    for update`.execute(tx.db);
  return rows[0];
}

export async function letScreenIn(
  tx: Tx,
  id: Id,
  by: { areaPath: string; name: string; personId: Id; expiresAt: Instant },
): Promise<void> {
  await sql`
    update wall_screen set district_id = ${by.areaPath.slice(0, 6)}, area_path = ${by.areaPath},
      name = ${by.name}, let_in_at = ${toIso(tx.now)}::timestamptz, let_in_by = ${by.personId}::uuid,
      expires_at = ${toIso(by.expiresAt)}::timestamptz
    where id = ${id}::uuid`.execute(tx.db);
}

export async function lockScreen(tx: Tx, id: Id): Promise<ScreenRow | undefined> {
  const { rows } = await sql<ScreenRow>`
    select ${SCREEN} from wall_screen where id = ${id}::uuid for update`.execute(tx.db);
  return rows[0];
}

export async function endScreen(tx: Tx, id: Id, personId: Id): Promise<void> {
  await sql`
    update wall_screen set ended_at = ${toIso(tx.now)}::timestamptz, ended_by = ${personId}::uuid
    where id = ${id}::uuid`.execute(tx.db);
}

/** Each is ended in the name of whoever let it in. */
export async function endUnanswered(tx: Tx, ids: readonly Id[]): Promise<void> {
  await sql`
    update wall_screen set ended_at = ${toIso(tx.now)}::timestamptz, ended_by = let_in_by
    where id = any(${[...ids]}::uuid[]) and let_in_at is not null and ended_at is null`.execute(tx.db);
}

/** Those that watch an area or one inside it, the last to come first. */
export async function listScreensIn(tx: Tx, areaPath: string, limit: number): Promise<ScreenRow[]> {
  const { rows } = await sql<ScreenRow>`
    select ${SCREEN} from wall_screen
    where district_id = ${areaPath.slice(0, 6)} and let_in_at is not null and ended_at is null
      and expires_at > ${toIso(tx.now)}::timestamptz
      and (area_path = ${areaPath} or starts_with(area_path, ${`${areaPath}.`}))
    order by let_in_at desc limit ${limit}`.execute(tx.db);
  return rows;
}

export async function touchScreen(tx: Tx, id: Id): Promise<void> {
  await sql`update wall_screen set last_seen_at = ${toIso(tx.now)}::timestamptz
    where id = ${id}::uuid`.execute(tx.db);
}
