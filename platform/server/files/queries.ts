// The statements over the table photo: one row per kept photo, written once, never changed.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';
import type { ReceivedPhoto } from './receive-photo.ts';

export interface Photo {
  readonly id: Id;
  /** Hex, of the bytes that are kept and served. */
  readonly sha256: string;
  /** Hex, of the bytes that were sent. */
  readonly originalSha256: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly takenAt?: Instant;
  readonly takenAtZone?: 'stated' | 'assumed';
  readonly lon?: number;
  readonly lat?: number;
  readonly uploadedBy: string;
  readonly createdAt: Instant;
}

const COLUMNS = [
  'id',
  'sha256',
  'original_sha256',
  'bytes',
  'width',
  'height',
  'taken_at',
  'taken_at_zone',
  'lon',
  'lat',
  'uploaded_by',
  'created_at',
] as const;

interface Row {
  readonly id: Id;
  readonly sha256: Uint8Array;
  readonly original_sha256: Uint8Array;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly taken_at: Instant | null;
  readonly taken_at_zone: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly uploaded_by: string;
  readonly created_at: Instant;
}

function asPhoto(row: Row): Photo {
  const zone = row.taken_at_zone === 'stated' ? 'stated' : 'assumed';
  return {
    id: row.id,
    sha256: Buffer.from(row.sha256).toString('hex'),
    originalSha256: Buffer.from(row.original_sha256).toString('hex'),
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    ...(row.taken_at === null ? {} : { takenAt: row.taken_at, takenAtZone: zone }),
    ...(row.lon === null || row.lat === null ? {} : { lon: row.lon, lat: row.lat }),
    uploadedBy: row.uploaded_by,
    createdAt: row.created_at,
  };
}

export async function findPhoto(tx: Tx, id: Id): Promise<Photo | undefined> {
  const row = await tx.db.selectFrom('photo').select(COLUMNS).where('id', '=', id).executeTakeFirst();
  return row && asPhoto(row);
}

export async function listUploaders(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const rows = await tx.query<{ id: Id; uploaded_by: string }>(
    'select id, uploaded_by from photo where id = any($1::uuid[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.uploaded_by]));
}

export async function findSameUpload(
  tx: Tx,
  uploadedBy: string,
  originalSha256: Uint8Array,
): Promise<Photo | undefined> {
  const row = await tx.db
    .selectFrom('photo')
    .select(COLUMNS)
    .where('uploaded_by', '=', uploadedBy)
    .where('original_sha256', '=', originalSha256)
    .executeTakeFirst();
  return row && asPhoto(row);
}

/** False where the same uploader's same bytes were recorded by another request in the meantime. */
export async function insertPhoto(
  tx: Tx,
  id: Id,
  photo: ReceivedPhoto,
  uploadedBy: string,
): Promise<boolean> {
  const { facts } = photo;
  const result = await tx.db
    .insertInto('photo')
    .values({
      id,
      sha256: photo.sha256,
      original_sha256: photo.originalSha256,
      media_type: 'image/jpeg',
      bytes: photo.full.length,
      width: photo.width,
      height: photo.height,
      taken_at: facts.takenAt === undefined ? null : toIso(facts.takenAt),
      taken_at_zone: facts.takenAtZone ?? null,
      lon: facts.lon ?? null,
      lat: facts.lat ?? null,
      uploaded_by: uploadedBy,
      created_at: toIso(tx.now),
    })
    .onConflict((conflict) => conflict.columns(['uploaded_by', 'original_sha256']).doNothing())
    .returning(sql<number>`1`.as('one'))
    .execute();
  return result.length === 1;
}
