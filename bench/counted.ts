// A past that is copied in tells no event: the product would count it behind the cases for an hour and more,
// and whatever is measured meanwhile would be measured beside that.
import { FACTS_EDITION } from '../slices/evaluation/core/facts.ts';
import type { Sql } from './cluster.ts';

/** Takes every stored case for counted. */
export async function markCounted(sql: Sql): Promise<void> {
  await sql.script(`insert into evaluation_case (case_id, district_id, seq, edition)
    select id, district_id, last_seq, ${FACTS_EDITION} from case_file on conflict (case_id) do nothing`);
  await sql.script('vacuum analyze evaluation_case');
}
