// Being seen at a case, seeing who is, and leaving. Whoever may not read the case is told that there is none.
import type { Actor } from '../../../kernel/rights.ts';
import { makeWake } from '../../../platform/server/clock/wake.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { readableOf, requireReadable } from '../../cases/server/public.ts';
import { namesOf } from '../../people/server/public.ts';
import {
  FORGOTTEN_MS,
  type Mode,
  MOST_PEOPLE,
  type PresenceOfReply,
  type PresenceReply,
} from '../core/contract.ts';
import { deletePresence, listAtCase, listAtCases, type PresenceRow, upsertPresence } from './queries.ts';

/** The watch of this process looks at once; those of other processes within a second. */
export const { announce: announcePresence, onAnnounced: onPresenceAnnounced } = makeWake();

const personOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : throwRefusal('auth.not_allowed', { operation: 'presence.show' });

async function named(tx: Tx, rows: readonly PresenceRow[]) {
  const names = await namesOf(tx, rows.map((row) => row.person_id));
  return rows.map((row) => ({
    caseId: row.case_id,
    person: { personId: row.person_id, name: names.get(row.person_id) ?? '', mode: row.mode },
  }));
}

async function peopleAt(tx: Tx, caseId: string): Promise<PresenceReply> {
  const rows = await listAtCase(tx, caseId, tx.now - FORGOTTEN_MS, MOST_PEOPLE);
  return { people: (await named(tx, rows)).map(({ person }) => person) };
}

export async function showPresence(tx: Tx, actor: Actor, caseId: string, mode: Mode): Promise<PresenceReply> {
  const personId = personOf(actor);
  await requireReadable(tx, actor, caseId);
  await upsertPresence(tx, { case_id: caseId, person_id: personId, mode });
  tx.afterCommit(announcePresence);
  return peopleAt(tx, caseId);
}

export async function readPresence(tx: Tx, actor: Actor, caseId: string): Promise<PresenceReply> {
  await requireReadable(tx, actor, caseId);
  return peopleAt(tx, caseId);
}

/** For the rows of a list at once. Where nobody is, and what may not be read, is left out alike. */
export async function readPresenceOf(
  tx: Tx,
  actor: Actor,
  caseIds: readonly string[],
): Promise<PresenceOfReply> {
  const rows = await listAtCases(tx, caseIds, tx.now - FORGOTTEN_MS, caseIds.length * MOST_PEOPLE);
  const readable = await readableOf(tx, actor, [...new Set(rows.map((row) => row.case_id))]);
  const there = await named(tx, rows.filter((row) => readable.has(row.case_id)));
  return {
    cases: [...readable].map((caseId) => ({
      caseId,
      people: there.flatMap((one) => (one.caseId === caseId ? one.person : [])).slice(0, MOST_PEOPLE),
    })),
  };
}

/** One's own name may always be taken away, also from a case that one may no longer read. */
export async function leaveCase(tx: Tx, actor: Actor, caseId: string): Promise<PresenceReply> {
  await deletePresence(tx, caseId, personOf(actor));
  tx.afterCommit(announcePresence);
  return { people: [] };
}
