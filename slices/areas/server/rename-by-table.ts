// Other names for the areas of a draft, from its table of codes as it comes back from Excel: one step, or
// every line that is wrong and nothing changed.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { readTable, type TableLimits } from '../../../platform/server/sheets/read-table.ts';
import { readCodes } from '../core/codes-table.ts';
import { type Changed, type Editor, editDraft, lockDraft } from './edit-draft.ts';
import { listDraftAreas } from './queries-workshop.ts';

/** A district has a few thousand areas. */
const LIMITS: TableLimits = { bytes: 40 * 1024 * 1024, cells: 400_000, rows: 30_000, mostRows: 30_000 };

export async function renameByTable(
  tx: Tx,
  versionId: string,
  revision: number,
  bytes: Uint8Array,
  by: Editor,
): Promise<Changed | Refusal> {
  const version = await lockDraft(tx, versionId, revision);
  if (isRefusal(version)) return version;
  const rows = await readTable(bytes, LIMITS);
  if (typeof rows === 'string') return refuse('areas.codes_unreadable');
  const areas = await listDraftAreas(tx, versionId);
  const read = readCodes(rows, new Map(areas.map((area) => [area.path, area])));
  if (!read) return refuse('areas.codes_unreadable');
  const { names, faults } = read;
  if (faults.length > 0) return refuse('areas.codes_invalid', { count: faults.length, faults });
  if (names.length === 0) return refuse('areas.nothing_changed', { versionId });
  return editDraft(tx, versionId, revision, { kind: 'rename_many', names: [...names] }, by);
}
