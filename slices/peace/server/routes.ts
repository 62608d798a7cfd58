// The doors of series over time and of the peace index.
import { Type } from '@sinclair/typebox';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import * as series from '../core/contract.ts';
import * as index from '../core/contract-index.ts';
import { checkImport, importValues } from './import-values.ts';
import { readIndex, readPast } from './judge-areas.ts';
import { proposeScheme, readSchemes, simulate } from './put-in-force.ts';
import { readEntries, readSeries } from './read-series.ts';
import { addIndicator, readIndicators } from './series-list.ts';
import { publishedRoutes } from './routes-published.ts';
import { tellValue } from './tell-value.ts';
import { templateOf } from './template.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE_LIMIT_BYTES = 2 * 1024 * 1024;
/** A workbook costs a tenth of a second; a trial judges a district dozens of times. */
const HEAVY_PER_MINUTE = 20;
const AREA = ['auth.not_allowed', 'areas.district_not_found', 'peace.no_area'] as const;
const READING = [...AREA, 'peace.no_day'] as const;

const readingRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/peace/indicators',
    operation: 'peace.read',
    summary: 'The series that a district follows over time, told or counted',
    query: series.IndicatorsQuery,
    reply: series.Indicators,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readIndicators(tx, actor, query.areaPath),
  }),
  route({
    method: 'GET',
    url: '/api/peace/series',
    operation: 'peace.read',
    summary: 'One series of an area, with the change against the period before and a year ago',
    query: series.SeriesQuery,
    reply: series.Series,
    refusals: [...READING, 'peace.no_indicator'],
    handle: ({ tx, actor, query }) => readSeries(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/peace/entries',
    operation: 'peace.read',
    summary: 'All that was ever told of one period: by whom, when, from where, and why it was corrected',
    query: series.EntriesQuery,
    reply: series.Entries,
    refusals: ['auth.not_allowed', 'peace.no_day', 'peace.no_indicator'],
    handle: ({ tx, actor, query }) => readEntries(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/peace/index',
    operation: 'peace.read',
    summary: 'The peace index of an area and of those below it, with what each series contributes',
    query: index.IndexQuery,
    reply: index.IndexTable,
    refusals: READING,
    handle: ({ tx, actor, query }) => readIndex(tx, actor, query),
  }),
  route({
    method: 'GET',
    url: '/api/peace/past',
    operation: 'peace.read',
    summary: 'The peace index of an area over past periods, each by the scheme that was in force',
    query: index.PastQuery,
    reply: index.Past,
    refusals: READING,
    handle: ({ tx, actor, query }) => readPast(tx, actor, query),
  }),
];

const tellingRoutes: readonly AnyRoute[] = [
  route({
    method: 'POST',
    url: '/api/peace/indicators',
    operation: 'peace.define',
    summary: 'Follow one more series over time',
    body: series.IndicatorBody,
    reply: series.IndicatorView,
    status: 201,
    refusals: ['auth.not_allowed', 'peace.indicator_taken'],
    handle: ({ tx, actor, body }) => addIndicator(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/peace/values',
    operation: 'peace.tell',
    summary: 'Enter, correct or take back the value of one period; what stood there stays on record',
    body: series.ValueBody,
    reply: series.ValueReply,
    status: 201,
    refusals: [
      ...READING,
      'peace.no_indicator',
      'peace.is_counted',
      'peace.not_over',
      'peace.no_number',
      'peace.value_moved',
      'peace.nothing_changed',
      'peace.why_missing',
    ],
    handle: ({ tx, actor, body }) => tellValue(tx, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/peace/template.csv',
    operation: 'peace.tell',
    summary: 'An empty table of values with its headings',
    query: Type.Object({}),
    reply: Type.Unknown(),
    handle: async ({ lang, response }) => {
      response.header('content-type', 'text/csv; charset=utf-8');
      response.header('content-disposition', 'attachment; filename="peace-values.csv"');
      return templateOf(lang);
    },
  }),
  route({
    method: 'POST',
    url: '/api/peace/imports/check',
    operation: 'peace.tell',
    summary: 'Read a workbook or csv of values, line by line with every fault; nothing is written',
    query: series.ImportQuery,
    rawBody: [XLSX, 'text/csv'],
    rawLimitBytes: FILE_LIMIT_BYTES,
    isIdempotent: false,
    perMinute: HEAVY_PER_MINUTE,
    reply: series.CheckedImport,
    refusals: [...AREA, 'peace.file_unreadable', 'peace.file_too_large'],
    handle: async ({ tx, actor, query, request, response }) => {
      const { body } = request;
      response.header('cache-control', 'no-store');
      const bytes = Buffer.isBuffer(body) ? body : throwRefusal('peace.file_unreadable');
      return checkImport(tx, actor, query.areaPath, bytes);
    },
  }),
  route({
    method: 'POST',
    url: '/api/peace/imports',
    operation: 'peace.tell',
    summary: 'Write the lines of a file that was checked, all of them or none',
    body: series.ImportBody,
    hasLargeBody: true,
    reply: series.Imported,
    refusals: [...AREA, 'peace.import_faulty', 'peace.value_moved'],
    handle: ({ tx, actor, body }) => importValues(tx, actor, body),
  }),
];

const schemeRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/peace/schemes',
    operation: 'peace.simulate',
    summary: 'The scheme in force, the published templates, and all editions of a district',
    query: index.SchemesQuery,
    reply: index.Schemes,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readSchemes(tx, actor, query.districtId),
  }),
  route({
    method: 'POST',
    url: '/api/peace/simulations',
    operation: 'peace.simulate',
    summary: 'What a drafted scheme would have said of past periods, beside what was said; writes nothing',
    body: index.SimulationBody,
    isIdempotent: false,
    perMinute: HEAVY_PER_MINUTE,
    reply: index.Simulation,
    refusals: ['auth.not_allowed', 'areas.district_not_found', 'peace.no_day', 'peace.scheme_unfit'],
    handle: ({ tx, actor, body }) => simulate(tx, actor, body),
  }),
  route({
    method: 'POST',
    url: '/api/peace/schemes',
    operation: 'peace.put_in_force',
    summary: 'Propose a scheme from a coming month on; a second person puts it in force',
    body: index.ProposeBody,
    reply: index.Proposed,
    status: 202,
    refusals: [
      'auth.not_allowed',
      'areas.district_not_found',
      'peace.no_day',
      'peace.scheme_unfit',
      'peace.scheme_not_first',
      'peace.scheme_in_past',
      'peace.scheme_waits',
      'changes.reason_missing',
    ],
    handle: ({ tx, actor, body }) => proposeScheme(tx, actor, body),
  }),
];

export const peaceRoutes: readonly AnyRoute[] = [
  ...readingRoutes,
  ...tellingRoutes,
  ...schemeRoutes,
  ...publishedRoutes,
];
