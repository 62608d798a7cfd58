// What other slices may ask of the catalogue inside their transaction.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { isRefusal, refuse } from '../../../kernel/refusal.ts';
import type { Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { getComponent } from '../../components/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { CompiledCatalogue } from '../core/compile.ts';
import { resolve as resolveIn } from '../core/resolve.ts';
import type { Question, Resolution } from '../core/resolve.ts';
import { searchItems as searchIn } from '../core/search-index.ts';
import type { ItemHit } from '../core/search-index.ts';
import { cataloguesSnapshot, compileVersion } from './catalogues-snapshot.ts';
import { findVersion } from './queries.ts';

export { countRulesNaming, countRulesOn } from './count-rules.ts';
export { catalogueExecutors } from './request-publication.ts';
export type { CompiledCatalogue } from '../core/compile.ts';
export type { Resolution } from '../core/resolve.ts';
export type { ItemHit } from '../core/search-index.ts';
export { seedDefaultCatalogue } from './default-catalogue.ts';

/** Every version of the district that was ever in force, newest effect first. */
export const publishedCatalogues = async (
  tx: Tx,
  districtId: string,
): Promise<readonly CompiledCatalogue[]> =>
  (await tx.snapshots.get(cataloguesSnapshot)).byDistrict.get(districtId) ?? [];

/** The component classes of the lists in force and of those to come: a class of a later version may be
 *  counted before anybody answers for it. */
export async function declaredComponentClasses(tx: Tx, districtId: string): Promise<readonly string[]> {
  const today = localDate(tx.now);
  const lists = (await publishedCatalogues(tx, districtId)).filter(
    ({ effectiveUntil }) => effectiveUntil === null || today < effectiveUntil,
  );
  const items = lists.flatMap((one) => one.items());
  return [...new Set(items.flatMap(({ componentClass }) => componentClass ?? []))];
}

/** Any version, drafts included, with the revision that was read; undefined where the district has none
 * such. */
export async function compiledVersion(
  tx: Tx,
  districtId: string,
  catalogueId: Id,
): Promise<{ readonly compiled: CompiledCatalogue; readonly revision: number } | undefined> {
  const version = await findVersion(tx, catalogueId);
  if (version?.districtId !== districtId) return undefined;
  return { compiled: await compileVersion(tx, version), revision: version.revision };
}

/** The catalogue that holds in the district on the day of `at` (now if not said). */
export async function catalogueInForce(
  tx: Tx,
  districtId: string,
  at: Instant = tx.now,
): Promise<CompiledCatalogue | Refusal<'catalogue.not_in_force'>> {
  const day = localDate(at);
  const versions = (await tx.snapshots.get(cataloguesSnapshot)).byDistrict.get(districtId) ?? [];
  const found = versions.find(
    ({ effectiveFrom, effectiveUntil }) =>
      effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil),
  );
  return found ?? refuse('catalogue.not_in_force', { districtId });
}

/** A version by its id, also one no longer in force: a case keeps the version it began under. */
export async function catalogueById(
  tx: Tx,
  id: Id,
): Promise<CompiledCatalogue | Refusal<'catalogue.not_found'>> {
  return (
    (await tx.snapshots.get(cataloguesSnapshot)).byId.get(id) ??
    refuse('catalogue.not_found', { catalogueId: id })
  );
}

export interface ResolveQuestion extends Question {
  readonly districtId: string;
  /** The version a case began under; the one in force at `at` if not said. */
  readonly catalogueId?: Id;
  /** The component concerned; `component` says the same where the caller has read it already. */
  readonly componentId?: Id;
}

async function componentOf(tx: Tx, question: ResolveQuestion): Promise<Pick<Question, 'component'>> {
  if (question.component !== undefined) return { component: question.component };
  return question.componentId === undefined
    ? {}
    : { component: await getComponent(tx, question.componentId) };
}

/** Who is responsible, on what terms, and why. Throws Refused `component.not_found`. */
export async function resolve(tx: Tx, question: ResolveQuestion): Promise<Resolution | Refusal> {
  const { districtId, catalogueId, at } = question;
  const compiled =
    catalogueId === undefined
      ? await catalogueInForce(tx, districtId, at)
      : await catalogueById(tx, catalogueId);
  if (isRefusal(compiled)) return compiled;
  return resolveIn(compiled, await unitDirectory(tx), {
    ...question,
    ...(await componentOf(tx, question)),
  });
}

/** Items that a person's words may mean, likeliest first, with a score 0–1. */
export async function suggestItems(
  tx: Tx,
  districtId: string,
  words: string,
  limit = 5,
): Promise<readonly ItemHit[] | Refusal> {
  const compiled = await catalogueInForce(tx, districtId);
  return isRefusal(compiled) ? compiled : searchIn(compiled.search, words, limit);
}
