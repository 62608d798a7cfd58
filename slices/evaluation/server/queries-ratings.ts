// SQL that puts the facts of ratings together in pieces, of which only those with enough in them are told
// (core/protection.ts). Nothing else reads these facts.
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { SumRow } from '../core/evaluate.ts';
import {
  holdsMonths,
  type Piece,
  PROTECTED,
  PROTECTED_KINDS,
  RELEASE,
  released,
} from '../core/protection.ts';
import type { Period } from '../core/period.ts';

const listed = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const NAMES = listed(PROTECTED);
const KINDS = PROTECTED_KINDS.map(
  ({ ratings, points, raterLetters }) => `('${ratings}', '${points}', ${raterLetters})`,
).join(', ');

export interface RatedAsked {
  readonly districtId: string;
  /** Of this unit alone. */
  readonly subject?: string | undefined;
  /** The day on which it is asked, in the district's own time. */
  readonly today: string;
}

/** Of whole months that are over. */
export async function readReleased(
  tx: Tx,
  { districtId, subject, today }: RatedAsked,
  period: Period,
): Promise<readonly SumRow[]> {
  if (!holdsMonths(period)) return [];
  const pieces = await tx.query<Piece>(
    `with rated as (
       select subject, name, times, area_path, date_trunc('month', day::timestamp)::date as month
       from evaluation_fact
       where district_id = $1 and kind = 'unit' and name in (${NAMES})
         and day between $2::date and $3::date and ($4::text is null or subject = $4)
     )
     select subject as "unitId", k.ratings, month, sum(times) filter (where name = k.ratings)::int as count,
       sum(times) filter (where name = k.points)::int as points,
       count(distinct left(area_path, k.letters)) filter (where name = k.ratings)::int as raters
     from rated join (values ${KINDS}) as k(ratings, points, letters) on name in (k.ratings, k.points)
     where month + interval '1 month' + interval '${RELEASE.daysAfter} day' <= $5::date
     group by subject, k.ratings, month order by subject, k.ratings, month`,
    [districtId, period.from, period.to, subject ?? null, today],
  );
  return released(pieces);
}
