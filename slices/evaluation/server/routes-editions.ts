// The doors of an area's own rules of judging: what holds, what was made, a trial, a change.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  EditionBody,
  Editions,
  EditionsQuery,
  ProposedEdition,
  RulesQuery,
  RulesView,
  Trial,
  TrialBody,
} from '../core/contract-editions.ts';
import { readEditions, readRules } from './read-rules.ts';
import { requestEdition, tryRule } from './request-edition.ts';

const CHECKED = [
  'auth.not_allowed',
  'calendar.not_found',
  'evaluation.no_day',
  'evaluation.rule_unknown',
  'evaluation.rule_incomplete',
  'evaluation.edition_past',
  'evaluation.dates_swapped',
  'evaluation.bands_unordered',
  'evaluation.weights_not_100',
  'evaluation.weight_unjudged',
  'evaluation.edition_exists',
] as const;

export const editionRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/evaluation/rules',
    operation: 'evaluation.read',
    summary: 'By what an area judges today: bands of indicators and weights of schemes, since when, by what',
    query: RulesQuery,
    reply: RulesView,
    refusals: ['auth.not_allowed', 'calendar.not_found'],
    handle: ({ tx, actor, query }) => readRules(tx, actor, query.areaPath),
  }),
  route({
    method: 'GET',
    url: '/api/evaluation/editions',
    operation: 'evaluation.read',
    summary: 'Every change of bands and weights of an area and those around it, the last made first',
    query: EditionsQuery,
    reply: Editions,
    refusals: ['auth.not_allowed', 'evaluation.cursor_unknown'],
    handle: ({ tx, actor, query }) => readEditions(tx, actor, query.areaPath, query),
  }),
  route({
    method: 'POST',
    url: '/api/evaluation/editions/try',
    operation: 'evaluation.edit',
    summary:
      'The last full month by the rules of today and by a change of them, side by side; writes nothing',
    body: TrialBody,
    reply: Trial,
    isIdempotent: false,
    refusals: [...CHECKED],
    handle: ({ tx, actor, body }) => tryRule(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/evaluation/editions',
    operation: 'evaluation.edit',
    summary: 'Propose own bands or weights from a day on; a second person agrees, and what was judged stays',
    body: EditionBody,
    reply: ProposedEdition,
    status: 202,
    refusals: [...CHECKED, 'evaluation.edition_waits', 'changes.reason_missing'],
    handle: ({ tx, actor, body }) => requestEdition(tx, actor, body),
  }),
];
