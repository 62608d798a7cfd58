// The printed sheet of a case. Apart from the other doors, since it alone needs the photos themselves.
import { Type } from '@sinclair/typebox';
import type { PhotoFiles } from '../../../platform/server/files/photo-files.ts';
import { type AnyRoute, route } from '../../../platform/server/http/route.ts';
import { CaseParams } from '../core/contract.ts';
import { printSheet } from './print-sheet.ts';

const SHEETS_PER_MINUTE = 30;

/** A link can't say in a header which language its reader has chosen. */
const SheetQuery = Type.Object({
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
});

export const sheetRoutes = (files: PhotoFiles): readonly AnyRoute[] => [
  route({
    method: 'GET', url: '/api/cases/:caseId/sheet.pdf', operation: 'case.read',
    summary: 'The case as the reader sees it, as PDF: facts, photos, history, and a code that opens it',
    params: CaseParams, query: SheetQuery, reply: Type.Unknown(), perMinute: SHEETS_PER_MINUTE,
    refusals: ['cases.not_found', 'cases.too_many_sheets', 'calendar.not_found'],
    handle: async ({ tx, actor, params, query, lang, request, response }) => {
      const address = `${request.protocol}://${request.host}/command/cases/${params.caseId}`;
      const asked = { caseId: params.caseId, lang: query.language ?? lang, address };
      const { bytes, number } = await printSheet(tx, actor, files, asked);
      response.headers({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${number}.pdf"`,
        'cache-control': 'no-store',
      });
      return Buffer.from(bytes);
    },
  }),
];
