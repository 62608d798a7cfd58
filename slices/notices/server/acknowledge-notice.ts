// notice.acknowledge: one of those told says "I have it". The first of a unit does for all; whoever was told
// further up is called off. Twice is the same as once.
import type { Instant } from '../../../kernel/instant.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { cancelTimers } from '../../../platform/server/jobs/timer.ts';
import {
  findNotice,
  type Inbox,
  insertAcknowledgement,
  updateAcknowledged,
  updateOver,
} from './queries.ts';
import { ESCALATE_TIMER } from './tell-people.ts';

export async function acknowledgeNotice(tx: Tx, inbox: Inbox, noticeId: Id): Promise<Instant> {
  const notice = await findNotice(tx, inbox, noticeId);
  if (!notice) return throwRefusal('notices.not_yours');
  const firstId = notice.escalates_id ?? notice.id;
  // The timer before the notice, as its own job takes them.
  await cancelTimers(tx, ESCALATE_TIMER, firstId);
  await insertAcknowledgement(tx, noticeId, inbox.personId);
  await updateAcknowledged(tx, noticeId, inbox.personId);
  await updateOver(tx, [firstId]);
  const isFirst = notice.acknowledged_at === null;
  if (isFirst) {
    const { unit_id: unitId, person_id: personId, case_id: caseId, district_id: districtId } = notice;
    await publishEvents(tx, [
      { kind: 'notice.acknowledged', districtId, caseId, data: { unitId, personId } },
    ]);
  }
  return tx.now;
}
