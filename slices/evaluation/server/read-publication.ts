// What was published, as it was: by the indicators and weights of that day, from the frozen facts; and how a
// revision differs from the one before, figure by figure and case by case.
import { type Id, isUuid } from '../../../kernel/id.ts';
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { listBriefs } from '../../cases/server/public.ts';
import { unitDirectory } from '../../people/server/public.ts';
import type { CountedCases } from '../core/contract.ts';
import type { Differences, Publication, PublishedBy, PublishedTable } from '../core/contract-publications.ts';
import { COUNT_NAMES, type CountName } from '../core/counts.ts';
import { inForce } from '../core/indicator.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { isProtected } from '../core/protection.ts';
import { type PageAsked, pageOf } from './list-counted-cases.ts';
import {
  type DifferencePlace,
  findPublication,
  findRevision,
  listDifferences,
  listPublications,
  listPublishedFacts,
  type PublishedAsked,
  type StoredPublication,
  sumPublished,
} from './queries-publications.ts';
import { GRAIN, namesOf, schemeFor } from './read-table.ts';
import { byKey, cellsOf, countsOf, indicatorView, periodView, scoreFor, type Times } from './table-rows.ts';

const PAGE = 200;
const SHOWN = 50;

export const publicationView = (one: StoredPublication): Publication => ({
  id: one.id,
  areaPath: one.areaPath,
  revision: one.revision,
  why: one.why,
  byName: one.byName,
  period: periodView({ kind: one.period, from: one.fromDay, to: one.toDay }),
  publishedAt: toIso(one.publishedAt),
  came: one.came,
  went: one.went,
});

/** Of another area it is as if it were not there. */
async function publicationFor(tx: Tx, actor: Actor, id: Id): Promise<StoredPublication> {
  const found = (await findPublication(tx, id)) ?? throwRefusal('evaluation.no_publication');
  requireRight(evaluationPolicy, actor, 'evaluation.read', { areaPath: found.areaPath });
  return found;
}

export async function readPublications(tx: Tx, actor: Actor, areaPath: string, limit = SHOWN) {
  requireRight(evaluationPolicy, actor, 'evaluation.read', { areaPath });
  return { publications: (await listPublications(tx, areaPath, limit)).map(publicationView) };
}

interface TableOf {
  readonly by: PublishedBy;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

const lettersOf = (by: PublishedBy, areaPath: string): number =>
  by === 'area' ? areaPath.length + 4 : areaPath.length;

function differencesOf(key: string, [now, before]: Times): PublishedTable['rows'][number]['differences'] {
  return COUNT_NAMES.filter((count) => !isProtected(count)).flatMap((count) => {
    const is = now.get(key)?.get(count)?.cases ?? 0;
    const was = before.get(key)?.get(count)?.cases ?? 0;
    return is === was ? [] : [{ count, was, is }];
  });
}

export async function readPublished(
  tx: Tx,
  actor: Actor,
  id: Id,
  { by, after = '', limit = PAGE }: TableOf,
): Promise<PublishedTable> {
  const found = await publicationFor(tx, actor, id);
  const letters = lettersOf(by, found.areaPath);
  const earlier = found.revision === 1 ? undefined : await findRevision(tx, found, found.revision - 1);
  const sums = async (one: StoredPublication | undefined) => {
    if (one === undefined) return byKey([]);
    const counted = await sumPublished(tx, one.id, by, letters);
    const named = counted.map((row) => ({ ...row, key: by === 'whole' ? found.areaPath : row.key }));
    return byKey(by === 'unit' ? [...named, ...one.ratings] : named);
  };
  const before = earlier === undefined ? undefined : await findPublication(tx, earlier);
  const times: Times = [await sums(found), await sums(before), new Map()];
  const all = [...new Set([...times[0].keys(), ...times[1].keys()])].filter((key) => key > after).sort();
  const keys = all.slice(0, limit);
  const directory = await unitDirectory(tx);
  const names = await namesOf(tx, found.areaPath, by, keys);
  const indicators = found.indicators.filter(({ grains }) => grains.includes(GRAIN[by]));
  return {
    publication: publicationView(found),
    indicators: indicators.map(indicatorView),
    rows: keys.map((key) => ({
      key,
      name: names.get(key)?.name ?? key,
      nameEn: names.get(key)?.nameEn ?? key,
      cells: cellsOf(indicators, key, times),
      counts: countsOf(key, times),
      score: scoreFor(
        schemeFor(inForce(found.schemes, found.toDay), by, key, directory),
        indicators,
        key,
        times,
      ),
      differences: earlier === undefined ? [] : differencesOf(key, times),
    })),
    nextAfter: all.length > limit ? (keys.at(-1) ?? null) : null,
  };
}

/** Throws Refused `evaluation.cursor_unknown`. */
function differencePlace(cursor: string): DifferencePlace {
  const [caseId = '', kind, subject = '', text, sign = ''] = cursor.split(' ');
  const name = COUNT_NAMES.find((one) => one === text);
  const isKnown = isUuid(caseId) && name !== undefined && ['1', '-1'].includes(sign);
  if (!isKnown || (kind !== 'area' && kind !== 'unit')) return throwRefusal('evaluation.cursor_unknown');
  return { caseId, kind, subject, name, sign: Number(sign) };
}

/** Case by case; nothing of single persons, who see their own. */
export async function readDifferences(
  tx: Tx,
  actor: Actor,
  id: Id,
  asked: { cursor?: string | undefined; limit?: number | undefined },
): Promise<Differences> {
  const found = await publicationFor(tx, actor, id);
  const { cursor, limit = SHOWN } = asked;
  const after = cursor === undefined ? undefined : differencePlace(cursor);
  const rows = found.revision === 1 ? [] : await listDifferences(tx, id, after, limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const briefs = await listBriefs(tx, [...new Set(shown.map(({ caseId }) => caseId))]);
  const numbers = new Map(briefs.map((brief) => [brief.id, brief.number]));
  return {
    items: shown.map(({ name, sign, ...row }) => ({
      ...row,
      count: name,
      came: sign === 1,
      number: numbers.get(row.caseId) ?? '',
    })),
    nextCursor: last ? `${last.caseId} ${last.kind} ${last.subject} ${last.name} ${last.sign}` : null,
  };
}

export interface PublishedCell extends PageAsked {
  readonly by: PublishedBy;
  readonly key: string;
  readonly count: CountName;
}

/** The cases behind one count of a published table, as they were frozen. */
export async function listPublishedCases(
  tx: Tx,
  actor: Actor,
  id: Id,
  { by, key, count, ...page }: PublishedCell,
): Promise<CountedCases> {
  const { areaPath } = await publicationFor(tx, actor, id);
  const asked: PublishedAsked = {
    id,
    kind: by === 'unit' ? 'unit' : 'area',
    subject: by === 'unit' ? key : '',
    name: count,
    areaPath: by === 'area' ? key : areaPath,
    itemCode: by === 'item' ? key : null,
  };
  // Of ratings from below nothing is frozen but sums: there is no list.
  if (isProtected(count)) throwRefusal('evaluation.in_sums_alone');
  return pageOf(tx, page, (after, limit) => listPublishedFacts(tx, asked, after, limit));
}
