// One save on a draft of the lists, and one step taken back. Two people may edit different rows at once;
// whoever saves a row that another has changed since is told who did, instead of undoing their work.
import type { Id } from '../../../kernel/id.ts';
import { isRefusal, refuse, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { unitDirectory } from '../../people/server/public.ts';
import { applySave, type ListsPatch, type Save } from '../core/edit-lists.ts';
import { keyOf, type ListRows, rowsOf } from '../core/list-rows.ts';
import type { WorkshopRefusalCode } from '../core/refusals-workshop.ts';
import { lockDraft } from './check-catalogue.ts';
import { getLists } from './queries-lists.ts';
import type { VersionRow } from './queries.ts';
import {
  type Editor,
  findChangedSince,
  findListStep,
  insertListStep,
  setListRevision,
  type StepKind,
  writePatch,
} from './queries-workshop.ts';

export interface Saved {
  readonly catalogueId: Id;
  readonly revision: number;
  readonly patch: ListsPatch;
}

type No = Refusal<WorkshopRefusalCode>;

export const rowsOfVersion = async (tx: Tx, version: VersionRow): Promise<ListRows> =>
  rowsOf({ ...version, ...(await getLists(tx, version.id)) });

export interface SaveCommand {
  readonly districtId: string;
  readonly catalogueId: Id;
  readonly revision: number;
}

async function aroundOf(tx: Tx, districtId: string) {
  const units = await unitDirectory(tx);
  return { districtId, isUnit: (id: string) => units.unit(id)?.districtId === districtId };
}

async function write(
  tx: Tx,
  version: VersionRow,
  revision: number,
  { patch, kind, by }: { readonly patch: ListsPatch; readonly kind: StepKind; readonly by: Editor },
): Promise<Saved | No> {
  const { id } = version;
  const keys = [...patch.before, ...patch.after].map(keyOf);
  if (keys.length === 0) return refuse('catalogue.nothing_changed');
  const other = revision < version.revision && (await findChangedSince(tx, id, revision, keys));
  if (other) return refuse('catalogue.draft_changed', { ...other, revision: version.revision });
  const seq = version.revision + 1;
  await writePatch(tx, id, patch);
  await insertListStep(tx, id, { ...patch, seq, kind }, by);
  await setListRevision(tx, id, seq, by);
  return { catalogueId: id, revision: seq, patch };
}

/** Throws Refused `catalogue.not_found`, `.not_draft`. */
export async function saveRows(
  tx: Tx,
  { districtId, catalogueId, revision }: SaveCommand,
  save: Save,
  by: Editor,
  kind?: StepKind,
): Promise<Saved | No> {
  const version = await lockDraft(tx, districtId, catalogueId);
  const patch = applySave(await rowsOfVersion(tx, version), save, await aroundOf(tx, districtId));
  if (isRefusal(patch)) return patch;
  return write(tx, version, revision, { patch, by, kind: kind ?? (save.put.length > 0 ? 'save' : 'remove') });
}

/** Puts back what stood there before a step, as a step of its own. Refused where another has been in the
 * same rows since. Throws Refused `catalogue.not_found`, `.not_draft`. */
export async function undoStep(
  tx: Tx,
  { districtId, catalogueId }: Omit<SaveCommand, 'revision'>,
  seq: number,
  by: Editor,
): Promise<Saved | No> {
  const version = await lockDraft(tx, districtId, catalogueId);
  const step = await findListStep(tx, catalogueId, seq);
  if (!step) return refuse('catalogue.step_unknown', { seq });
  const had = new Set(step.before.map(keyOf));
  const remove = step.after.map(keyOf).filter((key) => !had.has(key));
  const rows = await rowsOfVersion(tx, version);
  const left = remove.filter((key) => rows.has(key));
  const patch = applySave(rows, { put: step.before, remove: left }, await aroundOf(tx, districtId));
  if (isRefusal(patch)) return patch;
  return write(tx, version, seq, { patch, kind: 'undo', by });
}
