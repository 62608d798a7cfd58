// The doors of published indexes and of their file.
import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import * as published from '../core/contract-published.ts';
import { exportIndex } from './export-index.ts';
import { publishIndex } from './publish-index.ts';
import { readDifferences, readPublications } from './read-published.ts';

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;
/** A whole district is judged; a workbook is written. */
const HEAVY_PER_MINUTE = 20;

export const publishedRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/peace/publications',
    operation: 'peace.publish',
    summary: 'Freeze the indexes of a period that is over; again, with a reason, as a revision',
    body: published.PublishBody,
    reply: published.Publication,
    status: 201,
    perMinute: HEAVY_PER_MINUTE,
    refusals: [
      'auth.not_allowed',
      'areas.district_not_found',
      'peace.no_area',
      'peace.no_day',
      'peace.not_over_yet',
      'peace.none_judged',
      'peace.revision_why_missing',
      'peace.nothing_moved',
    ],
    handle: ({ tx, actor, body }) => publishIndex(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/peace/publications',
    operation: 'peace.read',
    summary: 'What was published of a district: periods, revisions, by whom and why',
    query: published.PublicationsQuery,
    reply: published.Publications,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readPublications(tx, actor, query.areaPath, query.limit),
  }),
  route({
    method: 'GET',
    url: '/api/peace/publications/differences',
    operation: 'peace.read',
    summary: 'What a revision says otherwise than the one before, area by area and series by series',
    query: published.DifferencesQuery,
    reply: published.Differences,
    refusals: ['auth.not_allowed', 'peace.no_day', 'peace.no_publication'],
    handle: ({ tx, actor, query }) => readDifferences(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/peace/export/:form',
    operation: 'peace.read',
    summary: 'The indexes of an area and of those below it, with what each is made of, as a file',
    params: published.ExportParams,
    query: published.ExportQuery,
    reply: Type.Unknown(),
    perMinute: HEAVY_PER_MINUTE,
    refusals: ['auth.not_allowed', 'areas.district_not_found', 'peace.no_area', 'peace.no_day'],
    handle: async ({ tx, actor, params, query, lang, response }) => {
      const asked = { language: lang, ...query, form: params.form };
      const { pieces, fileName } = await exportIndex(tx, actor, asked);
      response.headers({
        'content-type': TYPES[params.form],
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'no-store',
      });
      return Readable.from(pieces);
    },
  }),
];
