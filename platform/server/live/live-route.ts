// GET /api/live: Server-Sent Events. `topics` may be repeated or joined by commas; `after` (or the browser's
// own Last-Event-ID) is the cursor of the last message heard. Refusals leave as any other route's: by the
// throw that becomes problem+json. It never writes anything.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../http/refused.ts';
import { readCursor } from './cursor.ts';
import type { LiveHub } from './hub.ts';
import { type Topic, TOPIC_PATTERN } from './topics.ts';

export interface LiveCaller {
  readonly sessionId: string;
  readonly actor: Actor;
}

export interface LiveRouteOptions {
  readonly hub: LiveHub;
  /** Undefined for nobody. The session id is what the hub's `recheck` is asked with later. */
  readonly authenticate: (request: FastifyRequest) => Promise<LiveCaller | undefined>;
}

const asList = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((text) =>
    typeof text === 'string' ? text.split(',') : [],
  );

function readTopics(request: FastifyRequest, limit: number): Topic[] {
  const topics = [
    ...new Set(asList((request.query as { topics?: unknown }).topics).filter((text) => text !== '')),
  ];
  const wrong = topics.find((topic) => !new RegExp(TOPIC_PATTERN).test(topic));
  if (wrong !== undefined || topics.length === 0 || topics.length > limit) {
    throwRefusal('live.topics_wrong', { topic: wrong?.slice(0, 80) ?? '', limit });
  }
  return topics;
}

function readAfter(request: FastifyRequest) {
  const header = request.headers['last-event-id'];
  const [asked] = asList((request.query as { after?: unknown }).after);
  const text = asked || (typeof header === 'string' ? header : '');
  // A cursor that can't be read is a place that can't be told: the beginning, which ends in `reset`.
  return text === '' ? undefined : (readCursor(text) ?? { transactionId: '0', eventId: -1 });
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  connection: 'keep-alive',
  // Proxies that gather small writes would make a live screen late.
  'x-accel-buffering': 'no',
};

export function liveRoute(app: FastifyInstance, { hub, authenticate }: LiveRouteOptions): void {
  app.get('/api/live', { schema: { hide: true } }, async (request, reply) => {
    const caller = (await authenticate(request)) ?? throwRefusal('auth.sign_in_first');
    const topics = readTopics(request, hub.limits.topicsPerStream);
    for (const topic of topics) {
      if (!hub.mayHear(caller.actor, topic)) throwRefusal('auth.not_allowed', { operation: `live ${topic}` });
    }
    // A screen that follows many is not left deaf for one that has moved out of its sight; it is told which.
    const heard = await hub.heardBy(caller.actor, topics);
    if (heard.length === 0) throwRefusal('auth.not_allowed', { operation: `live ${topics[0]}` });
    // Before the headers, so that the screen is told when the store does not answer; and before room is
    // looked for, so that nobody slips in while others wait.
    await hub.follow();
    if (!hub.hasRoom(caller.sessionId)) throwRefusal('live.too_many');
    const after = readAfter(request);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    raw.on('error', () => raw.destroy());
    const lost = topics.filter((topic) => !heard.includes(topic));
    const opening = hub.open({ sink: raw, ...caller, topics: heard, lost, after });
    // A line without a stream behind it would stay silent for ever: cut, the screen comes back.
    opening.catch(() => raw.destroy());
    const left = await opening;
    raw.on('close', left);
    // The screen may have left while the place was looked up.
    if (raw.closed || raw.destroyed) left();
  });
}
