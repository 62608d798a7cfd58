// SQL of the phones that want to be woken, and of what is still to be sent to them.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PushRule } from '../core/push-rules.ts';

export interface NewSubscription {
  readonly personId: Id;
  readonly endpointIndex: Uint8Array;
  /** Endpoint and keys as JSON, sealed. */
  readonly sealed: Uint8Array;
  readonly service: string;
  readonly device: string;
  readonly language: 'zh' | 'en';
  readonly sessionHash: Uint8Array;
}

/** A browser has one: whoever signs in there last has it, under their session. */
export async function upsertSubscription(tx: Tx, one: NewSubscription): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    insert into push_subscription (id, person_id, endpoint_index, sealed, service, device, language,
      session_hash, created_at)
    values (${tx.ids.next()}, ${one.personId}, ${one.endpointIndex}, ${one.sealed}, ${one.service},
      ${one.device}, ${one.language}, ${one.sessionHash}, ${toIso(tx.now)})
    on conflict (endpoint_index) do update set person_id = excluded.person_id, sealed = excluded.sealed,
      device = excluded.device, language = excluded.language, session_hash = excluded.session_hash,
      created_at = excluded.created_at
    returning id`.execute(tx.db);
  return rows[0]?.id ?? '';
}

/** What waited for the person who had this browser before is not for the next one. */
export async function deleteDeliveriesOfOthers(tx: Tx, subscriptionId: Id, personId: Id): Promise<void> {
  await tx.db
    .deleteFrom('push_delivery')
    .where('subscription_id', '=', subscriptionId)
    .where('person_id', '!=', personId)
    .execute();
}

/** Keeps the newest. */
export async function deleteOldest(tx: Tx, personId: Id, keep: number): Promise<void> {
  await sql`
    delete from push_subscription where id in (
      select id from push_subscription where person_id = ${personId}
      order by created_at desc, id desc offset ${keep})`.execute(tx.db);
}

export async function listSubscriptions(tx: Tx, personId: Id) {
  return tx.db
    .selectFrom('push_subscription')
    .select(['id', 'service', 'device', 'created_at', 'last_sent_at'])
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute();
}

/** Returns whether there was one. */
export async function deleteSubscription(tx: Tx, personId: Id, id: Id): Promise<boolean> {
  const rows = await tx.db
    .deleteFrom('push_subscription')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .execute();
  return rows.length > 0;
}

export async function deleteSubscriptions(tx: Tx, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .deleteFrom('push_subscription')
    .where('id', 'in', [...ids])
    .execute();
}

/** Whether any phone at all wants to be woken: most stores have none, and need not look for people. */
export async function hasSubscriptions(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select 1 from push_subscription limit 1`.execute(tx.db);
  return rows.length > 0;
}

export interface NewDelivery {
  readonly noticeId: Id;
  readonly personId: Id;
  readonly urgency: PushRule['urgency'];
  readonly expiresAt: Instant;
}

/** One for each phone of each person, due now; the same notice goes to a phone once. */
export async function insertDeliveries(tx: Tx, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map((one) => ({ ...one, expiresAt: toIso(one.expiresAt) }));
  await sql`
    insert into push_delivery (notice_id, subscription_id, person_id, urgency, due_at, expires_at)
    select d."noticeId", s.id, d."personId", d.urgency, ${toIso(tx.now)}::timestamptz, d."expiresAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as d("noticeId" uuid, "personId" uuid, urgency text, "expiresAt" timestamptz)
    join push_subscription s on s.person_id = d."personId"
    on conflict do nothing`.execute(tx.db);
}

export interface ClaimedDelivery {
  readonly noticeId: Id;
  readonly subscriptionId: Id;
  readonly personId: Id;
  readonly urgency: PushRule['urgency'];
  readonly tries: number;
  readonly expiresAt: Instant;
  readonly sealed: Uint8Array;
  readonly language: 'zh' | 'en';
  readonly sessionHash: Uint8Array;
  readonly caseId: Id;
  readonly seq: number;
  readonly kind: string;
  readonly unitId: Id | null;
  readonly itemName: string | null;
  readonly itemNameEn: string | null;
  readonly isUrgent: boolean;
  readonly createdAt: Instant;
  readonly firstKind: string | null;
  readonly firstAt: Instant | null;
  readonly isRead: boolean;
}

/** Takes what is due for `leaseMs`: a server that dies over it leaves it to the next. */
export async function claimDeliveries(tx: Tx, limit: number, leaseMs: number): Promise<ClaimedDelivery[]> {
  const { rows } = await sql<ClaimedDelivery>`
    with due as materialized (
      select notice_id, subscription_id from push_delivery
      where due_at <= ${toIso(tx.now)}::timestamptz
      order by due_at, notice_id, subscription_id limit ${limit} for update skip locked
    ), taken as materialized (
      update push_delivery d set due_at = ${toIso(tx.now + leaseMs)}::timestamptz, tries = d.tries + 1
      from due where d.notice_id = due.notice_id and d.subscription_id = due.subscription_id
      returning d.notice_id, d.subscription_id, d.person_id, d.urgency, d.tries,
        d.expires_at
    )
    select t.notice_id as "noticeId", t.subscription_id as "subscriptionId", t.person_id as "personId",
      t.urgency, t.tries, t.expires_at as "expiresAt", s.sealed, s.language, s.session_hash as "sessionHash",
      n.case_id as "caseId", n.seq, n.kind, n.unit_id as "unitId", n.item_name as "itemName",
      n.item_name_en as "itemNameEn", n.is_urgent as "isUrgent", n.created_at as "createdAt",
      f.kind as "firstKind", f.created_at as "firstAt",
      exists (select 1 from notice_read r where r.notice_id = n.id and r.person_id = t.person_id) as "isRead"
    from taken t join push_subscription s on s.id = t.subscription_id
      join notice n on n.id = t.notice_id left join notice f on f.id = n.escalates_id
    order by t.notice_id, t.subscription_id`.execute(tx.db);
  return rows;
}

type Key = Pick<ClaimedDelivery, 'noticeId' | 'subscriptionId'>;

export async function deleteDeliveries(tx: Tx, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return;
  await sql`
    delete from push_delivery d using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      as k("noticeId" uuid, "subscriptionId" uuid)
    where d.notice_id = k."noticeId" and d.subscription_id = k."subscriptionId"`.execute(tx.db);
}

/** What no phone is woken for any more. */
export async function deleteExpired(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('push_delivery').where('expires_at', '<=', sql<Instant>`${toIso(tx.now)}`).execute();
}

export async function updateDue(tx: Tx, key: Key, dueAt: Instant): Promise<void> {
  await tx.db
    .updateTable('push_delivery')
    .set({ due_at: toIso(dueAt) })
    .where('notice_id', '=', key.noticeId)
    .where('subscription_id', '=', key.subscriptionId)
    .execute();
}

export async function updateSent(tx: Tx, subscriptionIds: readonly Id[]): Promise<void> {
  if (subscriptionIds.length === 0) return;
  await tx.db
    .updateTable('push_subscription')
    .set({ last_sent_at: toIso(tx.now) })
    .where('id', 'in', [...subscriptionIds])
    .execute();
}

/** When the next one wants to be sent, or undefined where none waits. */
export async function findNextDue(tx: Tx): Promise<Instant | undefined> {
  const row = await tx.db
    .selectFrom('push_delivery')
    .select('due_at')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at;
}
