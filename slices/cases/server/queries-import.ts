// Writing many finished histories at once: a few statements for hundreds of cases. For seeding and for taking
// over another system's past; what happens now goes through queries.ts, one case at a time.
import { sql } from 'kysely';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Ruling } from '../core/rulings.ts';
import type { StepRow, writtenCase } from './case-row.ts';
import { type CaseKey, INSERT_FILES, type PhotoRow, type ReporterRow } from './queries.ts';
import { insertWords, type WordsRow } from './queries-words.ts';
import { INSERT_PUSHES, INSERT_SHARES, type PushedRow, type ShareRow } from './queries-shares.ts';

type OfCase<T> = T & CaseKey;

export interface HistoryRows {
  readonly files: readonly ReturnType<typeof writtenCase>[];
  readonly steps: readonly OfCase<StepRow>[];
  readonly reporters: readonly OfCase<ReporterRow & { readonly joined_at: string }>[];
  readonly photos: readonly OfCase<PhotoRow>[];
  readonly rulings: readonly OfCase<Ruling & { readonly at: string }>[];
  readonly words: readonly WordsRow[];
  readonly shares: readonly OfCase<ShareRow>[];
  readonly pushes: readonly OfCase<PushedRow>[];
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

const insertSteps = ({ steps }: HistoryRows) => sql`
  insert into step (district_id, case_id, seq, action, from_state, to_state, actor_kind, person_id, post_id,
    unit_id, acted_as, at, made_at, holder_unit_id, holder_person_id, body, visibility, reason, ended,
    prev_hash, hash)
  select j.district_id, j.case_id, j.seq, j.action, j.from_state, j.to_state, j.actor_kind, j.person_id,
    j.post_id, j.unit_id, j.acted_as, j.at, j.made_at, j.holder_unit_id, j.holder_person_id, j.body,
    j.visibility, j.reason, nullif(j.ended, 'null'), decode(j.prev_hash, 'hex'), decode(j.hash, 'hex')
  from jsonb_to_recordset(${json(steps)}) as j(
    district_id text, case_id uuid, seq integer, action text, from_state text, to_state text, actor_kind text,
    person_id uuid, post_id uuid, unit_id uuid, acted_as text, at timestamptz, made_at timestamptz,
    holder_unit_id uuid, holder_person_id uuid, body jsonb, visibility text, reason text, ended jsonb,
    prev_hash text, hash text)`;

const insertReporters = ({ reporters }: HistoryRows) => sql`
  insert into case_reporter (district_id, case_id, id, person_id, is_first, public_code, name_sealed,
    phone_sealed, phone_index, phone_tail_index, joined_at)
  select r.district_id, r.case_id, r.id, r.person_id, r.is_first, r.public_code,
    decode(r.name_sealed, 'hex'), decode(r.phone_sealed, 'hex'), decode(r.phone_index, 'hex'),
      decode(r.phone_tail_index, 'hex'), r.joined_at
  from jsonb_to_recordset(${json(reporters)}) as r(
    district_id text, case_id uuid, id uuid, person_id uuid, is_first boolean, public_code text,
    name_sealed text, phone_sealed text, phone_index text, phone_tail_index text, joined_at timestamptz)`;

const insertPhotos = ({ photos }: HistoryRows) => sql`
  insert into case_photo (district_id, case_id, seq, photo_id, field)
  select p.district_id, p.case_id, p.seq, p.photo_id, p.field
  from jsonb_to_recordset(${json(photos)}) as p(
    district_id text, case_id uuid, seq integer, photo_id uuid, field text)
  on conflict do nothing`;

const insertRulings = ({ rulings }: HistoryRows) => sql`
  insert into precedent (district_id, case_id, seq, item_code, area_path, unit_id, ruled_unit_id, reason,
    returns, returned_unit_id, centre_unit_id, is_final, created_at)
  select r.district_id, r.case_id, r.seq, r."itemCode", r."areaPath", r."unitId", r."ruledUnitId", r.reason,
    r.returns, r."returnedUnitId", r."centreUnitId", coalesce(r."isFinal", false), r.at
  from jsonb_to_recordset(${json(rulings)}) as r(
    district_id text, case_id uuid, seq integer, "itemCode" text, "areaPath" text, "unitId" uuid,
    "ruledUnitId" uuid, reason text, returns integer, "returnedUnitId" uuid, "centreUnitId" uuid,
    "isFinal" boolean, at timestamptz)`;

/** All or nothing within the caller's transaction; cases come before what hangs on them. */
export async function insertHistories(tx: Tx, rows: HistoryRows): Promise<void> {
  await tx.query(INSERT_FILES, [JSON.stringify(rows.files)]);
  // The checks of foreign keys keep the plan they made while the table was empty, and read all of it for
  // every step: after this they use the key, which makes a batch's steps twenty-five times as quick.
  await sql`analyze case_file`.execute(tx.db);
  await insertSteps(rows).execute(tx.db);
  if (rows.reporters.length > 0) await insertReporters(rows).execute(tx.db);
  await insertWords(tx, rows.words);
  if (rows.photos.length > 0) await insertPhotos(rows).execute(tx.db);
  if (rows.rulings.length > 0) await insertRulings(rows).execute(tx.db);
  if (rows.shares.length > 0) await tx.query(INSERT_SHARES, [JSON.stringify(rows.shares)]);
  if (rows.pushes.length > 0) await tx.query(INSERT_PUSHES, [JSON.stringify(rows.pushes)]);
}
