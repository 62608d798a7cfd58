// The grids in force as open data: one after the other by their path, whole boundaries.
import { sql } from 'kysely';
import type { FeatureAsk, FeaturePage } from '../../../kernel/feature-ask.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { inBoxes, readFeaturePage } from '../../../platform/server/db/feature-page.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

interface Row {
  readonly path: string;
  readonly code: string;
  readonly name: string;
  readonly name_en: string | null;
  readonly effective_from: Instant;
  readonly shape: string;
}

export function listGridFeatures(tx: Tx, ask: FeatureAsk): Promise<FeaturePage> {
  const { districtId, boxes, span } = ask;
  return readFeaturePage<Row>(tx, ask, {
    columns: sql`a.path, a.code, a.name, a.name_en, v.effective_from, ST_AsGeoJSON(a.boundary, 7) as shape`,
    from: sql`area_version v join area a on a.district_id = v.district_id and a.version_id = v.id`,
    where: [
      sql`v.district_id = ${districtId} and v.state = 'published' and a.layer = 'base' and a.level = 'grid'`,
      ...(boxes ? [inBoxes(sql`a.boundary`, boxes)] : []),
      ...(span && span.until !== null
        ? [sql`v.effective_from <= ${toIso(span.until)}::timestamptz`] : []),
    ],
    key: sql`a.path collate "C"`,
    featureOf: ({ path, code, name, name_en, effective_from, shape }) => ({
      id: path,
      shape,
      properties: {
        path, code, name, nameEn: name_en, communityPath: path.slice(0, 14), streetPath: path.slice(0, 10),
        validFrom: toIso(effective_from),
      },
    }),
  });
}
