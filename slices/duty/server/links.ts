// Links to calendars: a person's own turns, or a unit's whole rota. A new link ends the one before; of its
// token only the hash is kept, so that nobody who reads the store reads a calendar.
import { hash } from 'node:crypto';
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import { type Actor, rightTo } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { recordChanges } from '../../changes/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { LinkList, NewLink } from '../core/contract.ts';
import { dutyPolicy } from '../core/policy.ts';
import { findLink, insertLink, type LinkRow, listLinks, revokeLinks } from './queries-links.ts';
import { unitFor } from './read-rota.ts';

const TOKEN_BYTES = 32;
const FILE = /^([A-Za-z0-9_-]{43})\.ics$/;

export const hashToken = (token: string): Uint8Array => hash('sha256', token, 'buffer');
/** `<token>.ics`; undefined for whatever is none. */
export const tokenOf = (file: string): string | undefined => FILE.exec(file)?.[1];

type Person = Extract<Actor, { kind: 'person' }>;

function personOf(actor: Actor): Person {
  assert(actor.kind === 'person', 'the policy lets only people have links');
  return actor;
}

interface Owner {
  readonly unitId: Id | null;
  readonly personId: Id | null;
}
interface Place {
  readonly areaPath: string;
  readonly name: string;
  readonly id: Id;
}

/** Of one's own there is no more than oneself to ask; a unit's is for whoever arranges its rota. */
async function placeFor(tx: Tx, actor: Actor, owner: Owner): Promise<Place> {
  const person = personOf(actor);
  if (owner.unitId !== null) return unitFor(tx, actor, 'duty.arrange', owner.unitId);
  requireRight(dutyPolicy, actor, 'duty.link_own', { personId: owner.personId ?? '' });
  const operation = 'duty.link_own';
  const areaPath = person.posts[0]?.areaPath ?? throwRefusal('auth.not_allowed', { operation });
  return { areaPath, name: person.name, id: person.personId };
}

const record = (tx: Tx, actor: Actor, place: Place, owner: Owner, isNew: boolean) =>
  recordChanges(tx, actor, [
    {
      operation: owner.unitId === null ? 'duty.link_own' : 'duty.arrange',
      title: isNew
        ? { zh: '生成值班日历链接', en: 'Link to the duty calendar made' }
        : { zh: '停用值班日历链接', en: 'Link to the duty calendar revoked' },
      areaPath: place.areaPath,
      subject: { kind: owner.unitId === null ? 'person' : 'unit', id: place.id, name: place.name },
      facts: [],
    },
  ]);

export async function makeLink(tx: Tx, actor: Actor, unitId: Id | null): Promise<NewLink> {
  const { personId, name } = personOf(actor);
  const owner = { unitId, personId: unitId === null ? personId : null };
  const place = await placeFor(tx, actor, owner);
  const token = Buffer.from(tx.random(TOKEN_BYTES)).toString('base64url');
  const id = tx.ids.next();
  await revokeLinks(tx, owner, name);
  const districtId = place.areaPath.slice(0, 6);
  await insertLink(tx, {
    ...owner,
    id,
    districtId,
    tokenHash: hashToken(token),
    madeBy: personId,
    madeByName: name,
  });
  await record(tx, actor, place, owner, true);
  return { id, path: `/api/duty/calendars/${token}.ics` };
}

export async function revokeLink(tx: Tx, actor: Actor, linkId: Id): Promise<void> {
  const link = (await findLink(tx, linkId)) ?? throwRefusal('duty.link_unknown');
  // Somebody else's own link is nobody's business: it is not there.
  if (link.unitId === null && link.personId !== personOf(actor).personId) throwRefusal('duty.link_unknown');
  const place = await placeFor(tx, actor, link);
  await revokeLinks(tx, link, personOf(actor).name);
  await record(tx, actor, place, link, false);
}

const viewOf = ({ id, unitId, madeAt, madeBy }: LinkRow) => ({
  id,
  kind: unitId === null ? ('person' as const) : ('unit' as const),
  madeAt: toIso(madeAt),
  madeBy,
});

export async function readLinks(tx: Tx, actor: Actor, unitId: Id | undefined): Promise<LinkList> {
  const areaPath = (await unitDirectory(tx)).unit(unitId ?? '')?.areaPath;
  const target = unitId === undefined || areaPath === undefined ? undefined : { unitId, areaPath };
  const mayArrange = target !== undefined && rightTo(dutyPolicy, actor, 'duty.arrange', target) !== undefined;
  const rows = await listLinks(tx, personOf(actor).personId, mayArrange && unitId ? unitId : null);
  return { links: rows.map(viewOf) };
}
