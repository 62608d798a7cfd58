// What was published of a district, and what a revision says otherwise of an area and those below it.
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { throwRefusal } from '../../../platform/server/http/refused.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { Differences, Publications } from '../core/contract-published.ts';
import { peacePolicy } from '../core/policy.ts';
import { partsOtherwise } from '../core/published.ts';
import { publicationView, sideOf, spanUnder } from './judge-areas.ts';
import { listSchemes } from './queries.ts';
import { findPublication, listDiffering, listPublications } from './queries-published.ts';
import { spanAsked } from './read-series.ts';
import { seriesOfDistrict } from './series-list.ts';

const SHOWN = 24;
const PAGE = 50;

export async function readPublications(
  tx: Tx,
  actor: Actor,
  areaPath: string,
  limit = SHOWN,
): Promise<Publications> {
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  return { publications: (await listPublications(tx, areaPath, limit)).map(publicationView) };
}

interface DifferencesAsked {
  readonly areaPath: string;
  readonly day: string;
  readonly revision: number;
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

export async function readDifferences(tx: Tx, actor: Actor, asked: DifferencesAsked): Promise<Differences> {
  const { areaPath, revision, after = null, limit = PAGE } = asked;
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  spanAsked('month', asked.day);
  const districtId = areaPath.slice(0, 6);
  const span = spanUnder(await listSchemes(tx, districtId), asked.day);
  const found = await findPublication(tx, areaPath, span, revision);
  if (!found) return throwRefusal('peace.no_publication');
  const rows = await listDiffering(tx, areaPath, found, after, limit + 1);
  const shown = rows.slice(0, limit);
  const series = await seriesOfDistrict(tx, districtId);
  return {
    items: shown.map(({ was, is, ...area }) => ({
      ...area,
      was: was && sideOf(was),
      is: is && sideOf(is),
      parts: partsOtherwise(was, is).map((part) => {
        const { zh = part.indicator, en = part.indicator } = series.get(part.indicator) ?? {};
        return { ...part, zh, en };
      }),
    })),
    nextAfter: rows.length > limit ? (shown.at(-1)?.areaPath ?? null) : null,
  };
}
