// The HTTP application as a function: routes as data in, a fastify app out. Listening lives elsewhere,
// so tests use inject. It refuses to be built when a route has no policy row or names an unknown refusal.
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fastify, {
  type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController,
} from 'fastify';
import { assert } from '../../../kernel/assert.ts';
import { refuse, type RefusalTable } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { RECEIPT_HEADER, SERVED, type Served } from '../../protocol.ts';
import { admit, callRoute, type Edge } from './call-route.ts';
import { checkClient } from './check-client.ts';
import { addPhoneCopies } from './phone-copies.ts';
import { checkQuery } from './exact-query.ts';
import { askedOf, languageOf, sendProblem } from './problem.ts';
import { receiptActor } from './receipt.ts';
import { checkedBody, claimedDigest } from './received-body.ts';
import { Refused } from './refused.ts';
import type { AnyRoute } from './route.ts';
import { checkExactness, writeReplyExactly } from './exact-reply.ts';
import { responseSchemas } from './openapi.ts';
import { addSecurityHeaders } from './security-headers.ts';
import { addSmallReplies } from './small-replies.ts';

export interface AppOptions extends Edge {
  readonly routes: readonly AnyRoute[];
  readonly refusals: RefusalTable;
  readonly log: FastifyBaseLogger;
  readonly version: string;
  /** Largest body in bytes; photos are the largest thing anyone sends. */
  readonly bodyLimitBytes: number;
  /** Behind one proxy that adds the caller to X-Forwarded-For. */
  readonly isBehindProxy: boolean;
  readonly hasRateLimits: boolean;
  /** Which clients are understood; default this version's. */
  readonly serves?: Served;
  /** Replies that call themselves exact are held against their schema: in every test, not in service. */
  readonly checksReplies?: boolean;
}

export const RAW_TYPES = [
  'image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/octet-stream', 'text/csv',
  'application/geo+json', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];

/** Every fault of a body is told, and a fault costs a hundred times the byte that makes it. */
const JSON_LIMIT_BYTES = 256 * 1024;

const bodyLimitOf = (route: AnyRoute, { bodyLimitBytes }: AppOptions): number =>
  route.rawBody || route.hasLargeBody
    ? Math.min(bodyLimitBytes, route.rawLimitBytes ?? bodyLimitBytes)
    : Math.min(bodyLimitBytes, JSON_LIMIT_BYTES);

/** For doors open to the public that name no limit of their own: far above one office behind one address. */
const PUBLIC_PER_MINUTE = 1_200;

function perMinuteOf(route: AnyRoute, { policy, hasRateLimits }: AppOptions): number | undefined {
  if (!hasRateLimits) return undefined;
  const isOpen = policy.some(({ operation, who }) =>
    operation === route.operation && (who.includes('public') || who.includes('reporter')));
  return route.perMinute ?? (isOpen ? PUBLIC_PER_MINUTE : undefined);
}

function checkRoutes(options: AppOptions): void {
  const operations = new Set(options.policy.map((row) => row.operation));
  for (const route of options.routes) {
    const name = `${route.method} ${route.url}`;
    assert(operations.has(route.operation), `${name}: no policy row for ${route.operation}`);
    for (const code of [...(route.refusals ?? []), ...(route.damagedCode ? [route.damagedCode] : [])]) {
      assert(code in options.refusals, `${name}: unknown refusal ${code}`);
    }
  }
}

/** `POST /api/cases/:caseId/dispatch` → `post_cases_caseId_dispatch`. */
const operationId = (route: AnyRoute): string =>
  `${route.method.toLowerCase()}${route.url.replace(/^\/api/, '').replace(/[^A-Za-z0-9]+/g, '_')}`;

async function addPlugins(app: FastifyInstance, options: AppOptions): Promise<void> {
  await app.register(cookie);
  addSecurityHeaders(app);
  addPhoneCopies(app);
  addSmallReplies(app);
  app.addHook('onRequest', (request, _response, done) => {
    checkClient(request, options.serves ?? SERVED);
    done();
  });
  await app.register(rateLimit, { global: false });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gridloop',
        version: options.version,
        description: 'One intake, one dispatch, one platform: the open operating system of grid governance.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-gridloop' },
          bearer: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/api-docs', staticCSP: true });
}

type Limit = (request: FastifyRequest, response: FastifyReply, actor: Actor) => Promise<void>;

/** So many a minute from one person, wherever she is: a whole office, or a city's phones behind one operator,
 *  may share an address. From an address where nobody is signed in. */
function limiterOf(app: FastifyInstance, route: AnyRoute, options: AppOptions): Limit | undefined {
  const max = perMinuteOf(route, options);
  if (max === undefined) return undefined;
  const askers = new WeakMap<FastifyRequest, string>();
  const keyGenerator = (request: FastifyRequest): string => askers.get(request) ?? request.ip;
  const limit = app.rateLimit({ max, timeWindow: 60_000, keyGenerator });
  return async (request, response, actor) => {
    if (actor.kind === 'person') askers.set(request, receiptActor(actor));
    await limit.call(app, request, response);
  };
}

function addRoute(app: FastifyInstance, options: AppOptions, route: AnyRoute): void {
  const actors = new WeakMap<FastifyRequest, Actor>();
  const limit = limiterOf(app, route, options);
  const damagedCode = route.damagedCode ?? 'http.body_damaged';
  app.route({
    method: route.method,
    url: route.url,
    schema: {
      summary: route.summary,
      operationId: operationId(route),
      tags: [route.operation.split('.')[0] ?? ''],
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { querystring: route.query } : {}),
      ...(route.body && !route.rawBody ? { body: route.body } : {}),
      ...(route.rawBody ? { consumes: [...route.rawBody] } : {}),
      response: responseSchemas(route),
    },
    bodyLimit: bodyLimitOf(route, options),
    preParsing: async (request, response, payload) => {
      const actor = await admit(options, route, request);
      actors.set(request, actor);
      await limit?.(request, response, actor);
      return checkedBody(request, payload, damagedCode);
    },
    preValidation: async (request) => checkQuery(route, request.query, languageOf(request)),
    handler: async (request, response) => {
      response.status(route.status ?? 200);
      const actor = actors.get(request) ?? { kind: 'public' };
      const reply = await callRoute(options, route, actor, request, response);
      const digest = claimedDigest(request);
      if (digest !== undefined) response.header(RECEIPT_HEADER, digest);
      if (route.isReplyExact) {
        if (options.checksReplies) checkExactness(route, reply, response);
        writeReplyExactly(response);
      }
      return reply;
    },
  });
}

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  checkRoutes(options);
  const app = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.bodyLimitBytes,
    // The last entry alone: those before it are whatever the caller wrote.
    trustProxy: options.isBehindProxy ? (_address: string, hop: number) => hop === 0 : false,
    routerOptions: { maxParamLength: 200 },
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: true, allErrors: true } },
  });
  await addPlugins(app, options);
  app.addContentTypeParser(RAW_TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, response) => sendProblem(error, request, response, options.refusals));
  app.setNotFoundHandler((request, response) => {
    const nothing = new Refused(refuse('http.not_found', { url: askedOf(request).url }));
    sendProblem(nothing, request, response, options.refusals);
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  for (const route of options.routes) addRoute(app, options, route);
  return app;
}
