// What the workshop shows of a version: its steps, its nobody's land, what is other than in another version.
// Reads alone.
import type { Refusal } from '../../../kernel/refusal.ts';
import { refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { type Difference, toDifferences } from '../core/compare-versions.ts';
import { draftOf } from '../core/draft.ts';
import { type LandPlace, landPlaces } from '../core/land.ts';
import { isOvertaken } from '../core/overtaken.ts';
import { type AreaVersion, findInForce, findVersion } from './queries.ts';
import { listDifferences, listDraftAreas, listSteps, type Step } from './queries-workshop.ts';

/** More than a person draws in a month. */
const MOST_STEPS = 1_000;
const MOST_DIFFERENCES = 20_000;

export interface DraftState {
  readonly version: AreaVersion;
  readonly isEditable: boolean;
  readonly isOvertaken: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly steps: readonly Step[];
}

export async function readDraft(tx: Tx, version: AreaVersion): Promise<DraftState> {
  const steps = await listSteps(tx, version.id, MOST_STEPS);
  const isEditable = version.state === 'draft' && version.isMesh && version.startsAt === null;
  return {
    version,
    isEditable,
    isOvertaken: isOvertaken(version, await findInForce(tx, version.districtId)),
    canUndo: isEditable && steps.some((step) => !step.isUndone),
    canRedo: isEditable && steps.some((step) => step.isUndone),
    steps,
  };
}

export async function readLand(
  tx: Tx,
  version: AreaVersion,
): Promise<LandPlace[] | Refusal<'areas.not_opened'>> {
  if (!version.isMesh) return refuse('areas.not_opened', { versionId: version.id });
  const { mesh, areas } = draftOf(await listDraftAreas(tx, version.id), new Set());
  return landPlaces(mesh, areas);
}

export interface Comparison {
  /** The other version; null where none was in force before. */
  readonly withVersionId: string | null;
  readonly differences: readonly Difference[];
}

/** With the version in force where no other is named. */
export async function compareVersions(
  tx: Tx,
  version: AreaVersion,
  withVersionId: string | undefined,
): Promise<Comparison | Refusal<'areas.version_not_found'>> {
  const other = withVersionId
    ? await findVersion(tx, withVersionId)
    : await findInForce(tx, version.districtId);
  if (withVersionId && other?.districtId !== version.districtId) {
    return refuse('areas.version_not_found', { versionId: withVersionId });
  }
  const found = await listDifferences(tx, version.id, other?.id ?? null, MOST_DIFFERENCES);
  return { withVersionId: other?.id ?? null, differences: found.flatMap(toDifferences) };
}

export const countOf = (differences: readonly Difference[], kind: Difference['kind']): number =>
  differences.filter((difference) => difference.kind === kind).length;
