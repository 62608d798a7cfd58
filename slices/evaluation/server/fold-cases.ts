// Brings the facts of some cases, and the sums, up to their last step. What it does is a function of the case
// alone, so doing it twice, or late, or by two servers, comes to the same. It decides nothing.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import type { CountedHistory } from '../../cases/core/counted-history.ts';
import { listCounted } from '../../cases/server/public.ts';
import { isExemptByHistory } from '../core/exemption.ts';
import { FACTS_EDITION, factsOf } from '../core/facts.ts';
import {
  type Exemption,
  type FactRow,
  forgetCases,
  listExemptions,
  lockCases,
  markCounted,
  planAnew,
  replaceFacts,
} from './queries-fold.ts';

/** Cases of one round: their steps are held in memory together. */
const AT_ONCE = 250;

function rowsOf(file: CountedHistory, exempt: readonly Exemption[], offsetMinutes: number): FactRow[] {
  const own = exempt.filter(({ case_id }) => case_id === file.id);
  const isWhole = isExemptByHistory(file) || own.some(({ kind }) => kind === 'case');
  return factsOf(file, offsetMinutes).map(({ kind, subject, count, day, times, ms }) => ({
    district_id: file.districtId,
    case_id: file.id,
    kind,
    subject,
    name: count,
    area_path: file.areaPath,
    item_code: file.itemCode ?? '',
    day,
    times,
    used_ms: ms,
    is_exempt: isWhole || own.some((one) => one.kind === kind && one.subject === subject),
  }));
}

async function foldSome(tx: Tx, ids: readonly Id[]): Promise<void> {
  await planAnew(tx);
  const counted = await lockCases(tx, ids);
  const files = await listCounted(tx, ids);
  const exempt = await listExemptions(tx, ids);
  const rows: FactRow[] = [];
  for (const file of files) {
    const { data } = await calendarFor(tx, file.districtId);
    rows.push(...rowsOf(file, exempt, data.offsetMinutes));
  }
  await replaceFacts(tx, counted, rows);
  const marks = files.map(({ id, districtId, lastSeq }) => ({
    case_id: id,
    district_id: districtId,
    seq: lastSeq,
  }));
  await markCounted(tx, marks, FACTS_EDITION);
  const found = new Set(files.map(({ id }) => id));
  if (found.size < ids.length)
    await forgetCases(
      tx,
      ids.filter((id) => !found.has(id)),
    );
}

export async function foldCases(tx: Tx, caseIds: readonly Id[]): Promise<void> {
  const ids = [...new Set(caseIds)].sort();
  for (let from = 0; from < ids.length; from += AT_ONCE) await foldSome(tx, ids.slice(from, from + AT_ONCE));
}
