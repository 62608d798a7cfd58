// The doors of the desk.
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  FoundQuery, NewView, Preferences, SavedViews, SearchQuery, SearchReply, ViewContent, ViewId, ViewParams,
  ViewsQuery,
} from '../core/contract.ts';
import { findPreferences, mergePreferences } from './queries.ts';
import { addView, changeView, readViews, removeView } from './saved-views.ts';
import { findAgain } from './find-again.ts';
import { searchDesk, searchDeskByPhone } from './search-desk.ts';

/** As fast as anyone types. */
const SEARCHES_PER_MINUTE = 300;

function personId(actor: Actor): string {
  assert(actor.kind === 'person', 'the policy lets only people have a desk');
  return actor.personId;
}

const views: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/desk/views', operation: 'desk.list_views',
    summary: 'My saved views of a screen, and those that were shared with me',
    query: ViewsQuery, reply: SavedViews,
    handle: ({ tx, actor, query }) => readViews(tx, actor, query.screen),
  }),
  route({
    method: 'POST', url: '/api/desk/views', operation: 'desk.save_view',
    summary: 'Save the filters, order and columns of a list under a name, for myself or shared',
    body: NewView, reply: ViewId, status: 201,
    refusals: ['desk.view_name_taken', 'desk.too_many_views', 'auth.not_allowed'],
    handle: ({ tx, actor, body }) => addView(tx, actor, body),
  }),
  route({
    method: 'PUT', url: '/api/desk/views/:viewId', operation: 'desk.save_view',
    summary: 'Rename, change or share a view of my own',
    params: ViewParams, body: ViewContent, reply: ViewId,
    refusals: ['desk.view_not_found', 'desk.view_name_taken', 'auth.not_allowed'],
    handle: ({ tx, actor, params, body }) => changeView(tx, actor, params.viewId, body),
  }),
  route({
    method: 'DELETE', url: '/api/desk/views/:viewId', operation: 'desk.delete_view',
    summary: 'Delete a view of my own, or one that was shared in the area or with a unit that I steer',
    params: ViewParams, reply: ViewId, refusals: ['desk.view_not_found'],
    handle: ({ tx, actor, params }) => removeView(tx, actor, params.viewId),
  }),
];

export const deskRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/desk/search', operation: 'desk.search',
    summary: 'Cases, people, units, grids and items by number, words, address, pinyin or its initials',
    query: SearchQuery, reply: SearchReply, perMinute: SEARCHES_PER_MINUTE,
    handle: ({ tx, actor, query }) => searchDesk(tx, actor, query),
  }),
  route({
    method: 'POST', url: '/api/desk/search', operation: 'desk.search',
    summary: 'The same; for those who may call a reporter back, by the reporter’s number or its last four ' +
      'digits too, which no address may carry: each such search is kept on record, so many an hour',
    body: SearchQuery, reply: SearchReply, perMinute: SEARCHES_PER_MINUTE, isIdempotent: false,
    refusals: ['desk.too_many_phone_searches'],
    handle: ({ tx, actor, body }) => searchDeskByPhone(tx, actor, body),
  }),
  route({
    method: 'GET', url: '/api/desk/found', operation: 'desk.search',
    summary: 'What I found before, by kind and id, as it reads now; without what I may not see any more',
    query: FoundQuery, reply: SearchReply,
    handle: ({ tx, actor, query }) => findAgain(tx, actor, query.of),
  }),
  route({
    method: 'GET', url: '/api/desk/preferences', operation: 'desk.read_preferences',
    summary: 'How I have set up my desk', reply: Preferences,
    handle: async ({ tx, actor }) => (await findPreferences(tx, personId(actor))) ?? {},
  }),
  route({
    method: 'PUT', url: '/api/desk/preferences', operation: 'desk.write_preferences',
    summary: 'Set up my desk: each part that is named takes the place of what it was, the others stay',
    body: Preferences, reply: Preferences, refusals: ['desk.preferences_full'],
    handle: async ({ tx, actor, body }) =>
      (await mergePreferences(tx, personId(actor), body)) ?? throwRefusal('desk.preferences_full'),
  }),
  ...views,
];
