// All SQL of the inbox.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';

export interface NewNotice {
  readonly districtId: string;
  readonly caseId: Id;
  readonly caseNumber: string;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly seq: number;
  readonly kind: string;
  readonly unitId: Id | null;
  readonly personId: Id | null;
  readonly isUrgent: boolean;
}

/** Telling the same step to the same audience twice leaves one notice. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  const rows = notices.map((notice) => ({
    id: tx.ids.next(),
    district_id: notice.districtId,
    case_id: notice.caseId,
    case_number: notice.caseNumber,
    item_name: notice.itemName,
    item_name_en: notice.itemNameEn,
    seq: notice.seq,
    kind: notice.kind,
    unit_id: notice.unitId,
    person_id: notice.personId,
    is_urgent: notice.isUrgent,
    created_at: toIso(tx.now),
  }));
  // One text however many rows, so that it is prepared once.
  await sql`
    insert into notice (id, district_id, case_id, case_number, item_name, item_name_en, seq, kind, unit_id,
      person_id, is_urgent, created_at)
    select id, district_id, case_id, case_number, item_name, item_name_en, seq, kind, unit_id, person_id,
      is_urgent, created_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, district_id text, case_id uuid,
      case_number text, item_name text, item_name_en text, seq integer, kind text, unit_id uuid,
      person_id uuid, is_urgent boolean, created_at timestamptz)
    on conflict do nothing`.execute(tx.db);
}

export interface Inbox {
  readonly personId: Id;
  readonly unitIds: readonly Id[];
}

const isMine = ({ personId, unitIds }: Inbox) =>
  sql<boolean>`(notice.person_id = ${personId} or notice.unit_id = any(${unitIds}::uuid[]))`;

export function listNotices(tx: Tx, inbox: Inbox, onlyUnread: boolean, limit: number) {
  let query = tx.db
    .selectFrom('notice')
    .leftJoin('notice_read', (join) =>
      join.onRef('notice_read.notice_id', '=', 'notice.id').on('notice_read.person_id', '=', inbox.personId),
    )
    .select(['id', 'case_id', 'case_number', 'item_name', 'item_name_en', 'kind', 'is_urgent', 'created_at'])
    .select('notice_read.read_at')
    .where(isMine(inbox));
  if (onlyUnread) query = query.where('notice_read.read_at', 'is', null);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** Counted up to a hundred: nobody needs the exact number of more. */
export async function countUnread(tx: Tx, inbox: Inbox): Promise<number> {
  return (await listNotices(tx, inbox, true, 100)).length;
}

export async function findNotice(tx: Tx, inbox: Inbox, noticeId: Id) {
  return tx.db
    .selectFrom('notice')
    .select('id')
    .where('id', '=', noticeId)
    .where(isMine(inbox))
    .executeTakeFirst();
}

export async function insertRead(tx: Tx, noticeId: Id, personId: Id): Promise<void> {
  await tx.db
    .insertInto('notice_read')
    .values({ notice_id: noticeId, person_id: personId, read_at: toIso(tx.now) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
