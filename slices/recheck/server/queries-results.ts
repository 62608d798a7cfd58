// SQL of drawn cases: what waits to be looked at, and what was found.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Outcome } from '../core/contract.ts';

export interface NewRecheck {
  readonly id: Id;
  readonly caseId: Id;
  readonly areaPath: string;
  readonly unitId: Id;
  readonly workerUnitIds: readonly Id[];
  readonly workerPersonIds: readonly Id[];
}

const array = (name: string): string =>
  `(select coalesce(array_agg(x::uuid), '{}') from jsonb_array_elements_text(t."${name}") as x)`;

export const insertRechecks = (tx: Tx, drawId: Id, districtId: string, rows: readonly NewRecheck[]) =>
  tx.query(
    `insert into recheck (id, draw_id, case_id, district_id, area_path, unit_id, worker_unit_ids,
       worker_person_ids, drawn_at)
     select t.id, $1::uuid, t."caseId", $2, t."areaPath", t."unitId", ${array('workerUnitIds')},
       ${array('workerPersonIds')}, $3::timestamptz
     from jsonb_to_recordset($4::jsonb) as t(id uuid, "caseId" uuid, "areaPath" text, "unitId" uuid,
       "workerUnitIds" jsonb, "workerPersonIds" jsonb)`,
    [drawId, districtId, toIso(tx.now), JSON.stringify(rows)],
  );

/** Cases of the area that a sample has drawn and nobody has looked at yet. */
export async function listWaitingCaseIds(tx: Tx, areaPath: string): Promise<ReadonlySet<Id>> {
  const rows = await tx.query<{ caseId: Id }>(
    `select case_id as "caseId" from recheck where outcome is null and district_id = $1
       and (area_path = $2 or area_path like $2 || '.%')`,
    [areaPath.slice(0, 6), areaPath],
  );
  return new Set(rows.map(({ caseId }) => caseId));
}

export const listDrawnCaseIds = async (tx: Tx, drawId: Id): Promise<Id[]> => {
  const rows = await tx.query<{ caseId: Id }>(
    `select case_id::text as "caseId" from recheck where draw_id = $1::uuid order by 1`,
    [drawId],
  );
  return rows.map(({ caseId }) => caseId);
};

export interface StoredRecheck {
  readonly id: Id;
  readonly drawId: Id;
  readonly caseId: Id;
  readonly areaPath: string;
  readonly unitId: Id;
  readonly workerUnitIds: readonly Id[];
  readonly workerPersonIds: readonly Id[];
  readonly drawnAt: Instant;
  readonly outcome: Outcome | null;
  readonly words: string | null;
  readonly photoIds: readonly Id[];
  readonly checkedAt: Instant | null;
  readonly checkedByName: string | null;
  readonly isReopened: boolean;
}

const RECHECK = `id, draw_id as "drawId", case_id as "caseId", area_path as "areaPath", unit_id as "unitId",
  worker_unit_ids::text[] as "workerUnitIds", worker_person_ids::text[] as "workerPersonIds",
  drawn_at as "drawnAt", outcome, words, photo_ids::text[] as "photoIds", checked_at as "checkedAt",
  checked_by_name as "checkedByName", is_reopened as "isReopened"`;

export async function lockRecheck(tx: Tx, id: Id): Promise<StoredRecheck | undefined> {
  const [row] = await tx.query<StoredRecheck>(
    `select ${RECHECK} from recheck where id = $1::uuid for update`,
    [id],
  );
  return row;
}

interface Result {
  readonly outcome: Outcome;
  readonly words: string;
  readonly photoIds: readonly Id[];
  readonly personId: Id;
  readonly personName: string;
  readonly isReopened: boolean;
}

export const writeResult = (tx: Tx, id: Id, one: Result): Promise<unknown> =>
  tx.query(
    `update recheck set outcome = $2, words = $3, photo_ids = $4::uuid[], checked_at = $5::timestamptz,
       checked_by = $6::uuid, checked_by_name = $7, is_reopened = $8 where id = $1::uuid`,
    [id, one.outcome, one.words, one.photoIds, toIso(tx.now), one.personId, one.personName, one.isReopened],
  );

export interface Looker {
  readonly personId: Id;
  readonly unitIds: readonly Id[];
  /** Where the post lets them look. */
  readonly areaPath: string;
}

/** What one post may look at, the oldest first: nothing of their own, nor of their units. */
export const listTasks = (
  tx: Tx,
  { personId, unitIds, areaPath }: Looker,
  limit: number,
): Promise<StoredRecheck[]> =>
  tx.query<StoredRecheck>(
    `select ${RECHECK} from recheck where outcome is null and district_id = $1
       and (area_path = $2 or area_path like $2 || '.%')
       and not worker_unit_ids && $3::uuid[] and $4::uuid <> all (worker_person_ids)
     order by drawn_at, id limit $5`,
    [areaPath.slice(0, 6), areaPath, unitIds, personId, limit],
  );

export interface ResultsAsked {
  readonly drawId: Id;
  readonly outcome: Outcome | null;
  /** Units of the reader: what waits of theirs is not told. */
  readonly ownUnitIds: readonly Id[];
  readonly after: Id | null;
  readonly limit: number;
}

export const listResults = (tx: Tx, asked: ResultsAsked): Promise<StoredRecheck[]> =>
  tx.query<StoredRecheck>(
    `select ${RECHECK} from recheck where draw_id = $1::uuid and ($2::text is null or outcome = $2)
       and (outcome is not null or not worker_unit_ids && $3::uuid[]) and ($4::uuid is null or id > $4::uuid)
     order by id limit $5`,
    [asked.drawId, asked.outcome, asked.ownUnitIds, asked.after, asked.limit],
  );
