// The doors of the calendar.
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { readTable } from '../../../platform/server/sheets/read-table.ts';
import {
  CalendarReply,
  ChangedReply,
  District,
  ExceptionBody,
  ExceptionParams,
  RemoveBody,
  YearBody,
  YearQuery,
  YearReply,
  YearRowsReply,
} from '../core/contract.ts';
import { calendarPolicy } from '../core/policy.ts';
import { readCalendar } from './read-calendar.ts';
import { requestException, requestRemoval, requestYear } from './change-past.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILE_LIMIT_BYTES = 1024 * 1024;
/** A year has 366 days. */
const TABLE_LIMITS = { bytes: 10 * 1024 * 1024, cells: 20_000, rows: 5_000, mostRows: 1_000 };

export const calendarRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/districts/:districtId/calendar',
    operation: 'calendar.read',
    summary: 'The working calendars of a district, one year’s holidays and the local exceptions',
    params: District,
    query: YearQuery,
    reply: CalendarReply,
    handle: async ({ tx, params, query }) => readCalendar(tx, params.districtId, query.year),
  }),
  route({
    method: 'POST',
    url: '/api/districts/:districtId/calendar/exceptions',
    operation: 'calendar.add_exception',
    summary:
      'Close or open a district, or one of its calendars, on a date; for a past day a second person agrees',
    params: District,
    body: ExceptionBody,
    reply: ChangedReply,
    status: 201,
    refusals: [
      'calendar.bad_day',
      'calendar.bad_window',
      'calendar.not_found',
      'calendar.exception_exists',
      'changes.reason_missing',
      'auth.not_allowed',
    ],
    handle: async ({ tx, actor, params, body }) => requestException(tx, actor, { ...params, ...body }),
  }),
  route({
    method: 'POST',
    url: '/api/districts/:districtId/calendar/exceptions/:id/remove',
    operation: 'calendar.remove_exception',
    summary: 'Take a local exception back',
    params: ExceptionParams,
    body: RemoveBody,
    reply: ChangedReply,
    refusals: ['calendar.exception_not_found', 'changes.reason_missing', 'auth.not_allowed'],
    handle: ({ tx, actor, params, body }) =>
      requestRemoval(tx, actor, { ...params, ...(body?.why === undefined ? {} : { why: body.why }) }),
  }),
  route({
    method: 'POST',
    url: '/api/districts/:districtId/calendar/years/read',
    operation: 'calendar.load_year',
    summary: 'The rows of a workbook or csv with a year’s holidays; nothing is kept',
    params: District,
    rawBody: [XLSX, 'text/csv'],
    rawLimitBytes: FILE_LIMIT_BYTES,
    reply: YearRowsReply,
    refusals: ['calendar.file_unreadable', 'auth.not_allowed'],
    isIdempotent: false,
    handle: async ({ actor, params, request }) => {
      requireRight(calendarPolicy, actor, 'calendar.load_year', { areaPath: params.districtId });
      const rows = Buffer.isBuffer(request.body) ? await readTable(request.body, TABLE_LIMITS) : 'unreadable';
      return typeof rows === 'string' ? throwRefusal('calendar.file_unreadable') : { rows };
    },
  }),
  route({
    method: 'POST',
    url: '/api/districts/:districtId/calendar/years',
    operation: 'calendar.load_year',
    summary:
      'Load a year’s public holidays and make-up working days; a year loaded before is replaced, ' +
      'once a second person agrees where that changes days that have begun',
    params: District,
    body: YearBody,
    reply: YearReply,
    refusals: ['calendar.bad_day', 'calendar.year_mismatch', 'changes.reason_missing', 'auth.not_allowed'],
    handle: ({ tx, actor, params, body }) => requestYear(tx, actor, { ...params, ...body }),
  }),
];
