// SQL of the inbox: notices, who read them, who acknowledged. Phones are in queries-phones.ts.
import { sql } from 'kysely';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { WaitingNotice } from '../core/waiting.ts';

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
  /** The case as it was told, by which a waiting notice knows whether it has moved on. */
  readonly state: string | null;
  readonly holderUnitId: Id | null;
  /** Set where somebody has to acknowledge. */
  readonly ackMinutes: number | null;
  readonly level: number;
  /** The first notice of the chain, for levels above 0. */
  readonly escalatesId: Id | null;
  /** Of a unit's: for its people who may answer a push alone. */
  readonly isForAnswerers?: boolean;
  /** Of a person's who is told as on call: the first is 1. */
  readonly dutyRank?: number | null;
  /** Quiet hours keep it from everybody until `heldUntil`. */
  readonly isHeld?: boolean;
  readonly heldFrom?: Instant | null;
  readonly heldUntil?: Instant | null;
}

export interface MadeNotice extends NewNotice {
  readonly id: Id;
  readonly ackDueAt: Instant | null;
}

const isoOrNull = (at: Instant | null | undefined): string | null => (at == null ? null : toIso(at));

/** Nobody is asked for a word before they were told. */
const ackDueAt = ({ ackMinutes, isHeld, heldUntil }: NewNotice, now: Instant): Instant | null =>
  ackMinutes === null ? null : (isHeld && heldUntil ? heldUntil : now) + ackMinutes * MINUTE;

/** Telling the same step to the same audience twice leaves one notice. Returns those that are new. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[]): Promise<MadeNotice[]> {
  if (notices.length === 0) return [];
  const made = notices.map(
    (notice): MadeNotice => ({
      ...notice,
      id: tx.ids.next(),
      ackDueAt: ackDueAt(notice, tx.now),
    }),
  );
  const rows = made.map((notice) => ({
    ...notice,
    isForAnswerers: notice.isForAnswerers ?? false,
    isHeld: notice.isHeld ?? false,
    ackDueAt: isoOrNull(notice.ackDueAt),
    heldFrom: isoOrNull(notice.heldFrom),
    heldUntil: isoOrNull(notice.heldUntil),
  }));
  // One text however many rows, so that it is prepared once.
  const { rows: kept } = await sql<{ id: Id }>`
    insert into notice (id, district_id, case_id, case_number, item_name, item_name_en, seq, kind, unit_id,
      person_id, is_urgent, created_at, state, holder_unit_id, level, escalates_id, ack_minutes, ack_due_at,
      is_for_answerers, duty_rank, is_held, held_from, held_until)
    select id, "districtId", "caseId", "caseNumber", "itemName", "itemNameEn", seq, kind, "unitId",
      "personId", "isUrgent", ${toIso(tx.now)}::timestamptz, state, "holderUnitId", level, "escalatesId",
      "ackMinutes", "ackDueAt", "isForAnswerers", "dutyRank", "isHeld", "heldFrom", "heldUntil"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(id uuid, "districtId" text, "caseId" uuid,
      "caseNumber" text, "itemName" text, "itemNameEn" text, seq integer, kind text, "unitId" uuid,
      "personId" uuid, "isUrgent" boolean, state text, "holderUnitId" uuid, level smallint,
      "escalatesId" uuid, "ackMinutes" smallint, "ackDueAt" timestamptz,
      "isForAnswerers" boolean, "dutyRank" smallint, "isHeld" boolean, "heldFrom" timestamptz,
      "heldUntil" timestamptz)
    on conflict do nothing
    returning id`.execute(tx.db);
  const known = new Set(kept.map(({ id }) => id));
  return made.filter(({ id }) => known.has(id));
}

export interface Inbox {
  readonly personId: Id;
  readonly unitIds: readonly Id[];
  /** Of these the ones in which I may answer a push. */
  readonly answeringUnitIds: readonly Id[];
}

const isMine = ({ personId, unitIds, answeringUnitIds }: Inbox) =>
  sql<boolean>`((notice.person_id = ${personId} or notice.unit_id = any(${unitIds}::uuid[]))
    and (not notice.is_for_answerers or notice.unit_id = any(${answeringUnitIds}::uuid[]))
    and not notice.is_held)`;

export interface ListFilter {
  readonly onlyUnread: boolean;
  /** Those that wait for somebody to acknowledge them. */
  readonly onlyWaiting: boolean;
  readonly limit: number;
}

const isWaiting = sql<boolean>`(notice.ack_due_at is not null and notice.acknowledged_at is null
  and notice.ack_over_at is null)`;

export function listNotices(tx: Tx, inbox: Inbox, { onlyUnread, onlyWaiting, limit }: ListFilter) {
  let query = tx.db
    .selectFrom('notice')
    .leftJoin('notice_read', (join) =>
      join.onRef('notice_read.notice_id', '=', 'notice.id').on('notice_read.person_id', '=', inbox.personId),
    )
    .leftJoin('notice as first', 'first.id', 'notice.escalates_id')
    .select(['notice.id', 'notice.case_id', 'notice.case_number', 'notice.item_name'])
    .select(['notice.item_name_en', 'notice.kind', 'notice.seq', 'notice.is_urgent', 'notice.created_at'])
    .select(['notice.ack_due_at', 'notice.ack_over_at', 'notice.acknowledged_at', 'notice.acknowledged_by'])
    .select(['notice.unit_id', 'notice.person_id'])
    .select(['first.kind as first_kind', 'first.created_at as first_at'])
    .select(['first.unit_id as first_unit_id', 'first.person_id as first_person_id'])
    .select(['notice_read.read_at', 'notice_read.acknowledged_at as my_acknowledged_at'])
    .where(isMine(inbox));
  if (onlyUnread) query = query.where('notice_read.read_at', 'is', null);
  if (onlyWaiting) query = query.where(isWaiting);
  return query.orderBy('notice.created_at', 'desc').orderBy('notice.id', 'desc').limit(limit).execute();
}

export type NoticeRow = Awaited<ReturnType<typeof listNotices>>[number];

/** Counted up to a hundred: nobody needs the exact number of more. */
export async function countUnread(tx: Tx, inbox: Inbox): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::integer as total from (
      select 1 from notice where ${isMine(inbox)} and not exists (
        select 1 from notice_read r where r.notice_id = notice.id and r.person_id = ${inbox.personId})
      limit 100) unread`.execute(tx.db);
  return rows[0]?.total ?? 0;
}

export async function findNotice(tx: Tx, inbox: Inbox, noticeId: Id) {
  return tx.db
    .selectFrom('notice')
    .select(['id', 'escalates_id', 'case_id', 'district_id', 'unit_id', 'person_id', 'acknowledged_at'])
    .where('id', '=', noticeId)
    .where(isMine(inbox))
    .executeTakeFirst();
}

const MOST_READ_AT_ONCE = 5_000;

/** Those of mine among them; the first time stays. Returns how many were unread. */
export async function insertReads(tx: Tx, inbox: Inbox, noticeIds: readonly Id[]): Promise<number> {
  const { rows } = await sql<{ notice_id: Id }>`
    insert into notice_read (notice_id, person_id, read_at)
    select id, ${inbox.personId}::uuid, ${toIso(tx.now)}::timestamptz from notice
    where id = any(${[...noticeIds]}::uuid[]) and ${isMine(inbox)}
    on conflict do nothing returning notice_id`.execute(tx.db);
  return rows.length;
}

/** All of mine that were there at `upTo`; one that comes while a phone is offline stays unread. */
export async function insertAllReads(tx: Tx, inbox: Inbox, upTo: Instant): Promise<number> {
  const { rows } = await sql<{ notice_id: Id }>`
    insert into notice_read (notice_id, person_id, read_at)
    select id, ${inbox.personId}::uuid, ${toIso(tx.now)}::timestamptz from notice
    where ${isMine(inbox)} and created_at <= ${toIso(upTo)}::timestamptz and not exists (
      select 1 from notice_read r where r.notice_id = notice.id and r.person_id = ${inbox.personId})
    order by created_at desc limit ${MOST_READ_AT_ONCE}
    on conflict do nothing returning notice_id`.execute(tx.db);
  return rows.length;
}

/** Read and acknowledged by this person; the first time of each stays. */
export async function insertAcknowledgement(tx: Tx, noticeId: Id, personId: Id): Promise<void> {
  await sql`
    insert into notice_read (notice_id, person_id, read_at, acknowledged_at)
    values (${noticeId}, ${personId}, ${toIso(tx.now)}, ${toIso(tx.now)})
    on conflict (notice_id, person_id) do update
      set acknowledged_at = coalesce(notice_read.acknowledged_at, excluded.acknowledged_at)`.execute(tx.db);
}

/** The first who did stays. */
export async function updateAcknowledged(tx: Tx, noticeId: Id, personId: Id): Promise<void> {
  await tx.db
    .updateTable('notice')
    .set({ acknowledged_at: toIso(tx.now), acknowledged_by: personId })
    .where('id', '=', noticeId)
    .where('acknowledged_at', 'is', null)
    .execute();
}

export type WaitingRow = WaitingNotice & { readonly id: Id; readonly caseId: Id };

const MOST_WAITING = 1_000;

/** First notices of chains on these cases that still wait; nearly always none. */
export async function listWaiting(tx: Tx, caseIds: readonly Id[]): Promise<WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    select id, case_id as "caseId", kind, seq, state, holder_unit_id as "holderUnitId",
      person_id as "personId", is_held as "isHeld"
    from notice
    where case_id = any(${[...caseIds]}::uuid[]) and level = 0 and ${isWaiting}
    order by id limit ${MOST_WAITING}`.execute(tx.db);
  return rows;
}

/** The first notice of a chain, held until the end of the transaction. */
export async function lockChain(tx: Tx, firstId: Id) {
  return tx.db
    .selectFrom('notice')
    .select(['id', 'district_id', 'case_id', 'case_number', 'item_name', 'item_name_en', 'seq', 'kind'])
    .select(['unit_id', 'person_id', 'state', 'holder_unit_id', 'ack_minutes', 'created_at', 'ack_over_at'])
    .select(['is_held', 'is_urgent'])
    .where('id', '=', firstId)
    .forUpdate()
    .executeTakeFirst();
}

export type ChainRow = NonNullable<Awaited<ReturnType<typeof lockChain>>>;

/** Whether anybody of the chain has it. */
export async function isAcknowledged(tx: Tx, firstId: Id): Promise<boolean> {
  const { rows } = await sql`
    select 1 from notice
    where (id = ${firstId} or escalates_id = ${firstId}) and acknowledged_at is not null
    limit 1`.execute(tx.db);
  return rows.length > 0;
}

/** The case has moved on, or somebody has it: the rest of the chain waits no longer. */
export async function updateOver(tx: Tx, firstIds: readonly Id[]): Promise<void> {
  await sql`
    update notice set ack_over_at = ${toIso(tx.now)}
    where (id = any(${[...firstIds]}::uuid[]) or escalates_id = any(${[...firstIds]}::uuid[]))
      and ${isWaiting}`.execute(tx.db);
}

const MOST_OF_A_CASE = 500;

export async function listOfCase(tx: Tx, caseId: Id) {
  return tx.db
    .selectFrom('notice')
    .select(['id', 'kind', 'unit_id', 'person_id', 'is_urgent', 'created_at', 'level', 'escalates_id'])
    .select(['ack_due_at', 'ack_over_at', 'acknowledged_at', 'is_for_answerers', 'duty_rank', 'is_held'])
    .select(['held_from', 'held_until', 'next_held_until'])
    .where('case_id', '=', caseId)
    .where('is_urgent', '=', true)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_OF_A_CASE)
    .execute();
}

export interface ReaderRow {
  readonly noticeId: Id;
  readonly personId: Id;
  readonly readAt: Instant;
  readonly acknowledgedAt: Instant | null;
}

export async function listReaders(tx: Tx, noticeIds: readonly Id[]): Promise<ReaderRow[]> {
  const { rows } = await sql<ReaderRow>`
    select notice_id as "noticeId", person_id as "personId", read_at as "readAt",
      acknowledged_at as "acknowledgedAt"
    from notice_read where notice_id = any(${[...noticeIds]}::uuid[])
    order by read_at, person_id limit 20000`.execute(tx.db);
  return rows;
}
