// The second person agrees, and it happens in the same transaction; or says no, with a reason; or the
// proposer takes it back. Never the same person twice, never about oneself, never after its days.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { Refused, throwRefusal } from '../../../platform/server/http/refused.ts';
import { type Consent, stateOf } from '../core/change.ts';
import { changesPolicy } from '../core/policy.ts';
import { lockProposal, type ProposalRow, setDecision } from './queries.ts';
import { requireReason } from './propose-change.ts';

type Person = Extract<Actor, { kind: 'person' }>;

/** How the slice that owns a change makes it happen once it is agreed to. */
export interface ChangeExecutor {
  readonly operation: string;
  /** Refusals with which the world may still say no. */
  readonly refusals: readonly string[];
  /** What it reaches today, where that may have grown since it was proposed. */
  readonly reachNow?: (tx: Tx, body: Readonly<Record<string, unknown>>) => Promise<readonly string[]>;
  /** `actor` is who proposed, with the posts of today: the right is checked again. */
  readonly apply: (
    tx: Tx,
    actor: Actor,
    body: Readonly<Record<string, unknown>>,
    consent: Consent,
  ) => Promise<void>;
}

export interface Deciding {
  readonly executors: readonly ChangeExecutor[];
  /** Somebody with the posts of today; undefined for those who left. */
  readonly actorOf: (tx: Tx, personId: Id) => Promise<Actor | undefined>;
  /** Who has lately set this person's password, and could be this person on a screen. */
  readonly passwordGiverOf: (tx: Tx, personId: Id) => Promise<Id | undefined>;
}

const asPerson = (actor: Actor): Person => {
  assert(actor.kind === 'person', 'the policy lets only people decide');
  return actor;
};

export const mayDecide = (actor: Actor, proposal: { readonly reach: readonly string[] }): boolean =>
  proposal.reach.every((areaPath) => rightTo(changesPolicy, actor, 'change.decide', { areaPath }));

async function lockPending(tx: Tx, actor: Person, id: Id): Promise<ProposalRow> {
  const row = (await lockProposal(tx, id)) ?? throwRefusal('changes.proposal_unknown');
  const isMine = row.proposedBy === actor.personId;
  if (!isMine && !mayDecide(actor, row)) throwRefusal('changes.proposal_unknown');
  if (row.decision !== null) throwRefusal('changes.already_decided');
  return row;
}

const isAbout = (row: ProposalRow, person: Person): boolean =>
  row.subjectKind === 'person' && row.subjectId === person.personId;

async function lockForSecond(tx: Tx, by: Deciding, actor: Person, id: Id): Promise<ProposalRow> {
  const row = await lockPending(tx, actor, id);
  if (row.proposedBy === actor.personId) throwRefusal('changes.own_proposal');
  if (isAbout(row, actor)) throwRefusal('changes.about_oneself');
  if ((await by.passwordGiverOf(tx, actor.personId)) === row.proposedBy) {
    throwRefusal('changes.password_from_proposer');
  }
  return row;
}

/** The right may have gone since: that is the proposer's lack, not the decider's. */
async function applyAs(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused && error.refusal.code === 'auth.not_allowed') {
      throwRefusal('changes.proposer_gone');
    }
    throw error;
  }
}

export async function approveProposal(tx: Tx, by: Deciding, actor: Actor, id: Id) {
  const decider = asPerson(actor);
  const row = await lockForSecond(tx, by, decider, id);
  if (stateOf(row, tx.now) === 'expired') throwRefusal('changes.expired');
  const executor = by.executors.find((one) => one.operation === row.operation);
  assert(
    executor && row.bodySealed,
    'whatever can be proposed can be done, and an open proposal has its body',
  );
  const proposer = (await by.actorOf(tx, row.proposedBy)) ?? throwRefusal('changes.proposer_gone');
  const body = JSON.parse(tx.cipher.open(row.bodySealed)) as Record<string, unknown>;
  const reach = await executor.reachNow?.(tx, body);
  if (reach && !mayDecide(decider, { reach })) throwRefusal('changes.proposal_unknown');
  const second = { personId: decider.personId, name: decider.name };
  await applyAs(executor.apply(tx, proposer, body, { proposalId: row.id, second, why: row.why }));
  await setDecision(tx, { id, decision: 'approved', ...decidedBy(decider), reason: null });
  return { id, state: 'approved' as const };
}

const decidedBy = (person: Person) => ({ decidedBy: person.personId, decidedByName: person.name });

export async function refuseProposal(tx: Tx, by: Deciding, actor: Actor, id: Id, reason: string) {
  const decider = asPerson(actor);
  const said = requireReason(reason);
  const row = await lockForSecond(tx, by, decider, id);
  if (stateOf(row, tx.now) === 'expired') throwRefusal('changes.expired');
  await setDecision(tx, { id, decision: 'refused', ...decidedBy(decider), reason: said });
  return { id, state: 'refused' as const };
}

export async function withdrawProposal(tx: Tx, actor: Actor, id: Id) {
  const person = asPerson(actor);
  const row = await lockPending(tx, person, id);
  if (row.proposedBy !== person.personId) throwRefusal('changes.proposal_unknown');
  await setDecision(tx, { id, decision: 'withdrawn', ...decidedBy(person), reason: null });
  return { id, state: 'withdrawn' as const };
}
