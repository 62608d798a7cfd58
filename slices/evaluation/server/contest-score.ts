// evaluation.contest, evaluation.answer: whoever is judged says of one case in a published period that it was
// counted wrongly; another person answers. Upheld, the case is exempt for that person or unit: the fact
// stays, the score leaves it out, and the next revision shows the difference.
import { DAY } from '../../../kernel/duration.ts';
import { type Id, isUuid } from '../../../kernel/id.ts';
import { fromIso, type Instant, toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { CONTESTABLE_DAYS, type ContestState } from '../core/contestable.ts';
import type { Contest, ContestList } from '../core/contract-publications.ts';
import type { CountName } from '../core/counts.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { isProtected } from '../core/protection.ts';
import { foldCases } from './fold-cases.ts';
import {
  answerContest,
  countContests,
  insertContest,
  listContests,
  listContestsBy,
  lockContest,
  type StoredContest,
} from './queries-contests.ts';
import { insertExemption } from './queries-fold.ts';
import { findPublication, hasPublished } from './queries-publications.ts';

const SHOWN = 100;

type Person = Extract<Actor, { kind: 'person' }>;
const personOf = (actor: Actor, operation: string): Person =>
  actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation });

const isAbout = ({ personId, posts }: Person, kind: 'unit' | 'person', subject: Id): boolean =>
  kind === 'person'
    ? subject === personId
    : posts.some(({ role, unitId }) => role === 'unit_head' && unitId === subject);

const contestView = (one: StoredContest): Contest => ({
  id: one.id,
  publicationId: one.publicationId,
  areaPath: one.areaPath,
  kind: one.kind,
  subject: one.subject,
  caseId: one.caseId,
  count: one.name,
  words: one.words,
  at: toIso(one.at),
  byName: one.byName,
  state: one.state,
  answer: one.answer,
  answeredAt: one.answeredAt === null ? null : toIso(one.answeredAt),
  answeredByName: one.answeredByName,
});

export interface ContestAsked {
  readonly publicationId: Id;
  readonly kind: 'unit' | 'person';
  readonly subject: Id;
  readonly caseId: Id;
  readonly count: CountName;
  readonly words: string;
}

export async function contestScore(tx: Tx, actor: Actor, asked: ContestAsked): Promise<Contest> {
  const person = personOf(actor, 'evaluation.contest');
  const { publicationId, kind, subject, caseId, count, words } = asked;
  if (isProtected(count)) throwRefusal('evaluation.in_sums_alone');
  if (!isAbout(person, kind, subject)) throwRefusal('auth.not_allowed', { operation: 'evaluation.contest' });
  const publication = (await findPublication(tx, publicationId)) ?? throwRefusal('evaluation.no_publication');
  if (tx.now > publication.publishedAt + CONTESTABLE_DAYS * DAY)
    throwRefusal('evaluation.contest_over', { days: CONTESTABLE_DAYS });
  const fact = await hasPublished(tx, publicationId, { kind, subject, caseId, name: count });
  const { areaPath } = fact ?? throwRefusal('evaluation.no_such_score');
  const id = tx.ids.next();
  const isNew = await insertContest(tx, {
    id,
    districtId: publication.districtId,
    areaPath,
    publicationId,
    kind,
    subject,
    caseId,
    name: count,
    words,
    byPersonId: person.personId,
    byName: person.name,
  });
  if (!isNew) throwRefusal('evaluation.contested_before');
  return contestView((await lockContest(tx, id)) ?? throwRefusal('evaluation.no_contest'));
}

export async function answerScore(
  tx: Tx,
  actor: Actor,
  id: Id,
  { isUpheld, answer }: { isUpheld: boolean; answer: string },
): Promise<Contest> {
  const person = personOf(actor, 'evaluation.answer');
  const found = await lockContest(tx, id);
  const mayAnswer =
    found && rightTo(evaluationPolicy, actor, 'evaluation.answer', { areaPath: found.areaPath });
  if (!found || !mayAnswer) return throwRefusal('evaluation.no_contest');
  if (found.state !== 'waiting') throwRefusal('evaluation.answered_before');
  if (found.byPersonId === person.personId || isAbout(person, found.kind, found.subject))
    throwRefusal('evaluation.own_contest');
  const state = isUpheld ? 'upheld' : 'refused';
  await answerContest(tx, id, { state, answer, personId: person.personId, name: person.name });
  if (isUpheld) {
    await insertExemption(tx, { case_id: found.caseId, kind: found.kind, subject: found.subject });
    await foldCases(tx, [found.caseId]);
  }
  return contestView((await lockContest(tx, id)) ?? found);
}

/** Throws Refused `evaluation.cursor_unknown`. */
function placeOf(cursor: string | undefined): { readonly at: Instant; readonly id: Id } | undefined {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split(' ');
  const instant = fromIso(at);
  return instant !== undefined && isUuid(id)
    ? { at: instant, id }
    : throwRefusal('evaluation.cursor_unknown');
}

export interface ContestsOf {
  readonly areaPath: string;
  readonly state?: ContestState | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Throws Refused `auth.not_allowed`, `evaluation.cursor_unknown`. */
export async function readContests(
  tx: Tx,
  actor: Actor,
  { areaPath, state, cursor, limit = SHOWN }: ContestsOf,
): Promise<ContestList> {
  requireRight(evaluationPolicy, actor, 'evaluation.answer', { areaPath });
  const after = placeOf(cursor);
  const found = await listContests(tx, { areaPath, state: state ?? null, after, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const totals = { waiting: 0, upheld: 0, refused: 0 };
  for (const one of await countContests(tx, areaPath)) totals[one.state] = one.total;
  return {
    contests: shown.map(contestView),
    nextCursor: last ? `${toIso(last.at)} ${last.id}` : null,
    totals,
  };
}

export async function readOwnContests(tx: Tx, actor: Actor, limit = SHOWN) {
  const { personId } = personOf(actor, 'evaluation.contest');
  return { contests: (await listContestsBy(tx, personId, limit)).map(contestView) };
}
