// Stores a district's tree as a new draft version. Nothing is in force until it is published.
import { type Refusal, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { LEVELS } from '../core/area.ts';
import { type DistrictSource, planImport } from '../core/plan-import.ts';
import { insertAreas, insertDraft, insertUnited, listKnownCodes, mergeTouchingParts } from './queries.ts';

export interface ImportCommand extends DistrictSource {
  /** Where the boundaries come from, for people: an office, a file, a date. */
  readonly source: string;
  /** A person's id, or what program did it. */
  readonly by: string;
}

export interface Draft {
  readonly versionId: string;
  readonly number: number;
  readonly areas: number;
}

/** The draft, or `areas.import_invalid` with `faults`, when nothing is stored. */
export async function importAreas(
  tx: Tx,
  command: ImportCommand,
): Promise<Draft | Refusal<'areas.import_invalid'>> {
  const known = await listKnownCodes(tx, command.districtId);
  const { areas, faults } = planImport(command, known);
  if (faults.length > 0) return refuse('areas.import_invalid', { count: faults.length, faults });
  const versionId = tx.ids.next();
  const crs = String(command.crs);
  const { districtId, source, by } = command;
  const number = await insertDraft(tx, { id: versionId, districtId, source, crs, createdBy: by });
  await insertAreas(
    tx,
    versionId,
    areas.filter((area) => area.boundary !== null),
  );
  await mergeTouchingParts(tx, versionId);
  for (const level of [...LEVELS].reverse()) {
    for (const area of areas) {
      if (area.level === level && area.boundary === null) await insertUnited(tx, versionId, area);
    }
  }
  return { versionId, number, areas: areas.length };
}
