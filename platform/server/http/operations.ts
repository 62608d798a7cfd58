// What an operator asks of a running server: /health (alive), /ready (may take traffic), /metrics.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { SECOND } from '../../../kernel/duration.ts';
import type { Clock } from '../clock/clock.ts';
import type { Database, Tx } from '../db/tx.ts';
import { listSubscriberLag } from '../events/queries.ts';
import { MOST_TRIES } from '../events/reader.ts';
import { findOldestDue } from '../jobs/queries.ts';

/** Something else that is asked of the store when somebody looks. */
export interface Watched {
  readonly name: string;
  readonly help: string;
  readonly count: (tx: Tx) => Promise<number>;
}

export interface OperationsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly version: string;
  readonly watched?: readonly Watched[];
}

/** How far what works in the background is behind; asked of the store when somebody looks. */
function backgroundGauges(
  registry: Registry,
  { database, clock, watched = [] }: OperationsOptions,
): () => Promise<void> {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const bySubscriber = ['subscriber'];
  const unread = gauge('gridloop_events_unread', 'Events before a subscriber, up to 10,000', bySubscriber);
  const aside = gauge('gridloop_events_aside', 'Events that failed, and those behind them', bySubscriber);
  const stuck = gauge('gridloop_events_stuck', 'Events that only a person can move', bySubscriber);
  const late = gauge('gridloop_timer_late_seconds', 'How long the oldest due timer has waited');
  const others = watched.map(({ name, help, count }) => ({ count, shown: gauge(name, help) }));
  return async () => {
    const [lags, oldestDue] = await database.read(
      async (tx) => [await listSubscriberLag(tx, MOST_TRIES), await findOldestDue(tx)] as const,
    );
    for (const lag of lags) {
      unread.set({ subscriber: lag.subscriber }, lag.unread);
      aside.set({ subscriber: lag.subscriber }, lag.aside);
      stuck.set({ subscriber: lag.subscriber }, lag.stuck);
    }
    late.set(oldestDue === undefined ? 0 : Math.max(0, clock.now() - oldestDue) / SECOND);
    for (const { shown, count } of others) shown.set(await database.read(count));
  };
}

export function addOperations(app: FastifyInstance, options: OperationsOptions): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'gridloop_http_request_seconds',
    help: 'Time from request to reply by route and status class',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.04, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  const measure = backgroundGauges(registry, options);
  app.addHook('onResponse', (request, response, done) => {
    const status = `${Math.floor(response.statusCode / 100)}xx`;
    const { method } = request;
    const route = request.routeOptions.url ?? 'none';
    requests.observe({ method, route, status }, response.elapsedTime / 1_000);
    done();
  });
  const hidden = { schema: { hide: true } };
  app.get('/health', hidden, async () => ({ status: 'ok', version: options.version }));
  app.get('/ready', hidden, async (_request, response) => {
    try {
      await options.database.read((tx) => tx.db.selectFrom('migration').select('name').limit(1).execute());
      return { status: 'ready' };
    } catch (error) {
      app.log.warn({ err: error }, 'not ready: the store does not answer');
      response.status(503);
      return { status: 'not ready', why: 'the store does not answer' };
    }
  });
  app.get('/metrics', hidden, async (_request, response) => {
    await measure();
    response.header('content-type', registry.contentType);
    return registry.metrics();
  });
}
