// Pushes as their own list: who was told what, by when an answer was wanted, and whether one came. A push is
// a step and stands in its case's record; where it stands now is worked out here once, for filter and reply.
import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PushState } from '../core/push-states.ts';
import { inArea } from './queries-areas.ts';

type Condition = RawBuilder<unknown>;

export interface PushRow {
  readonly case_id: string;
  readonly seq: number;
  readonly at: Instant;
  readonly action: string;
  readonly person_id: string | null;
  readonly unit_id: string | null;
  readonly words: string | null;
  readonly push: {
    readonly kind: string; readonly toUnitId: string | null; readonly answerBy: Instant | null;
  };
  readonly state: PushState;
  readonly answer_seq: number | null;
  readonly answered_at: Instant | null;
  readonly answer: { readonly words?: string; readonly photoIds?: readonly string[] } | null;
  readonly answer_person_id: string | null;
  readonly answer_unit_id: string | null;
}

export interface PushCursor {
  readonly at: Instant;
  readonly caseId: string;
  readonly seq: number;
}

export interface PushesAsked {
  readonly areaPath: string;
  /** What the reader may see, there or elsewhere, as conditions on `case_file`. */
  readonly scopes: readonly Condition[];
  readonly state?: PushState | undefined;
  /** Pushed by this person, or from one of these posts. */
  readonly by?: { readonly personId: string; readonly postIds: readonly string[] } | 'ladder' | undefined;
  readonly after?: PushCursor | undefined;
  readonly limit: number;
}

function byCondition(by: PushesAsked['by']): Condition[] {
  if (by === undefined) return [];
  if (by === 'ladder') return [sql`s.action = 'climb'`];
  return [sql`(s.person_id = ${by.personId}::uuid or s.post_id = any(${by.postIds}::uuid[]))`];
}

const afterCondition = (after: PushCursor | undefined): Condition[] => (after ? [sql`
  (s.at, s.case_id, s.seq) < (${toIso(after.at)}::timestamptz, ${after.caseId}::uuid, ${after.seq})`] : []);

/** Newest first. An ended case wants no answer any more. */
export async function listPushRows(tx: Tx, asked: PushesAsked): Promise<PushRow[]> {
  if (asked.scopes.length === 0) return [];
  const conditions = [
    sql`s.district_id = ${asked.areaPath.slice(0, 6)}`, sql`s.action in ('push', 'climb')`,
    sql`s.action in ('push', 'climb', 'return', 'rework')`,
    ...byCondition(asked.by), ...afterCondition(asked.after),
  ];
  const isWanted = asked.state ? sql`where state = ${asked.state}` : sql``;
  // What waits is among the open cases: those are few, and the pushes of years are not.
  const isOpen = asked.state === 'waiting' || asked.state === 'late' ? sql`is_open and` : sql``;
  const seen = sql.join(asked.scopes.map((scope) => sql`(${scope})`), sql` or `);
  const { rows } = await sql<PushRow>`
    select found.*, a.at as answered_at, a.body as answer, a.person_id as answer_person_id,
      a.unit_id as answer_unit_id
    from (
      select s.case_id, s.seq, s.at, s.action, s.person_id, s.unit_id, s.body->>'words' as words, p.push,
        (p.push->>'answeredSeq')::int as answer_seq,
        case when p.push->>'liftedSeq' is not null then 'lifted'
          when p.push->>'answeredSeq' is not null then 'answered'
          when not c.is_open then 'ended'
          when (p.push->>'answerBy')::int8 < ${tx.now} then 'late'
          else 'waiting' end as state
      from step as s
      join (select id, is_open, record from case_file where ${isOpen} ${inArea(asked.areaPath)} and (${seen}))
        as c on c.id = s.case_id
      cross join lateral jsonb_array_elements(c.record->'pushes') as p(push)
      where ${sql.join(conditions, sql` and `)} and (p.push->>'seq')::int = s.seq
    ) as found
    left join step as a on a.case_id = found.case_id and a.seq = found.answer_seq
    ${isWanted} order by found.at desc, found.case_id desc, found.seq desc limit ${asked.limit}`
    .execute(tx.db);
  return rows;
}
