// SQL of the links to calendars.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

export interface LinkRow {
  readonly id: Id;
  readonly districtId: string;
  readonly unitId: Id | null;
  readonly personId: Id | null;
  readonly madeAt: Instant;
  readonly madeBy: string;
}

const columns = sql`id, district_id as "districtId", unit_id as "unitId", person_id as "personId",
  made_at as "madeAt", made_by_name as "madeBy"`;

/** Those that work; at most one of each. */
export async function listLinks(tx: Tx, personId: Id, unitId: Id | null): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`
    select ${columns} from duty_link
    where (person_id = ${personId}::uuid or unit_id = ${unitId}::uuid) and revoked_at is null
    order by unit_id nulls last limit 2`.execute(tx.db);
  return rows;
}

export async function findLink(tx: Tx, id: Id): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    select ${columns} from duty_link where id = ${id} and revoked_at is null for update`.execute(tx.db);
  return rows[0];
}

export async function findLinkByToken(tx: Tx, hash: Uint8Array): Promise<LinkRow | undefined> {
  const { rows } = await sql<LinkRow>`
    select ${columns} from duty_link where token_hash = ${hash} and revoked_at is null`.execute(tx.db);
  return rows[0];
}

export interface NewLinkRow {
  readonly id: Id;
  readonly districtId: string;
  readonly unitId: Id | null;
  readonly personId: Id | null;
  readonly tokenHash: Uint8Array;
  readonly madeBy: Id;
  readonly madeByName: string;
}

export async function insertLink(tx: Tx, row: NewLinkRow): Promise<void> {
  await sql`
    insert into duty_link (id, district_id, unit_id, person_id, token_hash, made_at, made_by, made_by_name)
    values (${row.id}, ${row.districtId}, ${row.unitId}::uuid, ${row.personId}::uuid, ${row.tokenHash},
      ${toIso(tx.now)}, ${row.madeBy}, ${row.madeByName})`.execute(tx.db);
}

/** Whatever works for this unit or person works no longer. */
export async function revokeLinks(
  tx: Tx,
  of: { readonly unitId: Id | null; readonly personId: Id | null },
  by: string,
): Promise<void> {
  await sql`
    update duty_link set revoked_at = ${toIso(tx.now)}, revoked_by = ${by}
    where (unit_id = ${of.unitId}::uuid or person_id = ${of.personId}::uuid) and revoked_at is null`.execute(
    tx.db,
  );
}

const MOST_UNITS_OF_ONE = 200;

/** Units in whose rota a person is named, from patterns and days. */
export async function listUnitsNaming(tx: Tx, personId: Id): Promise<Id[]> {
  const named = JSON.stringify([{ personIds: [personId] }]);
  const { rows } = await sql<{ unitId: Id }>`
    select unit_id as "unitId" from duty_pattern where weekly @> ${named}::jsonb
    union select unit_id from duty_day where shifts @> ${named}::jsonb
    limit ${MOST_UNITS_OF_ONE}`.execute(tx.db);
  return rows.map(({ unitId }) => unitId);
}
