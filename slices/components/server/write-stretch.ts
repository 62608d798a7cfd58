// One stretch of a file into the register, and how far the file came, in one transaction.
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type OpenFile, STRETCH_ROWS, type Stretch } from './open-import.ts';
import { addProgress, deletePieces, isHeldBy, lockImport, updateState } from './queries-imports.ts';
import { lockRegister, refreshStatistics } from './queries-write.ts';
import { writeRows } from './write-rows.ts';

/** After the first stretch and the tenth: a plan made on an empty table reads all of it for every row. */
const REFRESHED_AT: readonly number[] = [STRETCH_ROWS, 10 * STRETCH_ROWS];

/** False where nothing more is to be done: it is over, cancelled, or another server has it. */
export async function writeStretch(
  tx: Tx,
  file: OpenFile,
  holder: string,
  stretch: Stretch,
): Promise<boolean> {
  const { terms, words, fields } = file;
  const row = await lockImport(tx, file.row.id);
  const isOn = row?.state === 'judging' || row?.state === 'writing';
  if (!row || !isOn || !(await isHeldBy(tx, row.id, holder))) return false;
  if (row.rowsDone !== file.position() - stretch.count) return false;
  const isTrial = row.state === 'judging';
  await lockRegister(tx, row.districtId);
  if (!isTrial && REFRESHED_AT.includes(row.rowsDone)) await refreshStatistics(tx);
  const { districtId, scheme, samePlaceMetres } = terms;
  const { codes } = file.plan;
  const by = row.personId;
  const asked = { districtId, scheme, samePlaceMetres, source: words.source, by, codes, fields, isTrial };
  await addProgress(tx, row.id, stretch.count, await writeRows(tx, asked, stretch.plan));
  if (!stretch.isLast) return true;
  await updateState(tx, row.id, isTrial ? 'judged' : 'done');
  if (!isTrial) await deletePieces(tx, row.id);
  return false;
}
