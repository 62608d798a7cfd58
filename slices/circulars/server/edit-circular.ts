// A circular from its draft to its issue: changed by people who never overwrite each other unseen, thrown
// away while it is a draft, issued by a leader; then the units that it names are told.
import type { Id } from '../../../kernel/id.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { publishEvents } from '../../../platform/server/events/event.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import {
  type ChangeBody,
  CIRCULAR_ISSUED,
  type Circular,
  type CircularIssued,
  type Circulars,
  type CircularsQuery,
} from '../core/contract.ts';
import { circularsPolicy } from '../core/policy.ts';
import { circularView, headView } from './circular-views.ts';
import {
  deleteCircular,
  findCircular,
  listCirculars,
  lockCircular,
  setIssued,
  type StoredCircular,
  updateCircular,
} from './queries.ts';

const PAGE = 50;

type Operation = 'circular.draft' | 'circular.issue';

export function personOf(actor: Actor, operation: Operation, areaPath: string) {
  requireRight(circularsPolicy, actor, operation, { areaPath });
  return actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation });
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
