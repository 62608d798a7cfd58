// A main case and its parts: both locked in one order, how each part stands, and what the whole takes from a
// part. Cases without parts never come here.
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CaseRow, readCase, type StoredCase } from './case-row.ts';
import { CASE_COLUMNS } from './queries.ts';

const LOCK_WITH_MAIN = `select ${CASE_COLUMNS} from case_file where id = $1::uuid
    or id = (select main_case_id from case_file where id = $1::uuid)
  order by id for update`;

export interface Family {
  readonly own: StoredCase | undefined;
  /** The main case of which it is a part. */
  readonly whole: StoredCase | undefined;
}

/** The lower id first, as everywhere: a main case is older than its parts. */
export async function lockFamily(tx: Tx, caseId: string): Promise<Family> {
  const found = (await tx.query<CaseRow>(LOCK_WITH_MAIN, [caseId])).map(readCase);
  return {
    own: found.find(({ file }) => file.id === caseId), whole: found.find(({ file }) => file.id !== caseId),
  };
}

export interface KinRow {
  readonly id: string;
  readonly number: string;
  readonly flow: string;
  readonly state: string;
  readonly is_open: boolean;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly unit_id: string | null;
  readonly holder_unit_id: string | null;
  readonly due_at: Instant | null;
  readonly closing_code: string | null;
  readonly ended_at: Instant | null;
}

const KIN = `select id, number, flow, state, is_open, item_name, item_name_en, unit_id, holder_unit_id,
    due_at, closing_code, ended_at
  from case_file where id = any($1::uuid[]) limit 2000`;

/** Parts, or main cases, as they stand now. */
export async function listKin(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, KinRow>> {
  if (ids.length === 0) return new Map();
  return new Map((await tx.query<KinRow>(KIN, [ids])).map((row) => [row.id, row]));
}

interface StepBody {
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the report showed; none where it came without pictures. */
export async function findFirstBody(tx: Tx, caseId: string): Promise<StepBody['body']> {
  const [row] = await tx.query<StepBody>('select body from step where case_id = $1::uuid and seq = 1',
    [caseId]);
  return row?.body ?? {};
}

/** What was last told by one of these actions. */
export async function findLastBody(
  tx: Tx, caseId: string, actions: readonly string[],
): Promise<StepBody['body']> {
  const [row] = await tx.query<StepBody>(
    `select body from step where case_id = $1::uuid and action = any($2::text[])
     order by seq desc limit 1`, [caseId, actions]);
  return row?.body ?? {};
}
