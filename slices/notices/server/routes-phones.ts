// The doors for phones that want to be woken. Without a channel (PUSH=0) they say so; the inbox is the same.
import { assert } from '../../../kernel/assert.ts';
import type { Id } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import type { PushChannel } from '../../../platform/server/push/push-channel.ts';
import { sessionIdOf } from '../../people/server/public.ts';
import { DeviceParams, Gone, PushState, SubscribeBody, SubscribeReply } from '../core/contract.ts';
import { deleteSubscription, listSubscriptions } from './queries-phones.ts';
import { subscribePhone } from './subscribe-phone.ts';

function personOf(actor: Actor): Id {
  assert(actor.kind === 'person', 'the policy lets only people have a phone woken');
  return actor.personId;
}

const bare = (key: string): string => key.replace(/=+$/, '');

const stateRoute = (channel: PushChannel | undefined): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/notices/subscriptions',
    operation: 'notice.subscribe',
    summary: 'The key that a browser subscribes with, and which devices of mine are woken',
    reply: PushState,
    handle: async ({ tx, actor }) => ({
      publicKey: channel?.publicKey ?? null,
      devices: (await listSubscriptions(tx, personOf(actor))).map((one) => ({
        id: one.id,
        device: one.device,
        service: one.service,
        createdAt: toIso(one.created_at),
        lastSentAt: one.last_sent_at === null ? null : toIso(one.last_sent_at),
      })),
    }),
  });

const subscribeRoute = (channel: PushChannel | undefined): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/notices/subscriptions',
    operation: 'notice.subscribe',
    summary: 'Wake this browser for me; again for a changed language or session',
    body: SubscribeBody,
    reply: SubscribeReply,
    status: 201,
    refusals: ['notices.push_off', 'notices.push_service_unknown'],
    handle: async ({ tx, actor, body, request }) => {
      if (!channel) return throwRefusal('notices.push_off');
      const { authorization } = request.headers;
      const sessionId = sessionIdOf({
        cookies: request.cookies ?? {},
        ...(authorization ? { authorization } : {}),
        isWrite: true,
      });
      assert(sessionId !== undefined, 'somebody signed in has a session');
      const id = await subscribePhone(tx, channel, {
        endpoint: body.endpoint,
        p256dh: bare(body.keys.p256dh),
        auth: bare(body.keys.auth),
        device: body.device,
        language: body.language,
        personId: personOf(actor),
        sessionId,
      });
      return { id };
    },
  });

const unsubscribeRoute: AnyRoute = route({
  method: 'DELETE',
  url: '/api/notices/subscriptions/:subscriptionId',
  operation: 'notice.unsubscribe',
  summary: 'Wake this device no more',
  params: DeviceParams,
  reply: Gone,
  refusals: ['notices.device_unknown'],
  handle: async ({ tx, actor, params }) => {
    const isGone = await deleteSubscription(tx, personOf(actor), params.subscriptionId);
    return isGone ? { isGone } : throwRefusal('notices.device_unknown');
  },
});

export const phoneRoutes = (channel: PushChannel | undefined): readonly AnyRoute[] => [
  stateRoute(channel),
  subscribeRoute(channel),
  unsubscribeRoute,
];
