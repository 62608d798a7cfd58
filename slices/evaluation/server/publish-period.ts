// evaluation.publish: a period that is over is frozen, fact by fact, with the indicators and weights of the
// day. Published again it is a revision, which holds what came and what went since, and why; what was
// published before stays as it was. While counting is behind it is refused.
import type { Id } from '../../../kernel/id.ts';
import { localDate } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { calendarFor } from '../../calendar/server/public.ts';
import type { Publication } from '../core/contract-publications.ts';
import type { SumRow } from '../core/evaluate.ts';
import { type PeriodKind, periodWords } from '../core/period.ts';
import { evaluationPolicy } from '../core/policy.ts';
import { publicationView } from './read-publication.ts';
import {
  findLastRevision,
  findPublication,
  findRevision,
  freezeFacts,
  insertPublication,
  type OfPeriod,
} from './queries-publications.ts';
import { ratingsOf } from './read-ratings.ts';
import { requireCounted } from './require-counted.ts';
import { periodAsked } from './read-table.ts';
import { rulesOf } from './rules-of.ts';

export interface PublishAsked {
  readonly areaPath: string;
  readonly period: PeriodKind;
  readonly day: string;
  readonly why?: string | undefined;
}

async function ratingsPublished(tx: Tx, of: OfPeriod, revision: number): Promise<readonly SumRow[]> {
  const id = revision === 0 ? undefined : await findRevision(tx, of, revision);
  return id === undefined ? [] : ((await findPublication(tx, id))?.ratings ?? []);
}

const toldBy = (sums: readonly SumRow[]): string =>
  sums.map(({ key, name, times }) => `${key} ${name} ${times}`).join('\n');
const isSame = (a: readonly SumRow[], b: readonly SumRow[]): boolean => toldBy(a) === toldBy(b);

export async function publishPeriod(tx: Tx, actor: Actor, asked: PublishAsked): Promise<Publication> {
  const { areaPath, why = null } = asked;
  requireRight(evaluationPolicy, actor, 'evaluation.publish', { areaPath });
  const by =
    actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation: 'evaluation.publish' });
  const period = periodAsked(asked.period, asked.day);
  const words = { zh: periodWords(period, 'zh'), en: periodWords(period, 'en') };
  const districtId = areaPath.slice(0, 6);
  const { data } = await calendarFor(tx, districtId);
  if (period.to >= localDate(tx.now, data.offsetMinutes))
    throwRefusal('evaluation.not_over', { ...words, to: period.to });
  await requireCounted(tx, districtId, data.offsetMinutes, words);
  const last = await findLastRevision(tx, areaPath, period.kind, period.from);
  if (last > 0 && why === null) throwRefusal('evaluation.why_missing', words);
  const ratings = await ratingsOf(tx, { districtId, areaPath }, period);
  const had = await ratingsPublished(tx, { areaPath, period: period.kind, fromDay: period.from }, last);
  const id: Id = tx.ids.next();
  await insertPublication(tx, {
    id,
    districtId,
    areaPath,
    period: period.kind,
    fromDay: period.from,
    toDay: period.to,
    revision: last + 1,
    why: last === 0 ? null : why,
    ...(await rulesOf(tx, areaPath, period.to)),
    ratings,
    byPersonId: by.personId,
    byName: by.name,
  });
  const differing = await freezeFacts(tx, { id });
  if (last > 0 && differing === 0 && isSame(had, ratings))
    throwRefusal('evaluation.nothing_changed', { ...words, revision: last });
  return publicationView((await findPublication(tx, id)) ?? throwRefusal('evaluation.no_publication'));
}
