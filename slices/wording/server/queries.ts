// All SQL of a city's own words.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { ReasonWording, StandardText } from '../core/contract.ts';

const MOST = 2000;

export async function listReasons(tx: Tx, districtId: string): Promise<ReasonWording[]> {
  const found = await sql<ReasonWording>`
    select action, field, code, is_offered as "isOffered", zh, en, version from reason_wording
    where district_id = ${districtId} order by action, field, code limit ${MOST}`.execute(tx.db);
  return found.rows;
}

export async function listTexts(tx: Tx, districtId: string): Promise<StandardText[]> {
  const found = await sql<StandardText>`
    select id, action, field, language, words from standard_text
    where district_id = ${districtId} and removed_at is null
    order by action, field, made_at, id limit ${MOST}`.execute(tx.db);
  return found.rows;
}

/** False where another has written it since that version. */
export async function upsertReason(tx: Tx, districtId: string, row: ReasonWording, by: Id): Promise<boolean> {
  const found = await sql`
    insert into reason_wording (district_id, action, field, code, is_offered, zh, en, changed_at, changed_by)
    values (${districtId}, ${row.action}, ${row.field}, ${row.code}, ${row.isOffered}, ${row.zh}, ${row.en},
      ${toIso(tx.now)}::timestamptz, ${by}::uuid)
    on conflict (district_id, action, field, code) do update set is_offered = excluded.is_offered,
      zh = excluded.zh, en = excluded.en, changed_at = excluded.changed_at,
      changed_by = excluded.changed_by, version = reason_wording.version + 1
    where reason_wording.version = ${row.version} returning code`.execute(tx.db);
  return found.rows.length === 1;
}

/** False where the same phrase is there already. */
export async function insertText(tx: Tx, districtId: string, row: StandardText, by: Id): Promise<boolean> {
  const found = await sql`
    insert into standard_text (id, district_id, action, field, language, words, made_at, made_by)
    values (${row.id}::uuid, ${districtId}, ${row.action}, ${row.field}, ${row.language}, ${row.words},
      ${toIso(tx.now)}::timestamptz, ${by}::uuid)
    on conflict do nothing returning id`.execute(tx.db);
  return found.rows.length === 1;
}

/** What was taken away; undefined where there was none. */
export async function markTextRemoved(tx: Tx, districtId: string, id: Id): Promise<StandardText | undefined> {
  const found = await sql<StandardText>`
    update standard_text set removed_at = ${toIso(tx.now)}::timestamptz
    where id = ${id}::uuid and district_id = ${districtId} and removed_at is null
    returning id, action, field, language, words`.execute(tx.db);
  return found.rows[0];
}
