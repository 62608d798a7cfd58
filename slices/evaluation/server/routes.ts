// The doors of evaluation: tables of figures, the cases behind each, one's own figures, another person's.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  CasesQuery,
  CountedCases,
  LookBody,
  LookCasesQuery,
  LookParams,
  OwnCasesQuery,
  OwnFigures,
  OwnQuery,
  PersonFigures,
  Table,
  TableQuery,
} from '../core/contract.ts';
import { listCellCases } from './list-counted-cases.ts';
import { listLookCases, lookAtPerson } from './look-at-person.ts';
import { listOwnCases, readOwn } from './read-own.ts';
import { readTable } from './read-table.ts';
import { editionRoutes } from './routes-editions.ts';
import { publicationRoutes } from './routes-publications.ts';

export const evaluationRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/evaluation/table',
    operation: 'evaluation.read',
    summary:
      'Indicators of an area over a period, by area, grid, unit or item: value, band, the period before ' +
      'and the same a year ago, each with its formula in words and the counts it is made of',
    query: TableQuery,
    reply: Table,
    refusals: ['auth.not_allowed', 'evaluation.no_day'],
    handle: ({ tx, actor, query }) => readTable(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/cases',
    operation: 'evaluation.read',
    summary: 'The cases that one count of a table is made of; their number is the count',
    query: CasesQuery,
    reply: CountedCases,
    refusals: ['auth.not_allowed', 'evaluation.no_day', 'evaluation.cursor_unknown'],
    handle: ({ tx, actor, query }) => listCellCases(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/mine',
    operation: 'evaluation.own',
    summary: 'One’s own figures, those of units that one heads, and who has looked at one’s own',
    query: OwnQuery,
    reply: OwnFigures,
    refusals: ['evaluation.no_day'],
    handle: ({ tx, actor, query }) => readOwn(tx, actor, query.period, query.day),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/mine/cases',
    operation: 'evaluation.own',
    summary: 'The cases behind one of one’s own figures',
    query: OwnCasesQuery,
    reply: CountedCases,
    refusals: ['auth.not_allowed', 'evaluation.no_day', 'evaluation.cursor_unknown'],
    handle: ({ tx, actor, query }) => listOwnCases(tx, actor, query),
  }),
  route({
    method: 'POST',
    url: '/api/evaluation/looks',
    operation: 'evaluation.look',
    summary: 'Another person’s figures, for a reason; the person sees who looked, when and why',
    body: LookBody,
    reply: PersonFigures,
    refusals: ['auth.not_allowed', 'evaluation.no_day', 'evaluation.no_person'],
    handle: ({ tx, actor, body }) => lookAtPerson(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/looks/:lookId/cases',
    operation: 'evaluation.look',
    summary: 'The cases behind one of the figures that were looked at, for a day, under the reason given',
    params: LookParams,
    query: LookCasesQuery,
    reply: CountedCases,
    refusals: [
      'auth.not_allowed',
      'evaluation.no_look',
      'evaluation.no_person',
      'evaluation.no_day',
      'evaluation.cursor_unknown',
    ],
    handle: ({ tx, actor, params, query }) => listLookCases(tx, actor, params.lookId, query),
  }),
  ...publicationRoutes,
  ...editionRoutes,
];
