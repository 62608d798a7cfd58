// Overdue appeals as rows beside the case: what a change of a case makes of its appeal, and how many there
// are. It decides nothing: how an appeal stands is the case's own record (core/appeal.ts).
import { sql } from 'kysely';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { appealStateOf, type AppealState } from '../core/appeal.ts';
import type { CaseFile } from '../core/case-file.ts';
import { inArea } from './queries-areas.ts';

export interface AppealRow {
  readonly case_id: string;
  readonly unit_id: string;
  readonly area_path: string;
  readonly asked_seq: number;
  readonly asked_at: string;
  readonly state: AppealState | 'withdrawn';
  readonly decided_at: string | null;
  readonly is_past: boolean;
}

const rowOf = (file: CaseFile): Omit<AppealRow, 'decided_at'> | undefined => file.appeal && {
  case_id: file.id, unit_id: file.appeal.unitId, area_path: file.place.areaPath,
  asked_seq: file.appeal.seq, asked_at: toIso(file.appeal.at), state: appealStateOf(file) ?? 'withdrawn',
  is_past: file.appeal.isPast === true,
};

/** Nothing for nearly every change: only what has changed of an appeal is written. One that is gone, because
 *  the end it was about was taken back, is withdrawn. */
export function appealRows(before: CaseFile | undefined, after: CaseFile): readonly AppealRow[] {
  if (!before?.appeal && !after.appeal) return [];
  const [was, is] = [before && rowOf(before), rowOf(after)];
  if (was && !is) return [{ ...was, state: 'withdrawn', decided_at: null }];
  if (!is || (was?.state === is.state && was.is_past === is.is_past)) return [];
  const isDecided = is.state === 'granted' || is.state === 'refused';
  return [{ ...is, decided_at: isDecided ? toIso(after.updatedAt) : null }];
}

/** When it was decided stays, whatever becomes of the case afterwards. */
export const APPEAL_WRITES = {
  appeals: (rows: string) => `
    insert into overdue_appeal (district_id, case_id, unit_id, area_path, asked_seq, asked_at, state,
      decided_at, is_past)
    select file.district_id, file.id, a.unit_id, a.area_path, a.asked_seq, a.asked_at, a.state, a.decided_at,
      a.is_past
    from jsonb_to_recordset(${rows}::jsonb) as a(case_id uuid, unit_id uuid, area_path text,
      asked_seq integer, asked_at timestamptz, state text, decided_at timestamptz, is_past boolean)
    join file on file.id = a.case_id
    on conflict (case_id) do update set unit_id = excluded.unit_id, asked_seq = excluded.asked_seq,
      asked_at = excluded.asked_at, state = excluded.state, is_past = excluded.is_past,
      decided_at = case when excluded.is_past and excluded.decided_at is not null
        then coalesce(overdue_appeal.decided_at, excluded.decided_at) else excluded.decided_at end`,
} as const;

export interface AppealCount {
  readonly unit_id: string;
  readonly asked: number;
  readonly waiting: number;
  readonly granted: number;
  readonly refused: number;
}

/** Those made since then, by the unit that made them. For whoever sees the whole area. */
export async function countAppeals(
  tx: Tx, areaPath: string, from: Instant,
): Promise<readonly AppealCount[]> {
  const { rows } = await sql<AppealCount>`
    select unit_id, count(*)::int as asked,
      count(*) filter (where state in ('waiting', 'reviewed'))::int as waiting,
      count(*) filter (where state = 'granted')::int as granted,
      count(*) filter (where state = 'refused')::int as refused
    from overdue_appeal as a
    where a.district_id = ${areaPath.slice(0, 6)} and a.asked_at >= ${toIso(from)}::timestamptz
      and a.state <> 'withdrawn'
      and exists (select from case_file where case_file.id = a.case_id and ${inArea(areaPath)})
    group by unit_id order by unit_id`.execute(tx.db);
  return rows;
}
