// A circular from its draft to its issue: drafted from chosen cases, changed by people who never overwrite
// each other unseen, thrown away while it is a draft, issued by a leader; then the units that it names are
// told.
import { toIso } from '../../../kernel/instant.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Actor, isWithin, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { areaName } from '../../areas/server/public.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import { listBriefs } from '../../cases/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import {
  type ChangeBody,
  CIRCULAR_ISSUED,
  type Circular,
  type CircularHead,
  type CircularIssued,
  type Circulars,
  type CircularsQuery,
  type DraftBody,
} from '../core/contract.ts';
import { circularsPolicy } from '../core/policy.ts';
import { type ChosenCase, writeCircular } from '../core/write-circular.ts';
import {
  deleteCircular,
  findCircular,
  insertCircular,
  listCirculars,
  lockCircular,
  setIssued,
  type StoredCircular,
  updateCircular,
} from './queries.ts';

const PAGE = 50;

const headView = (one: StoredCircular): CircularHead => ({
  id: one.id,
  areaPath: one.areaPath,
  title: one.title,
  byName: one.byName,
  changedAt: toIso(one.changedAt),
  issued: one.issuedAt === null ? null : { at: toIso(one.issuedAt), byName: one.issuedByName ?? '' },
});

const circularView = (one: StoredCircular): Circular => ({
  ...headView(one),
  body: one.body,
  version: one.version,
  cases: [...one.cases],
});

type Operation = 'circular.draft' | 'circular.issue';

function personOf(actor: Actor, operation: Operation, areaPath: string) {
  requireRight(circularsPolicy, actor, operation, { areaPath });
  return actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation });
}

type Chosen = ChosenCase & { readonly caseId: Id };

async function chosenCases(tx: Tx, { areaPath, caseIds }: DraftBody): Promise<readonly Chosen[]> {
  const directory = await unitDirectory(tx);
  const briefs = new Map((await listBriefs(tx, caseIds)).map((one) => [one.id, one]));
  const chosen: Chosen[] = [];
  for (const caseId of caseIds) {
    const one = briefs.get(caseId);
    if (!one || !isWithin(one.areaPath, areaPath)) continue;
    const { number, itemName, unitId, deadlineAt } = one;
    // The community and no nearer: a grid tells which stairway.
    const place = await areaName(tx, one.areaPath.slice(0, 14));
    const unitName = directory.unit(unitId ?? '')?.name ?? null;
    chosen.push({ caseId, number, itemName, unitId, unitName, deadlineAt, areaName: place });
  }
  const total = caseIds.length - chosen.length;
  if (total > 0) throwRefusal('circulars.case_unknown', { total });
  return chosen;
}

/** Throws Refused `circulars.case_unknown`. */
export async function draftCircular(tx: Tx, actor: Actor, body: DraftBody): Promise<Circular> {
  const { areaPath } = body;
  const { name } = personOf(actor, 'circular.draft', areaPath);
  const chosen = await chosenCases(tx, body);
  const { offsetMinutes } = (await calendarFor(tx, areaPath.slice(0, 6))).data;
  const place = await areaName(tx, areaPath);
  const text = writeCircular({ areaName: place, cases: chosen, now: tx.now, offsetMinutes });
  const cases = chosen.map(({ caseId, number, itemName, unitId, unitName }) => ({
    caseId,
    number,
    itemName,
    unitId,
    unitName,
  }));
  const id = tx.ids.next();
  await insertCircular(tx, { id, areaPath, ...text, cases, byName: name });
  return circularView((await findCircular(tx, id)) ?? throwRefusal('circulars.not_found'));
}

/** Held until the end of the transaction. Throws Refused `circulars.not_found`, `circulars.issued`. */
async function draftFor(tx: Tx, actor: Actor, id: Id, operation: Operation): Promise<StoredCircular> {
  const found = (await lockCircular(tx, id)) ?? throwRefusal('circulars.not_found');
  personOf(actor, operation, found.areaPath);
  if (found.issuedAt !== null) throwRefusal('circulars.issued');
  return found;
}

/** Throws Refused `circulars.changed` too. */
export async function changeCircular(tx: Tx, actor: Actor, id: Id, change: ChangeBody): Promise<Circular> {
  const draft = await draftFor(tx, actor, id, 'circular.draft');
  if (draft.version !== change.version) throwRefusal('circulars.changed');
  const { name: byName } = personOf(actor, 'circular.draft', draft.areaPath);
  await updateCircular(tx, { id, title: change.title, body: change.body, byName });
  return circularView((await findCircular(tx, id)) ?? throwRefusal('circulars.not_found'));
}

export async function dropCircular(tx: Tx, actor: Actor, id: Id): Promise<void> {
  await draftFor(tx, actor, id, 'circular.draft');
  await deleteCircular(tx, id);
}

/** Of the version that was read: nobody puts a name under words they have not seen. */
export async function issueCircular(tx: Tx, actor: Actor, id: Id, version: number): Promise<Circular> {
  const draft = await draftFor(tx, actor, id, 'circular.issue');
  if (draft.version !== version) throwRefusal('circulars.changed');
  await setIssued(tx, id, personOf(actor, 'circular.issue', draft.areaPath));
  const unitIds = [...new Set(draft.cases.flatMap(({ unitId }) => unitId ?? []))].sort();
  const data: CircularIssued = { circularId: id, unitIds, title: draft.title };
  await publishEvents(tx, [{ kind: CIRCULAR_ISSUED, districtId: draft.areaPath.slice(0, 6), data }]);
  return circularView((await findCircular(tx, id)) ?? throwRefusal('circulars.not_found'));
}

/** A draft is its area's alone; an issued one also the units' that it names. To others it is not there. */
export async function readCircular(tx: Tx, actor: Actor, id: Id): Promise<Circular> {
  const found = (await findCircular(tx, id)) ?? throwRefusal('circulars.not_found');
  const units = found.issuedAt === null ? [] : found.cases.flatMap(({ unitId }) => unitId ?? []);
  const targets = [{ areaPath: found.areaPath }, ...units.map((unitId) => ({ unitId }))];
  const may = targets.some((target) => rightTo(circularsPolicy, actor, 'circular.read', target));
  return may ? circularView(found) : throwRefusal('circulars.not_found');
}

export async function readCirculars(tx: Tx, actor: Actor, asked: CircularsQuery): Promise<Circulars> {
  const { areaPath, after, limit = PAGE } = asked;
  requireRight(circularsPolicy, actor, 'circular.read', { areaPath });
  const found = await listCirculars(tx, areaPath, after, limit + 1);
  const shown = found.slice(0, limit);
  return {
    circulars: shown.map(headView),
    nextAfter: found.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
