// The doors of published periods and of contested scores.
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { CountedCases, Limit } from '../core/contract.ts';
import {
  AnswerBody,
  Contest,
  ContestBody,
  ContestParams,
  ContestList,
  Contests,
  ContestsQuery,
  Differences,
  DifferencesQuery,
  Publication,
  PublicationParams,
  Publications,
  PublicationsQuery,
  PublishedCasesQuery,
  PublishBody,
  PublishedQuery,
  PublishedTable,
} from '../core/contract-publications.ts';
import { answerScore, contestScore, readContests, readOwnContests } from './contest-score.ts';
import { publishPeriod } from './publish-period.ts';
import { listPublishedCases, readDifferences, readPublications, readPublished } from './read-publication.ts';

const published: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/evaluation/publications',
    operation: 'evaluation.publish',
    summary:
      'Publish a period that is over, or revise it: frozen, with the differences to what was published',
    body: PublishBody,
    reply: Publication,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'evaluation.no_day',
      'evaluation.not_over',
      'evaluation.counting_past',
      'evaluation.counting_behind',
      'evaluation.why_missing',
      'evaluation.nothing_changed',
      'calendar.not_found',
    ],
    handle: ({ tx, actor, body }) => publishPeriod(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/publications',
    operation: 'evaluation.read',
    summary: 'What was published of an area, the newest first',
    query: PublicationsQuery,
    reply: Publications,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readPublications(tx, actor, query.areaPath, query.limit),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/publications/:publicationId/table',
    operation: 'evaluation.read',
    summary: 'A published period as it was published, and how it differs from the revision before',
    params: PublicationParams,
    query: PublishedQuery,
    reply: PublishedTable,
    refusals: ['auth.not_allowed', 'evaluation.no_publication'],
    handle: ({ tx, actor, params, query }) => readPublished(tx, actor, params.publicationId, query),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/publications/:publicationId/cases',
    operation: 'evaluation.read',
    summary: 'The cases behind one count of a published table, as they were frozen',
    params: PublicationParams,
    query: PublishedCasesQuery,
    reply: CountedCases,
    refusals: ['auth.not_allowed', 'evaluation.no_publication', 'evaluation.cursor_unknown'],
    handle: ({ tx, actor, params, query }) => listPublishedCases(tx, actor, params.publicationId, query),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/publications/:publicationId/differences',
    operation: 'evaluation.read',
    summary: 'What came and went with a revision, case by case',
    params: PublicationParams,
    query: DifferencesQuery,
    reply: Differences,
    refusals: ['auth.not_allowed', 'evaluation.no_publication', 'evaluation.cursor_unknown'],
    handle: ({ tx, actor, params, query }) => readDifferences(tx, actor, params.publicationId, query),
  }),
];

const contested: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/evaluation/contests',
    operation: 'evaluation.contest',
    summary: 'Say of one case in a published period that it was counted wrongly for oneself or one’s unit',
    body: ContestBody,
    reply: Contest,
    status: 201,
    refusals: [
      'auth.not_allowed',
      'evaluation.no_publication',
      'evaluation.contest_over',
      'evaluation.no_such_score',
      'evaluation.contested_before',
    ],
    handle: ({ tx, actor, body }) => contestScore(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/contests',
    operation: 'evaluation.answer',
    summary: 'The contested scores of an area, the newest first, and how many there are of each state',
    query: ContestsQuery,
    reply: ContestList,
    refusals: ['auth.not_allowed', 'evaluation.cursor_unknown'],
    handle: ({ tx, actor, query }) => readContests(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/contests/mine',
    operation: 'evaluation.contest',
    summary: 'What one has contested, and what was answered',
    query: Type.Object({ limit: Limit }),
    reply: Contests,
    handle: ({ tx, actor, query }) => readOwnContests(tx, actor, query.limit),
  }),
  route({
    method: 'POST',
    url: '/api/evaluation/contests/:contestId/answer',
    operation: 'evaluation.answer',
    summary: 'Uphold or refuse a contested score; upheld, the case is exempt for whoever contested it',
    params: ContestParams,
    body: AnswerBody,
    reply: Contest,
    refusals: ['evaluation.no_contest', 'evaluation.answered_before', 'evaluation.own_contest'],
    handle: ({ tx, actor, params, body }) => answerScore(tx, actor, params.contestId, body),
  }),
];

export const publicationRoutes: readonly AnyRoute[] = [...published, ...contested];
