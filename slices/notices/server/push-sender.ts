// Hands what waits to the push services, outside of any transaction: takes a few for a while (a lease), sends
// them side by side, writes down what became of each. Modes: sleeping (until the next is due, a second at
// most, or a commit here) → a round → sleeping. A server that dies in a round leaves its few to the next one
// after the lease, so a phone may be woken twice for one notice (the same topic) but never for nothing.
import { MINUTE, SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Clock } from '../../../platform/server/clock/clock.ts';
import { type Loop, makeLoop } from '../../../platform/server/clock/loop.ts';
import type { Database, Tx } from '../../../platform/server/db/tx.ts';
import { pauseAfter } from '../../../platform/server/jobs/retry.ts';
import type {
  PushChannel,
  PushMessage,
  PushOutcome,
  PushTarget,
} from '../../../platform/server/push/push-channel.ts';
import { onPushesAnnounced } from '../../../platform/server/push/wake.ts';
import { liveActors } from '../../people/server/public.ts';
import type { PushPayload } from '../core/push-payload.ts';
import { MOST_TRIES, PUSH_RETRY } from '../core/push-rules.ts';
import {
  claimDeliveries,
  type ClaimedDelivery,
  deleteDeliveries,
  deleteSubscriptions,
  findNextDue,
  updateDue,
  updateSent,
} from './queries-phones.ts';

export interface PushSenderOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly channel: PushChannel;
  readonly onError: (error: unknown) => void;
}

const BATCH = 16;
const LEASE_MS = 2 * MINUTE;
const LONGEST_SLEEP_MS = SECOND;
const MOST_NAME = 80;
/** A page of rounds without end would keep `sendDue` from ever coming back. */
const MOST_ROUNDS = 1_000;

interface Ready {
  readonly delivery: ClaimedDelivery;
  readonly target: PushTarget;
}

interface Claimed {
  readonly count: number;
  readonly ready: readonly Ready[];
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The same person is signed in on that phone, and still told what this unit is told. */
function isStillTheirs({ personId, unitId }: ClaimedDelivery, actor: Actor | undefined): boolean {
  if (actor?.kind !== 'person' || actor.personId !== personId) return false;
  return unitId === null || actor.posts.some((post) => post.unitId === unitId);
}

async function claim(tx: Tx): Promise<Claimed> {
  const taken = await claimDeliveries(tx, BATCH, LEASE_MS);
  const actors = await liveActors(tx, [...new Set(taken.map(({ sessionHash }) => hexOf(sessionHash)))]);
  const actorOf = (one: ClaimedDelivery) => actors.get(hexOf(one.sessionHash));
  // Who has signed out, has left or was shut out has no session, and this phone is no longer woken.
  await deleteSubscriptions(tx, [
    ...new Set(taken.filter((one) => !actorOf(one)).map(({ subscriptionId }) => subscriptionId)),
  ]);
  const isWanted = (one: ClaimedDelivery) =>
    !one.isRead && one.tries <= MOST_TRIES && one.expiresAt > tx.now && isStillTheirs(one, actorOf(one));
  await deleteDeliveries(tx, taken.filter((one) => !isWanted(one)).map(keyOf));
  const ready = taken
    .filter(isWanted)
    .map((delivery) => ({ delivery, target: JSON.parse(tx.cipher.open(delivery.sealed)) as PushTarget }));
  return { count: taken.length, ready };
}

const keyOf = ({ noticeId, subscriptionId }: ClaimedDelivery) => ({ noticeId, subscriptionId });

const minutesBetween = (from: Instant, to: Instant): number => Math.round((to - from) / MINUTE);

export function payloadOf(delivery: ClaimedDelivery): PushPayload {
  const { firstKind, firstAt, createdAt } = delivery;
  return {
    v: 1,
    noticeId: delivery.noticeId,
    caseId: delivery.caseId,
    seq: delivery.seq,
    kind: delivery.kind,
    of: firstKind,
    waitedMinutes: firstAt === null ? null : minutesBetween(firstAt, createdAt),
    itemName: delivery.itemName?.slice(0, MOST_NAME) ?? null,
    itemNameEn: delivery.itemNameEn?.slice(0, MOST_NAME) ?? null,
    isUrgent: delivery.isUrgent,
    lang: delivery.language,
  };
}

function retryAt(
  { tries, expiresAt }: ClaimedDelivery,
  outcome: PushOutcome,
  now: Instant,
): Instant | undefined {
  if (outcome.kind !== 'later' || tries >= MOST_TRIES) return undefined;
  const at = now + Math.max(outcome.afterMs ?? 0, pauseAfter(tries, PUSH_RETRY));
  return at < expiresAt ? at : undefined;
}

export class PushSender {
  readonly #options: PushSenderOptions;
  readonly #loop: Loop;
  #stopListening = (): void => undefined;

  constructor(options: PushSenderOptions) {
    this.#options = options;
    const { clock, onError } = options;
    this.#loop = makeLoop({ clock, round: () => this.#round(), onError });
  }

  start(): void {
    this.#stopListening = onPushesAnnounced(() => this.#loop.wake());
    this.#loop.start();
  }

  async stop(): Promise<void> {
    this.#stopListening();
    await this.#loop.stop();
  }

  /** Sends what is due; returns how many a service has taken. */
  async sendDue(): Promise<number> {
    let sent = 0;
    for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
      const { count, ready } = await this.#options.database.transaction(claim);
      if (count === 0) break;
      sent += await this.#sendAll(ready);
    }
    return sent;
  }

  async #round(): Promise<Instant> {
    const { clock, database } = this.#options;
    await this.sendDue();
    const next = await database.read(findNextDue);
    const soonest = clock.now() + LONGEST_SLEEP_MS;
    return next === undefined ? soonest : Math.min(soonest, Math.max(next, clock.now() + 1));
  }

  /** A mistake of ours is told, counts as a try, and keeps no other phone waiting. */
  async #sendOne({ delivery, target }: Ready): Promise<PushOutcome> {
    const { clock, channel, onError } = this.#options;
    const message: PushMessage = {
      text: JSON.stringify(payloadOf(delivery)),
      urgency: delivery.urgency,
      ttlSeconds: (delivery.expiresAt - clock.now()) / SECOND,
      topic: delivery.noticeId.replaceAll('-', ''),
    };
    try {
      return await channel.send(target, message);
    } catch (error) {
      onError(error);
      return { kind: 'later', why: 'it could not be made ready' };
    }
  }

  async #sendAll(ready: readonly Ready[]): Promise<number> {
    const { database, onError } = this.#options;
    const outcomes = await Promise.all(ready.map((one) => this.#sendOne(one)));
    await database.transaction(async (tx) => {
      for (const [index, { delivery }] of ready.entries()) {
        const outcome = outcomes[index] ?? { kind: 'later', why: 'no outcome' };
        const at = retryAt(delivery, outcome, tx.now);
        if (at === undefined) await deleteDeliveries(tx, [keyOf(delivery)]);
        else await updateDue(tx, keyOf(delivery), at);
      }
      const those = (kind: PushOutcome['kind']) =>
        ready
          .filter((_, index) => outcomes[index]?.kind === kind)
          .map(({ delivery }) => delivery.subscriptionId);
      await updateSent(tx, [...new Set(those('taken'))]);
      await deleteSubscriptions(tx, [...new Set(those('gone'))]);
    });
    for (const outcome of outcomes) if (outcome.kind === 'refused') onError(new Error(outcome.why));
    return outcomes.filter(({ kind }) => kind === 'taken').length;
  }
}

/** What the composition root calls. */
export const makePushSender = (options: PushSenderOptions): PushSender => new PushSender(options);
