// Ended cases that may be like another: the latest of its item in its community, the latest of its item in
// the district. Each half walks one index and stops; which of them are like it, core/similar.ts says.
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';

export interface PastRow {
  readonly id: string;
  readonly number: string;
  readonly description: string;
  readonly item_code: string | null;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly area_path: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly unit_id: string | null;
  readonly co_unit_ids: readonly string[];
  readonly reporter_person_id: string | null;
  readonly state: string;
  readonly closing_code: string | null;
  readonly reworks: number;
  readonly returns: number;
  readonly created_at: Instant;
  readonly ended_at: Instant;
}

const MOST_EACH = 100;
const PAST = `select id, number, description, item_code, item_name, item_name_en, area_path, lon, lat,
    unit_id, co_unit_ids, reporter_person_id, state, closing_code, (counts ->> 'reworks')::int as reworks,
    (counts ->> 'returns')::int as returns, created_at, ended_at
  from case_file where not is_open and merged_into_id is null and state <> 'withdrawn' and id <> $1::uuid`;

/** The texts are three, so that each is planned for what it asks. */
export const NEAR_OF_ITEM = `${PAST} and item_code = $2 and community_path = $3
  order by ended_at desc limit ${MOST_EACH}`;
export const LATEST_OF_ITEM = `${PAST} and item_code = $2 and district_id = $3
  order by created_at desc, id desc limit ${MOST_EACH}`;
export const LATEST_NEAR = `${PAST} and community_path = $2
  order by created_at desc, id desc limit ${MOST_EACH}`;

export async function listPast(tx: Tx, { id, itemCode, place, districtId }: CaseFile): Promise<PastRow[]> {
  const community = place.areaPath.slice(0, 14);
  const asked = itemCode === null ? [tx.query<PastRow>(LATEST_NEAR, [id, community])] : [
    tx.query<PastRow>(NEAR_OF_ITEM, [id, itemCode, community]),
    tx.query<PastRow>(LATEST_OF_ITEM, [id, itemCode, districtId]),
  ];
  const rows = (await Promise.all(asked)).flat();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
