// An administrator brings a file of components: the right to, its rows, the units they name, the reply.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { CodeSchemeId } from '../core/code-scheme.ts';
import type { ImportTerms, SourceRow } from '../core/read-row.ts';
import { componentsPolicy } from '../core/policy.ts';
import { tellFault } from '../core/row-fault.ts';
import type { DeclaredClasses } from './declared-classes.ts';
import { bytesSource, unreadable } from './files/byte-source.ts';
import { readRows } from './files/read-rows.ts';
import { importComponents } from './import-components.ts';
import { unitsByWord } from './units-by-word.ts';

export interface ComponentFile {
  readonly districtId: string;
  readonly bytes: Uint8Array;
  readonly crs: ImportTerms['crs'] | 'CGCS2000';
  readonly scheme?: CodeSchemeId;
  readonly source: string;
  readonly lang: 'zh' | 'en';
  readonly declared: DeclaredClasses;
}

const MOST_LISTED = 1_000;

/** What one transaction writes in well under a minute; larger files are imported as work
 *  (import-runner.ts). */
const MOST_ROWS = 200_000;

async function rowsOf(bytes: Uint8Array): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const row of readRows(bytesSource(bytes))) {
    rows.push(row);
    if (rows.length > MOST_ROWS)
      throwRefusal('component.too_many_rows', { rows: rows.length, limit: MOST_ROWS });
  }
  if (rows.length === 0) throw unreadable(bytes.length === 0 ? 'empty' : 'no_rows');
  return rows;
}

export async function importFile(tx: Tx, actor: Actor, file: ComponentFile) {
  const { districtId, source, lang } = file;
  requireRight(componentsPolicy, actor, 'component.import', { areaPath: districtId });
  const rows = await rowsOf(file.bytes);
  const units = await unitsByWord(tx, districtId);
  const { added, updated, unchanged, outside, refused } = await importComponents(tx, {
    districtId,
    rows,
    crs: file.crs === 'CGCS2000' ? 'WGS84' : file.crs,
    ...(file.scheme ? { scheme: file.scheme } : {}),
    source,
    by: actor.kind === 'person' ? actor.personId : actor.kind,
    unitIdOf: (text) => units.get(text),
    declared: await file.declared(tx, districtId),
  });
  return {
    accepted: added + updated + unchanged,
    added,
    updated,
    unchanged,
    outsideCount: outside.length,
    outside: outside.slice(0, MOST_LISTED),
    refusedCount: refused.length,
    refused: refused.slice(0, MOST_LISTED).map((fault) => ({
      row: fault.row,
      field: fault.field,
      kind: fault.kind,
      reason: tellFault(fault, lang),
    })),
  };
}
