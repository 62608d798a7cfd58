// The doors of a city's own words.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  DistrictParams,
  DoneReply,
  IdReply,
  NewTextBody,
  ReasonsBody,
  TextParams,
  WordingReply,
} from '../core/contract.ts';
import { addText, changeReasons, removeText } from './change-wording.ts';
import { listReasons, listTexts } from './queries.ts';

export const wordingRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/wording/:districtId',
    operation: 'wording.read',
    summary: 'Which reasons the forms of a district offer, under which words, and its phrases',
    params: DistrictParams,
    reply: WordingReply,
    handle: async ({ tx, params: { districtId } }) => ({
      reasons: await listReasons(tx, districtId),
      texts: await listTexts(tx, districtId),
    }),
  }),
  route({
    method: 'PUT',
    url: '/api/wording/:districtId/reasons',
    operation: 'wording.change',
    summary: 'Which reasons one form offers, and their words, each with the version read; the codes stay',
    params: DistrictParams,
    body: ReasonsBody,
    reply: DoneReply,
    refusals: ['wording.none_offered', 'wording.reason_changed', 'auth.not_allowed'],
    handle: async ({ tx, actor, params, body }) => {
      await changeReasons(tx, actor, params.districtId, body);
      return { isDone: true as const };
    },
  }),
  route({
    method: 'POST',
    url: '/api/wording/:districtId/texts',
    operation: 'wording.change',
    summary: 'A phrase more that a form offers',
    params: DistrictParams,
    body: NewTextBody,
    reply: IdReply,
    status: 201,
    refusals: ['wording.text_exists', 'auth.not_allowed'],
    handle: ({ tx, actor, params, body }) => addText(tx, actor, params.districtId, body),
  }),
  route({
    method: 'POST',
    url: '/api/wording/:districtId/texts/:id/remove',
    operation: 'wording.change',
    summary: 'A phrase less',
    params: TextParams,
    reply: IdReply,
    refusals: ['wording.text_unknown', 'auth.not_allowed'],
    handle: ({ tx, actor, params }) => removeText(tx, actor, params.districtId, params.id),
  }),
];
