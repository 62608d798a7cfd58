// Writes notices and everything that follows from one in the same transaction: the live event, the phones to
// wake, the timer that goes off when nobody acknowledges. Steps and escalations are told here alone.
import type { Id } from '../../../kernel/id.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { announcePushes } from '../../../platform/server/push/wake.ts';
import { listPeopleWith } from '../../people/server/public.ts';
import { pushRuleFor } from '../core/push-rules.ts';
import { insertNotices, type MadeNotice, type NewNotice } from './queries.ts';
import { hasSubscriptions, insertDeliveries, type NewDelivery } from './queries-phones.ts';

export const ESCALATE_TIMER = 'notice.escalate';
const MOST_PEOPLE_OF_A_UNIT = 500;

export interface Telling extends NewNotice {
  /** For those who only want to know how it went. */
  readonly isNews: boolean;
}

/** The people in post there today, each once. */
export async function peopleOfUnit(tx: Tx, unitId: Id): Promise<readonly Id[]> {
  const people = await listPeopleWith(tx, { unitId, limit: MOST_PEOPLE_OF_A_UNIT });
  return [...new Set(people.map(({ personId }) => personId))];
}

async function wakePhones(tx: Tx, made: readonly MadeNotice[], news: ReadonlySet<string>): Promise<void> {
  const loud = made.flatMap((notice) => {
    const rule = pushRuleFor(notice.kind, notice.isUrgent, news.has(keyOf(notice)));
    return rule ? [{ notice, rule }] : [];
  });
  if (loud.length === 0 || !(await hasSubscriptions(tx))) return;
  const ofUnit = new Map<Id, readonly Id[]>();
  const deliveries: NewDelivery[] = [];
  for (const { notice, rule } of loud) {
    const { unitId, personId } = notice;
    if (unitId !== null && !ofUnit.has(unitId)) ofUnit.set(unitId, await peopleOfUnit(tx, unitId));
    const people = personId !== null ? [personId] : (ofUnit.get(unitId ?? '') ?? []);
    const expiresAt = tx.now + rule.keptMs;
    deliveries.push(
      ...people.map((one) => ({
        noticeId: notice.id,
        personId: one,
        urgency: rule.urgency,
        expiresAt,
      })),
    );
  }
  await insertDeliveries(tx, deliveries);
  tx.afterCommit(announcePushes);
}

const keyOf = ({ caseId, seq, unitId, personId }: NewNotice): string =>
  [caseId, seq, unitId, personId].join(' ');

/** Returns those that were not told before. */
export async function tellPeople(tx: Tx, tellings: readonly Telling[]): Promise<readonly MadeNotice[]> {
  const notices = tellings.map(({ isNews: _, ...notice }): NewNotice => notice);
  const made = await insertNotices(tx, notices);
  const news = new Set(tellings.filter(({ isNews }) => isNews).map(keyOf));
  await publishEvents(
    tx,
    made.map((notice) => ({
      kind: 'notice.made',
      districtId: notice.districtId,
      data: { unitId: notice.unitId, personId: notice.personId },
    })),
  );
  await scheduleTimers(
    tx,
    made.flatMap(({ id, level, ackDueAt }) =>
      level === 0 && ackDueAt !== null
        ? [{ kind: ESCALATE_TIMER, key: id, dueAt: ackDueAt, data: { level: 1 } }]
        : [],
    ),
  );
  await wakePhones(tx, made, news);
  return made;
}
