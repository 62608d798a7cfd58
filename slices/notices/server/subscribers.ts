// Turns what happened to cases into notices, a page of events at a time. Effect and cursor are one
// transaction, and a step is told to an audience once, so a crash in between tells nobody twice.
import type { Id } from '../../../kernel/id.ts';
import type { PublishedEvent, Subscriber } from '../../../platform/server/events/event.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CaseEventData, listReporters } from '../../cases/server/public.ts';
import { type Audience, NOTICE_RULES, type NoticeRule, ruleFor } from '../core/rules.ts';
import { insertNotices, type NewNotice } from './queries.ts';

interface Addressee {
  readonly unitId: Id | null;
  readonly personId: Id | null;
}

const toUnit = (unitId: Id | null): Addressee[] => (unitId ? [{ unitId, personId: null }] : []);
const toPerson = (personId: Id): Addressee => ({ unitId: null, personId });

/** The holder of the moment that the event tells of; nobody where the case went on by itself at once. */
const holderIn = ({ isPassing, holderUnitId, holderPersonId }: CaseEventData): Addressee[] => {
  if (isPassing) return [];
  return holderPersonId ? [toPerson(holderPersonId)] : toUnit(holderUnitId);
};

function addresseesOf(to: Audience, data: CaseEventData, reporters: readonly Id[]): Addressee[] {
  switch (to) {
    case 'holder':
      return holderIn(data);
    case 'unit':
      return toUnit(data.unitId);
    case 'centre':
      return toUnit(data.centreUnitId);
    case 'asked':
      return toUnit(data.askedUnitId);
    case 'asked_person':
      return data.askedPersonId ? [toPerson(data.askedPersonId)] : [];
    case 'asker':
      return data.askerPersonId ? [toPerson(data.askerPersonId)] : [];
    case 'reporters':
      return reporters.map(toPerson);
  }
}

/** Whoever must act on an urgent matter is told so at each step; its reporters have nothing to run for.
 *  Events written before severity was told carry none. */
const isUrgentFor = (to: Audience, { severity }: Partial<CaseEventData>): boolean =>
  to !== 'reporters' && severity !== undefined && severity !== 'normal';

interface Told {
  readonly event: PublishedEvent;
  readonly caseId: Id;
  readonly rule: NoticeRule;
}

function noticesOf({ event, caseId, rule }: Told, reporters: readonly Id[]): NewNotice[] {
  const data = event.data as unknown as CaseEventData;
  return rule.to
    .flatMap((to) =>
      addresseesOf(to, data, reporters).map((addressee) => ({ addressee, isUrgent: isUrgentFor(to, data) })),
    )
    .map(({ addressee, isUrgent }) => ({
      ...addressee,
      districtId: event.districtId,
      caseId,
      caseNumber: data.number,
      // Events written before the matter was told carry no name.
      itemName: data.itemName ?? null,
      itemNameEn: data.itemNameEn ?? null,
      seq: data.seq,
      kind: event.kind,
      isUrgent: rule.isUrgent || isUrgent,
    }));
}

async function makeNotices(tx: Tx, events: readonly PublishedEvent[]): Promise<void> {
  const told = events.flatMap((event): Told[] => {
    const rule = ruleFor(event.kind);
    return rule && event.caseId ? [{ event, caseId: event.caseId, rule }] : [];
  });
  const followed = told.filter(({ rule }) => rule.to.includes('reporters')).map(({ caseId }) => caseId);
  const reporters = followed.length > 0 ? await listReporters(tx, [...new Set(followed)]) : new Map();
  const notices = told.flatMap((one) => noticesOf(one, reporters.get(one.caseId) ?? []));
  await insertNotices(tx, notices);
  await publishEvents(
    tx,
    notices.map((notice) => ({
      kind: 'notice.made',
      districtId: notice.districtId,
      data: { unitId: notice.unitId, personId: notice.personId },
    })),
  );
}

export const noticesSubscribers: readonly Subscriber[] = [
  { name: 'notices', kinds: NOTICE_RULES.map((rule) => rule.event), handle: makeNotices },
];
