// What other slices may ask of cases inside their transaction. Nothing here changes a case, except that
// the past of one is brought in, that a unit's cases pass to whoever takes over from it, and that what an
// unannounced look at a closed one found is written into it.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CaseFile } from '../core/case-file.ts';
import { findFile, type FollowerRow, listFollowers, listReportersOf } from './queries-reading.ts';

export { type FreshIdentity, freshIdentity, importHistory, type PastCase } from './import-history.ts';
export { listPrecedents } from './queries-reading.ts';
export type { CaseFile } from '../core/case-file.ts';
export type { CaseEventData } from '../core/contract.ts';
export { unitsUnder } from './holders.ts';
export { latestChange } from './queries-late.ts';
export { type BoardCounts, countBoard } from './read-board.ts';
export { timeOfStep } from './queries-sums.ts';
export { casesById, casesByPhone, findCases, type FoundCase, phoneSearchIndex } from './find-cases.ts';
export { listCaseFeatures } from './queries-features.ts';
export { listNear, type NearCase } from './queries-near.ts';
export { figuresOfArea } from './read-figures.ts';
export { listOpenCases, type OpenCase } from './read-open-cases.ts';
export { listSeenCases, type SeenCase, type SeenFilter } from './read-seen-cases.ts';
export { countEnded, type EndedAsked, listEnded } from './queries-ended.ts';
export { countOpenOf } from './queries-unit.ts';
export {
  type CaseBrief, countCases, listBriefs, listCounted, listMarks,
} from './queries-counted.ts';
export { type ClosedCase, listClosedIn } from './queries-closed.ts';
export { recheckCase } from './recheck-case.ts';
export {
  countPushed, listPushedCases, listUnanswered, type PushedAsked,
} from './queries-pushes.ts';
export { countPast, listPast, type PastAsked, type PastFacts } from './queries-past.ts';
export { beginTakingOver } from './take-over-cases.ts';
export { verifyCaseHistory } from './read-case.ts';
export { readableOf, requireReadable } from './read-kin.ts';
export { type YearFigures, yearFiguresOfArea } from './read-year.ts';

export async function findCaseFile(tx: Tx, caseId: Id): Promise<CaseFile | undefined> {
  return (await findFile(tx, caseId))?.file;
}

export interface Follower {
  readonly caseId: Id;
  readonly reporterId: Id;
  readonly personId: Id | null;
  readonly publicCode: string;
  /** Opened for sending a message, never for showing or logging. */
  readonly name: string | null;
  readonly phone: string | null;
}

const MOST_FOLLOWERS = 1_000;

/** Everyone who must hear of the case: its reporters, those who joined, and those of cases merged into it. */
export async function listCaseFollowers(tx: Tx, caseId: Id): Promise<Follower[]> {
  const rows = await listFollowers(tx, caseId, MOST_FOLLOWERS);
  const opened = (sealed: Uint8Array | null): string | null => (sealed ? tx.cipher.open(sealed) : null);
  return rows.map((row: FollowerRow) => ({
    caseId: row.case_id, reporterId: row.reporter_id, personId: row.person_id, publicCode: row.public_code,
    name: opened(row.name_sealed), phone: opened(row.phone_sealed),
  }));
}

/** For each of the cases, the people with an account who follow it; a case that nobody follows is missing. */
export async function listReporters(
  tx: Tx, caseIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Id[]>> {
  const rows = await listReportersOf(tx, caseIds, MOST_FOLLOWERS * caseIds.length);
  const people = new Map<Id, Id[]>();
  for (const row of rows) people.set(row.case_id, [...(people.get(row.case_id) ?? []), row.person_id]);
  return people;
}
