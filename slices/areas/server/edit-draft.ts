// One step on a draft, one step back, one step forth. The draft is locked, and whoever read it before another
// wrote is told who did, instead of undoing their work. The areas are always those of the steps that stand.
import { isRefusal, type Refusal, refuse } from '../../../kernel/refusal.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { codeOfPath } from '../core/area.ts';
import type { Edit } from '../core/contract-workshop.ts';
import { applyEdit, type DraftArea, draftOf, type Patch } from '../core/draft.ts';
import { fromE7, toE7 } from '../core/exact-geometry.ts';
import { landAt } from '../core/merge-areas.ts';
import { innerPlace, squareMetresOf } from '../core/mesh.ts';
import { applyOutline } from './apply-outline.ts';
import { type AreaVersion, insertAreas, lockVersion } from './queries.ts';
import {
  deleteAreas,
  findStep,
  insertClaim,
  insertStep,
  listDraftAreas,
  listEverUsed,
  setRevision,
  setUndone,
  type Step,
} from './queries-workshop.ts';

export interface Editor {
  readonly id: string;
  readonly name: string;
}

export interface Changed {
  readonly versionId: string;
  readonly revision: number;
  readonly step: Step;
  /** As they are now. */
  readonly changed: readonly DraftArea[];
  readonly gone: readonly string[];
}

/** Not yet agreed upon, and as it was read; held until the transaction ends. An import is no mesh. */
export async function lockDraft(
  tx: Tx,
  versionId: string,
  revision: number,
  needsMesh = true,
): Promise<AreaVersion | Refusal> {
  const version = await lockVersion(tx, versionId);
  if (!version) return refuse('areas.version_not_found', { versionId });
  if (version.state !== 'draft') return refuse('areas.not_draft', { state: version.state });
  if (version.startsAt !== null) {
    return refuse('areas.draft_waits', { startsOn: localDate(version.startsAt) });
  }
  if (needsMesh && !version.isMesh) return refuse('areas.not_opened', { versionId });
  if (version.revision === revision) return version;
  const byName = version.revisedByName ?? '–';
  return refuse('areas.draft_changed', { revision: version.revision, byName });
}

async function write(tx: Tx, versionId: string, gone: readonly DraftArea[], now: readonly DraftArea[]) {
  const paths = new Set([...gone, ...now].map(({ path }) => path));
  await deleteAreas(tx, versionId, [...paths]);
  await insertAreas(
    tx,
    versionId,
    now.map((area) => ({ ...area, code: codeOfPath(area.path) })),
  );
}

const changedBy = (version: AreaVersion, revision: number, step: Step): Changed => {
  const [were, are] = step.isUndone ? [step.after, step.before] : [step.before, step.after];
  const gone = were.filter(({ path }) => !are.some((area) => area.path === path)).map(({ path }) => path);
  return { versionId: version.id, revision, step, changed: are, gone };
};

export async function editDraft(
  tx: Tx,
  versionId: string,
  revision: number,
  edit: Edit,
  by: Editor,
): Promise<Changed | Refusal> {
  const version = await lockDraft(tx, versionId, revision);
  if (isRefusal(version)) return version;
  const { districtId } = version;
  const draft = draftOf(await listDraftAreas(tx, versionId), await listEverUsed(tx, districtId));
  const patch =
    edit.kind === 'outline' ? await applyOutline(tx, versionId, draft, edit) : applyEdit(draft, edit);
  if (isRefusal(patch)) return patch;
  if (patch.before.length + patch.after.length === 0) return refuse('areas.nothing_changed', { versionId });
  await write(tx, versionId, patch.before, patch.after);
  const made = { ...patch, edit, madeBy: by.id, madeByName: by.name };
  const seq = await insertStep(tx, { districtId, versionId, ...made });
  if (edit.kind === 'claim') await recordClaim(tx, version, seq, edit, patch, draft);
  await setRevision(tx, versionId, revision + 1, by);
  const step = { ...made, seq, kind: edit.kind, isUndone: false, madeAt: tx.now };
  return changedBy(version, revision + 1, step);
}

async function recordClaim(
  tx: Tx,
  { id: versionId, districtId }: AreaVersion,
  seq: number,
  { at, to, decision }: Edit & { kind: 'claim' },
  { before, after }: Patch,
  draft: ReturnType<typeof draftOf>,
): Promise<void> {
  const place = landAt(draft.mesh, [toE7(at.lon), toE7(at.lat)]);
  // The place may be a corner; which grid holds the ground later on is found by a place inside it.
  const inner = place && innerPlace(place);
  const fresh = after.find(({ path, level }) => level === 'grid' && !before.some((b) => b.path === path));
  await insertClaim(tx, {
    districtId,
    versionId,
    seq,
    path: 'path' in to ? to.path : (fresh?.path ?? to.communityPath),
    squareMetres: squareMetresOf(place ? [place] : []),
    lon: inner ? fromE7(inner[0]) : at.lon,
    lat: inner ? fromE7(inner[1]) : at.lat,
    decisionNumber: decision.number,
    decisionText: decision.text,
    decidedOn: decision.decidedOn,
  });
}

/** Back takes the last step that stands, forth does the one that was taken back last: the areas are then as
 *  if it had never been, or as if it had never been taken back. */
export async function turnStep(
  tx: Tx,
  versionId: string,
  revision: number,
  way: 'back' | 'forth',
  by: Editor,
): Promise<Changed | Refusal> {
  const version = await lockDraft(tx, versionId, revision);
  if (isRefusal(version)) return version;
  const isBack = way === 'back';
  const step = await findStep(tx, versionId, !isBack);
  if (!step) return refuse(isBack ? 'areas.nothing_to_undo' : 'areas.nothing_to_redo');
  const turned = changedBy(version, revision + 1, { ...step, isUndone: isBack });
  await write(tx, versionId, isBack ? step.after : step.before, turned.changed);
  await setUndone(tx, versionId, step.seq, isBack);
  await setRevision(tx, versionId, revision + 1, by);
  return turned;
}
