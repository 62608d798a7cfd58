// The receipt of a write: the same key from the same actor happens once and answers the same.
// It is written with the change, in the same transaction; whoever comes second finds it.
import { createHash, hash } from 'node:crypto';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../db/tx.ts';

export interface ReceiptRow {
  readonly actor: string;
  readonly key: string;
  readonly operation: string;
  /** Hex, for statements that take their rows as JSON. */
  readonly request_hash: string;
  readonly status: number;
  readonly reply: unknown;
  readonly created_at: string;
}

/** An operation that writes its own receipt calls `rowFor` and says so; else the edge writes it. */
export interface Receipt {
  /** Undefined where the write carries no key (system, or not idempotent). */
  rowFor(reply: unknown): ReceiptRow | undefined;
  markWritten(): void;
}

export const receiptActor = (actor: Actor): string => {
  switch (actor.kind) {
    case 'person':
      return `person:${actor.personId}`;
    case 'reporter':
      return `case:${actor.caseId}`;
    case 'system':
      return `system:${actor.name}`;
    case 'device':
      return `device:${actor.deviceId}`;
    case 'public':
      return 'public';
  }
};

export const hashRequest = (operation: string, params: unknown, body: unknown): string =>
  Buffer.isBuffer(body)
    ? createHash('sha256').update(operation).update(JSON.stringify(params ?? null)).update(body).digest('hex')
    : hash('sha256', operation + JSON.stringify(params ?? null) + JSON.stringify(body ?? null), 'hex');

export interface OpenReceipt extends Receipt {
  readonly isWritten: boolean;
}

export function openReceipt(
  identity: { actor: string; key: string; operation: string; requestHash: string; status: number },
  createdAt: number,
): OpenReceipt {
  let isWritten = false;
  return {
    get isWritten() {
      return isWritten;
    },
    markWritten() {
      isWritten = true;
    },
    rowFor: (reply) => ({
      actor: identity.actor,
      key: identity.key,
      operation: identity.operation,
      request_hash: identity.requestHash,
      status: identity.status,
      reply,
      created_at: toIso(createdAt),
    }),
  };
}

export async function writeReceipt(tx: Tx, row: ReceiptRow): Promise<void> {
  await tx.db
    .insertInto('idempotency_receipt')
    .values({
      ...row,
      request_hash: Buffer.from(row.request_hash, 'hex'),
      reply: JSON.stringify(row.reply ?? null),
    })
    .execute();
}

export async function findReceipt(tx: Tx, actor: string, key: string) {
  return tx.db
    .selectFrom('idempotency_receipt')
    .select(['operation', 'request_hash', 'status', 'reply'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
}
