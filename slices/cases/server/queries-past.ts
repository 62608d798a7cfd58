// Past cases in pages, with as much of their history as their clocks need to be run again. No words, no
// address, no reporter, no person. A case is one row: its steps come as short texts (core/past-history.ts).
import { sql } from 'kysely';
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Edge } from '../core/flow.ts';
import { FLOWS } from '../core/flows.ts';
import { HistoryReader, MARKS, type PastHistory, type ToldSteps } from '../core/past-history.ts';
import { actionsOfClocks, isAsking, SAID_ANEW } from '../core/replay-clocks.ts';
import { sendsUnit, takesOver, takesRule } from '../core/replay-effects.ts';

export interface PastAsked {
  readonly districtId: string;
  /** Reported from this moment on, and before that one. */
  readonly from: Instant;
  readonly to: Instant;
}

export interface PastFacts {
  readonly id: Id;
  readonly number: string;
  readonly itemCode: string;
  readonly reportedItem: string | null;
  readonly componentId: Id | null;
  readonly areaPath: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly createdAt: Instant;
  readonly history: PastHistory;
}

/** Sent to a unit at least once, and no part of another. `is true` keeps the period from the planner, which
 *  would else, asked for page after page, look for all days of it anew and sort them. */
const isPast = ({ districtId, from, to }: PastAsked) => sql`district_id = ${districtId}
  and (created_at >= ${toIso(from)}::timestamptz and created_at < ${toIso(to)}::timestamptz) is true
  and item_code is not null and dispatched_at is not null and main_case_id is null`;

export async function countPast(tx: Tx, asked: PastAsked): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from case_file where ${isPast(asked)}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

/** Names of actions and fields, which are words of a flow, as a list of SQL. */
const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ') || "''";
const among = (isOne: (edge: Edge) => boolean): string =>
  listed([...new Set(FLOWS.flatMap(({ edges }) => edges.filter(isOne).map(({ action }) => action)))]);

const ACTIONS = listed([...new Set(FLOWS.flatMap(actionsOfClocks))]);
const GRANTED = [...new Set(FLOWS.flatMap(({ edges }) => edges.flatMap(({ ifYes }) => ifYes ?? [])))]
  .map((name) => `when action in (${among(({ ifYes }) => ifYes === name)})
    then case when body->'${name}' = 'true' then '${MARKS.yes}' else '' end`).join('\n');

/** In the order of the key, in which the steps of a case lie, so that nothing is sorted. */
const STEPS = `
  select string_agg(seq || '/' || action || '/' || to_state || '/'
      || case actor_kind when 'person' then '${MARKS.person}' else '' end
      || case when action in (${among(takesRule)})
        then case when body ?| array[${listed(SAID_ANEW)}] then '${MARKS.rule}' else '' end
        ${GRANTED} else '' end, ' ') as course,
    string_agg((date_part('epoch', at) * 1000)::bigint::text, ' ') as moments,
    string_agg(case when action in (${among(takesOver)}) then body->>'unitId'
      else coalesce(holder_unit_id::text, '-') end, ' ')
      filter (where action in (${among((edge) => sendsUnit(edge) || takesOver(edge))})) as units,
    jsonb_agg(coalesce(body->'extra', body->'reviewAt'))
      filter (where action in (${among(isAsking)})) as asked,
    max(body->>'itemCode') filter (where seq = 1) as "reportedItem"
  from (select * from step where case_id = past.id and action in (${ACTIONS}) order by seq) step`;

interface PastRow extends Omit<PastFacts, 'history'>, ToldSteps {
  readonly flow: string;
}

const READERS = new Map(FLOWS.map((flow) => [flow.id, new HistoryReader(flow)]));

/** In the order of their ids, behind `after`. */
export async function listPast(
  tx: Tx,
  asked: PastAsked,
  after: Id | null,
  limit: number,
): Promise<PastFacts[]> {
  const { rows } = await sql<PastRow>`
    select past.*, told.* from (
      select id, number, flow, item_code as "itemCode", component_id as "componentId",
        area_path as "areaPath", lon, lat, (date_part('epoch', created_at) * 1000)::float8 as "createdAt"
      from case_file where ${isPast(asked)} and id > ${after ?? NIL}::uuid
      order by id limit ${limit}) past
    cross join lateral (${sql.raw(STEPS)}) told order by past.id`.execute(tx.db);
  return rows.map((row) => {
    const { flow, id, number, itemCode, reportedItem, componentId, areaPath, lon, lat } = row;
    const reader = READERS.get(flow);
    assert(reader, `no flow is called ${flow}`);
    const createdAt = Math.round(row.createdAt);
    const history = reader.read(row);
    return { id, number, itemCode, reportedItem, componentId, areaPath, lon, lat, createdAt, history };
  });
}

const NIL = '00000000-0000-0000-0000-000000000000';
