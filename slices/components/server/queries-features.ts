// The register as open data: one after the other by code, whole shapes, and the units that answer by name.
import { sql } from 'kysely';
import type { FeatureAsk, FeaturePage } from '../../../kernel/feature-ask.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import { inBoxes, readFeaturePage } from '../../../platform/server/db/feature-page.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { unitDirectory } from '../../people/server/public.ts';

interface Row {
  readonly code: string;
  readonly class_code: string;
  readonly name: string;
  readonly condition: string;
  readonly rights_confirmed: boolean;
  readonly area_path: string | null;
  readonly competent_unit_id: Id | null;
  readonly owner_unit_id: Id | null;
  readonly maintenance_unit_id: Id | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly shape: string;
}

export async function listComponentFeatures(tx: Tx, ask: FeatureAsk): Promise<FeaturePage> {
  const { districtId, boxes, span } = ask;
  const units = await unitDirectory(tx);
  const unitName = (id: Id | null): string | null => (id === null ? null : (units.unit(id)?.name ?? null));
  return readFeaturePage<Row>(tx, ask, {
    columns: sql`c.code, c.class_code, c.name, c.condition, c.rights_confirmed, c.area_path,
      c.competent_unit_id, c.owner_unit_id, c.maintenance_unit_id, c.created_at, c.updated_at,
      ST_AsGeoJSON(c.geometry, 7) as shape`,
    from: sql`component c`,
    where: [
      sql`c.district_id = ${districtId}`,
      sql`c.gone_at is null`,
      ...(boxes ? [inBoxes(sql`c.geometry`, boxes)] : []),
      ...(span && span.until !== null ? [sql`c.created_at <= ${toIso(span.until)}::timestamptz`] : []),
    ],
    key: sql`c.code`,
    featureOf: (row) => ({
      id: row.code,
      shape: row.shape,
      properties: {
        code: row.code,
        classCode: row.class_code,
        name: row.name,
        condition: row.condition,
        rightsConfirmed: row.rights_confirmed,
        gridPath: row.area_path,
        competentUnit: unitName(row.competent_unit_id),
        ownerUnit: unitName(row.owner_unit_id),
        maintenanceUnit: unitName(row.maintenance_unit_id),
        registeredAt: toIso(row.created_at),
        changedAt: toIso(row.updated_at),
      },
    }),
  });
}
