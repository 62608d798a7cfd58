// The doors of imports: a file in pieces, a look at it, a trial, the run, its progress, its errors, its end.
import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import {
  DiscardReply,
  FaultsQuery,
  FaultsReply,
  IMPORT_PIECE_BYTES,
  ImportList,
  ImportParams,
  ImportsParams,
  ImportsQuery,
  ImportView,
  NewImportBody,
  PieceParams,
  PieceReply,
  PreviewReply,
  RunBody,
} from '../core/contract-imports.ts';
import {
  beginImport,
  cancelImport,
  discardImport,
  faultPages,
  mustReadFaults,
  previewImport,
  putImportPiece,
  readFaults,
  readImport,
  readImports,
  runImport,
} from './receive-import.ts';

const OWN = ['component.import_not_found', 'auth.not_allowed'] as const;
const OPERATION = { operation: 'component.import' } as const;

const fileRoutes: readonly AnyRoute[] = [
  route({
    ...OPERATION, method: 'POST', url: '/api/districts/:districtId/component-imports',
    summary: 'Announce a file of components; its pieces follow',
    params: ImportsParams, body: NewImportBody, reply: ImportView, status: 201,
    refusals: [...OWN, 'component.file_unreadable'],
    handle: ({ tx, actor, params, body, lang }) => beginImport(tx, actor, params.districtId, body, lang),
  }),
  route({
    ...OPERATION, method: 'GET', url: '/api/districts/:districtId/component-imports',
    summary: 'The imports of a district, newest first',
    params: ImportsParams, query: ImportsQuery, reply: ImportList, refusals: ['auth.not_allowed'],
    handle: ({ tx, actor, params, query, lang }) =>
      readImports(tx, actor, params.districtId, query.limit, lang),
  }),
  route({
    ...OPERATION, method: 'PUT', url: '/api/component-imports/:importId/pieces/:number',
    summary: 'Put one piece of the file; sending it again does no harm',
    params: PieceParams, body: Type.Unknown(), rawBody: ['application/octet-stream'],
    rawLimitBytes: IMPORT_PIECE_BYTES, isIdempotent: false, perMinute: 3_000, reply: PieceReply,
    refusals: [...OWN, 'component.piece_unfit'],
    handle: async ({ tx, actor, params, body }) => {
      if (!Buffer.isBuffer(body)) throwRefusal('component.piece_unfit', { number: params.number, due: '–' });
      return { have: [...(await putImportPiece(tx, actor, { ...params, bytes: body }))] };
    },
  }),
  route({
    ...OPERATION, method: 'GET', url: '/api/component-imports/:importId/preview',
    summary: 'What the columns of the file are called, and its first rows',
    params: ImportParams, reply: PreviewReply,
    refusals: [
      ...OWN, 'component.import_not_ready', 'component.file_unreadable', 'component.file_projected',
      'component.package_unfit',
    ],
    handle: ({ tx, actor, params }) => previewImport(tx, actor, params.importId),
  }),
];

const workRoutes: readonly AnyRoute[] = [
  route({
    ...OPERATION, method: 'GET', url: '/api/component-imports/:importId',
    summary: 'How far an import has come',
    params: ImportParams, reply: ImportView, refusals: OWN,
    handle: ({ tx, actor, params, lang }) => readImport(tx, actor, params.importId, lang),
  }),
  route({
    ...OPERATION, method: 'POST', url: '/api/component-imports/:importId/run',
    summary: 'Begin: as a trial that writes nothing, or in earnest. What is known already stays as it is',
    params: ImportParams, body: RunBody, reply: ImportView, status: 202,
    refusals: [...OWN, 'component.import_not_ready'],
    handle: ({ tx, actor, params, body, lang }) => runImport(tx, actor, params.importId, body, lang),
  }),
  route({
    ...OPERATION, method: 'POST', url: '/api/component-imports/:importId/cancel',
    summary: 'Stop after the rows at hand; what is written stays, and the import can be run again',
    params: ImportParams, reply: ImportView, refusals: OWN,
    handle: ({ tx, actor, params, lang }) => cancelImport(tx, actor, params.importId, lang),
  }),
  route({
    ...OPERATION, method: 'DELETE', url: '/api/component-imports/:importId',
    summary: 'Throw away a file that has written nothing, with its record',
    params: ImportParams, reply: DiscardReply, refusals: [...OWN, 'component.import_kept'],
    handle: ({ tx, actor, params }) => discardImport(tx, actor, params.importId),
  }),
  route({
    ...OPERATION, method: 'GET', url: '/api/component-imports/:importId/faults',
    summary: 'The rows that were not taken, in their order, with the way to mend them',
    params: ImportParams, query: FaultsQuery, reply: FaultsReply, refusals: OWN,
    handle: ({ tx, actor, params, query, lang }) => readFaults(tx, actor, params.importId, query, lang),
  }),
  route({
    ...OPERATION, method: 'GET', url: '/api/component-imports/:importId/errors.csv',
    summary: 'The errors file: a line for each row that was not taken',
    params: ImportParams, reply: Type.Unknown(), refusals: OWN,
    handle: async ({ tx, actor, params, lang, response }) => {
      await mustReadFaults(tx, actor, params.importId);
      response.headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="errors-${params.importId.slice(-8)}.csv"`,
        'cache-control': 'no-store',
      });
      return Readable.from(csvOf(faultPages(tx, params.importId, lang)));
    },
  }),
];

export const importRoutes: readonly AnyRoute[] = [...fileRoutes, ...workRoutes];
