// The empty table that whoever collects values fills in: its headings, and nothing else.
import { Readable } from 'node:stream';
import type { Language } from '../../../platform/server/http/route.ts';
import { csvOf } from '../../../platform/server/sheets/csv.ts';
import type { Page } from '../../../platform/server/sheets/rows.ts';
import { HEADINGS, IMPORT_FIELDS } from '../core/import-rows.ts';

async function* headings(language: Language): AsyncGenerator<Page> {
  yield [IMPORT_FIELDS.map((field) => HEADINGS[field][language])];
}

export const templateOf = (language: Language): Readable => Readable.from(csvOf(headings(language)));
