// The doors of this slice. Passwords and unmasked numbers go through routes without receipts: a receipt keeps
// its reply and a hash of its request in the store, where neither of them belongs.
import type { Static } from '@sinclair/typebox';
import { assert } from '../../../kernel/assert.ts';
import { isWithin } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { matchNames } from '../../../platform/server/names/match-names.ts';
import { namedBy } from '../../../platform/server/names/name-sound.ts';
import * as contract from '../core/contract.ts';
import { peoplePolicy } from '../core/policy.ts';
import { serves, type Unit } from '../core/unit.ts';
import { setPassword } from './change-password.ts';
import { createPeople } from './create-people.ts';
import { createUnits } from './create-units.ts';
import { endPost } from './end-post.ts';
import { leavePerson } from './leave-person.ts';
import { changePerson } from './change-person.ts';
import { requestPost } from './request-post.ts';
import { peopleOnDuty } from './on-duty.ts';
import { listPeopleInPosts } from './queries-posts.ts';
import type { PeopleServices } from './services.ts';
import { unitDirectory } from './unit-snapshot.ts';
import { centresAbove, type UnitDirectory } from '../core/unit-directory.ts';
import { unmaskPerson } from './unmask-person.ts';
import { personView } from './views.ts';
import { staffRoutes } from './routes-staff.ts';
import { OWN_TRANSACTIONS, sessionRoutes } from './routes-session.ts';

/** The units that stand above or below those named; of several terms, those that all of them mean. */
function unitsAmong(
  directory: UnitDirectory,
  { belowCentreId, aboveCentreId, belowUnitId }: Static<typeof contract.unitsQuery>,
): readonly Unit[] {
  const terms = [
    ...(aboveCentreId === undefined ? [] : [centresAbove(directory, aboveCentreId)]),
    ...(belowCentreId === undefined ? [] : [directory.centresBelow(belowCentreId)]),
    ...(belowUnitId === undefined ? [] : [directory.unitsBelow(belowUnitId)]),
  ];
  const [first = directory.units(), ...others] = terms;
  return first.filter((unit) => others.every((among) => among.includes(unit)));
}

/** By name, English name, code, pinyin or its first letters: as the palette of the desk finds them. */
const unitsNamed = (units: readonly Unit[], words: string, most: number): readonly Unit[] =>
  matchNames(
    units.map((unit) => namedBy(unit, unit.name, unit.nameEn, unit.code)),
    words,
    most,
  );

const listUnitsRoute = (): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/units',
    operation: 'unit.read',
    summary: 'Units by area, kind, specialty, words, or whom they stand above or below',
    query: contract.unitsQuery,
    reply: contract.unitsReply,
    handle: async ({ tx, query }) => {
      const { areaPath, kind, specialty, words, limit = 200 } = query;
      const found = unitsAmong(await unitDirectory(tx), query).filter(
        (unit) =>
          !unit.isClosed &&
          (areaPath === undefined || isWithin(unit.areaPath, areaPath) || serves(unit, areaPath)) &&
          (kind === undefined || unit.kind === kind) &&
          (specialty === undefined || unit.specialty === specialty),
      );
      const among = words === undefined ? found : unitsNamed(found, words, limit + 1);
      const units = among.slice(0, limit).map((unit) => ({ ...unit, serves: [...unit.serves] }));
      return { units, isMore: among.length > limit };
    },
  });

const addUnitsRoute = (): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/units',
    operation: 'unit.create',
    summary: 'Add units, all or none',
    body: contract.createUnitsBody,
    reply: contract.idsReply,
    status: 201,
    refusals: [
      'people.unit_code_taken',
      'people.unit_serves_nothing',
      'people.unit_own_parent',
      'people.unit_unknown',
      'people.unit_closed',
      'people.area_path',
    ],
    handle: async ({ tx, actor, body }) => {
      const units = await createUnits(tx, actor, body.units);
      return { ids: units.map((unit) => unit.id) };
    },
  });

const listPeopleRoute = (): AnyRoute =>
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
      requireRight(peoplePolicy, actor, 'person.read', {
        areaPath,
        ...(unitId === undefined ? {} : { unitId }),
      });
      const found = await listPeopleInPosts(tx, { ...query, limit: limit + 1 });
      return { people: found.slice(0, limit), isMore: found.length > limit };
    },
  });

const onDutyRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/people/on-duty',
    operation: 'person.on_duty',
    summary: 'Who answers for an area today: posted in it, and in the community and street around it',
    query: contract.onDutyQuery,
    reply: contract.onDutyReply,
    handle: ({ tx, actor, query }) => peopleOnDuty(tx, services.cipher, actor, query.areaPath),
  });

const readPersonRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'GET',
    url: '/api/people/:id',
    operation: 'person.read',
    summary: 'One person with posts; the phone is masked',
    params: contract.idParams,
    reply: contract.personReply,
    refusals: ['people.person_unknown'],
    handle: ({ tx, actor, params }) => personView(tx, services, actor, params.id),
  });

const takeOnRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/people',
    operation: 'person.create',
    summary: 'Take on a person; the password is set afterwards',
    body: contract.createPersonBody,
    reply: contract.idReply,
    status: 201,
    refusals: ['people.login_taken', 'people.phone_unlikely', 'people.area_path'],
    handle: async ({ tx, actor, body }) => {
      const [id] = await createPeople(tx, services.cipher, actor, [body]);
      assert(id, 'one person in, one id out');
      return { id };
    },
  });

const changeRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'PATCH',
    url: '/api/people/:id',
    operation: 'person.change',
    summary: 'Change what is held about someone; what is left out stays',
    params: contract.idParams,
    body: contract.changePersonBody,
    reply: contract.doneReply,
    refusals: [
      'people.person_unknown',
      'people.person_left',
      'people.person_changed',
      'people.login_taken',
      'people.phone_unlikely',
      'people.area_path',
    ],
    handle: async ({ tx, actor, params, body }) => {
      await changePerson(tx, services.cipher, actor, params.id, body);
      return { isDone: true as const };
    },
  });

const unmaskRoute = (services: PeopleServices): AnyRoute =>
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
  });

const setNewPasswordRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/people/:id/password',
    operation: 'password.set',
    summary: 'Set a new password for someone; all their sessions end. For whoever holds a wide post it waits',
    params: contract.idParams,
    body: contract.setPasswordBody,
    reply: contract.waitingReply,
    refusals: [
      'changes.reason_missing',
      'people.person_unknown',
      'people.person_left',
      'people.password_short',
      'people.password_long',
      'people.password_is_name',
      'people.password_common',
    ],
    ...OWN_TRANSACTIONS,
    handle: async ({ actor, params, body }) => {
      const { next, why } = body;
      const said = why === undefined ? {} : { why };
      const proposalId = await setPassword(services, actor, { personId: params.id, next, ...said });
      return { isDone: proposalId === null, proposalId };
    },
  });

const leaveRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/people/:id/leave',
    operation: 'person.leave',
    summary: 'Someone has left: posts, sessions and password end at once',
    params: contract.idParams,
    body: contract.whyBody,
    reply: contract.doneReply,
    refusals: ['people.person_unknown', 'people.person_left'],
    handle: async ({ tx, actor, params, body }) => {
      await leavePerson(tx, services.sessions, actor, params.id, body?.why);
      return { isDone: true as const };
    },
  });

const giveRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/posts',
    operation: 'post.give',
    summary: 'Put a person into a post; one that sees or steers others waits for a second person',
    body: contract.givePostBody,
    reply: contract.givenReply,
    status: 201,
    refusals: [
      'changes.reason_missing',
      'people.unit_unknown',
      'people.unit_closed',
      'people.person_unknown',
      'people.person_left',
      'people.area_path',
      'people.post_dates',
      'people.post_outside_unit',
      'people.head_needs_grid',
      'people.grid_has_head',
    ],
    handle: async ({ tx, actor, body }) => {
      const { why, ...post } = body;
      return requestPost(tx, services.sessions, actor, { post, ...(why === undefined ? {} : { why }) });
    },
  });

const endRoute = (services: PeopleServices): AnyRoute =>
  route({
    method: 'POST',
    url: '/api/posts/:id/end',
    operation: 'post.end',
    summary: 'End a post at once',
    params: contract.idParams,
    body: contract.whyBody,
    reply: contract.endedReply,
    refusals: ['people.post_unknown'],
    handle: async ({ tx, actor, params, body }) => ({
      toDate: await endPost(tx, services.sessions, actor, params.id, body?.why),
    }),
  });

export const peopleRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  ...sessionRoutes(services),
  ...staffRoutes(services),
  listUnitsRoute(),
  addUnitsRoute(),
  listPeopleRoute(),
  onDutyRoute(services),
  readPersonRoute(services),
  takeOnRoute(services),
  changeRoute(services),
  unmaskRoute(services),
  setNewPasswordRoute(services),
  leaveRoute(services),
  giveRoute(services),
  endRoute(services),
];
