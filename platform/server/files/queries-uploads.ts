// The statements over photos on their way: the tables photo_upload and photo_upload_piece. A piece has its
// row only after its bytes are durable; who may go on with an upload is part of every question.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../db/tx.ts';

export interface Upload {
  readonly id: Id;
  readonly uploadedBy: string;
  /** Hex, of the whole photo. */
  readonly sha256: string;
  readonly bytes: number;
  readonly pieceBytes: number;
  /** Once it is stored. */
  readonly photoId?: Id;
  /** Numbers of the pieces that are safe, rising. */
  readonly have: readonly number[];
  readonly changedAt: Instant;
}

export interface NewUpload {
  readonly id: Id;
  readonly uploadedBy: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly pieceBytes: number;
}

export const piecesOf = ({ bytes, pieceBytes }: Pick<Upload, 'bytes' | 'pieceBytes'>): number =>
  Math.ceil(bytes / pieceBytes);

interface Row {
  readonly id: Id;
  readonly uploaded_by: string;
  readonly sha256: Uint8Array;
  readonly bytes: number;
  readonly piece_bytes: number;
  readonly photo_id: Id | null;
  readonly have: readonly number[] | null;
  readonly changed_at: Instant;
}

export async function findUpload(tx: Tx, id: Id): Promise<Upload | undefined> {
  const [row] = await tx.query<Row>(
    `select id, uploaded_by, sha256, bytes, piece_bytes, photo_id, changed_at,
       (select jsonb_agg(number order by number) from photo_upload_piece where upload_id = id) as have
     from photo_upload where id = $1`,
    [id],
  );
  return (
    row && {
      id: row.id,
      uploadedBy: row.uploaded_by,
      sha256: Buffer.from(row.sha256).toString('hex'),
      bytes: row.bytes,
      pieceBytes: row.piece_bytes,
      ...(row.photo_id === null ? {} : { photoId: row.photo_id }),
      have: row.have ?? [],
      changedAt: row.changed_at,
    }
  );
}

/** What one person has on its way: how many photos, and how many bytes of them are announced. */
export async function sumOpenUploads(
  tx: Tx,
  uploadedBy: string,
): Promise<{ readonly open: number; readonly bytes: number }> {
  return tx.db
    .selectFrom('photo_upload')
    .select([
      sql<number>`count(*)`.as('open'),
      sql<number>`coalesce(sum(bytes), 0)::bigint`.as('bytes'),
    ])
    .where('uploaded_by', '=', uploadedBy)
    .where('photo_id', 'is', null)
    .executeTakeFirstOrThrow();
}

/** Nothing where the id is taken: look who has it. */
export async function insertUpload(tx: Tx, upload: NewUpload): Promise<void> {
  await tx.db
    .insertInto('photo_upload')
    .values({
      id: upload.id,
      uploaded_by: upload.uploadedBy,
      sha256: Buffer.from(upload.sha256, 'hex'),
      bytes: upload.bytes,
      media_type: upload.mediaType,
      piece_bytes: upload.pieceBytes,
      created_at: toIso(tx.now),
      changed_at: toIso(tx.now),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** So that nobody gives up what somebody goes on with. */
export async function touchUpload(tx: Tx, id: Id): Promise<void> {
  await tx.db
    .updateTable('photo_upload')
    .set({ changed_at: toIso(tx.now) })
    .where('id', '=', id)
    .execute();
}

/** False where the upload was given up meanwhile. */
export async function recordPiece(tx: Tx, id: Id, number: number): Promise<boolean> {
  const rows = await tx.query<{ id: Id }>(
    `with upload as (select id from photo_upload where id = $1 for key share),
       added as (
         insert into photo_upload_piece (upload_id, number) select id, $2::smallint from upload
         on conflict do nothing)
     select id from upload`,
    [id, number],
  );
  return rows.length === 1;
}

export async function forgetPieces(tx: Tx, id: Id, numbers: readonly number[]): Promise<void> {
  await tx.query('delete from photo_upload_piece where upload_id = $1 and number = any($2::smallint[])', [
    id,
    numbers,
  ]);
}

/** One statement: the rows of the pieces go when, and only when, the photo is there. */
export async function completeUpload(tx: Tx, id: Id, photoId: Id): Promise<void> {
  await tx.query(
    `with done as (
       update photo_upload set photo_id = $2, changed_at = $3 where id = $1 returning id)
     delete from photo_upload_piece where upload_id in (select id from done)`,
    [id, photoId, toIso(tx.now)],
  );
}

/** Those that nobody has touched since `before`, held until the transaction ends; others wait or skip. */
export async function lockOldUploads(
  tx: Tx,
  before: Instant,
  limit: number,
): Promise<readonly { readonly id: Id; readonly pieces: number }[]> {
  const rows = await tx.query<{ id: Id; bytes: number; piece_bytes: number }>(
    `select id, bytes, piece_bytes from photo_upload where changed_at < $1
     order by changed_at limit $2 for update skip locked`,
    [toIso(before), limit],
  );
  return rows.map((row) => ({
    id: row.id,
    pieces: piecesOf({ bytes: row.bytes, pieceBytes: row.piece_bytes }),
  }));
}

export async function deleteUploads(tx: Tx, ids: readonly Id[]): Promise<void> {
  await tx.query('delete from photo_upload where id = any($1::uuid[])', [ids]);
}
