// The doors for signing in and out and for one's own password. They carry secrets, so none of them leaves a
// receipt: a receipt keeps the reply and a hash of the request in the store.
import type { FastifyRequest } from 'fastify';
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { SERVED } from '../../../platform/protocol.ts';
import type { Credentials } from '../../../platform/server/http/authenticate.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import * as contract from '../core/contract.ts';
import { endedCookie, SESSION_RULE, sessionCookie } from '../core/session.ts';
import { findPresentedSession, presentedHash } from './authenticate.ts';
import { changePassword } from './change-password.ts';
import { listPersonalReads } from './queries-people.ts';
import { findSession } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';
import { hashToken, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { sessionView } from './views.ts';

/** Opens its own transactions, so the edge opens none; repeating it does no harm. */
export const OWN_TRANSACTIONS = { isIdempotent: false, writes: 'statement' } as const;

function credentialsOf(request: FastifyRequest): Credentials {
  const { authorization } = request.headers;
  const isWrite = request.method !== 'GET';
  return { cookies: request.cookies, isWrite, ...(authorization === undefined ? {} : { authorization }) };
}

function personOf(actor: Actor) {
  assert(actor.kind === 'person', 'the policy lets only people in here');
  return actor.personId;
}

const openSessionRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/session',
    operation: 'session.open',
    summary: 'Sign in',
    body: contract.signInBody,
    reply: contract.sessionReply,
    status: 201,
    refusals: ['auth.wrong', 'auth.locked'],
    perMinute: 120,
    ...OWN_TRANSACTIONS,
    handle: async ({ tx, body, request, response }) => {
      const isApi = body.client === 'api';
      const channel = isApi ? 'bearer' : 'cookie';
      const { login, password } = body;
      const opened = orRefuse(await signIn(services, { login, password, channel, address: request.ip }));
      const session = await findSession(tx, hashToken(opened.token));
      assert(session, 'a session that was just opened is there');
      response.header('cache-control', 'no-store');
      if (!isApi) response.header('set-cookie', sessionCookie(opened.token, SESSION_RULE.lastsMs));
      return { ...(await sessionView(tx, services, session)), ...(isApi ? { token: opened.token } : {}) };
    },
  });

const readSessionRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/session',
    operation: 'session.read',
    summary: 'Who am I, in which posts, and what may I do',
    reply: contract.sessionReply,
    handle: async ({ tx, request, response }) => {
      const session = await findPresentedSession(services, credentialsOf(request));
      response.header('cache-control', 'no-store');
      return session ? sessionView(tx, services, session) : throwRefusal('auth.session_ended');
    },
    refusals: ['auth.session_ended'],
  });

/** For screens: that nobody is signed in is an answer here, and no refusal. */
const lookAtSessionRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/session/current',
    operation: 'session.look',
    summary: 'Who is signed in here, or nobody',
    reply: contract.currentSessionReply,
    handle: async ({ tx, request, response }) => {
      const session = await findPresentedSession(services, credentialsOf(request));
      response.header('cache-control', 'no-store');
      return { session: session ? await sessionView(tx, services, session) : null, protocol: SERVED };
    },
  });

/** Under what name the keys of pockets are derived. Never change it: phones would lose what they hold. */
const POCKET = 'pocket';

const readPocketKeyRoute = (): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/session/pocket-key',
    operation: 'session.pocket_key',
    summary: 'The key under which a phone seals what it keeps for me; not to be stored as it is',
    reply: contract.pocketKeyReply,
    handle: async ({ tx, actor, response }) => {
      response.header('cache-control', 'no-store');
      if (actor.kind !== 'person') return { key: null };
      return { key: Buffer.from(tx.cipher.keyFor(POCKET, actor.personId)).toString('base64') };
    },
  });

const closeSessionRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'DELETE',
    url: '/api/session',
    operation: 'session.close',
    summary: 'Sign out',
    reply: contract.doneReply,
    ...OWN_TRANSACTIONS,
    handle: async ({ request, response }) => {
      await signOut(services, credentialsOf(request));
      response.header('set-cookie', endedCookie());
      // Photos may lie in the browser's own files for a year: the next one at this desk must not find them.
      response.header('clear-site-data', '"cache"');
      return { isDone: true as const };
    },
  });

const changeMyPasswordRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/session/password',
    operation: 'password.change',
    summary: 'Change my password; all my other sessions end',
    body: contract.changePasswordBody,
    reply: contract.doneReply,
    refusals: [
      'auth.wrong',
      'auth.locked',
      'people.password_short',
      'people.password_long',
      'people.password_is_name',
      'people.password_common',
      'people.password_same',
      'people.person_unknown',
    ],
    ...OWN_TRANSACTIONS,
    handle: async ({ actor, body, request }) => {
      const tokenHash = presentedHash(credentialsOf(request));
      const refusal = await changePassword(services, { personId: personOf(actor), ...body, tokenHash });
      if (refusal) orRefuse(refusal);
      return { isDone: true as const };
    },
  });

const readMyReadsRoute = (): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/session/reads',
    operation: 'session.read',
    summary: 'Who has read a protected field of mine, and what for',
    reply: contract.personalReadsReply,
    handle: async ({ tx, actor }) => ({ reads: await listPersonalReads(tx, personOf(actor), 200) }),
  });

export const sessionRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  openSessionRoute(services),
  readSessionRoute(services),
  lookAtSessionRoute(services),
  readPocketKeyRoute(),
  closeSessionRoute(services),
  changeMyPasswordRoute(services),
  readMyReadsRoute(),
];
