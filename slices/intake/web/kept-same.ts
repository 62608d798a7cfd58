// What seems to be reported already, as far as the phone knows: the cases it keeps of the area, judged by the
// same rules as the server's.
import { MINUTE } from '../../../kernel/duration.ts';
import type { Point } from '../../../kernel/geo.ts';
import { fromIso } from '../../../kernel/instant.ts';
import { now } from '../../../platform/web/clock/clock.ts';
import { pocket } from '../../../platform/web/outbox/pocket.ts';
import type { CaseView } from '../../cases/core/contract.ts';
import type { ItemWords } from '../../catalogue/web/public.ts';
import {
  type Candidate,
  DEFAULT_TERMS,
  type ItemKin,
  likelySame,
  type SameTerms,
} from '../core/likely-same.ts';
import type { LikelySame } from './report-api.ts';

type KeptCase = Pick<
  CaseView,
  | 'id'
  | 'itemCode'
  | 'componentId'
  | 'itemName'
  | 'itemNameEn'
  | 'lon'
  | 'lat'
  | 'description'
  | 'createdAt'
  | 'state'
  | 'stateZh'
  | 'stateEn'
  | 'endedAt'
  | 'counts'
>;

const isKeptCase = (value: unknown): value is KeptCase => {
  const { id, createdAt, counts } = (value ?? {}) as Partial<KeptCase>;
  return typeof id === 'string' && typeof createdAt === 'string' && typeof counts === 'object';
};

/** Those with a shape that this version reads. */
export async function keptCases(): Promise<readonly KeptCase[]> {
  const kept = (await pocket.current()?.list('case')) ?? [];
  return kept.map(({ value }) => (value as { view?: unknown } | null)?.view).filter(isKeptCase);
}

interface Compared extends Candidate {
  readonly of: KeptCase;
}

type Named = Pick<Said, 'itemCode' | 'componentId'>;

function kinOf(items: ItemWords | undefined, { itemCode, componentId }: Named): ItemKin {
  const item = itemCode === null ? undefined : items?.item(itemCode);
  return { itemCode, componentId, subclass: item ? (item.subclassCode ?? item.classCode) : null };
}

function termsOf(items: ItemWords | undefined, itemCode: string | null): SameTerms {
  const item = itemCode === null ? undefined : items?.item(itemCode);
  if (!item) return DEFAULT_TERMS;
  return { ...DEFAULT_TERMS, radiusMetres: item.duplicateRadiusMetres, days: item.duplicateDays };
}

function comparedTo(of: KeptCase, items: ItemWords | undefined): Compared[] {
  const createdAt = fromIso(of.createdAt);
  if (of.lon === null || of.lat === null || createdAt === undefined) return [];
  const point = { lon: of.lon, lat: of.lat };
  const { id, description: words, state } = of;
  return [
    { ...kinOf(items, of), id, point, words, createdAt, state, isOpen: of.endedAt === null, of },
  ];
}

const reportersOf = ({ counts }: KeptCase): number => 1 + (counts['joins'] ?? 0) + (counts['mergedIn'] ?? 0);

export interface Said {
  readonly point: Point;
  readonly words: string;
  readonly itemCode: string | null;
  readonly componentId: string | null;
}

/** Best first, in the server's shape. */
export function likelySameOf(
  said: Said,
  cases: readonly KeptCase[],
  items: ItemWords | undefined,
  at = now(),
): readonly LikelySame[] {
  const { point, words, itemCode } = said;
  const report = { ...kinOf(items, said), point, words, at };
  const candidates = cases.flatMap((one) => comparedTo(one, items));
  return likelySame(report, candidates, termsOf(items, itemCode)).map(({ candidate, ...found }) => ({
    caseId: candidate.id,
    itemName: candidate.of.itemName,
    itemNameEn: candidate.of.itemNameEn,
    distanceMetres: Math.round(found.distanceMetres / 5) * 5,
    ageMinutes: Math.round(found.ageMs / MINUTE),
    stateZh: candidate.of.stateZh,
    stateEn: candidate.of.stateEn,
    isOpen: candidate.isOpen,
    isSameMatter: found.isSameMatter,
    reporters: reportersOf(candidate.of),
  }));
}
