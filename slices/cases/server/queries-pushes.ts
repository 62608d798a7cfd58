// Pushes as their own list: who was told what, by when an answer was wanted, and whether one came. A push is
// a step and stands in its case's record; where it stands now is worked out here once, for filter and reply.
import { type RawBuilder, sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PushKind } from '../core/case-file.ts';
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
  /** Of those answered: by the time that was asked for, or after it. */
  readonly isInTime?: boolean | undefined;
  readonly kind?: string | undefined;
  /** The unit that was pushed. */
  readonly toUnitId?: string | undefined;
  /** Sent since then. */
  readonly from?: Instant | undefined;
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
  (p.at, p.case_id, p.seq) < (${toIso(after.at)}::timestamptz, ${after.caseId}::uuid, ${after.seq})`] : []);

/** Where a push stands now. An ended case wants no answer any more. */
const stateOf = (now: Instant): Condition => sql`case when p.is_lifted then 'lifted'
  when p.answered_at is not null then 'answered' when not p.is_case_open then 'ended'
  when p.answer_by < ${toIso(now)}::timestamptz then 'late' else 'waiting' end`;
/** Without a time that was asked for no answer is late. */
const IN_TIME = sql`coalesce(p.answered_at <= p.answer_by, true)`;
/** What waits is among the open cases: those are few, and the pushes of years are not. */
const UNANSWERED = sql`p.is_case_open and p.answered_at is null and not p.is_lifted`;

function stateConditions({ state, isInTime }: PushesAsked, now: Instant): Condition[] {
  return [
    ...(state === 'waiting' || state === 'late' ? [UNANSWERED] : []),
    ...(state ? [sql`${stateOf(now)} = ${state}`] : []),
    ...(isInTime === undefined ? [] : [sql`p.answered_at is not null and not p.is_lifted and
      ${IN_TIME} = ${isInTime}`]),
  ];
}

/** Newest first. */
export async function listPushRows(tx: Tx, asked: PushesAsked): Promise<PushRow[]> {
  if (asked.scopes.length === 0) return [];
  const conditions = [
    sql`p.district_id = ${asked.areaPath.slice(0, 6)}`,
    ...stateConditions(asked, tx.now), ...byCondition(asked.by), ...afterCondition(asked.after),
    ...(asked.kind ? [sql`p.kind = ${asked.kind}`] : []),
    ...(asked.toUnitId ? [sql`p.to_unit_id = ${asked.toUnitId}::uuid`] : []),
    ...(asked.from === undefined ? [] : [sql`p.at >= ${toIso(asked.from)}::timestamptz`]),
  ];
  const seen = sql.join(asked.scopes.map((scope) => sql`(${scope})`), sql` or `);
  const { rows } = await sql<PushRow>`
    select p.case_id, p.seq, p.at, s.action, s.person_id, s.unit_id, s.body->>'words' as words,
      jsonb_build_object('kind', p.kind, 'toUnitId', p.to_unit_id,
        'answerBy', round(extract(epoch from p.answer_by) * 1000)) as push,
      ${stateOf(tx.now)} as state, p.answered_seq as answer_seq, p.answered_at,
      a.body as answer, a.person_id as answer_person_id, a.unit_id as answer_unit_id
    from case_push as p
    join step as s on s.case_id = p.case_id and s.seq = p.seq
    left join step as a on a.case_id = p.case_id and a.seq = p.answered_seq
    where ${sql.join(conditions, sql` and `)}
      and p.case_id in (select id from case_file where ${inArea(asked.areaPath)} and (${seen})
        and id = p.case_id)
    order by p.at desc, p.case_id desc, p.seq desc limit ${asked.limit}`
    .execute(tx.db);
  return rows;
}

export interface PushCount {
  readonly to_unit_id: string | null;
  readonly sent: number;
  readonly in_time: number;
  readonly answered_late: number;
  readonly late: number;
  readonly waiting: number;
  readonly lifted: number;
  readonly ended: number;
}

/** All pushes of an area since then, by the unit that was pushed. For whoever sees the whole area. */
export async function countPushes(tx: Tx, areaPath: string, from: Instant): Promise<readonly PushCount[]> {
  const { rows } = await sql<PushCount>`
    select to_unit_id, count(*)::int as sent,
      count(*) filter (where state = 'answered' and is_in_time)::int as in_time,
      count(*) filter (where state = 'answered' and not is_in_time)::int as answered_late,
      count(*) filter (where state = 'late')::int as late,
      count(*) filter (where state = 'waiting')::int as waiting,
      count(*) filter (where state = 'lifted')::int as lifted,
      count(*) filter (where state = 'ended')::int as ended
    from (
      select p.to_unit_id, ${stateOf(tx.now)} as state, ${IN_TIME} as is_in_time from case_push as p
      where p.district_id = ${areaPath.slice(0, 6)} and p.at >= ${toIso(from)}::timestamptz
        and (p.area_path = ${areaPath} or starts_with(p.area_path, ${`${areaPath}.`}))
    ) as told group by to_unit_id`.execute(tx.db);
  return rows;
}

export interface UnansweredPush {
  readonly caseId: string;
  readonly at: Instant;
  readonly answerBy: Instant;
  /** By the ladder, or by somebody. */
  readonly isAutomatic: boolean;
}

/** Of each of these open cases the last push of a kind whose time for an answer has passed without one; no
 *  row for those that have none. */
export const listUnanswered = (
  tx: Tx, caseIds: readonly string[], kind: PushKind,
): Promise<UnansweredPush[]> =>
  tx.query<UnansweredPush>(
    `select distinct on (p.case_id) p.case_id as "caseId", p.at, p.answer_by as "answerBy",
       p.is_automatic as "isAutomatic"
     from case_push as p
     where p.case_id = any($1::uuid[]) and p.kind = $2 and p.is_case_open and p.answered_at is null
       and not p.is_lifted and p.answer_by < $3::timestamptz
     order by p.case_id, p.seq desc`,
    [caseIds, kind, toIso(tx.now)],
  );

/** The pushes of an area from a moment on, and before another. For whoever sees the whole area. */
export interface PushedAsked {
  readonly areaPath: string;
  readonly from: Instant;
  readonly until: Instant;
}

const isPushed = ({ areaPath, from, until }: PushedAsked): Condition => sql`
  p.district_id = ${areaPath.slice(0, 6)} and p.at >= ${toIso(from)}::timestamptz
  and p.at < ${toIso(until)}::timestamptz
  and (p.area_path = ${areaPath} or starts_with(p.area_path, ${`${areaPath}.`}))`;

export async function countPushed(tx: Tx, asked: PushedAsked): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from case_push as p where ${isPushed(asked)}`.execute(tx.db);
  return rows[0]?.total ?? 0;
}

export interface PushedCase {
  readonly caseId: string;
  /** Of the first push among them, in the district's own time. */
  readonly day: string;
  readonly times: number;
}

/** Each case once, with how often; in the order of days. */
export async function listPushedCases(
  tx: Tx, asked: PushedAsked, offsetMinutes: number,
  after: Pick<PushedCase, 'day' | 'caseId'> | undefined, limit: number,
): Promise<PushedCase[]> {
  const { rows } = await sql<PushedCase>`
    select * from (
      select p.case_id as "caseId", count(*)::int as times,
        ((min(p.at) at time zone 'UTC') + make_interval(mins => ${offsetMinutes}::int))::date as day
      from case_push as p where ${isPushed(asked)} group by p.case_id
    ) as told
    ${after ? sql`where (day, "caseId") > (${after.day}::date, ${after.caseId}::uuid)` : sql``}
    order by day, "caseId" limit ${limit}`.execute(tx.db);
  return rows;
}
