// What an operator asks of a running server: /health (alive), /ready (may take traffic), /metrics.
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/tx.ts';

export interface OperationsOptions {
  readonly database: Database;
  readonly version: string;
  /** Lateness of what works in the background, by name, in seconds. */
  readonly lags: () => Promise<Readonly<Record<string, number>>>;
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
  const lag = new Gauge({
    name: 'gridloop_background_lag_seconds',
    help: 'How far behind the present a background reader is',
    labelNames: ['reader'] as const,
    registers: [registry],
  });
  app.addHook('onResponse', async (request, response) => {
    requests.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: `${Math.floor(response.statusCode / 100)}xx`,
      },
      response.elapsedTime / 1_000,
    );
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
    for (const [reader, seconds] of Object.entries(await options.lags())) lag.set({ reader }, seconds);
    response.header('content-type', registry.contentType);
    return registry.metrics();
  });
}
