// notice.escalate: nobody of those told has acknowledged within the time, so the next level is told, and the
// timer set for the one after. It comes late after a stop, and then goes up level by level in order; whoever
// has acknowledged or acted meanwhile is found in the store, and it ends. Effect and timer are one
// transaction, so each level is told once however many servers run.
import type { Id } from '../../../kernel/id.ts';
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PeriodicJob } from '../../../platform/server/jobs/periodic.ts';
import { scheduleTimers, type Timer, type TimerHandler } from '../../../platform/server/jobs/timer.ts';
import { type CaseFile, findCaseFile } from '../../cases/server/public.ts';
import { listPeopleWith, unitDirectory } from '../../people/server/public.ts';
import { type Addressee, levelsOf } from '../core/escalation.ts';
import { ESCALATED } from '../core/rules.ts';
import { isStillAwaited } from '../core/waiting.ts';
import { type ChainRow, isAcknowledged, lockChain, updateOver } from './queries.ts';
import { deleteExpired } from './queries-phones.ts';
import { ESCALATE_TIMER, tellPeople } from './tell-people.ts';

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

async function levels(tx: Tx, chain: ChainRow, file: CaseFile): Promise<Addressee[][]> {
  const directory = await unitDirectory(tx);
  const centreIds: Id[] = [];
  for (let id: Id | undefined = file.centreUnitId; id; id = directory.centreAbove(id)?.id) centreIds.push(id);
  const unitId = chain.unit_id ?? chain.holder_unit_id;
  return levelsOf({
    first: { unitId: chain.unit_id, personId: chain.person_id },
    headIds: unitId ? await headsOf(tx, unitId, file) : [],
    centreIds,
  });
}

const asWaiting = (chain: ChainRow) => ({
  kind: chain.kind,
  seq: chain.seq,
  state: chain.state,
  holderUnitId: chain.holder_unit_id,
  personId: chain.person_id,
});

async function tellLevel(tx: Tx, chain: ChainRow, level: number, to: readonly Addressee[]): Promise<void> {
  await tellPeople(
    tx,
    to.map((addressee) => ({
      ...addressee,
      districtId: chain.district_id,
      caseId: chain.case_id,
      caseNumber: chain.case_number,
      itemName: chain.item_name,
      itemNameEn: chain.item_name_en,
      seq: chain.seq,
      kind: ESCALATED,
      isUrgent: true,
      state: chain.state,
      holderUnitId: chain.holder_unit_id,
      ackMinutes: chain.ack_minutes,
      level,
      escalatesId: chain.id,
      isNews: false,
    })),
  );
}

async function escalate(tx: Tx, timer: Timer): Promise<void> {
  const { level } = timer.data as { level: number };
  const chain = await lockChain(tx, timer.key);
  if (!chain || chain.ack_over_at !== null || (await isAcknowledged(tx, chain.id))) return;
  const file = await findCaseFile(tx, chain.case_id);
  if (!file || !isStillAwaited(asWaiting(chain), file)) return updateOver(tx, [chain.id]);
  const all = await levels(tx, chain, file);
  const to = all[level - 1];
  if (!to) return;
  await tellLevel(tx, chain, level, to);
  if (!all[level]) return;
  const dueAt = timer.dueAt + (chain.ack_minutes ?? 0) * MINUTE;
  await scheduleTimers(tx, [{ kind: timer.kind, key: timer.key, dueAt, data: { level: level + 1 } }]);
}

export const noticesJobs: readonly TimerHandler[] = [{ kind: ESCALATE_TIMER, handle: escalate }];

/** Where nothing is sent any more (pushes were turned off, or no server has the role), what waits for the
 *  phones of before would pile up for ever. */
export const sweepPushes: PeriodicJob = {
  kind: 'notice.sweep_pushes',
  everyMs: HOUR,
  run: (tx) => deleteExpired(tx),
};
