// Writes notices and everything that follows from one in the same transaction: the live event, the phones to
// wake, the timer that goes off when nobody acknowledges. Steps and escalations are told here alone.
import type { Id } from '../../../kernel/id.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { scheduleTimers } from '../../../platform/server/jobs/timer.ts';
import { announcePushes } from '../../../platform/server/push/wake.ts';
import { mayAnswer } from '../../duty/server/public.ts';
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

/** Whom a notice is for. */
export async function peopleOfNotice(
  tx: Tx,
  { unitId, personId, isForAnswerers }: Pick<NewNotice, 'unitId' | 'personId' | 'isForAnswerers'>,
): Promise<readonly Id[]> {
  if (unitId === null) return personId === null ? [] : [personId];
  return isForAnswerers ? [...(await mayAnswer(tx, unitId)).keys()] : peopleOfUnit(tx, unitId);
}

async function wakePhones(tx: Tx, made: readonly MadeNotice[], news: ReadonlySet<string>): Promise<void> {
  const loud = made.flatMap((notice) => {
    const rule = pushRuleFor(notice.kind, notice.isUrgent, news.has(keyOf(notice)));
    return rule ? [{ notice, rule }] : [];
  });
  if (loud.length === 0 || !(await hasSubscriptions(tx))) return;
  const ofUnit = new Map<string, readonly Id[]>();
  const deliveries: NewDelivery[] = [];
  for (const { notice, rule } of loud) {
    const key = `${notice.unitId} ${notice.personId} ${notice.isForAnswerers}`;
    const people = ofUnit.get(key) ?? (await peopleOfNotice(tx, notice));
    ofUnit.set(key, people);
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

/** What follows from a notice that people may read from now on. */
export async function announceNotices(
  tx: Tx,
  made: readonly MadeNotice[],
  news: ReadonlySet<string> = new Set(),
): Promise<void> {
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
}

/** Returns those that were not told before. What is held is told by its timer. */
export async function tellPeople(tx: Tx, tellings: readonly Telling[]): Promise<readonly MadeNotice[]> {
  const notices = tellings.map(({ isNews: _, ...notice }): NewNotice => notice);
  const made = await insertNotices(tx, notices);
  const held = made.filter(({ isHeld }) => isHeld);
  const open = made.filter(({ isHeld }) => !isHeld);
  await scheduleTimers(
    tx,
    held.map(({ id, heldUntil }) => ({
      kind: ESCALATE_TIMER,
      key: id,
      dueAt: heldUntil ?? tx.now,
      data: { level: 0 },
    })),
  );
  await announceNotices(tx, open, new Set(tellings.filter(({ isNews }) => isNews).map(keyOf)));
  return made;
}
