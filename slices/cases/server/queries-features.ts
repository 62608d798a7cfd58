// Cases as open data, where a district opens them: what was taken up, in which state, on which days, and
// about where. Never words, addresses, pictures, channels or anybody; never a matter between people (other
// flows); never what was refused, taken back or merged, nor the exact place: a door is a person.
import { type RawBuilder, sql } from 'kysely';
import type { FeatureAsk, FeaturePage } from '../../../kernel/feature-ask.ts';
import { type Instant, localDate, toIso } from '../../../kernel/instant.ts';
import { inBoxes, readFeaturePage } from '../../../platform/server/db/feature-page.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { flowNamed } from '../core/flows.ts';

interface Row {
  readonly number: string;
  readonly state: string;
  readonly item_code: string;
  readonly item_name: string | null;
  readonly item_name_en: string | null;
  readonly community_path: string;
  readonly created_at: Instant;
  readonly ended_at: Instant | null;
  readonly shape: string;
}

const FLOW = 'standard';
/** Accepted and on its way, or done. */
const STATES = ['accepted', 'dispatched', 'handling', 'answered', 'verified', 'closed'];
/** A thousandth of a degree: some hundred metres. */
const ABOUT: RawBuilder<unknown> = sql`ST_SnapToGrid(f.point, 0.001)`;
const NEAR_DEGREES = 0.001;

const widened = (boxes: NonNullable<FeatureAsk['boxes']>): RawBuilder<unknown> =>
  sql`(${sql.join(
    boxes.map(({ west, south, east, north }) =>
      sql`f.point && ST_MakeEnvelope(${west - NEAR_DEGREES}, ${south - NEAR_DEGREES}, ${east + NEAR_DEGREES},
        ${north + NEAR_DEGREES}, 4326)`),
    sql` or `,
  )})`;

export function listCaseFeatures(tx: Tx, ask: FeatureAsk): Promise<FeaturePage> {
  const { districtId, boxes, span } = ask;
  const states = flowNamed(FLOW).states;
  return readFeaturePage<Row>(tx, ask, {
    columns: sql`f.number, f.state, f.item_code, f.item_name, f.item_name_en, f.community_path, f.created_at,
      f.ended_at, ST_AsGeoJSON(${ABOUT}, 3) as shape`,
    from: sql`case_file f`,
    where: [
      sql`f.district_id = ${districtId} and f.flow = ${FLOW} and f.state = any(${STATES}::text[])
        and f.item_code is not null and f.point is not null and f.main_case_id is null`,
      ...(boxes ? [widened(boxes), inBoxes(ABOUT, boxes)] : []),
      ...(span && span.until !== null ? [sql`f.created_at <= ${toIso(span.until)}::timestamptz`] : []),
      ...(span && span.from !== null
        ? [sql`(f.ended_at is null or f.ended_at >= ${toIso(span.from)}::timestamptz)`] : []),
    ],
    key: sql`f.number`,
    featureOf: (row) => ({
      id: row.number,
      shape: row.shape,
      properties: {
        number: row.number, state: row.state, stateName: states[row.state]?.zh ?? row.state,
        stateNameEn: states[row.state]?.en ?? row.state, itemCode: row.item_code, item: row.item_name,
        itemEn: row.item_name_en, communityPath: row.community_path, reportedOn: localDate(row.created_at),
        endedOn: row.ended_at === null ? null : localDate(row.ended_at),
      },
    }),
  });
}
