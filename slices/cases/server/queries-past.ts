// Past cases in pages, with as much of their history as their clocks need to be run again. No words, no
// address, no reporter, no person.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { edgeOf } from '../core/flow.ts';
import { FLOWS, flowNamed } from '../core/flows.ts';
import { actionsOfClocks, pastStepOf, type PastStep } from '../core/replay-clocks.ts';

export interface PastAsked {
  readonly districtId: string;
  /** Reported from this moment on, and before that one. */
  readonly from: Instant;
  readonly to: Instant;
}

export interface PastFacts {
  readonly id: Id;
  readonly number: string;
  readonly flow: string;
  readonly itemCode: string;
  readonly reportedItem: string | null;
  readonly componentId: Id | null;
  readonly areaPath: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly createdAt: Instant;
  readonly steps: readonly PastStep[];
}

/** Sent to a unit at least once, and no part of another. */
const isPast = ({ districtId, from, to }: PastAsked) => sql`district_id = ${districtId}
  and created_at >= ${toIso(from)}::timestamptz and created_at < ${toIso(to)}::timestamptz
  and item_code is not null and dispatched_at is not null and main_case_id is null`;

export async function countPast(tx: Tx, asked: PastAsked): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from case_file where ${isPast(asked)}`.execute(tx.db);
  return rows[0]?.count ?? 0;
}

interface StepRow {
  readonly case_id: Id;
  readonly seq: number;
  readonly action: string;
  readonly to_state: string;
  readonly at: Instant;
  readonly holder_unit_id: Id | null;
  readonly is_by_person: boolean;
  readonly body: Readonly<Record<string, unknown>> | null;
}

const ACTIONS = [...new Set(FLOWS.flatMap(actionsOfClocks))];
/** Of these the body says something of the clocks; of a report, only the item. */
const TELLING = [...new Set(FLOWS.flatMap(({ edges }) => edges
  .filter((edge) => edge.asks === 'extend' || edge.asks === 'suspend'
    || edge.ifYes || edge.effects?.includes('takeRule'))
  .map(({ action }) => action)))];

async function listSteps(tx: Tx, districtId: string, first: Id, last: Id): Promise<StepRow[]> {
  // Cases of a page lie side by side in the key, so that one walk of the index finds all their steps.
  return tx.query<StepRow>(
    `select case_id, seq, action, to_state, at, holder_unit_id, actor_kind = 'person' as is_by_person,
      case when action = any($4::text[]) then body
        when seq = 1 then jsonb_build_object('itemCode', body->'itemCode') end as body
     from step where district_id = $1 and case_id >= $2::uuid and case_id <= $3::uuid
       and action = any($5::text[])
     order by case_id, seq`,
    [districtId, first, last, TELLING, ACTIONS],
  );
}

type CaseRow = Omit<PastFacts, 'steps' | 'reportedItem'>;

function toPast(row: CaseRow, steps: readonly StepRow[]): PastFacts {
  const flow = flowNamed(row.flow);
  const reported = steps[0]?.body?.itemCode;
  return {
    ...row,
    reportedItem: typeof reported === 'string' ? reported : null,
    steps: steps.filter(({ action }) => edgeOf(flow, action)).map((step) => {
      const told = { ...step, toState: step.to_state, body: step.seq === 1 ? {} : (step.body ?? {}) };
      return pastStepOf(flow, told, step.holder_unit_id, step.is_by_person);
    }),
  };
}

/** In the order of their ids, behind `after`. */
export async function listPast(
  tx: Tx,
  asked: PastAsked,
  after: Id | null,
  limit: number,
): Promise<PastFacts[]> {
  const { rows } = await sql<CaseRow>`
    select id, number, flow, item_code as "itemCode", component_id as "componentId",
      area_path as "areaPath", lon, lat, created_at as "createdAt"
    from case_file where ${isPast(asked)} and id > ${after ?? NIL}::uuid
    order by id limit ${limit}`.execute(tx.db);
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const steps = new Map<Id, StepRow[]>();
  for (const step of await listSteps(tx, asked.districtId, first.id, last.id)) {
    const own = steps.get(step.case_id);
    if (own) own.push(step);
    else steps.set(step.case_id, [step]);
  }
  return rows.map((row) => toPast(row, steps.get(row.id) ?? []));
}

const NIL = '00000000-0000-0000-0000-000000000000';
