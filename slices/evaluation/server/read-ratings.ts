// The sums of ratings that a table may tell, beside what is counted of cases: of units alone, of whole
// months, and the same numbers wherever a unit is shown, so that no two views differ by a few ratings.
import { localDate } from '../../../kernel/instant.ts';
import { isWithin } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { SumRow } from '../core/evaluate.ts';
import type { Period } from '../core/period.ts';
import { readReleased } from './queries-ratings.ts';
import type { Asked } from './queries-read.ts';

type Of = Pick<Asked, 'districtId' | 'areaPath' | 'subject'>;

/** In a part of the district only of units that belong there: others work elsewhere too. */
export async function ratingsOf(tx: Tx, asked: Of, period: Period): Promise<readonly SumRow[]> {
  const { districtId, areaPath, subject } = asked;
  const { data } = await calendarFor(tx, districtId);
  const today = localDate(tx.now, data.offsetMinutes);
  const sums = await readReleased(tx, { districtId, subject, today }, period);
  if (areaPath === districtId) return sums;
  const directory = await unitDirectory(tx);
  return sums.filter(({ key }) => isWithin(directory.unit(key)?.areaPath ?? '', areaPath));
}
