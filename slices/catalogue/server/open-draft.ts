// Begins a draft of the lists as a copy of the version in force or any other. Nothing in force changes.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { rowsOf } from '../core/list-rows.ts';
import { getLists, insertLists } from './queries-lists.ts';
import { findVersion, insertVersion, listVersions, type VersionRow } from './queries.ts';
import { type Editor, setBeginning } from './queries-workshop.ts';

export interface OpenCommand {
  readonly districtId: string;
  readonly fromCatalogueId?: Id;
  readonly title: string;
  readonly effectiveFrom: string;
}

/** In force today, else the last that is published for a day to come. */
export async function findCurrent(tx: Tx, districtId: string): Promise<VersionRow | undefined> {
  const today = localDate(tx.now);
  const published = await listVersions(tx, { districtId, states: ['published'] });
  return (
    published.find(
      ({ effectiveFrom, effectiveUntil }) =>
        effectiveFrom <= today && (effectiveUntil === null || today < effectiveUntil),
    ) ?? published[0]
  );
}

/** The version published last, whatever its day: what a draft must know of so as not to undo it. */
export async function findNewest(tx: Tx, districtId: string): Promise<VersionRow | undefined> {
  const published = await listVersions(tx, { districtId, states: ['published', 'retired'] });
  return published.reduce<VersionRow | undefined>(
    (newest, one) => ((one.publishedAt ?? 0) > (newest?.publishedAt ?? -1) ? one : newest),
    undefined,
  );
}

/** Throws Refused `catalogue.not_found`, `.not_in_force`. */
export async function openDraft(
  tx: Tx,
  { districtId, fromCatalogueId, title, effectiveFrom }: OpenCommand,
  by: Editor,
): Promise<{ readonly catalogueId: Id; readonly revision: number; readonly rows: number }> {
  const from = fromCatalogueId
    ? await findVersion(tx, fromCatalogueId)
    : await findCurrent(tx, districtId);
  if (!from || from.districtId !== districtId) {
    return fromCatalogueId
      ? throwRefusal('catalogue.not_found', { catalogueId: fromCatalogueId })
      : throwRefusal('catalogue.not_in_force', { districtId });
  }
  const catalogueId = tx.ids.next();
  const { source, defaults } = from;
  const version = { id: catalogueId, districtId, title, effectiveFrom, source, defaults, createdBy: by.id };
  await insertVersion(tx, version);
  const isDraft = from.state === 'draft' || from.state === 'checked';
  // A copy of a draft that was overtaken would undo as much as the draft itself.
  const basedOn = isDraft ? from.basedOn : ((await findNewest(tx, districtId))?.id ?? null);
  await setBeginning(tx, catalogueId, { copiedFrom: from.id, basedOn });
  const { entries, items, rules } = await getLists(tx, from.id);
  await insertLists(tx, catalogueId, { entries, items, rules: rules.map(({ id: _, ...rule }) => rule) });
  const rows = rowsOf({ ...version, entries, items, rules }).size;
  return { catalogueId, revision: 0, rows };
}
