// The lists that a district starts with: national classes and types with limits in public use, in our own
// words. Data files, read by the same importer as any office's table; nothing here is decided in code.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localDate } from '../../../kernel/instant.ts';
import { assert } from '../../../kernel/assert.ts';
import { ROOT_FOLDER } from '../../../platform/server/db/folders.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import type { CatalogueSource } from '../core/catalogue.ts';
import { importCatalogue } from './import-catalogue.ts';
import { publishCatalogue } from './publish-catalogue.ts';
import type { Publication } from './publish-catalogue.ts';
import { readTableFile } from './read-table-file.ts';
import type { Sheet } from './read-table-file.ts';

const FOLDER = join(ROOT_FOLDER, 'db', 'seed', 'catalogue');

export async function readDefaultSheets(): Promise<Sheet[]> {
  const files = await Promise.all(
    ['events.csv', 'components.csv'].map((name) => readFile(join(FOLDER, name))),
  );
  return (await Promise.all(files.map((bytes) => readTableFile(bytes)))).flat();
}

export async function readDefaultSource(): Promise<CatalogueSource> {
  return JSON.parse(await readFile(join(FOLDER, 'source.json'), 'utf8')) as CatalogueSource;
}

export interface DefaultSeed {
  /** First day on which it holds, `YYYY-MM-DD`; today if not said. A first one may begin in the past. */
  readonly effectiveFrom?: string;
}

/** Imports and publishes. The district's grids and units must be there: throws Refused
 *  `catalogue.has_findings` with the list of what is missing. */
export async function seedDefaultCatalogue(
  tx: Tx,
  districtId: string,
  seed: DefaultSeed = {},
): Promise<Publication> {
  const source = await readDefaultSource();
  const imported = await importCatalogue(tx, {
    districtId,
    title: `${source.name} ${source.edition}`,
    effectiveFrom: seed.effectiveFrom ?? localDate(tx.now),
    source,
    sheets: await readDefaultSheets(),
    createdBy: 'system:seed',
  });
  assert(
    imported.catalogueId !== null,
    `the default lists have errors: ${JSON.stringify(imported.errors[0])}`,
  );
  return publishCatalogue(tx, districtId, imported.catalogueId, 'system:seed');
}
