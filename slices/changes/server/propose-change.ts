// A change that may not be one person's alone: it waits, sealed, for a second one. The caller has checked
// that the proposer would have the right; it is checked again when someone agrees.
import type { Id } from '../../../kernel/id.ts';
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type NewProposal, PROPOSAL_MS } from '../core/change.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { PROPOSAL_EXPIRES } from './jobs.ts';
import { insertProposal } from './queries.ts';

const LEAST_REASON = 2;

/** The reason, trimmed. Throws Refused `changes.reason_missing`. */
export function requireReason(why: string | undefined): string {
  const said = why?.trim() ?? '';
  return said.length < LEAST_REASON ? throwRefusal('changes.reason_missing') : said;
}

export async function proposeChange(tx: Tx, actor: Actor, proposal: NewProposal): Promise<Id> {
  assert(actor.kind === 'person', 'only a person proposes; the operator sets up directly');
  const [first] = proposal.reach;
  assert(first !== undefined, 'a proposal reaches somewhere');
  const id = tx.ids.next();
  const expiresAt = tx.now + PROPOSAL_MS;
  await insertProposal(tx, {
    id,
    districtId: first.slice(0, 6),
    reach: [...new Set(proposal.reach)],
    operation: proposal.operation,
    title: proposal.title,
    subjectKind: proposal.subject.kind,
    subjectId: proposal.subject.id,
    subjectName: proposal.subject.name,
    facts: proposal.facts,
    why: requireReason(proposal.why),
    bodySealed: tx.cipher.seal(JSON.stringify(proposal.body)),
    proposedBy: actor.personId,
    proposedByName: actor.name,
    proposedAt: tx.now,
    expiresAt,
  });
  await scheduleTimers(tx, [{ kind: PROPOSAL_EXPIRES, key: id, dueAt: expiresAt }]);
  return id;
}
