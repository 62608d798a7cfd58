// Cases as evaluation counts them: where, when, whose, and of each step who and how the stage ended. No
// words, no address, no reporter; and which cases have moved on, for a walk over all of them.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CountedHistory, HistoryStep } from '../core/counted-history.ts';

const FILES = `select id, district_id as "districtId", flow, state, channel, area_path as "areaPath",
    item_code as "itemCode", unit_id as "unitId", main_case_id as "mainCaseId",
    holder_unit_id as "holderUnitId", holder_person_id as "holderPersonId",
    is_solved_on_spot as "isSolvedOnSpot", is_force_closed as "isForceClosed",
    pause_kind is not distinct from 'suspended' as "isSuspended", stage, due_at as "dueAt",
    deadline_at as "deadlineAt", created_at as "createdAt", ended_at as "endedAt", last_seq as "lastSeq",
    coalesce(record->'ratings', '[]'::jsonb) as ratings
  from case_file where id = any($1::uuid[])`;
const STEPS = `select case_id as "caseId", seq, action, from_state as "fromState", to_state as "toState", at,
    actor_kind = 'system' as "isBySystem", person_id as "personId", holder_unit_id as "holderUnitId",
    ended, reason, coalesce(body->>'isGranted', '') = 'true' as "isGranted",
    case when body->>'way' = 'call_back' then (body->>'isSolved')::boolean end as "saidSolved",
    (body->>'respondBy')::timestamptz as "respondBy",
    action = 'respond' and coalesce(body->>'isContacted', '') = 'true' as "isReached",
    (body->>'isInShift')::boolean as "isInShift", acted_as as "as",
    case when action = 'rate' then (body->>'score')::int end as score,
    case when action = 'rate' then (body->>'headScore')::int end as "headScore"
  from step where case_id = any($1::uuid[]) order by case_id, seq`;

/** Asked one after the other, steps first: a case that moves on meanwhile is counted as far as its steps were
 *  read, and its event, or the walk, comes back to it. */
export async function listCounted(tx: Tx, ids: readonly Id[]): Promise<CountedHistory[]> {
  const steps = new Map<Id, HistoryStep[]>();
  for (const { caseId, ...step } of await tx.query<HistoryStep & { caseId: Id }>(STEPS, [ids])) {
    const own = steps.get(caseId);
    if (own) own.push(step);
    else steps.set(caseId, [step]);
  }
  const files = await tx.query<Omit<CountedHistory, 'steps'>>(FILES, [ids]);
  return files.map((file) => {
    const own = steps.get(file.id) ?? [];
    return { ...file, steps: own, lastSeq: Math.min(file.lastSeq, own.length) };
  });
}

export interface CaseMark {
  readonly districtId: string;
  readonly id: Id;
  readonly lastSeq: number;
}

/** All cases in the order of their key, behind this one. */
export const listMarks = (tx: Tx, after: Omit<CaseMark, 'lastSeq'>, limit: number): Promise<CaseMark[]> =>
  tx.query<CaseMark>(
    `select district_id as "districtId", id, last_seq as "lastSeq" from case_file
     where (district_id, id) > ($1, $2::uuid) order by district_id, id limit $3`,
    [after.districtId, after.id, limit],
  );

export interface CaseBrief {
  readonly id: Id;
  readonly number: string;
  readonly state: string;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly areaPath: string;
  readonly unitId: Id | null;
  readonly deadlineAt: Instant | null;
}

/** What a list of figures tells of a case; the caller knows that the reader may know of it. */
export const listBriefs = (tx: Tx, ids: readonly Id[]): Promise<CaseBrief[]> =>
  tx.query<CaseBrief>(
    `select id, number, state, item_name as "itemName", item_name_en as "itemNameEn", area_path as "areaPath",
       unit_id as "unitId", deadline_at as "deadlineAt"
     from case_file where id = any($1::uuid[])`,
    [ids],
  );
