// The open cases of an area for screens that show all of them at once. The store is asked which cases at
// which version, and only what has changed since the last look is read whole. No words, no address;
// of the reporter only which account it is, by which alone their own case is shown to them.
import { sql } from 'kysely';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import { inArea } from './queries-areas.ts';

export interface OpenRow {
  readonly id: string;
  readonly version: number;
  readonly flow: string;
  readonly number: string;
  readonly state: string;
  readonly severity: CaseFile['severity'];
  readonly item_code: string | null;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly area_path: string;
  readonly unit_id: string | null;
  readonly holder_unit_id: string | null;
  readonly co_unit_ids: readonly string[];
  readonly reporter_person_id: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly clock: CaseFile['clock'];
  readonly created_at: Instant;
  readonly updated_at: Instant;
}

type OpenVersion = Pick<OpenRow, 'id' | 'version'>;

const ROWS = `select id, version, flow, number, state, severity, item_code, item_name, item_name_en,
    area_path, unit_id, holder_unit_id, co_unit_ids, reporter_person_id, lon, lat,
    clocks->'clock' as clock, created_at, updated_at
  from case_file where id = any($1::uuid[]) and is_open`;

export async function listOpenVersions(tx: Tx, areaPath: string, limit: number): Promise<OpenVersion[]> {
  const { rows } = await sql<OpenVersion>`
    select id, version from case_file
    where district_id = ${areaPath.slice(0, 6)} and ${inArea(areaPath)} and is_open
    limit ${limit}`.execute(tx.db);
  return rows;
}

/** As they are now: a case that has ended since is left out. */
export const listOpenRows = (tx: Tx, ids: readonly string[]): Promise<OpenRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.query<OpenRow>(ROWS, [ids]);
