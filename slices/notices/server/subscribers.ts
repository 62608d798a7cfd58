// Turns what happened to cases into notices, a page of events at a time, and ends the waiting for those that
// a case has moved past. Effect and cursor are one transaction, and a step is told to an audience once, so a
// crash in between tells nobody twice.
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { PublishedEvent, Subscriber } from '../../../platform/server/events/event.ts';
import { cancelTimers } from '../../../platform/server/jobs/timer.ts';
import { CASE_EVENT_KINDS } from '../../cases/core/contract.ts';
import { type CaseEventData, type CaseFile, findCaseFile, listReporters } from '../../cases/server/public.ts';
import type { PushKind } from '../../cases/core/case-file.ts';
import { ackRuleFor } from '../core/ack-rules.ts';
import type { Addressee } from '../core/escalation.ts';
import { type Audience, NOTICE_RULES, type NoticeRule, PAPER_WORDS, ruleFor } from '../core/rules.ts';
import { isStillAwaited } from '../core/waiting.ts';
import { paperNotices } from './paper-notices.ts';
import { disturbKindsOf, heldUntil, type Reach, reachPushed } from './reach-pushed.ts';
import { listWaiting, updateOver } from './queries.ts';
import { ESCALATE_TIMER, type Telling, tellPeople } from './tell-people.ts';

const toUnit = (unitId: Id | null): Addressee[] => (unitId ? [{ unitId, personId: null }] : []);
const toPerson = (personId: Id | null): Addressee[] => (personId ? [{ unitId: null, personId }] : []);

/** The holder of the moment that the event tells of; nobody where the case went on by itself at once. */
const holderIn = ({ isPassing, holderUnitId, holderPersonId }: CaseEventData): Addressee[] => {
  if (isPassing) return [];
  return holderPersonId ? toPerson(holderPersonId) : toUnit(holderUnitId);
};

interface Told {
  readonly event: PublishedEvent;
  readonly caseId: Id;
  readonly rule: NoticeRule;
  readonly data: CaseEventData;
  readonly push: ToldPush | undefined;
}

/** What a push is, whom it reaches, and when. */
interface ToldPush {
  readonly kind: PushKind | undefined;
  readonly reach: Reach | undefined;
  readonly heldUntil: Instant | null;
}

function addresseesOf(to: Audience, { data, push }: Told, reporters: readonly Id[]): (Addressee | Reach)[] {
  switch (to) {
    case 'pushed':
      return push?.reach ? [push.reach] : [];
    case 'holder':
      return holderIn(data);
    case 'unit':
      return toUnit(data.unitId);
    case 'centre':
      return toUnit(data.centreUnitId);
    case 'asked':
      return toUnit(data.askedUnitId);
    case 'asked_person':
      return toPerson(data.askedPersonId);
    case 'asker':
      return toPerson(data.askerPersonId);
    case 'reporters':
      return reporters.flatMap(toPerson);
    case 'raters':
      return (data.raterPersonIds ?? []).flatMap(toPerson);
  }
}

/** Whoever must act on an urgent matter is told so at each step; its reporters have nothing to run for.
 *  Events written before severity was told carry none. */
const isUrgentFor = (to: Audience, { severity }: Partial<CaseEventData>): boolean =>
  to !== 'reporters' && to !== 'raters' && severity !== undefined && severity !== 'normal';

function noticesOf(told: Told, reporters: readonly Id[], now: Instant): Telling[] {
  const { event, caseId, rule, data, push } = told;
  const held = push?.heldUntil == null ? {} : { isHeld: true, heldFrom: now, heldUntil: push.heldUntil };
  return rule.to.flatMap((to) => {
    const ack = ackRuleFor(to, { event: event.kind, severity: data.severity, pushKind: push?.kind });
    return addresseesOf(to, told, reporters).map((addressee) => ({
      ...addressee,
      ...held,
      districtId: event.districtId,
      caseId,
      caseNumber: data.number,
      // Events written before the matter was told carry no name.
      itemName: data.itemName ?? null,
      itemNameEn: data.itemNameEn ?? null,
      seq: data.seq,
      kind: event.kind,
      isUrgent: rule.isUrgent || isUrgentFor(to, data),
      state: data.toState,
      holderUnitId: data.holderUnitId,
      ackMinutes: ack?.withinMinutes ?? null,
      level: 0,
      escalatesId: null,
      isNews: to === 'reporters' || to === 'raters',
    }));
  });
}

/** The event of a push names it by its step alone. */
async function pushOf(tx: Tx, { kind, caseId, districtId }: PublishedEvent, data: CaseEventData) {
  if (kind !== 'case.pushed' || !caseId) return undefined;
  const file = await findCaseFile(tx, caseId);
  const push = file?.pushes.find(({ seq }) => seq === data.seq);
  const unitId = push?.toUnitId ?? data.holderUnitId;
  if (!file || !unitId || data.isPassing) return { kind: push?.kind, reach: undefined, heldUntil: null };
  const personId = data.holderUnitId === unitId ? data.holderPersonId : null;
  return {
    kind: push?.kind,
    reach: await reachPushed(tx, { districtId, unitId, personId }),
    heldUntil: await heldUntil(tx, districtId, [unitId], disturbKindsOf(file, data.seq)),
  };
}

async function toldBy(tx: Tx, events: readonly PublishedEvent[]): Promise<Told[]> {
  const told: Told[] = [];
  for (const event of events) {
    const rule = ruleFor(event.kind);
    const { caseId } = event;
    if (!rule || !caseId) continue;
    const data = event.data as unknown as CaseEventData;
    told.push({ event, caseId, rule, data, push: await pushOf(tx, event, data) });
  }
  return told;
}

/** Notices whose case stands otherwise by now wait no longer. */
async function endWaiting(tx: Tx, caseIds: readonly Id[]): Promise<void> {
  const files = new Map<Id, CaseFile | undefined>();
  const over: Id[] = [];
  for (const notice of await listWaiting(tx, caseIds)) {
    if (!files.has(notice.caseId)) files.set(notice.caseId, await findCaseFile(tx, notice.caseId));
    const file = files.get(notice.caseId);
    if (!file || !isStillAwaited(notice, file)) over.push(notice.id);
  }
  if (over.length === 0) return;
  await cancelTimers(tx, ESCALATE_TIMER, over);
  await updateOver(tx, over);
}

async function makeNotices(tx: Tx, events: readonly PublishedEvent[]): Promise<void> {
  const told = await toldBy(tx, events);
  const followed = told.filter(({ rule }) => rule.to.includes('reporters')).map(({ caseId }) => caseId);
  const reporters = followed.length > 0 ? await listReporters(tx, [...new Set(followed)]) : new Map();
  await tellPeople(tx, [
    ...told.flatMap((one) => noticesOf(one, reporters.get(one.caseId) ?? [], tx.now)),
    ...(await paperNotices(tx, events)),
  ]);
  await endWaiting(tx, [...new Set(events.flatMap(({ caseId }) => caseId ?? []))]);
}

const STEPS = NOTICE_RULES.map((rule) => rule.event);
const KINDS = [...new Set([...STEPS, ...CASE_EVENT_KINDS, ...Object.keys(PAPER_WORDS)])];

export const noticesSubscribers: readonly Subscriber[] = [
  { name: 'notices', kinds: KINDS, handle: makeNotices },
];
