// Shares of units in cases, and pushes as rows: how they are written beside a case, in its one statement, and
// when a past is brought in. What they are made of is decided in core/shares.ts; counting is elsewhere.
import type { ShareKind } from '../core/shares.ts';

export interface ShareRow {
  readonly unit_id: string;
  readonly kind: ShareKind;
  readonly level: string;
  readonly area_path: string;
  readonly last_at: string;
  readonly times: number;
  readonly used_ms: number;
  readonly limit_ms: number;
  readonly is_late: boolean;
}

export interface PushedRow {
  readonly seq: number;
  readonly area_path: string;
  readonly kind: string;
  readonly to_unit_id: string | null;
  readonly is_automatic: boolean;
  readonly at: string;
  readonly answer_by: string | null;
  readonly answered_seq: number | null;
  readonly answered_at: string | null;
  readonly is_lifted: boolean;
  readonly is_case_open: boolean;
}

/** A case that was found to lie elsewhere takes its shares along. */
export interface MovedRow {
  readonly case_id: string;
  readonly area_path: string;
  /** `unit kind` of the shares that the same change writes. */
  readonly written: readonly string[];
}

export const SHARE_SHAPE = `j(district_id text, case_id uuid, unit_id uuid, kind text, level text,
      area_path text, last_at timestamptz, times integer, used_ms bigint, limit_ms bigint, is_late boolean)`;
export const PUSH_SHAPE = `j(district_id text, case_id uuid, seq integer, area_path text, kind text,
      to_unit_id uuid, is_automatic boolean, at timestamptz, answer_by timestamptz, answered_seq integer,
      answered_at timestamptz, is_lifted boolean, is_case_open boolean)`;

const SHARE_INTO = `insert into case_share (district_id, case_id, unit_id, kind, level, area_path, last_at,
      times, used_ms, limit_ms, is_late)
    select j.district_id, j.case_id, j.unit_id, j.kind, j.level, j.area_path, j.last_at, j.times, j.used_ms,
      j.limit_ms, j.is_late`;
const SHARE_AGAIN = `on conflict (case_id, unit_id, kind) do update set last_at = excluded.last_at,
      times = case_share.times + excluded.times,
      used_ms = greatest(case_share.used_ms, excluded.used_ms),
      limit_ms = greatest(case_share.limit_ms, excluded.limit_ms),
      is_late = case_share.is_late or excluded.is_late, area_path = excluded.area_path, is_counted = false`;
const PUSH_INTO = `insert into case_push (district_id, case_id, seq, area_path, kind, to_unit_id,
      is_automatic, at, answer_by, answered_seq, answered_at, is_lifted, is_case_open)
    select j.district_id, j.case_id, j.seq, j.area_path, j.kind, j.to_unit_id, j.is_automatic, j.at,
      j.answer_by, j.answered_seq, j.answered_at, j.is_lifted, j.is_case_open`;

/** Beside a case that was written: `rows` names the parameter, `file` the cases that are really written. */
export const SHARE_WRITES = {
  // Never a row that `shares` writes too: of two writings of one row in one statement only one would count.
  moved: (rows: string) => `
    update case_share as s set area_path = j.area_path, is_counted = false
    from jsonb_to_recordset(${rows}::jsonb) as j(case_id uuid, area_path text, written jsonb)
    join file on file.id = j.case_id
    where s.case_id = j.case_id and not j.written @> jsonb_build_array(s.unit_id::text || ' ' || s.kind)`,
  shares: (rows: string) => `
    ${SHARE_INTO} from jsonb_to_recordset(${rows}::jsonb) as ${SHARE_SHAPE}
    join file on file.id = j.case_id ${SHARE_AGAIN}`,
  pushes: (rows: string) => `
    ${PUSH_INTO} from jsonb_to_recordset(${rows}::jsonb) as ${PUSH_SHAPE}
    join file on file.id = j.case_id
    on conflict (case_id, seq) do update set area_path = excluded.area_path,
      to_unit_id = excluded.to_unit_id,
      answered_seq = coalesce(case_push.answered_seq, excluded.answered_seq),
      answered_at = coalesce(case_push.answered_at, excluded.answered_at),
      is_lifted = excluded.is_lifted, is_case_open = excluded.is_case_open`,
} as const;

/** A past that is brought in: all of its shares at once. `$1`: the rows as a JSON list. */
export const INSERT_SHARES = `${SHARE_INTO} from jsonb_to_recordset($1::jsonb) as ${SHARE_SHAPE}`;
export const INSERT_PUSHES = `${PUSH_INTO} from jsonb_to_recordset($1::jsonb) as ${PUSH_SHAPE}`;
