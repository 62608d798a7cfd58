// From what core decided to the one statement that makes it true. Called inside the caller's transaction, or
// alone where the statement is all there is; it never decides anything itself.
import { hash } from 'node:crypto';
import { assert } from '../../../kernel/assert.ts';
import { toIso } from '../../../kernel/instant.ts';
import { NeedsTransaction } from '../../../platform/server/db/needs-transaction.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { eventRows } from '../../../platform/server/events/event.ts';
import { announceEvents } from '../../../platform/server/events/wake.ts';
import type { Receipt } from '../../../platform/server/http/receipt.ts';
import { timerRows } from '../../../platform/server/jobs/timer.ts';
import { announceTimers } from '../../../platform/server/jobs/wake.ts';
import { ReadAnew } from '../../../platform/server/db/read-anew.ts';
import { litAtOf } from '../../calendar/core/clock.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { recheckUnits, type UnitDirectory, unitDirectory } from '../../people/server/public.ts';
import type { Acted } from '../core/contract.ts';
import type { CaseFile } from '../core/case-file.ts';
import type { Decision } from '../core/decide.ts';
import { edgeOf } from '../core/flow.ts';
import { flowNamed } from '../core/flows.ts';
import { chainSteps, genesis } from '../core/history.ts';
import type { Step } from '../core/step.ts';
import { thingTold } from '../core/thing-word.ts';
import { type StoredCase, writtenCase, writtenStep } from './case-row.ts';
import { hasOtherWords, wordsOfFile } from './index-words.ts';
import { appealRows } from './queries-appeals.ts';
import { type Change, type PhotoRow, type ReporterRow, writeChange, type Writing } from './queries.ts';
import type { SentRow } from './queries-sent.ts';
import { movedRows, pushRows, shareRows } from './share-rows.ts';
import { takeBackShares } from './take-back-shares.ts';

export const sha256 = (text: string): string => hash('sha256', text, 'hex');

const PHOTO_FIELDS = ['photoIds', 'photosBefore', 'photosAfter'];

export function photosOf(steps: readonly Step[]): PhotoRow[] {
  return steps.flatMap((step) =>
    PHOTO_FIELDS.flatMap((field) => {
      const ids = step.body[field];
      return Array.isArray(ids) ? ids.map((id) => ({ seq: step.seq, photo_id: String(id), field })) : [];
    }));
}

function changeOf(
  tx: Tx, before: StoredCase | undefined, decision: Decision, beside: Beside, directory: UnitDirectory,
): Change {
  const { file } = decision;
  const shares = shareRows(before?.file, file, decision.steps, directory);
  const key = { district_id: file.districtId, case_id: file.id };
  const at = toIso(tx.now);
  const steps = chainSteps(decision.steps, before?.lastHash ?? genesis(file.id), sha256);
  const lastHash = steps.at(-1)?.hash ?? '';
  const waiting = decision.timers.flatMap(({ kind, key, dueAt, data }) =>
    dueAt === null ? [] : [{ kind, key, dueAt, data }]);
  const row = beside.receipt?.rowFor(beside.reply);
  return {
    file: writtenCase(file, (before?.version ?? 0) + 1, lastHash),
    steps: steps.map((step) => ({ ...writtenStep(step), ...key })),
    timers: timerRows(waiting),
    cancelled: decision.timers.flatMap(({ kind, key, dueAt }) => (dueAt === null ? [{ kind, key }] : [])),
    events: eventRows([...decision.events, ...thingTold(before?.file, file)], tx.now),
    rulings: decision.rulings.map((ruling) => ({ ...ruling, ...key, at })),
    reporters: (beside.reporters ?? []).map((reporter) => ({ ...reporter, ...key, joined_at: at })),
    photos: photosOf(decision.steps).map((photo) => ({ ...photo, ...key })),
    words: before && hasOtherWords(before.file, file) ? [wordsOfFile(file)] : [],
    receipts: row ? [{ ...row, case_id: file.id }] : [],
    shares, moved: movedRows(before?.file, file, shares),
    pushes: pushRows(before?.file, file, decision.steps), appeals: appealRows(before?.file, file),
    sent: sentOf(before?.file, decision),
  };
}

const SENDING = ['assignUnit', 'passDown'];

/** Whom the core found to be there; the store is asked again as it writes. */
function sentOf(before: CaseFile | undefined, { file, steps }: Decision): readonly SentRow[] {
  const flow = flowNamed(file.flow);
  const isSent = steps.some(({ action }) =>
    edgeOf(flow, action)?.effects?.some((effect) => SENDING.includes(effect)));
  if (!isSent || file.unitId === null || file.unitId === before?.unitId) return [];
  return [{ case_id: file.id, unit_id: file.unitId, area_path: file.place.areaPath }];
}

/** The interpreter hands on what it did not touch, so that the same object means the same rule. */
function writingOf(before: StoredCase | undefined, decision: Decision): Writing {
  if (before === undefined) return 'reported';
  return before.file.rule === decision.file.rule ? 'acted' : 'acted_with_rule';
}

export interface Beside {
  readonly reporters?: readonly ReporterRow[];
  readonly receipt?: Receipt;
  readonly reply?: unknown;
}

export const actedOn = (decision: Decision, before: StoredCase | undefined): Acted => ({
  id: decision.file.id,
  number: decision.file.number,
  state: decision.file.state,
  version: (before?.version ?? 0) + 1,
  lastSeq: decision.file.lastSeq,
  unitId: decision.file.unitId,
  holderUnitId: decision.file.holder?.unitId ?? null,
  dueAt: decision.file.clock?.dueAt ? toIso(decision.file.clock.dueAt) : null,
  ...(before ? {} : { publicCode: decision.file.publicCode }),
});

/** What was decided is not so any more; it is decided anew on what the store holds. */
function refuseUnwritten(tx: Tx, isSending: boolean): never {
  if (isSending) recheckUnits(tx);
  if (!tx.isTransaction) throw new NeedsTransaction('the case or its unit has moved on since it was read');
  assert(isSending, 'a locked case is written exactly once');
  throw new ReadAnew('the unit was closed while the case was sent to it');
}

/** A clock that was kept before its turns were gets them with the first change of its case, whatever that is:
 *  until the server had worked them out again the case would be listed as orange. */
async function withTurns(tx: Tx, decision: Decision): Promise<Decision> {
  const { file } = decision;
  const { clock } = file;
  if (clock === null || clock.litAt !== undefined) return decision;
  const litAt = litAtOf(await calendarFor(tx, file.districtId), clock);
  return { ...decision, file: { ...file, clock: { ...clock, litAt } } };
}

export async function saveDecision(
  tx: Tx, before: StoredCase | undefined, decided: Decision, beside: Beside = {},
): Promise<void> {
  const [directory, decision] = [await unitDirectory(tx), await withTurns(tx, decided)];
  const change = changeOf(tx, before, decision, beside, directory);
  const isWritten = await writeChange(tx, change, writingOf(before, decision));
  if (!isWritten) refuseUnwritten(tx, change.sent.length > 0);
  if (change.receipts.length > 0) beside.receipt?.markWritten();
  await takeBackShares(tx, decision.file, decision.steps, directory);
  tx.afterCommit(() => {
    announceEvents();
    for (const timer of decision.timers) if (timer.dueAt !== null) announceTimers(timer.dueAt);
  });
}
