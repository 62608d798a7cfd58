// The doors of rotas, quiet hours and calendar links.
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  DayBody,
  DayParams,
  Done,
  FeedParams,
  IdReply,
  LinkBody,
  LinkList,
  LinkParams,
  LinkQuery,
  NewLink,
  PatternBody,
  PatternParams,
  QuietBody,
  QuietParams,
  RotaQuery,
  RotaView,
  UnitParams,
  Versioned,
} from '../core/contract.ts';
import { setDay, setPattern } from './change-rota.ts';
import { readFeed, sendFeed } from './feed.ts';
import { makeLink, readLinks, revokeLink } from './links.ts';
import { readRota } from './read-rota.ts';
import { addQuiet, removeQuiet } from './set-quiet.ts';

const FEEDS_PER_MINUTE = 60;
const CHANGING = ['auth.not_allowed', 'duty.unit_unknown', 'duty.bad_day', 'duty.day_past', 'duty.bad_shift'];
const done = async (work: Promise<void>) => {
  await work;
  return { isDone: true as const };
};

const rota: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/duty/units/:unitId/rota',
    operation: 'duty.read',
    summary: 'Who is on call in a unit in the seven days from a day, and when it is quiet',
    params: UnitParams,
    query: RotaQuery,
    reply: RotaView,
    refusals: ['auth.not_allowed', 'duty.unit_unknown', 'duty.bad_day'],
    handle: ({ tx, actor, params, query }) => readRota(tx, actor, params.unitId, query.from),
  }),
  route({
    method: 'PUT',
    url: '/api/duty/units/:unitId/patterns/:since',
    operation: 'duty.arrange',
    summary: 'Set the week that repeats from a day on',
    params: PatternParams,
    body: PatternBody,
    reply: Versioned,
    refusals: [...CHANGING, 'duty.shifts_overlap', 'duty.not_of_unit', 'duty.rota_changed'],
    handle: ({ tx, actor, params, body }) => setPattern(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    url: '/api/duty/units/:unitId/days/:day',
    operation: 'duty.arrange',
    summary: 'Say who is on call on a day that is otherwise, or that it is as the week says',
    params: DayParams,
    body: DayBody,
    reply: Versioned,
    refusals: [...CHANGING, 'duty.shifts_overlap', 'duty.not_of_unit', 'duty.rota_changed'],
    handle: ({ tx, actor, params, body }) => setDay(tx, actor, { ...params, ...body }),
  }),
];

const quiet: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/duty/quiet',
    operation: 'duty.set_quiet',
    summary: 'Say when pushes are told no sooner than the morning, and which are told all the same',
    body: QuietBody,
    reply: IdReply,
    status: 201,
    refusals: ['auth.not_allowed', 'duty.unit_unknown', 'duty.bad_day', 'duty.quiet_all_day'],
    handle: ({ tx, actor, body }) => addQuiet(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/duty/quiet/:quietId/remove',
    operation: 'duty.set_quiet',
    summary: 'Take quiet hours back; what they hold is told at the time it was held until',
    params: QuietParams,
    reply: Done,
    refusals: ['auth.not_allowed', 'duty.quiet_unknown'],
    handle: ({ tx, actor, params }) => done(removeQuiet(tx, actor, params.quietId)),
  }),
];

const links: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/duty/links',
    operation: 'duty.link_own',
    summary: 'Links to calendars that work: my own, and a unit’s for whoever arranges its rota',
    query: LinkQuery,
    reply: LinkList,
    handle: ({ tx, actor, query }) => readLinks(tx, actor, query.unitId),
  }),
  route({
    method: 'POST',
    url: '/api/duty/links',
    operation: 'duty.link_own',
    summary: 'Make a secret link to the calendar of my turns, or of a unit’s; the one before ends',
    body: LinkBody,
    reply: NewLink,
    status: 201,
    // A receipt would keep the secret.
    isIdempotent: false,
    refusals: ['auth.not_allowed', 'duty.unit_unknown'],
    handle: async ({ tx, actor, body, response }) => {
      response.header('cache-control', 'no-store');
      return makeLink(tx, actor, body.unitId);
    },
  }),
  route({
    method: 'POST',
    url: '/api/duty/links/:linkId/revoke',
    operation: 'duty.link_own',
    summary: 'End a link to a calendar',
    params: LinkParams,
    reply: Done,
    refusals: ['auth.not_allowed', 'duty.link_unknown'],
    handle: ({ tx, actor, params }) => done(revokeLink(tx, actor, params.linkId)),
  }),
  route({
    method: 'GET',
    url: '/api/duty/calendars/:file',
    operation: 'duty.feed',
    summary: 'The calendar behind a secret link (iCalendar, RFC 5545)',
    params: FeedParams,
    reply: Type.Unknown(),
    perMinute: FEEDS_PER_MINUTE,
    refusals: ['duty.link_unknown'],
    handle: async ({ tx, params, request, response }) =>
      sendFeed(await readFeed(tx, params.file), request, response),
  }),
];

export const dutyRoutes: readonly AnyRoute[] = [...rota, ...quiet, ...links];
