// A route as data: its contract (what comes in, what goes out, what may be refused) and one function.
// OpenAPI, validation, the permission check and idempotency all come from this description.
import type { Static, TSchema } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../db/tx.ts';
import type { Claimed } from './claimed.ts';
import type { Receipt } from './receipt.ts';

export type Language = 'zh' | 'en';

export interface Call<Params, Query, Body> {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly lang: Language;
  /** When a phone says that this was done; undefined for whatever is sent as it is done. */
  readonly claimed: Claimed | undefined;
  /** For operations that write their receipt in their own statement. */
  readonly receipt: Receipt;
  readonly request: FastifyRequest;
  /** For cookies and headers; the body always leaves through the contract. */
  readonly response: FastifyReply;
}

type Shape<S> = S extends TSchema ? Static<S> : undefined;

export interface RouteDefinition<
  P extends TSchema | undefined,
  Q extends TSchema | undefined,
  B extends TSchema | undefined,
  R extends TSchema,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify's form: `/api/cases/:caseId`. */
  readonly url: string;
  /** The row of the policy table. */
  readonly operation: string;
  readonly summary: string;
  readonly params?: P;
  /** A question that asks by more than it names is refused (exact-query.ts). */
  readonly query?: Q;
  readonly body?: B;
  /** What is sent; fields not named here never leave. `Type.Unknown()` for raw replies. */
  readonly reply: R;
  /** The reply is built field by field and written as it is: for what is asked thousands of times a second.
   *  */
  readonly isReplyExact?: boolean;
  readonly status?: 200 | 201 | 202;
  readonly refusals?: readonly string[];
  /** Media types of a body that is not JSON; it arrives as a Buffer in `body`. */
  readonly rawBody?: readonly string[];
  /** Largest raw body in bytes, where it is less than a photo's. */
  readonly rawLimitBytes?: number;
  /** How a body is refused that arrives otherwise than it was sent. Default `http.body_damaged`. */
  readonly damagedCode?: string;
  /** A JSON body of more than 256 KB is taken: for whole districts in one file. */
  readonly hasLargeBody?: boolean;
  /** `statement`: the operation writes all in one statement and needs no BEGIN. Default transaction. */
  readonly writes?: 'transaction' | 'statement';
  /** False only where repeating is harmless by nature (sign-in). Default true for writes. */
  readonly isIdempotent?: boolean;
  /** Requests per minute from one person, or from one address where nobody is signed in. */
  readonly perMinute?: number;
  readonly handle: (call: Call<Shape<P>, Shape<Q>, Shape<B>>) => Promise<Static<R>>;
}

type AnySchema = TSchema | undefined;

/** A route whose types have done their work. */
export interface AnyRoute
  extends Omit<RouteDefinition<AnySchema, AnySchema, AnySchema, TSchema>, 'handle'> {
  readonly handle: (call: Call<never, never, never>) => Promise<unknown>;
}

export const route = <
  R extends TSchema,
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  definition: RouteDefinition<P, Q, B, R>,
): AnyRoute => definition as unknown as AnyRoute;
