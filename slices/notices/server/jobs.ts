// notice.escalate: nobody of those told has acknowledged within the time, so the next level is told, and the
// timer set for the one after. Quiet hours hold a level back, or the first telling of a push (level 0). It
// comes late after a stop, and then goes up level by level in order; whoever has acknowledged or acted
// meanwhile is found in the store, and it ends. Effect and timer are one transaction, so each level is told
// once however many servers run.
import type { Id } from '../../../kernel/id.ts';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers, type Timer, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { type CaseFile, findCaseFile } from '../../cases/server/public.ts';
import { onCallOf } from '../../duty/server/public.ts';
import { listPeopleWith, unitDirectory } from '../../people/server/public.ts';
import { type Addressee, levelsOf, MOST_TOLD } from '../core/escalation.ts';
import { ESCALATED } from '../core/rules.ts';
import { isStillAwaited } from '../core/waiting.ts';
import { type ChainRow, isAcknowledged, lockChain, updateOver } from './queries.ts';
import { listTold, updateHeldUntil, updateNextHeld, updateReleased } from './queries-held.ts';
import { deleteExpired } from './queries-phones.ts';
import { disturbKindsOf, heldUntil, type Reach, reachPushed } from './reach-pushed.ts';
import { announceNotices, ESCALATE_TIMER, tellPeople } from './tell-people.ts';

const HEADS = ['unit_head', 'leader'] as const;

async function headsOf(tx: Tx, unitId: Id, file: CaseFile): Promise<Id[]> {
  const heads: Id[] = [];
  for (const role of HEADS) {
    heads.push(...(await listPeopleWith(tx, { unitId, role })).map(({ personId }) => personId));
  }
  const directory = await unitDirectory(tx);
  // The people of a grid stand in the community's centre, and their head is the grid's.
  const isCentre = directory.unit(unitId)?.kind === 'centre';
  const gridHead = isCentre ? directory.gridHead(file.place.areaPath) : undefined;
  return [...new Set([...(gridHead ? [gridHead.personId] : []), ...heads])];
}

const PUSHED = 'case.pushed';
const isPush = (chain: ChainRow): boolean => chain.kind === PUSHED;

/** The unit that the first notice was for, or in whose name its person was told. */
const unitOf = (chain: ChainRow, file: CaseFile): Id | null =>
  chain.unit_id ??
  (isPush(chain) ? file.pushes.find(({ seq }) => seq === chain.seq)?.toUnitId : undefined) ??
  chain.holder_unit_id;

async function levels(tx: Tx, chain: ChainRow, file: CaseFile): Promise<Reach[][]> {
  const directory = await unitDirectory(tx);
  const centreIds: Id[] = [];
  for (let id: Id | undefined = file.centreUnitId; id; id = directory.centreAbove(id)?.id) centreIds.push(id);
  const unitId = unitOf(chain, file);
  // Where all of a unit were told, those on call were among them.
  const onCallIds = isPush(chain) && chain.person_id && unitId ? await onCallOf(tx, unitId) : [];
  const all = levelsOf({
    first: { unitId: chain.unit_id, personId: chain.person_id },
    told: await listTold(tx, chain.id),
    onCallIds,
    headIds: unitId ? await headsOf(tx, unitId, file) : [],
    centreIds,
  });
  const rankOf = ({ personId }: Addressee) => onCallIds.indexOf(personId ?? '') + 1 || null;
  return all.map((level) => level.map((one) => ({ ...one, isForAnswerers: false, dutyRank: rankOf(one) })));
}

const asWaiting = (chain: ChainRow) => ({
  kind: chain.kind,
  seq: chain.seq,
  state: chain.state,
  holderUnitId: chain.holder_unit_id,
  personId: chain.person_id,
  isHeld: chain.is_held,
});

const noticeOf = (chain: ChainRow) => ({
  districtId: chain.district_id,
  caseId: chain.case_id,
  caseNumber: chain.case_number,
  itemName: chain.item_name,
  itemNameEn: chain.item_name_en,
  seq: chain.seq,
  state: chain.state,
  holderUnitId: chain.holder_unit_id,
  ackMinutes: chain.ack_minutes,
});

interface Held {
  readonly heldFrom: Instant;
  readonly heldUntil: Instant;
}

async function tellLevel(tx: Tx, chain: ChainRow, level: number, to: readonly Reach[], held?: Held) {
  const shared = { ...noticeOf(chain), kind: ESCALATED, isUrgent: true, level, escalatesId: chain.id };
  await tellPeople(
    tx,
    to.map((reach) => ({ ...shared, ...reach, ...held, isNews: false })),
  );
}

const ackAfter = (chain: ChainRow, from: Instant): Instant | null =>
  chain.ack_minutes === null ? null : from + chain.ack_minutes * MINUTE;

/** The night is over: whoever is on call by now is told; longer where the hours were made longer. */
async function release(tx: Tx, timer: Timer, chain: ChainRow, file: CaseFile): Promise<void> {
  const districtId = chain.district_id;
  const unitId = unitOf(chain, file);
  if (!unitId) return;
  const until = await heldUntil(tx, districtId, [unitId], disturbKindsOf(file, chain.seq));
  if (until !== null) {
    await updateHeldUntil(tx, chain.id, until, ackAfter(chain, until));
    return scheduleTimers(tx, [{ kind: timer.kind, key: timer.key, dueAt: until, data: { level: 0 } }]);
  }
  const personId = file.holder?.unitId === unitId ? file.holder.personId : null;
  const reach = await reachPushed(tx, { districtId, unitId, personId });
  const holderUnitId = file.holder?.unitId ?? null;
  const ackDueAt = ackAfter(chain, tx.now);
  const now = { ...reach, id: chain.id, state: file.state, holderUnitId, ackDueAt };
  await updateReleased(tx, now);
  const { kind, is_urgent: isUrgent } = chain;
  await announceNotices(tx, [{ ...noticeOf(chain), ...now, kind, isUrgent, level: 0, escalatesId: null }]);
}

interface EscalateData {
  readonly level: number;
  /** When this level would have been told without quiet hours. */
  readonly heldFrom?: Instant;
}

/** Until when those of this level are not to be told of a push; null: now. */
async function levelHeldUntil(tx: Tx, chain: ChainRow, file: CaseFile, to: readonly Addressee[]) {
  if (!isPush(chain)) return null;
  const unitIds = to.map(({ unitId }) => unitId ?? unitOf(chain, file)).filter((id) => id !== null);
  return heldUntil(tx, chain.district_id, unitIds, disturbKindsOf(file, chain.seq));
}

async function escalate(tx: Tx, timer: Timer): Promise<void> {
  const { level, heldFrom } = timer.data as EscalateData;
  const chain = await lockChain(tx, timer.key);
  if (!chain || chain.ack_over_at !== null || (await isAcknowledged(tx, chain.id))) return;
  const file = await findCaseFile(tx, chain.case_id);
  if (!file || !isStillAwaited(asWaiting(chain), file)) return updateOver(tx, [chain.id]);
  if (level === 0) return release(tx, timer, chain, file);
  const [to, next] = await levels(tx, chain, file);
  if (!to || level > MOST_TOLD) return;
  const again = { kind: timer.kind, key: timer.key };
  const until = await levelHeldUntil(tx, chain, file, to);
  if (until !== null) {
    await updateNextHeld(tx, chain.id, until);
    const data = { level, heldFrom: heldFrom ?? tx.now };
    return scheduleTimers(tx, [{ ...again, dueAt: until, data }]);
  }
  await tellLevel(
    tx, chain, level, to,
    heldFrom === undefined ? undefined : { heldFrom, heldUntil: timer.dueAt },
  );
  await updateNextHeld(tx, chain.id, null);
  if (!next) return;
  const dueAt = timer.dueAt + (chain.ack_minutes ?? 0) * MINUTE;
  await scheduleTimers(tx, [{ ...again, dueAt, data: { level: level + 1 } }]);
}

export const noticesJobs: readonly TimerHandler[] = [{ kind: ESCALATE_TIMER, handle: escalate }];

/** Where nothing is sent any more (pushes were turned off, or no server has the role), what waits for the
 *  phones of before would pile up for ever. */
export const sweepPushes: PeriodicJob = {
  kind: 'notice.sweep_pushes',
  everyMs: HOUR,
  run: (tx) => deleteExpired(tx),
};
