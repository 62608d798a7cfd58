// All SQL of base maps of others. One that was taken away stays on record, and is found by nobody.
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { NewTileSource } from '../core/contract-sources.ts';
import type { SourceCrs, SourceKind, TileSource } from '../core/tile-source.ts';

export interface StoredSource extends TileSource {
  readonly addedAt: Instant;
  readonly endedAt: Instant | null;
}

const COLUMNS = [
  'id',
  'district_id',
  'name',
  'name_en',
  'kind',
  'address',
  'crs',
  'attribution',
  'min_zoom',
  'max_zoom',
  'added_at',
  'ended_at',
] as const;

const rowsOf = (tx: Tx) => tx.db.selectFrom('basemap_source').select(COLUMNS);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>;

const sourceOf = (row: Row): StoredSource => ({
  id: row.id,
  districtId: row.district_id,
  name: row.name,
  nameEn: row.name_en,
  address: row.address,
  kind: row.kind as SourceKind,
  crs: row.crs as SourceCrs,
  attribution: row.attribution,
  minZoom: row.min_zoom,
  maxZoom: row.max_zoom,
  addedAt: row.added_at,
  endedAt: row.ended_at,
});

/** In force, in the order of names. */
export async function listTileSources(tx: Tx, districtId: string, limit: number): Promise<StoredSource[]> {
  const rows = await rowsOf(tx)
    .where('district_id', '=', districtId)
    .where('ended_at', 'is', null)
    .orderBy('name')
    .limit(limit)
    .execute();
  return rows.map(sourceOf);
}

/** All that ever were, the newest first. */
export async function listAllTileSources(tx: Tx, districtId: string, limit: number): Promise<StoredSource[]> {
  const rows = await rowsOf(tx)
    .where('district_id', '=', districtId)
    .orderBy('added_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(sourceOf);
}

export async function findTileSource(tx: Tx, sourceId: string): Promise<StoredSource | undefined> {
  const row = await rowsOf(tx).where('id', '=', sourceId).where('ended_at', 'is', null).executeTakeFirst();
  return row && sourceOf(row);
}

export async function insertTileSource(
  tx: Tx,
  of: NewTileSource & { readonly districtId: string; readonly by: string },
): Promise<string> {
  const id = tx.ids.next();
  await tx.db
    .insertInto('basemap_source')
    .values({
      id,
      district_id: of.districtId,
      name: of.name.trim(),
      name_en: of.nameEn.trim(),
      kind: of.kind,
      address: of.address,
      crs: of.crs,
      attribution: of.attribution.trim(),
      min_zoom: of.minZoom,
      max_zoom: of.maxZoom,
      added_at: toIso(tx.now),
      added_by: of.by,
    })
    .execute();
  return id;
}

/** False where there is none in force. */
export async function endTileSource(
  tx: Tx,
  of: { readonly districtId: string; readonly sourceId: string; readonly by: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('basemap_source')
    .set({ ended_at: toIso(tx.now), ended_by: of.by })
    .where('id', '=', of.sourceId)
    .where('district_id', '=', of.districtId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
