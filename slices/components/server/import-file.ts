// An administrator brings a file of components: the right to, its rows, the units they name, the reply.
import type { Id } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { orRefuse } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { CodeSchemeId } from '../core/code-scheme.ts';
import type { ImportTerms } from '../core/plan-import.ts';
import { componentsPolicy } from '../core/policy.ts';
import { tellFault } from '../core/row-fault.ts';
import { importComponents } from './import-components.ts';
import { readFile } from './read-file.ts';

export interface ComponentFile {
  readonly districtId: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly crs: ImportTerms['crs'] | 'CGCS2000';
  readonly scheme?: CodeSchemeId;
  readonly source: string;
  readonly lang: 'zh' | 'en';
}

const MOST_LISTED = 1_000;

/** Units by id, by code, and by a name that only one of the district's units bears. */
async function unitsByWord(tx: Tx, districtId: string): Promise<ReadonlyMap<string, Id | undefined>> {
  const units = (await unitDirectory(tx)).units().filter((unit) => unit.districtId === districtId);
  const words = new Map<string, Id | undefined>();
  for (const unit of units) words.set(unit.name, words.has(unit.name) ? undefined : unit.id);
  for (const unit of units) words.set(unit.code, unit.id).set(unit.id, unit.id);
  return words;
}

export async function importFile(tx: Tx, actor: Actor, file: ComponentFile) {
  const { districtId, source, lang } = file;
  requireRight(componentsPolicy, actor, 'component.import', { areaPath: districtId });
  const rows = orRefuse(readFile(file.bytes, file.mediaType));
  const units = await unitsByWord(tx, districtId);
  const { added, updated, unchanged, outside, refused } = await importComponents(tx, {
    districtId,
    rows,
    crs: file.crs === 'CGCS2000' ? 'WGS84' : file.crs,
    ...(file.scheme ? { scheme: file.scheme } : {}),
    source,
    by: actor.kind === 'person' ? actor.personId : actor.kind,
    unitIdOf: (text) => units.get(text),
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
