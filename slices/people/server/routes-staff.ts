// The doors of administration: the roster, the gaps, lists of staff in and out, changes of units. What
// carries whole numbers in goes through doors without receipts, and no reply carries one.
import { Type } from '@sinclair/typebox';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { doneReply, idParams, whyBody } from '../core/contract.ts';
import * as contract from '../core/contract-staff.ts';
import { peoplePolicy } from '../core/policy.ts';
import { changeUnit, closeUnit } from './change-unit.ts';
import { exportPeople, templateOf } from './export-people.ts';
import { checkImport, importPeople } from './import-people.ts';
import { readStaffFile } from './read-staff-file.ts';
import { readGaps, readRoster, searchRoster } from './read-roster.ts';
import { successionRoutes } from './routes-succession.ts';
import type { PeopleServices } from './services.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const TYPES = { xlsx: XLSX, csv: 'text/csv; charset=utf-8' } as const;
/** A workbook costs a tenth of a second. */
const TABLES_PER_MINUTE = 20;
const FILE_LIMIT_BYTES = 5 * 1024 * 1024;

const rosterRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/people/roster',
    operation: 'person.roster',
    summary: 'Everybody of an area with their posts, also who has none; numbers masked. Words are looked ' +
      'for in names and logins alone',
    query: contract.rosterQuery,
    reply: contract.rosterReply,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readRoster(tx, services.cipher, actor, query),
  }),
  route({
    method: 'POST',
    url: '/api/people/roster',
    operation: 'person.roster',
    summary: 'The same, also by a whole telephone number, which no address may carry; nothing is written',
    body: contract.rosterBody,
    reply: contract.rosterReply,
    refusals: ['auth.not_allowed'],
    isIdempotent: false,
    handle: ({ tx, actor, body }) => searchRoster(tx, services.cipher, actor, body),
  }),
  route({
    method: 'GET',
    url: '/api/people/gaps',
    operation: 'person.roster',
    summary: 'Grids without a head and units without a person',
    query: contract.areaQuery,
    reply: contract.gapsReply,
    refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, query }) => readGaps(tx, actor, query.areaPath),
  }),
];

const tableRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'GET',
    url: '/api/people/export/:form',
    operation: 'person.export',
    summary:
      'The staff of an area as a workbook or csv that can be edited and imported again; numbers masked',
    params: contract.tableParams,
    query: contract.tableQuery,
    reply: Type.Unknown(),
    refusals: ['auth.not_allowed'],
    perMinute: TABLES_PER_MINUTE,
    handle: async ({ tx, actor, params, query, response }) => {
      const { form } = params;
      const table = await exportPeople(tx, services.cipher, actor, { language: 'zh', ...query, form });
      response.header('content-type', TYPES[form]);
      response.header('content-disposition', `attachment; filename="people-${query.areaPath}.${form}"`);
      return table;
    },
  }),
  route({
    method: 'GET',
    url: '/api/people/template/:form',
    operation: 'person.import',
    summary: 'An empty list of staff with its headings',
    params: contract.tableParams,
    query: contract.templateQuery,
    reply: Type.Unknown(),
    perMinute: TABLES_PER_MINUTE,
    handle: async ({ params, query, response }) => {
      const { form } = params;
      response.header('content-type', TYPES[form]);
      response.header('content-disposition', `attachment; filename="people-template.${form}"`);
      return templateOf(query.language ?? 'zh', form);
    },
  }),
];

const importRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'POST',
    url: '/api/people/import/read',
    operation: 'person.import',
    summary: 'Read a list of staff from a workbook or csv; nothing is kept',
    query: contract.areaQuery,
    rawBody: [XLSX, 'text/csv'],
    rawLimitBytes: FILE_LIMIT_BYTES,
    reply: contract.readImportReply,
    refusals: [
      'people.file_unreadable',
      'people.file_swollen',
      'people.file_too_large',
      'auth.not_allowed',
    ],
    isIdempotent: false,
    handle: async ({ actor, query, request, response }) => {
      requireRight(peoplePolicy, actor, 'person.import', query);
      const { body } = request;
      response.header('cache-control', 'no-store');
      const read = await readStaffFile(Buffer.isBuffer(body) ? body : throwRefusal('people.file_unreadable'));
      return { ...read, rows: [...read.rows] };
    },
  }),
  route({
    method: 'POST',
    url: '/api/people/import/check',
    operation: 'person.import',
    summary: 'What each line of a list of staff would do, with every cell that is wrong; nothing is ' +
      'written. The mark of a line is sent back when it is confirmed',
    body: contract.checkImportBody,
    hasLargeBody: true,
    reply: contract.checkReply,
    refusals: ['auth.not_allowed'],
    isIdempotent: false,
    handle: async ({ tx, actor, body }) => ({ lines: await checkImport(tx, services, actor, body) }),
  }),
  route({
    method: 'POST',
    url: '/api/people/import',
    operation: 'person.import',
    summary: 'Bring in lines that were checked, all that may be; posts that take two people wait for the ' +
      'second. Lines of another file, or changed since, are refused; sent twice they come in once',
    body: contract.importBody,
    hasLargeBody: true,
    reply: contract.linesReply,
    refusals: [
      'auth.not_allowed',
      'people.import_unchecked',
      'people.login_taken',
      'people.grid_has_head',
      'changes.reason_missing',
    ],
    handle: async ({ tx, actor, body }) => ({ lines: await importPeople(tx, services, actor, body) }),
  }),
];

const unitRoutes = ({ ties }: PeopleServices): readonly AnyRoute[] => [
  route({
    method: 'PATCH',
    url: '/api/units/:id',
    operation: 'unit.change',
    summary: 'Rename a unit, change what it serves or whom it stands under; what is left out stays. No ' +
      'area is given up in which open cases or rules hang on it',
    params: idParams,
    body: contract.changeUnitBody,
    reply: doneReply,
    refusals: [
      'people.unit_unknown',
      'people.unit_closed',
      'people.unit_changed',
      'people.unit_serves_nothing',
      'people.unit_own_parent',
      'people.unit_needed',
      'people.area_path',
      'auth.not_allowed',
    ],
    handle: async ({ tx, actor, params, body }) => {
      await changeUnit(tx, ties, actor, params.id, body);
      return { isDone: true as const };
    },
  }),
  route({
    method: 'POST',
    url: '/api/units/:id/close',
    operation: 'unit.close',
    summary: 'A unit is no more; refused while somebody works in it, a unit stands under it, or open ' +
      'cases or rules hang on it',
    params: idParams,
    body: whyBody,
    reply: doneReply,
    refusals: [
      'people.unit_unknown',
      'people.unit_closed',
      'people.unit_changed',
      'people.unit_is_centre',
      'people.unit_has_people',
      'people.unit_has_units',
      'people.unit_needed',
      'auth.not_allowed',
    ],
    handle: async ({ tx, actor, params, body }) => {
      await closeUnit(tx, ties, actor, params.id, body?.why);
      return { isDone: true as const };
    },
  }),
];

export const staffRoutes = (services: PeopleServices): readonly AnyRoute[] => [
  ...rosterRoutes(services),
  ...tableRoutes(services),
  ...importRoutes(services),
  ...unitRoutes(services),
  ...successionRoutes(services),
];
