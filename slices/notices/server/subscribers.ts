// Turns what happened to a case into notices. Effect and cursor are one transaction, and a step is told to an
// audience once, so a crash in between tells nobody twice.
import type { Id } from '../../../kernel/id.ts';
import type { PublishedEvent, Subscriber } from '../../../platform/server/events/event.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type CaseFile, findCaseFile, listCaseFollowers } from '../../cases/server/public.ts';
import { type Audience, NOTICE_RULES, ruleFor } from '../core/rules.ts';
import { insertNotices, type NewNotice } from './queries.ts';

interface Addressee {
  readonly unitId: Id | null;
  readonly personId: Id | null;
}

const toUnit = (unitId: Id | null): Addressee[] => (unitId ? [{ unitId, personId: null }] : []);

/** The holder of the moment that the event tells of, not of now: the case may have moved on since. */
function holderAt(event: PublishedEvent, file: CaseFile): Addressee[] {
  const unitId = typeof event.data.holderUnitId === 'string' ? event.data.holderUnitId : null;
  const isStill = file.holder?.unitId === unitId && file.lastSeq === event.data.seq;
  const personId = isStill ? (file.holder?.personId ?? null) : null;
  return personId ? [{ unitId: null, personId }] : toUnit(unitId);
}

async function addresseesOf(
  tx: Tx,
  to: Audience,
  event: PublishedEvent,
  file: CaseFile,
): Promise<Addressee[]> {
  switch (to) {
    case 'holder':
      return holderAt(event, file);
    case 'unit':
      return toUnit(typeof event.data.unitId === 'string' ? event.data.unitId : null);
    case 'centre':
      return toUnit(file.centreUnitId);
    case 'asked':
      // Where it has been answered meanwhile, nobody's word is wanted any more.
      return toUnit(file.asks.find((ask) => ask.seq === Number(event.data.seq))?.toUnitId ?? null);
    case 'reporters': {
      const followers = await listCaseFollowers(tx, file.id);
      const people = followers.flatMap(({ personId }) => (personId ? [personId] : []));
      return [...new Set(people)].map((personId) => ({ unitId: null, personId }));
    }
  }
}

async function makeNotices(tx: Tx, event: PublishedEvent): Promise<void> {
  const rule = ruleFor(event.kind);
  const file = rule && event.caseId ? await findCaseFile(tx, event.caseId) : undefined;
  if (!rule || !file) return;
  const found = await Promise.all(rule.to.map((to) => addresseesOf(tx, to, event, file)));
  const notices: NewNotice[] = found.flat().map((addressee) => ({
    ...addressee,
    districtId: event.districtId,
    caseId: file.id,
    caseNumber: file.number,
    seq: Number(event.data.seq),
    kind: event.kind,
    isUrgent: rule.isUrgent,
  }));
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
