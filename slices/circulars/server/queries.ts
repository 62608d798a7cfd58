// SQL of circulars: drafts that people change, and those that were issued.
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { NamedCase } from '../core/contract.ts';

export interface StoredCircular {
  readonly id: Id;
  readonly areaPath: string;
  readonly title: string;
  readonly body: string;
  readonly cases: readonly NamedCase[];
  readonly version: number;
  readonly byName: string;
  readonly changedAt: Instant;
  readonly issuedAt: Instant | null;
  readonly issuedByName: string | null;
}

const CIRCULAR = `id, area_path as "areaPath", title, body, cases, version, by_name as "byName",
  changed_at as "changedAt", issued_at as "issuedAt", issued_by_name as "issuedByName"`;

export async function findCircular(tx: Tx, id: Id): Promise<StoredCircular | undefined> {
  const [row] = await tx.query<StoredCircular>(`select ${CIRCULAR} from circular where id = $1::uuid`, [
    id,
  ]);
  return row;
}

export async function lockCircular(tx: Tx, id: Id): Promise<StoredCircular | undefined> {
  const [row] = await tx.query<StoredCircular>(
    `select ${CIRCULAR} from circular where id = $1::uuid for update`,
    [id],
  );
  return row;
}

/** Newest first; ids are in the order of time. */
export const listCirculars = (
  tx: Tx,
  areaPath: string,
  after: Id | undefined,
  limit: number,
): Promise<StoredCircular[]> =>
  tx.query<StoredCircular>(
    `select ${CIRCULAR} from circular where area_path = $1 and ($2::uuid is null or id < $2::uuid)
     order by id desc limit $3`,
    [areaPath, after ?? null, limit],
  );

type NewCircular = Pick<StoredCircular, 'id' | 'areaPath' | 'title' | 'body' | 'cases' | 'byName'>;

export async function insertCircular(tx: Tx, one: NewCircular): Promise<void> {
  await tx.query(
    `insert into circular (id, district_id, area_path, title, body, cases, version, by_name, changed_at)
     values ($1::uuid, $2, $3, $4, $5, $6::jsonb, 1, $7, $8::timestamptz)`,
    [
      one.id,
      one.areaPath.slice(0, 6),
      one.areaPath,
      one.title,
      one.body,
      JSON.stringify(one.cases),
      one.byName,
      toIso(tx.now),
    ],
  );
}

type Change = Pick<StoredCircular, 'id' | 'title' | 'body' | 'byName'>;

export async function updateCircular(tx: Tx, { id, title, body, byName }: Change): Promise<void> {
  await tx.query(
    `update circular set title = $2, body = $3, by_name = $4, changed_at = $5::timestamptz,
       version = version + 1 where id = $1::uuid`,
    [id, title, body, byName, toIso(tx.now)],
  );
}

export async function setIssued(tx: Tx, id: Id, by: { personId: Id; name: string }): Promise<void> {
  await tx.query(
    `update circular set issued_at = $2::timestamptz, issued_by = $3::uuid, issued_by_name = $4
     where id = $1::uuid`,
    [id, toIso(tx.now), by.personId, by.name],
  );
}

export async function deleteCircular(tx: Tx, id: Id): Promise<void> {
  await tx.query(`delete from circular where id = $1::uuid`, [id]);
}
