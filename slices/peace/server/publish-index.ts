// peace.publish: the indexes of a period that is over are frozen for the district, its streets and its
// communities, with the scheme by which they were judged. Published again it is a revision by the same scheme
// that says why, and holds the areas of which it says otherwise; what was published stays as it was.
import { assert } from '../../../kernel/assert.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import { factsOf, factOf, textFact } from '../../changes/core/change.ts';
import { recordChanges } from '../../changes/server/public.ts';
import type { Publication, PublishBody } from '../core/contract-published.ts';
import { peacePolicy } from '../core/policy.ts';
import type { SchemeBody } from '../core/scheme.ts';
import { type Span, spanWords } from '../core/span.ts';
import { judgeTable, publicationView, type Ruling, rulingOn, spanUnder } from './judge-areas.ts';
import { isOver } from './load-figures.ts';
import { listSchemes } from './queries.ts';
import {
  type AreaTold,
  findPublication,
  freezeRows,
  insertPublication,
  type PublicationRow,
} from './queries-published.ts';
import { spanAsked } from './read-series.ts';

/** Street by street: a district is never loaded whole. */
async function judgeDistrict(
  tx: Tx,
  districtId: string,
  body: SchemeBody,
  span: Span,
): Promise<readonly AreaTold[]> {
  const upper = await judgeTable(tx, districtId, body, span);
  const all = [...upper];
  for (const { areaPath } of upper.slice(1)) {
    all.push(...(await judgeTable(tx, areaPath, body, span)).slice(1));
  }
  return all;
}

const rulingFor = (last: PublicationRow | undefined, now: Ruling): Ruling =>
  last ? { edition: last.edition, validFrom: last.validFrom, body: last.scheme } : now;

const wordsOf = (span: Span) => ({ zh: spanWords(span, 'zh'), en: spanWords(span, 'en') });

async function tell(
  tx: Tx,
  actor: Actor,
  districtId: string,
  { span, why }: Publication,
  revision: string,
): Promise<void> {
  const facts = factsOf(
    factOf({ zh: '期间', en: 'period' }, null, { zh: span.zh, en: span.en }),
    textFact({ zh: '第几版', en: 'revision' }, null, revision),
  );
  await recordChanges(tx, actor, [
    {
      operation: 'peace.publish',
      title: { zh: '平安指数公布', en: 'Peace index published' },
      areaPath: districtId,
      subject: { kind: 'index', id: districtId, name: span.zh },
      facts,
      ...(why === null ? {} : { why }),
    },
  ]);
}

export async function publishIndex(tx: Tx, actor: Actor, asked: PublishBody): Promise<Publication> {
  const { districtId, day } = asked;
  requireRight(peacePolicy, actor, 'peace.publish', { areaPath: districtId });
  const operation = 'peace.publish';
  const by = actor.kind === 'person' ? actor : throwRefusal('auth.not_allowed', { operation });
  spanAsked('month', day);
  const schemes = await listSchemes(tx, districtId);
  const span = spanUnder(schemes, day);
  const words = wordsOf(span);
  if (!isOver(tx, span)) throwRefusal('peace.not_over_yet', { ...words, to: span.to });
  const last = await findPublication(tx, districtId, span);
  const why = (asked.why ?? '').trim();
  if (last && why === '') throwRefusal('peace.revision_why_missing', words);
  const { body, ...which } = rulingFor(last, rulingOn(schemes, span.from));
  const rows = await judgeDistrict(tx, districtId, body, span);
  if (!last && rows.every(({ told }) => told.index === null)) throwRefusal('peace.none_judged', words);
  const revision = (last?.revision ?? 0) + 1;
  await insertPublication(tx, {
    districtId,
    span,
    revision,
    why: last ? why : null,
    edition: which.edition,
    validFrom: which.validFrom,
    scheme: body,
    byPersonId: by.personId,
    byName: by.name,
  });
  const differing = await freezeRows(tx, { districtId, span, revision }, rows);
  if (last && differing === 0) throwRefusal('peace.nothing_moved', { ...words, revision: last.revision });
  const written = await findPublication(tx, districtId, span);
  assert(written, 'what was just written is there');
  const publication = publicationView(written);
  await tell(tx, actor, districtId, publication, String(revision));
  return publication;
}
