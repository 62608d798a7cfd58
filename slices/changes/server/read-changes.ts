// The record and what waits, as the reader's posts let them be seen.
import { assert } from '../../../kernel/assert.ts';
import { DAY } from '../../../kernel/duration.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, startOfDate } from '../../../kernel/instant.ts';
import { type Actor, isWithin, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { stateOf } from '../core/change.ts';
import { changesPolicy } from '../core/policy.ts';
import { type Deciding, mayDecide } from './decide-proposal.ts';
import { type ChangeRow, listChanges, listOperations, listProposals, type ProposalRow } from './queries.ts';

/** The areas of those posts that allow the operation. */
function areasFor(actor: Actor, operation: string): string[] {
  if (actor.kind !== 'person') return [];
  const paths = actor.posts
    .filter((post) =>
      rightTo(changesPolicy, { ...actor, posts: [post] }, operation, { areaPath: post.areaPath }),
    )
    .map((post) => post.areaPath);
  return [...new Set(paths)];
}

const subjectOf = (row: ChangeRow | ProposalRow) => ({
  kind: row.subjectKind,
  id: row.subjectId,
  name: row.subjectName,
});

export interface ChangesAsked {
  readonly areaPath?: string;
  readonly operation?: string;
  readonly subjectId?: string;
  readonly personId?: Id;
  readonly words?: string;
  /** Local days; both count. */
  readonly from?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly after?: Id;
}

/** Throws Refused `changes.no_such_day`: a day that is none would widen what was asked for, or move it. */
const startOf = (day: string): Instant => startOfDate(day) ?? throwRefusal('changes.no_such_day', { day });

export async function readChanges(tx: Tx, actor: Actor, asked: ChangesAsked) {
  const own = areasFor(actor, 'change.list');
  const { areaPath, from, until, limit = 50, ...rest } = asked;
  if (areaPath !== undefined && !own.some((path) => isWithin(areaPath, path))) {
    throwRefusal('auth.not_allowed', { operation: 'change.list' });
  }
  const paths = areaPath === undefined ? own : [areaPath];
  const first = from === undefined ? undefined : startOf(from);
  const last = until === undefined ? undefined : startOf(until);
  const rows = await listChanges(tx, paths, {
    ...rest,
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { until: last + DAY }),
    limit: limit + 1,
  });
  const changes = rows
    .slice(0, limit)
    .map((row) => ({ ...row, facts: [...row.facts], subject: subjectOf(row) }));
  return { changes, isMore: rows.length > limit, operations: await listOperations(tx, own) };
}

interface Reader {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  /** Who has lately set the reader's password. */
  readonly giverId: Id | undefined;
  readonly now: number;
}

function proposalView(row: ProposalRow, { actor, giverId, now }: Reader) {
  const isMine = row.proposedBy === actor.personId;
  const isAboutMe = row.subjectKind === 'person' && row.subjectId === actor.personId;
  const state = stateOf(row, now);
  return {
    ...row,
    facts: [...row.facts],
    subject: subjectOf(row),
    state,
    isMine,
    canDecide:
      state === 'pending' && !isMine && !isAboutMe && giverId !== row.proposedBy && mayDecide(actor, row),
  };
}

export async function readProposals(
  tx: Tx,
  by: Pick<Deciding, 'passwordGiverOf'>,
  actor: Actor,
  asked: { readonly state?: 'pending' | 'all'; readonly limit?: number },
) {
  assert(actor.kind === 'person', 'the policy lets only people see what waits');
  const { state = 'pending', limit = 100 } = asked;
  const who = { paths: areasFor(actor, 'change.decide'), personId: actor.personId };
  const rows = await listProposals(tx, who, { isPending: state === 'pending', limit: limit + 1 });
  const reader = { actor, giverId: await by.passwordGiverOf(tx, actor.personId), now: tx.now };
  const proposals = rows.slice(0, limit).map((row) => proposalView(row, reader));
  return { proposals, isMore: rows.length > limit };
}
