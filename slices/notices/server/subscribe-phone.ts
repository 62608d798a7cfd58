// notice.subscribe: this browser wants to be woken for whoever is signed in on it. Endpoint and keys are kept
// sealed, bound to the session: when that is over, by whatever way, nothing is sent any more.
import type { Id } from '../../../kernel/id.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import type { PushChannel, PushTarget } from '../../../platform/server/push/push-channel.ts';
import { MOST_DEVICES } from '../core/push-rules.ts';
import { deleteDeliveriesOfOthers, deleteOldest, upsertSubscription } from './queries-phones.ts';

export interface Phone extends PushTarget {
  readonly device: string;
  readonly language: 'zh' | 'en';
  readonly personId: Id;
  readonly sessionId: string;
}

export async function subscribePhone(tx: Tx, channel: PushChannel, phone: Phone): Promise<Id> {
  const { endpoint, p256dh, auth, personId } = phone;
  const target = { endpoint, p256dh, auth };
  if (!channel.accepts(target)) throwRefusal('notices.push_service_unknown', { service: hostOf(endpoint) });
  const id = await upsertSubscription(tx, {
    personId,
    endpointIndex: tx.cipher.blindIndex(endpoint),
    sealed: tx.cipher.seal(JSON.stringify(target)),
    service: hostOf(endpoint),
    device: phone.device,
    language: phone.language,
    sessionHash: Buffer.from(phone.sessionId, 'hex'),
  });
  await deleteDeliveriesOfOthers(tx, id, personId);
  await deleteOldest(tx, personId, MOST_DEVICES);
  return id;
}

const hostOf = (endpoint: string): string =>
  (URL.canParse(endpoint) ? new URL(endpoint).host : '').slice(0, 253);
