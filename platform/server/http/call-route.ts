// One request through one route. `admit` looks at the headers alone (who asks, may they ever), so that the
// body of somebody who could do nothing with it is not read. `callRoute` runs it and keeps the receipt.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, PolicyRow } from '../../../kernel/rights.ts';
import { sqlState } from '../db/connection.ts';
import { NeedsTransaction } from '../db/needs-transaction.ts';
import type { Database, Tx } from '../db/tx.ts';
import type { Authenticate } from './authenticate.ts';
import { claimedOf } from './claimed.ts';
import { languageOf } from './problem.ts';
import { findReceipt, hashRequest, openReceipt, receiptActor, writeReceipt } from './receipt.ts';
import type { Receipt } from './receipt.ts';
import { Refused, throwRefusal } from './refused.ts';
import { mayEverDo } from './require-right.ts';
import type { AnyRoute } from './route.ts';

export interface Edge {
  readonly database: Database;
  readonly policy: readonly PolicyRow[];
  readonly authenticate: Authenticate;
}

const UNIQUE_VIOLATION = '23505';
const NO_RECEIPT: Receipt = { rowFor: () => undefined, markWritten: () => undefined };

/** Throws Refused `auth.*`. */
export async function admit(edge: Edge, route: AnyRoute, request: FastifyRequest): Promise<Actor> {
  const { authorization } = request.headers;
  const csrf = request.headers['x-csrf-token'];
  const actor = await edge.authenticate({
    cookies: request.cookies ?? {},
    ...(authorization ? { authorization } : {}),
    ...(typeof csrf === 'string' ? { csrf } : {}),
    isWrite: route.method !== 'GET',
    operation: route.operation,
  });
  if (!mayEverDo(edge.policy, actor, route.operation)) {
    // A public actor may still hold a tracking code: routes that take one name `reporter` in their row.
    const isOpenToReporters = edge.policy.some(
      (row) => row.operation === route.operation && row.who.includes('reporter'),
    );
    if (!isOpenToReporters) {
      throwRefusal(actor.kind === 'public' ? 'auth.sign_in_first' : 'auth.not_allowed', {
        operation: route.operation,
      });
    }
  }
  return actor;
}

function keyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && /^[\x21-\x7e]{8,100}$/.test(key)
    ? key
    : throwRefusal('http.idempotency_key_missing');
}

/** Without BEGIN where that will do; what finds that it won't is done again in a transaction. */
async function inStatements<T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await database.read(work);
  } catch (error) {
    if (error instanceof NeedsTransaction) return database.transaction(work);
    throw error;
  }
}

export async function callRoute(
  edge: Edge,
  route: AnyRoute,
  actor: Actor,
  request: FastifyRequest,
  response: FastifyReply,
): Promise<unknown> {
  const run = (tx: Tx, receipt: Receipt) =>
    route.handle({
      tx,
      actor,
      params: request.params as never,
      query: request.query as never,
      body: request.body as never,
      lang: languageOf(request),
      claimed: claimedOf(request.headers, tx.now),
      receipt,
      request,
      response,
    });
  if (route.method === 'GET') return edge.database.read((tx) => run(tx, NO_RECEIPT));
  const open = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    route.writes === 'statement' ? inStatements(edge.database, work) : edge.database.transaction(work);
  if (route.isIdempotent === false) return open((tx) => run(tx, NO_RECEIPT));
  const identity = {
    actor: receiptActor(actor),
    key: keyOf(request),
    operation: route.operation,
    requestHash: hashRequest(route.operation, request.params, request.body),
    status: route.status ?? 200,
  };
  try {
    return await open(async (tx) => {
      const receipt = openReceipt(identity, tx.now);
      const reply = await run(tx, receipt);
      const row = receipt.rowFor(reply);
      if (!receipt.isWritten && row) await writeReceipt(tx, row);
      return reply;
    });
  } catch (error) {
    // A refusal, or a row that is there already, may only mean that the first sending has changed the world:
    // look before saying no.
    if (sqlState(error) !== UNIQUE_VIOLATION && !(error instanceof Refused)) throw error;
    const stored = await edge.database.read((tx) => findReceipt(tx, identity.actor, identity.key));
    if (!stored) throw error;
    const isSame =
      stored.operation === identity.operation &&
      Buffer.from(stored.request_hash).toString('hex') === identity.requestHash;
    if (!isSame) throwRefusal('http.idempotency_key_reused');
    response.header('idempotent-replayed', 'true');
    return stored.reply;
  }
}
