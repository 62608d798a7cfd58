// SQL of chains that quiet hours hold back, and of whom a chain has told.
import { sql } from 'kysely';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { Addressee } from '../core/escalation.ts';

const MOST_OF_A_CHAIN = 500;

/** Everybody whom the chain has told above its first notice. */
export async function listTold(tx: Tx, firstId: Id): Promise<Addressee[]> {
  const { rows } = await sql<Addressee>`
    select unit_id as "unitId", person_id as "personId" from notice
    where escalates_id = ${firstId} limit ${MOST_OF_A_CHAIN}`.execute(tx.db);
  return rows;
}

export interface Released extends Addressee {
  readonly id: Id;
  readonly isForAnswerers: boolean;
  readonly dutyRank: number | null;
  readonly state: string;
  readonly holderUnitId: Id | null;
  readonly ackDueAt: Instant | null;
}

/** The night is over: it is for these people now, and told at this moment. */
export async function updateReleased(tx: Tx, to: Released): Promise<void> {
  await tx.db
    .updateTable('notice')
    .set({
      is_held: false,
      created_at: toIso(tx.now),
      unit_id: to.unitId,
      person_id: to.personId,
      is_for_answerers: to.isForAnswerers,
      duty_rank: to.dutyRank,
      state: to.state,
      holder_unit_id: to.holderUnitId,
      ack_due_at: to.ackDueAt === null ? null : toIso(to.ackDueAt),
    })
    .where('id', '=', to.id)
    .execute();
}

/** Quiet hours were made longer meanwhile. */
export async function updateHeldUntil(tx: Tx, id: Id, until: Instant, ackDue: Instant | null): Promise<void> {
  await tx.db
    .updateTable('notice')
    .set({ held_until: toIso(until), ack_due_at: ackDue === null ? null : toIso(ackDue) })
    .where('id', '=', id)
    .execute();
}

/** Until when whoever is next is not told; null once they are. */
export async function updateNextHeld(tx: Tx, firstId: Id, until: Instant | null): Promise<void> {
  await tx.db
    .updateTable('notice')
    .set({ next_held_until: until === null ? null : toIso(until) })
    .where('id', '=', firstId)
    .execute();
}
