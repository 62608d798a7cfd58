// The index of areas in periods, by the scheme that was in force when each began: what the doors of the
// index, of its past and of a simulation have in common.
import { toIso } from '../../../kernel/instant.ts';
import type { Actor } from '../../../kernel/rights.ts';
import type { Tx } from '../../../platform/server/db/tx.ts';
import { requireRight } from '../../../platform/server/http/require-right.ts';
import type { IndexRow, IndexTable, Past, SchemeHead } from '../core/contract-index.ts';
import type { Publication } from '../core/contract-published.ts';
import { FIRST_SCHEME } from '../core/default-schemes.ts';
import type { SeriesIndicator } from '../core/indicator.ts';
import { type Judgement, judge, type Judging } from '../core/judge.ts';
import { peacePolicy } from '../core/policy.ts';
import { isSameTold, type Told } from '../core/published.ts';
import { type SchemeBody, seriesOf } from '../core/scheme.ts';
import { type Span, spanBefore, spanOf, yearsBefore } from '../core/span.ts';
import { isOver, loadFigures, type Loaded } from './load-figures.ts';
import { listSchemes, type SchemeRow } from './queries.ts';
import {
  type AreaTold,
  findPublication,
  listPublished,
  listPublishedPoints,
  type PublicationRow,
} from './queries-published.ts';
import { noArea, spanAsked, spanView } from './read-series.ts';
import { seriesOfDistrict } from './series-list.ts';

export interface Ruling {
  readonly edition: number | null;
  readonly validFrom: string | null;
  readonly body: SchemeBody;
}

const BEGINNING: Ruling = { edition: null, validFrom: null, body: FIRST_SCHEME };

/** The one that came into force last by this day; of two of one day the later edition. `schemes`: newest
 *  first. */
export function rulingOn(schemes: readonly SchemeRow[], day: string): Ruling {
  const begun = schemes.filter(({ validFrom }) => validFrom <= day);
  const latest = begun.reduce<SchemeRow | undefined>(
    (found, one) => (found === undefined || one.validFrom > found.validFrom ? one : found),
    undefined,
  );
  return latest ?? BEGINNING;
}

/** Schemes change with a month, and their periods begin with one: the scheme of the day is that of its
 *  period. */
export const spanUnder = (schemes: readonly SchemeRow[], day: string): Span =>
  spanOf(rulingOn(schemes, day).body.span, day);

export const headOf = ({ edition, validFrom, body }: Ruling): SchemeHead => ({
  edition,
  validFrom,
  body: copyOf(body),
});

/** A body that a reply may hold: the same, with lists of its own. */
export const copyOf = (body: SchemeBody): SchemeHead['body'] => ({
  ...body,
  parts: body.parts.map((part) => ({ ...part, references: part.references.map((one) => ({ ...one })) })),
  deductions: body.deductions.map((one) => ({ ...one })),
  bands: body.bands.map((one) => ({ ...one })),
});

export interface Bench extends Loaded {
  readonly judgeIn: (body: SchemeBody, areaPath: string, span: Span) => Judgement;
}

/** Loads whatever these schemes need of an area and those below it, from the first period to the last. */
export async function openBench(
  tx: Tx,
  areaPath: string,
  bodies: readonly SchemeBody[],
  { first, last }: { readonly first: Span; readonly last: Span },
): Promise<Bench> {
  const districtId = areaPath.slice(0, 6);
  const series = await seriesOfDistrict(tx, districtId);
  const needed = new Map<string, SeriesIndicator>();
  for (const id of bodies.flatMap(seriesOf)) {
    const one = series.get(id);
    if (one) needed.set(id, one);
  }
  const wanted = { areaPath, indicators: [...needed.values()], first, last };
  const loaded = await loadFigures(tx, wanted, noArea(areaPath));
  const judging: Judging = { figures: loaded.figures, indicators: needed, districtId };
  return { ...loaded, judgeIn: (body, path, span) => judge(judging, body, path, span) };
}

/** An area and those right below it, as the values of this moment have it. */
export async function judgeTable(
  tx: Tx,
  areaPath: string,
  body: SchemeBody,
  span: Span,
): Promise<readonly AreaTold[]> {
  const bench = await openBench(tx, areaPath, [body], { first: span, last: span });
  return [bench.area, ...bench.area.children].map(({ path, name, nameEn }) => ({
    areaPath: path,
    name,
    nameEn: nameEn ?? name,
    told: {
      ...bench.judgeIn(body, path, span),
      before: bench.judgeIn(body, path, spanBefore(span)).index,
      yearAgo: bench.judgeIn(body, path, yearsBefore(span, 1)).index,
    },
  }));
}

export const sideOf = ({ index, colour }: Pick<Told, 'index' | 'colour'>) => ({ index, colour });

const toRow = ({ areaPath, name, nameEn, told }: AreaTold, today: Told | null): IndexRow => ({
  areaPath,
  name,
  nameEn,
  ...told,
  contributions: told.contributions.map(({ references, ...one }) => ({
    ...one,
    references: [...references],
  })),
  today: today && sideOf(today),
});

/** As they were published, each with what would be said today where that is otherwise. */
async function publishedRows(
  tx: Tx,
  areaPath: string,
  publication: PublicationRow,
  now: readonly AreaTold[],
): Promise<IndexRow[]> {
  const live = new Map(now.map((one) => [one.areaPath, one.told]));
  return (await listPublished(tx, areaPath, publication)).map((one) => {
    const today = live.get(one.areaPath);
    return toRow(one, today && !isSameTold(one.told, today) ? today : null);
  });
}

export const publicationView = (one: PublicationRow): Publication => ({
  span: spanView(spanOf(one.span, one.fromDay)),
  revision: one.revision,
  why: one.why,
  publishedAt: toIso(one.publishedAt),
  byName: one.byName,
  differing: one.differing,
});

export async function readIndex(
  tx: Tx,
  actor: Actor,
  asked: { readonly areaPath: string; readonly day: string },
): Promise<IndexTable> {
  const { areaPath } = asked;
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  const { from: day } = spanAsked('ten_days', asked.day);
  const schemes = await listSchemes(tx, areaPath.slice(0, 6));
  const span = spanUnder(schemes, asked.day);
  const publication = await findPublication(tx, areaPath, span);
  const ruling = publication ? { ...publication, body: publication.scheme } : rulingOn(schemes, day);
  const now = await judgeTable(tx, areaPath, ruling.body, span);
  const rows = publication
    ? await publishedRows(tx, areaPath, publication, now)
    : now.map((one) => toRow(one, null));
  const series = await seriesOfDistrict(tx, areaPath.slice(0, 6));
  const names = seriesOf(ruling.body).map((id) => {
    const { zh = id, en = id } = series.get(id) ?? {};
    return { indicator: id, zh, en };
  });
  return {
    areaPath,
    span: spanView(span),
    isOver: isOver(tx, span),
    scheme: headOf(ruling),
    names,
    published: publication ? publicationView(publication) : null,
    rows,
  };
}

const PAST = 12;

export async function readPast(
  tx: Tx,
  actor: Actor,
  asked: { readonly areaPath: string; readonly day: string; readonly limit?: number | undefined },
): Promise<Past> {
  const { areaPath, limit = PAST } = asked;
  requireRight(peacePolicy, actor, 'peace.read', { areaPath });
  spanAsked('month', asked.day);
  const schemes = await listSchemes(tx, areaPath.slice(0, 6));
  const spans: Span[] = [spanUnder(schemes, asked.day)];
  while (spans.length < limit) {
    const [earliest] = spans;
    if (!earliest) break;
    spans.unshift(spanUnder(schemes, spanBefore(earliest).to));
  }
  const rulings = spans.map((span) => ({ span, ruling: rulingOn(schemes, span.from) }));
  const [first, last] = [spans[0]?.from ?? asked.day, spans.at(-1)?.from ?? asked.day];
  const published = new Map(
    (await listPublishedPoints(tx, areaPath, first, last)).map((one) => [`${one.span} ${one.fromDay}`, one]),
  );
  const points = [];
  // Series of ten days and of months are known apart: each kind of period is loaded by itself.
  for (const kind of new Set(spans.map((span) => span.kind))) {
    const own = rulings.filter(({ span }) => span.kind === kind);
    const [from, to] = [own[0]?.span, own.at(-1)?.span];
    if (!from || !to) continue;
    const bodies = own.map(({ ruling }) => ruling.body);
    const bench = await openBench(tx, areaPath, bodies, { first: from, last: to });
    for (const { span, ruling } of own) {
      const stands = published.get(`${span.kind} ${span.from}`);
      const told = stands?.told;
      const side = sideOf(told ?? bench.judgeIn(ruling.body, areaPath, span));
      const revision = told ? (stands?.revision ?? null) : null;
      points.push({ span: spanView(span), ...side, edition: ruling.edition, revision });
    }
  }
  return { areaPath, points: points.sort((a, b) => (a.span.from < b.span.from ? -1 : 1)) };
}
