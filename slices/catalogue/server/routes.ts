// The doors of the catalogue.
import { Type } from '@sinclair/typebox';
import { localDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import {
  AuditReply,
  DistrictParams,
  ImportQuery,
  ImportReply,
  ItemParams,
  ItemReply,
  ItemsQuery,
  ItemsReply,
  PublicationReply,
  PublishBody,
  VersionParams,
  VersionsReply,
  WordsReply,
} from '../core/contract.ts';
import { cataloguePolicy } from '../core/policy.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { exportCatalogue } from './export-catalogue.ts';
import { importCatalogue } from './import-catalogue.ts';
import { requestPublication } from './request-publication.ts';
import { readItem, readItems, readWords } from './read-items.ts';
import { readTableFile } from './read-table-file.ts';
import { readVersions } from './read-versions.ts';
import { proofRoutes } from './routes-proof.ts';
import { workshopRoutes } from './routes-workshop.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook costs a tenth of a second, and anybody may ask for one. */
const EXPORTS_PER_MINUTE = 20;

/** The kept name of who changed a list. */
const nameOf = (actor: Actor): string => (actor.kind === 'person' ? actor.personId : actor.kind);

export const catalogueRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/items',
    operation: 'catalogue.read',
    summary: 'What can be reported; with `text`, the likeliest items for a person’s own words',
    params: DistrictParams,
    query: ItemsQuery,
    reply: ItemsReply,
    refusals: ['catalogue.not_in_force'],
    handle: async ({ tx, params, query }) => readItems(tx, params.districtId, query),
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/items/:itemCode',
    operation: 'catalogue.read',
    summary: 'One item: when it is filed and closed, within what time, and who is responsible',
    params: ItemParams,
    reply: ItemReply,
    refusals: ['catalogue.not_in_force', 'catalogue.item_unknown'],
    handle: async ({ tx, params }) => readItem(tx, params.districtId, params.itemCode),
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/words',
    operation: 'catalogue.read',
    summary: 'Both lists with every word by which an item is found, for a phone that searches by itself',
    params: DistrictParams,
    reply: WordsReply,
    refusals: ['catalogue.not_in_force'],
    handle: async ({ tx, params }) => readWords(tx, params.districtId),
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/export.xlsx',
    operation: 'catalogue.read',
    summary: 'Both lists in force as a workbook that can be edited and imported again',
    params: DistrictParams,
    reply: Type.Unknown(),
    refusals: ['catalogue.not_in_force'],
    perMinute: EXPORTS_PER_MINUTE,
    handle: async ({ tx, params, response }) => {
      const workbook = await exportCatalogue(tx, params.districtId);
      response.header('content-type', XLSX);
      response.header('content-disposition', `attachment; filename="catalogue-${params.districtId}.xlsx"`);
      return workbook;
    },
  }),
  route({
    method: 'GET',
    url: '/api/catalogue/:districtId/versions',
    operation: 'catalogue.versions',
    summary: 'All versions of the lists, drafts included',
    params: DistrictParams,
    reply: VersionsReply,
    refusals: ['auth.not_allowed'],
    handle: async ({ tx, actor, params }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.versions', { areaPath: params.districtId });
      return readVersions(tx, params.districtId);
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/import',
    operation: 'catalogue.import',
    summary: 'Make a draft from a workbook or a csv file; errors are told per row, and how to mend them',
    params: DistrictParams,
    query: ImportQuery,
    rawBody: [XLSX, 'text/csv'],
    reply: ImportReply,
    refusals: ['catalogue.file_unreadable', 'catalogue.file_too_large', 'auth.not_allowed'],
    handle: async ({ tx, actor, params, query, request }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.import', { areaPath: params.districtId });
      const { title, effectiveFrom, isPartial, source } = query;
      const { body } = request;
      const bytes = Buffer.isBuffer(body) ? body : throwRefusal('catalogue.file_unreadable', { why: 'JSON' });
      const name = source ?? title;
      return importCatalogue(tx, {
        districtId: params.districtId,
        title,
        sheets: await readTableFile(bytes),
        createdBy: nameOf(actor),
        source: { name, nameEn: name, edition: title, asOf: effectiveFrom ?? localDate(tx.now) },
        ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
        ...(isPartial === undefined ? {} : { isPartial }),
      });
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/versions/:catalogueId/check',
    operation: 'catalogue.check',
    summary: 'Walk every item and every grid: holes, clashes and units that are nowhere',
    params: VersionParams,
    reply: AuditReply,
    refusals: ['catalogue.not_found', 'catalogue.not_draft', 'areas.district_not_found', 'auth.not_allowed'],
    handle: async ({ tx, actor, params }) => {
      requireRight(cataloguePolicy, actor, 'catalogue.check', { areaPath: params.districtId });
      return checkCatalogue(tx, params.districtId, params.catalogueId);
    },
  }),
  route({
    method: 'POST',
    url: '/api/catalogue/:districtId/versions/:catalogueId/publish',
    operation: 'catalogue.publish',
    summary:
      'Put a version into force from its day on, the first at once and others once a second person agrees; ' +
      'refused with the list while anything is without an owner',
    params: VersionParams,
    body: PublishBody,
    reply: PublicationReply,
    refusals: [
      'changes.reason_missing',
      'catalogue.not_found',
      'catalogue.not_draft',
      'catalogue.has_findings',
      'catalogue.date_past',
      'catalogue.date_taken',
      'catalogue.draft_overtaken',
      'catalogue.changed_since_read',
      'areas.district_not_found',
      'auth.not_allowed',
    ],
    handle: ({ tx, actor, params, body }) => requestPublication(tx, actor, { ...params, ...body }),
  }),
  ...workshopRoutes,
  ...proofRoutes,
];
