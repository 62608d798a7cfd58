// The doors of this slice. Passwords and unmasked numbers go through routes without receipts: a receipt keeps
// its reply and a hash of its request in the store, where neither of them belongs.
import type { FastifyRequest } from 'fastify';
import { assert } from '../../../kernel/assert.ts';
import { isRefusal } from '../../../kernel/refusal.ts';
import { type Actor, isWithin } from '../../../kernel/rights.ts';
import type { Credentials } from '../../../platform/server/http/authenticate.ts';
import { orRefuse, throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import * as contract from '../core/contract.ts';
import { peoplePolicy } from '../core/policy.ts';
import { endedCookie, SESSION_RULE, sessionCookie } from '../core/session.ts';
import { serves } from '../core/unit.ts';
import { findPresentedSession, presentedHash } from './authenticate.ts';
import { changePassword, setPassword } from './change-password.ts';
import { createPeople } from './create-people.ts';
import { createUnits } from './create-units.ts';
import { endPost } from './end-post.ts';
import { givePosts } from './give-posts.ts';
import { leavePerson } from './leave-person.ts';
import { listPersonalReads } from './queries-people.ts';
import { listPeopleInPosts } from './queries-posts.ts';
import { findSession } from './queries-sessions.ts';
import type { PeopleServices } from './services.ts';
import { hashToken, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { unitDirectory } from './unit-snapshot.ts';
import { unmaskPerson } from './unmask-person.ts';
import { personView, sessionView } from './views.ts';

/** Opens its own transactions, so the edge opens none; repeating it does no harm. */
const OWN_TRANSACTIONS = { isIdempotent: false, writes: 'statement' } as const;

function credentialsOf(request: FastifyRequest): Credentials {
  const { authorization } = request.headers;
  const isWrite = request.method !== 'GET';
  return { cookies: request.cookies, isWrite, ...(authorization === undefined ? {} : { authorization }) };
}

function personOf(actor: Actor) {
  assert(actor.kind === 'person', 'the policy lets only people in here');
  return actor.personId;
}

const sessionRoutes = (services: PeopleServices): readonly AnyRoute[] => [
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
  }),
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
  }),
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
      return { isDone: true as const };
    },
  }),
  route({
    method: 'POST',
    url: '/api/session/password',
    operation: 'password.change',
    summary: 'Change my password; all my other sessions end',
    body: contract.changePasswordBody,
    reply: contract.doneReply,
    refusals: ['auth.wrong', 'auth.locked', 'people.password_short', 'people.password_long',
      'people.password_is_name', 'people.password_common', 'people.password_same', 'people.person_unknown'],
    ...OWN_TRANSACTIONS,
    handle: async ({ actor, body, request }) => {
      const tokenHash = presentedHash(credentialsOf(request));
      const refusal = await changePassword(services, { personId: personOf(actor), ...body, tokenHash });
      return refusal && isRefusal(refusal) ? orRefuse(refusal) : { isDone: true as const };
    },
  }),
  route({
    method: 'GET',
    url: '/api/session/reads',
    operation: 'session.read',
    summary: 'Who has read a protected field of mine, and what for',
    reply: contract.personalReadsReply,
    handle: async ({ tx, actor }) => ({ reads: await listPersonalReads(tx, personOf(actor), 200) }),
  }),
];

const unitRoutes = (): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/units',
    operation: 'unit.read',
    summary: 'Units by area, kind, specialty or words',
    query: contract.unitsQuery,
    reply: contract.unitsReply,
    handle: async ({ tx, query }) => {
      const { areaPath, kind, specialty, words, limit = 200 } = query;
      const found = (await unitDirectory(tx)).units().filter(
        (unit) =>
          (areaPath === undefined || isWithin(unit.areaPath, areaPath) || serves(unit, areaPath)) &&
          (kind === undefined || unit.kind === kind) &&
          (specialty === undefined || unit.specialty === specialty) &&
          (words === undefined || unit.name.includes(words) || unit.nameEn.toLowerCase().includes(words.toLowerCase())),
      );
      const units = found.slice(0, limit).map((unit) => ({ ...unit, serves: [...unit.serves] }));
      return { units, isMore: found.length > limit };
    },
  }),
  route({
    method: 'POST',
    url: '/api/units',
    operation: 'unit.create',
    summary: 'Add units, all or none',
    body: contract.createUnitsBody,
    reply: contract.idsReply,
    status: 201,
    refusals: ['people.unit_code_taken', 'people.unit_serves_nothing', 'people.unit_own_parent',
      'people.unit_unknown', 'people.area_path'],
    handle: async ({ tx, actor, body }) => {
      const units = await createUnits(tx, actor, body.units);
      return { ids: units.map((unit) => unit.id) };
    },
  }),
];

const personRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/people',
    operation: 'person.read',
    summary: 'People in posts of a unit or an area; name at least one of the two',
    query: contract.peopleQuery,
    reply: contract.peopleReply,
    refusals: ['people.unit_unknown', 'people.place_missing'],
    handle: async ({ tx, actor, query }) => {
      const { unitId, limit = 100 } = query;
      const unit = unitId === undefined ? undefined : (await unitDirectory(tx)).unit(unitId);
      if (unitId !== undefined && !unit) throwRefusal('people.unit_unknown');
      const areaPath = query.areaPath ?? unit?.areaPath ?? throwRefusal('people.place_missing');
      requireRight(peoplePolicy, actor, 'person.read', { areaPath, ...(unitId === undefined ? {} : { unitId }) });
      const found = await listPeopleInPosts(tx, { ...query, limit: limit + 1 });
      return { people: found.slice(0, limit), isMore: found.length > limit };
    },
  }),
  route({
    method: 'GET',
    url: '/api/people/:id',
    operation: 'person.read',
    summary: 'One person with posts; the phone is masked',
    params: contract.idParams,
    reply: contract.personReply,
    refusals: ['people.person_unknown'],
    handle: ({ tx, actor, params }) => personView(tx, services, actor, params.id),
  }),
  route({
    method: 'POST',
    url: '/api/people',
    operation: 'person.create',
    summary: 'Take on a person; the password is set afterwards',
    body: contract.createPersonBody,
    reply: contract.idReply,
    status: 201,
    refusals: ['people.login_taken', 'people.area_path'],
    handle: async ({ tx, actor, body }) => {
      const [id] = await createPeople(tx, services.cipher, actor, [body]);
      assert(id, 'one person in, one id out');
      return { id };
    },
  }),
  route({
    method: 'POST',
    url: '/api/people/:id/unmask',
    operation: 'person.unmask',
    summary: 'Show one phone number for a purpose; the reading is recorded',
    params: contract.idParams,
    body: contract.unmaskBody,
    reply: contract.unmaskedReply,
    refusals: ['people.purpose_missing', 'people.person_unknown', 'people.no_phone'],
    isIdempotent: false,
    handle: ({ tx, actor, params, body, response }) => {
      response.header('cache-control', 'no-store');
      return unmaskPerson(tx, services.cipher, actor, { personId: params.id, purpose: body.purpose });
    },
  }),
  route({
    method: 'POST',
    url: '/api/people/:id/password',
    operation: 'password.set',
    summary: 'Set a new password for someone; all their sessions end',
    params: contract.idParams,
    body: contract.setPasswordBody,
    reply: contract.doneReply,
    refusals: ['people.person_unknown', 'people.person_left', 'people.password_short', 'people.password_long',
      'people.password_is_name', 'people.password_common'],
    ...OWN_TRANSACTIONS,
    handle: async ({ actor, params, body }) => {
      await setPassword(services, actor, { personId: params.id, next: body.next });
      return { isDone: true as const };
    },
  }),
  route({
    method: 'POST',
    url: '/api/people/:id/leave',
    operation: 'person.leave',
    summary: 'Someone has left: posts, sessions and password end at once',
    params: contract.idParams,
    reply: contract.doneReply,
    refusals: ['people.person_unknown', 'people.person_left'],
    handle: async ({ tx, actor, params }) => {
      await leavePerson(tx, services.sessions, actor, params.id);
      return { isDone: true as const };
    },
  }),
];

const postRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'POST',
    url: '/api/posts',
    operation: 'post.give',
    summary: 'Put a person into a post',
    body: contract.givePostBody,
    reply: contract.idReply,
    status: 201,
    refusals: ['people.unit_unknown', 'people.person_unknown', 'people.person_left', 'people.area_path',
      'people.post_dates', 'people.post_outside_unit', 'people.head_needs_grid', 'people.grid_has_head'],
    handle: async ({ tx, actor, body }) => {
      const [id] = await givePosts(tx, actor, [body], services.sessions);
      assert(id, 'one post in, one id out');
      return { id };
    },
  }),
  route({
    method: 'POST',
    url: '/api/posts/:id/end',
    operation: 'post.end',
    summary: 'End a post at once',
    params: contract.idParams,
    reply: contract.endedReply,
    refusals: ['people.post_unknown'],
    handle: async ({ tx, actor, params }) => ({
      toDate: await endPost(tx, services.sessions, actor, params.id),
    }),
  }),
];

export const peopleRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  ...sessionRoutes(services),
  ...unitRoutes(),
  ...personRoutes(services),
  ...postRoutes(services),
];
