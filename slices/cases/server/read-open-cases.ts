// Every open case of an area with its lamp of this moment, for other slices' screens of a whole area: what
// it is, where and how urgent, and nothing of a person. What was read stays here by version, so that
// looking again costs what has changed.
import type { Instant } from '../../../kernel/instant.ts';
import { keepNewest } from '../../../platform/server/db/keep-newest.ts';
import { perStore } from '../../../platform/server/db/per-store.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Lamp } from '../../calendar/core/lamp.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { clockNow } from '../core/clock-now.ts';
import type { CaseFile } from '../core/case-file.ts';
import { flowNamed } from '../core/flows.ts';
import { listOpenRows, listOpenVersions, type OpenRow } from './queries-open.ts';

export interface OpenCase {
  readonly id: string;
  readonly number: string;
  readonly stateZh: string;
  readonly stateEn: string;
  readonly severity: CaseFile['severity'];
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly areaPath: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly lamp: Lamp;
  /** What is left of the stage's limit, in its own kind of time; null while paused. */
  readonly remainingMs: number | null;
  /** That leaves out nights and days off. */
  readonly isWorkingTime: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** More than a district has open on the worst day; beyond it the reading says so. */
const MOST_OPEN = 50_000;
/** Areas looked at by one process: districts and their streets. */
const MOST_AREAS = 64;

type Held = ReadonlyMap<string, OpenRow>;
const heldOf = perStore(() => new Map<string, Held>());

function keep(tx: Tx, areaPath: string, rows: Held): void {
  // Inside a transaction a version may yet be rolled back, and then be somebody else's.
  if (!tx.isTransaction) keepNewest(heldOf(tx), areaPath, rows, MOST_AREAS);
}

interface Read {
  readonly rows: readonly OpenRow[];
  readonly isMore: boolean;
}

export async function openRowsOf(tx: Tx, areaPath: string, most = MOST_OPEN): Promise<Read> {
  const known = heldOf(tx).get(areaPath);
  const all = await listOpenVersions(tx, areaPath, most + 1);
  const found = all.slice(0, most);
  const rows = new Map<string, OpenRow>();
  const missing: string[] = [];
  for (const { id, version } of found) {
    const row = known?.get(id);
    if (row?.version === version) rows.set(id, row);
    else missing.push(id);
  }
  for (const row of await listOpenRows(tx, missing)) rows.set(row.id, row);
  keep(tx, areaPath, rows);
  return { rows: [...rows.values()], isMore: all.length > most };
}

function openCase(row: OpenRow, calendar: Parameters<typeof clockNow>[0], now: Instant): OpenCase {
  const state = flowNamed(row.flow).states[row.state];
  const clock = row.clock ? clockNow(calendar, row.clock, now) : undefined;
  const lamp = clock?.lamp ?? 'paused';
  return {
    id: row.id, number: row.number, stateZh: state?.zh ?? row.state, stateEn: state?.en ?? row.state,
    severity: row.severity, itemName: row.item_name, itemNameEn: row.item_name_en, areaPath: row.area_path,
    lon: row.lon, lat: row.lat, lamp, remainingMs: lamp === 'paused' ? null : clock?.remainingMs ?? null,
    isWorkingTime: clock?.isWorkingTime ?? false,
    createdAt: row.created_at, updatedAt: row.updated_at,
  };
}

export interface OpenCases {
  readonly cases: readonly OpenCase[];
  /** There are more than were read: whoever counts these says so. */
  readonly isMore: boolean;
}

/** In no order. The caller has checked that the reader may see the whole area. */
export async function listOpenCases(tx: Tx, areaPath: string, most = MOST_OPEN): Promise<OpenCases> {
  const calendar = await calendarFor(tx, areaPath.slice(0, 6));
  const { rows, isMore } = await openRowsOf(tx, areaPath, most);
  return { cases: rows.map((row) => openCase(row, calendar, tx.now)), isMore };
}
