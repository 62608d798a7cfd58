// The doors of the calendar: read by everyone signed in, changed by the district's administrator.
import type { FastifyInstance } from 'fastify';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../kernel/rights.ts';
import { testDatabase } from '../../../platform/server/db/test-database.ts';
import { buildApp } from '../../../platform/server/http/app.ts';
import { httpRefusals } from '../../../platform/server/http/refusals.ts';
import { silentLog } from '../../../platform/server/log/log.ts';
import { changesRefusals } from '../../changes/core/refusals.ts';
import { calendarPolicy } from '../core/policy.ts';
import { calendarRefusals } from '../core/refusals.ts';
import { seedCalendar } from './public.ts';
import { calendarRoutes } from './routes.ts';

const store = testDatabase();
const person = (role: 'administrator' | 'handler'): Actor => ({
  kind: 'person',
  personId: '00000000-0000-7000-8000-000000000001',
  name: '人',
  posts: [{ id: 'x', unitId: 'u', unitKind: 'centre', role, areaPath: '500151' }],
});

let app: FastifyInstance;
beforeAll(async () => {
  await store.database.transaction((tx) => seedCalendar(tx, '500151'));
  app = await buildApp({
    routes: calendarRoutes,
    policy: calendarPolicy,
    refusals: { ...httpRefusals, ...changesRefusals, ...calendarRefusals },
    database: store.database,
    authenticate: async ({ authorization }) =>
      authorization === undefined
        ? { kind: 'public' }
        : person(authorization === 'Bearer administrator' ? 'administrator' : 'handler'),
    log: silentLog(),
    version: '0',
    bodyLimitBytes: 1_000_000,
    isBehindProxy: false,
    hasRateLimits: false,
  });
});

let keys = 0;
const call = (method: 'GET' | 'POST', path: string, role?: string, payload?: object) => {
  keys += 1;
  return app.inject({
    method,
    url: `/api/districts/500151/calendar${path}`,
    ...(payload ? { payload } : {}),
    headers: { 'idempotency-key': `calendar-${keys}`, ...(role ? { authorization: `Bearer ${role}` } : {}) },
  });
};

test('a handler reads the calendar of a year; a stranger signs in first', async () => {
  const read = await call('GET', '?year=2026', 'handler');
  expect(read.statusCode, read.body).toBe(200);
  expect(read.json()).toMatchObject({ year: 2026, isYearKnown: true, calendars: [{ code: 'standard' }] });
  expect((await call('GET', '?year=2027', 'handler')).json()).toMatchObject({
    isYearKnown: false,
    holidays: [],
  });
  expect((await call('GET', '')).statusCode).toBe(401);
});

test('an administrator closes a day and takes it back; a handler may not', async () => {
  const closed = { day: '2026-09-09', windows: [], reason: '停电检修' };
  expect((await call('POST', '/exceptions', 'handler', closed)).statusCode).toBe(403);
  const added = await call('POST', '/exceptions', 'administrator', closed);
  expect(added.statusCode, added.body).toBe(201);
  expect((await call('GET', '?year=2026', 'handler')).json().exceptions).toMatchObject([closed]);
  expect((await call('POST', '/exceptions', 'administrator', closed)).json()).toMatchObject({
    status: 409,
    code: 'calendar.exception_exists',
  });
  const path = `/exceptions/${added.json().id}/remove`;
  expect((await call('POST', path, 'administrator')).statusCode).toBe(200);
  expect((await call('POST', path, 'administrator')).statusCode).toBe(404);
});

test('an administrator loads the holidays of a new year', async () => {
  const holidays = [{ day: '2027-01-01', kind: 'off', name: '元旦', nameEn: "New Year's Day" }];
  const loaded = await call('POST', '/years', 'administrator', { year: 2027, source: 'a notice', holidays });
  expect(loaded.json()).toEqual({ year: 2027, days: 1, isDone: true, proposalId: null });
  expect((await call('GET', '?year=2027', 'handler')).json()).toMatchObject({ isYearKnown: true, holidays });
});

test('a table of a year’s holidays is read line by line, and only for its administrator', async () => {
  const read = (role: string, payload: string | Buffer) =>
    app.inject({
      method: 'POST',
      url: '/api/districts/500151/calendar/years/read',
      payload,
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${role}` },
    });
  const csv = '日期,类型,名称\n2028-01-01,放假,元旦\n';
  const cells = [
    ['日期', '类型', '名称'],
    ['2028-01-01', '放假', '元旦'],
  ];
  expect((await read('administrator', csv)).json()).toEqual({ rows: cells });
  expect((await read('handler', csv)).statusCode).toBe(403);
  const bad = await read('administrator', Buffer.from('PK nothing of a workbook'));
  expect(bad.json().code).toBe('calendar.file_unreadable');
});
