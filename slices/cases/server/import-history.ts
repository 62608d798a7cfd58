// Takes in cases with the whole of their past, as the flow's own interpreter made them: files, sealed
// history, timers still waiting. Nobody is told of them: what is long over publishes no event. It decides
// nothing.
import { uuidV7, type Id } from '../../../kernel/id.ts';
import { type Instant, toIso } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { CaseFile } from '../core/case-file.ts';
import { caseNumber } from '../core/case-number.ts';
import type { Ruling } from '../core/rulings.ts';
import { chainSteps, genesis } from '../core/history.ts';
import { PUBLIC_CODE_BYTES, publicCode } from '../core/public-code.ts';
import type { Step } from '../core/step.ts';
import type { TimerChange } from '../core/timers.ts';
import { writtenCase, writtenStep } from './case-row.ts';
import { wordsOfFile } from './index-words.ts';
import { countShares, SHARES_KEPT_MS } from './count-shares.ts';
import { numberBlocksOf } from './number-blocks.ts';
import { type HistoryRows, insertHistories } from './queries-import.ts';
import { reporterRows } from './reporter-row.ts';
import { pushRows, shareRows } from './share-rows.ts';
import { photosOf, sha256 } from './save-decision.ts';

export interface PastCase {
  /** As it stands after the last step. */
  readonly file: CaseFile;
  /** All of them, from the report on, in order. */
  readonly steps: readonly Step[];
  /** Those that wait now. */
  readonly timers: readonly (TimerChange & { readonly dueAt: Instant })[];
  readonly rulings: readonly Ruling[];
  /** Who reported, where somebody left a name or number; sealed on the way in. */
  readonly reporter?: { readonly name: string; readonly phone: string };
  /** Who met the same and joined; each gets a code of their own. */
  readonly joiners?: readonly { readonly name: string; readonly phone: string; readonly at: Instant }[];
}

export interface FreshIdentity {
  readonly id: Id;
  readonly number: string;
  readonly publicCode: string;
}

/** What a case reported at that moment would have got: its id sorts, and its number is dated, by then. */
export async function freshIdentity(tx: Tx, districtId: string, at: Instant): Promise<FreshIdentity> {
  return {
    id: uuidV7(at, tx.random(10)),
    number: caseNumber(districtId, at, await numberBlocksOf(tx).next(tx)),
    publicCode: publicCode(tx.random(PUBLIC_CODE_BYTES)),
  };
}

/** Shares that no period asks for any more are not even made. */
function sharesOfPast(tx: Tx, { file, steps }: PastCase, directory: UnitDirectory): HistoryRows['shares'] {
  const since = toIso(tx.now - SHARES_KEPT_MS);
  return shareRows(undefined, file, steps, directory).filter((row) => row.last_at >= since);
}

function rowsOf(tx: Tx, past: PastCase, directory: UnitDirectory): HistoryRows {
  const { file, steps, reporter, joiners = [] } = past;
  const key = { district_id: file.districtId, case_id: file.id };
  const chained = chainSteps(steps, genesis(file.id), sha256);
  const atOf = new Map(steps.map((step) => [step.seq, toIso(step.at)]));
  const joinedAt = toIso(file.createdAt);
  const first = reporter ? reporterRows(tx, { kind: 'public' }, { reporter }, true, null) : [];
  const others = joiners.flatMap(({ at, ...said }) =>
    reporterRows(
      tx,
      { kind: 'public' },
      { reporter: said },
      false,
      publicCode(tx.random(PUBLIC_CODE_BYTES)),
    ).map((row) => ({ ...row, joined_at: toIso(at) })),
  );
  return {
    files: [writtenCase(file, steps.length, chained.at(-1)?.hash ?? '')],
    steps: chained.map((step) => ({ ...writtenStep(step), ...key })),
    reporters: [...first.map((row) => ({ ...row, joined_at: joinedAt })), ...others].map((row) => ({
      ...row,
      ...key,
    })),
    photos: photosOf(steps).map((row) => ({ ...row, ...key })),
    rulings: past.rulings.map((ruling) => ({ ...ruling, ...key, at: atOf.get(ruling.seq) ?? joinedAt })),
    words: [wordsOfFile(file)],
    shares: sharesOfPast(tx, past, directory),
    pushes: pushRows(undefined, file, steps),
  };
}

/** Writes them within the open transaction. A few hundred at a time is a good size. */
export async function importHistory(tx: Tx, cases: readonly PastCase[]): Promise<void> {
  if (cases.length === 0) return;
  const directory = await unitDirectory(tx);
  const all = cases.map((past) => rowsOf(tx, past, directory));
  await insertHistories(tx, {
    files: all.flatMap((rows) => rows.files),
    steps: all.flatMap((rows) => rows.steps),
    reporters: all.flatMap((rows) => rows.reporters),
    photos: all.flatMap((rows) => rows.photos),
    rulings: all.flatMap((rows) => rows.rulings),
    words: all.flatMap((rows) => rows.words),
    shares: all.flatMap((rows) => rows.shares),
    pushes: all.flatMap((rows) => rows.pushes),
  });
  await scheduleTimers(
    tx,
    cases.flatMap((past) => past.timers),
  );
  await countShares(tx);
}
