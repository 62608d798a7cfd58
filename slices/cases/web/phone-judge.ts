// Whether the server will take an action as things stand, asked of the core on the phone before the action
// goes into the outbox. Pure.
import type { Instant } from '../../../kernel/instant.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { NewEntry } from '../../../platform/web/outbox/entry.ts';
import { expectedCase } from '../core/expected.ts';
import { photoKeyId, waitingOf } from './my-work.ts';
import type { PhoneKnows } from './phone-world.ts';
import type { PhoneCase } from './use-shift.ts';

function doneOf(entry: NewEntry, knows: PhoneKnows, at: Instant) {
  const body: Record<string, unknown> = { ...entry.body };
  for (const { field, key } of entry.pictures) {
    const before = Array.isArray(body[field]) ? (body[field] as unknown[]) : [];
    body[field] = [...before, photoKeyId(key)];
  }
  const named = knows.colleagues.find(({ personId }) => personId === body['personId']);
  const isAnother = named !== undefined && named.personId !== knows.actor.personId;
  return {
    id: entry.id,
    action: entry.url.split('/').at(-1) ?? '',
    body,
    madeAt: at,
    ...(isAnother ? { named } : {}),
  };
}

/** Undefined: it will be taken, or only the server can tell (a year whose holidays this phone has not). */
export function judge(of: PhoneCase, entry: NewEntry, knows: PhoneKnows, at: Instant): Refusal | undefined {
  const done = doneOf(entry, knows, at);
  const { unlikely } = expectedCase(of.held, [...waitingOf(of.work), done], { ...knows, now: at });
  const found = unlikely.find(({ id }) => id === entry.id)?.refusal;
  return found?.code.startsWith('calendar.') ? undefined : found;
}
