// The doors of lists: a view page by page, how many it holds, the view as a file, and what may be done to
// several of its cases at once.
import { Type } from '@sinclair/typebox';
import type { Actor } from '../../../kernel/rights.ts';
import { written } from '../../../platform/server/http/exact-reply.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import {
  AbilitiesQuery, CaseCount, ExportParams, ExportProgress, ListQuery, ManyAbilities, ViewQuery,
} from '../core/contract-lists.ts';
import { CaseList } from '../core/contract.ts';
import { filterWords } from '../core/view-words.ts';
import { AskedList } from '../core/contract-asked.ts';
import { exportCases, type ExportFormat, readExport } from './export-cases.ts';
import { countView, writeCaseList } from './list-cases.ts';
import { listAsked } from './list-asked.ts';
import { readAbilities } from './read-abilities.ts';
import { nameLookup } from './view-names.ts';

const districtOf = (actor: Actor): string | undefined =>
  (actor.kind === 'person' ? actor.posts[0]?.areaPath.slice(0, 6) : undefined);

const REFUSALS = ['cases.field_invalid', 'cases.field_missing', 'calendar.not_found'];

const TYPES: Readonly<Record<ExportFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};
/** A file of a whole district is work. */
const EXPORTS_PER_MINUTE = 10;

/** Old readers of headers know no Chinese: they get a plain name with the same moment. */
const attached = (fileName: string): string => {
  const plain = fileName.replace(/[^\x20-\x7e]+/g, 'cases');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
};

const exporting = (format: ExportFormat): AnyRoute => route({
  method: 'GET', url: `/api/cases/export.${format}`, operation: 'case.export',
  summary: `The cases of a view as ${format}, written as they are read; x-export-id names its progress`,
  query: ViewQuery, reply: Type.Unknown(), perMinute: EXPORTS_PER_MINUTE,
  refusals: REFUSALS,
  handle: async ({ tx, actor, query, lang, response }) => {
    const { id, bytes, total, fileName } = await exportCases(tx, actor, query, format, lang);
    response.headers({
      'content-type': TYPES[format], 'content-disposition': attached(fileName),
      'cache-control': 'no-store', 'x-export-id': id, 'x-export-total': String(total),
    });
    return bytes;
  },
});

export const listRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET', url: '/api/cases', operation: 'case.list',
    summary: 'The cases of a view that the reader may see, newest first (late ones: what is due first), or ' +
      'as `sort` says; follow nextCursor for more',
    query: ListQuery, reply: CaseList, isReplyExact: true, refusals: REFUSALS,
    handle: async ({ tx, actor, query }) => written<CaseList>(await writeCaseList(tx, actor, query)),
  }),
  route({
    method: 'GET', url: '/api/cases/count', operation: 'case.list',
    summary: 'How many cases a view holds, as far as 1,024, and its filters in words',
    query: ViewQuery, reply: CaseCount, refusals: REFUSALS,
    handle: async ({ tx, actor, query, lang }) => ({
      ...await countView(tx, actor, query),
      filters: filterWords(query, lang, await nameLookup(tx, actor, query, lang, districtOf(actor))),
    }),
  }),
  route({
    method: 'GET', url: '/api/cases/abilities', operation: 'case.read',
    summary: 'What the reader may do to each of these cases now, and to all of them alike',
    query: AbilitiesQuery, reply: ManyAbilities, refusals: ['calendar.not_found'],
    handle: ({ tx, actor, query }) => readAbilities(tx, actor, query.id),
  }),
  route({
    method: 'GET', url: '/api/cases/asked', operation: 'case.list',
    summary: 'What waits for the reader’s word: extensions, suspensions, consultations, forced closings, ' +
      'overdue appeals; the longest waiting first',
    reply: AskedList, refusals: ['calendar.not_found'],
    handle: ({ tx, actor }) => listAsked(tx, actor),
  }),
  exporting('xlsx'),
  exporting('csv'),
  route({
    method: 'GET', url: '/api/cases/exports/:exportId', operation: 'case.export',
    summary: 'How far a file of mine has come',
    params: ExportParams, reply: ExportProgress, refusals: ['cases.not_found'],
    handle: ({ tx, actor, params }) => readExport(tx, actor, params.exportId),
  }),
];
