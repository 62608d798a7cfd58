// The doors of the register: its list, its figures, the work on rights.
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  AnswerBody,
  AnsweredReply,
  AskBody,
  LabelsQuery,
  ListQuery,
  ListReply,
  MovedReply,
  RatesQuery,
  RatesReply,
  RuleBody,
} from '../core/contract-register.ts';
import { answerRights, askUnits, ruleRights } from './confirm-rights.ts';
import { printLabels } from './print-labels.ts';
import { readRates, readRegister } from './read-register.ts';

export const registerRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/components',
    operation: 'component.list',
    summary: 'What stands in an area, by text, class, unit, condition and right, in the order of codes',
    query: ListQuery,
    reply: ListReply,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readRegister(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/components/rates',
    operation: 'component.list',
    summary: 'How far rights are confirmed, by class, by unit or by grid',
    query: RatesQuery,
    reply: RatesReply,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readRates(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/components/labels.pdf',
    operation: 'component.list',
    summary: 'Labels with codes to scan, as PDF, for what a filter holds; the last code follows in x-next',
    query: LabelsQuery,
    reply: Type.Unknown(),
    perMinute: 30,
    refusals: ['auth.not_allowed', 'component.too_many_sheets'],
    handle: async ({ tx, actor, query, lang, request, response }) => {
      const { language, ...filter } = query;
      const origin = `${request.protocol}://${request.host}`;
      const { bytes, next } = await printLabels(tx, actor, filter, { lang: language ?? lang, origin });
      response.headers({
        'content-type': 'application/pdf',
        'content-disposition': 'inline; filename="labels.pdf"',
        'cache-control': 'no-store',
        ...(next === null ? {} : { 'x-next': next }),
      });
      return Buffer.from(bytes);
    },
  }),
  route({
    method: 'POST',
    url: '/api/components/rights/ask',
    operation: 'component.right_ask',
    summary:
      'Put the unconfirmed of a filter before a unit, or each before its own; ask again while there is more',
    body: AskBody,
    reply: MovedReply,
    refusals: ['auth.not_allowed', 'component.unit_unknown'],
    handle: ({ tx, actor, body }) => askUnits(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/components/rights/answer',
    operation: 'component.right_answer',
    summary: 'The unit that was asked confirms that things are its own, or disputes it with a reason',
    body: AnswerBody,
    reply: AnsweredReply,
    refusals: ['auth.not_allowed', 'component.words_missing'],
    handle: ({ tx, actor, body }) => answerRights(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/components/rights/rule',
    operation: 'component.right_rule',
    summary: 'Decide a dispute: whose it is for good, or who is asked next; the words are kept',
    body: RuleBody,
    reply: AnsweredReply,
    refusals: ['auth.not_allowed', 'component.unit_unknown'],
    handle: ({ tx, actor, body }) => ruleRights(tx, actor, body),
  }),
];
