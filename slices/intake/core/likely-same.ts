// Which open or recent cases are likely the same matter as a new report, best first, and why. A proposal
// for a person to judge: it never merges, and it never sees who reported.
import { DAY } from '../../../kernel/duration.ts';
import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { likenessOf, shingles } from './text-likeness.ts';

/** An item with what its siblings share: its subclass, or its class where the list has no subclasses. */
export interface ItemKin {
  readonly itemCode: string | null;
  readonly subclass: string | null;
  /** The thing with an identity that it names, if any: a lid, a lamp. */
  readonly componentId?: Id | null | undefined;
}

export interface NewReport extends ItemKin {
  readonly point: Point;
  readonly words: string;
  readonly at: Instant;
}

export interface Candidate extends ItemKin {
  readonly id: Id;
  readonly point: Point;
  readonly words: string;
  readonly createdAt: Instant;
  readonly state: string;
  readonly isOpen: boolean;
}

export interface SameTerms {
  readonly radiusMetres: number;
  readonly days: number;
  /** Below this score a case is not offered. */
  readonly leastScore: number;
  readonly mostOffered: number;
}

/** The field's usual distance and time; an item of the catalogue brings its own. */
export const DEFAULT_TERMS: SameTerms = { radiusMetres: 100, days: 7, leastScore: 0.45, mostOffered: 5 };

export interface Reason {
  readonly zh: string;
  readonly en: string;
}

export type Kinship = 'component' | 'same' | 'sibling' | 'unknown';

export interface LikelySame<C extends Candidate = Candidate> {
  readonly candidate: C;
  /** 0–1 */
  readonly score: number;
  readonly distanceMetres: number;
  readonly ageMs: number;
  readonly kinship: Kinship;
  /** One component, or one item: reason enough to ask before another is filed. The rest is told beside. */
  readonly isSameMatter: boolean;
  readonly likeness: number;
  readonly why: readonly Reason[];
}

/** How much each sign counts; together 1. */
const WEIGHTS = { kinship: 0.45, place: 0.25, words: 0.2, time: 0.1 } as const;
const KINSHIP_WORTH: Readonly<Record<Kinship, number>> = {
  component: 1,
  same: 1,
  sibling: 0.6,
  unknown: 0.4,
};
/** Where an item is not known the words must carry it. */
const LEAST_LIKENESS_WITHOUT_ITEM = 0.2;
const TELL_LIKENESS_FROM = 0.15;

/** `E0110.2` is a problem of item `E0110`: two problems of one item are one kind of matter. */
const itemOf = (code: string): string => code.split('.', 1)[0] ?? code;

/** Two lamps beside each other are two matters, whatever is wrong with them. */
const areOtherComponents = (a: ItemKin, b: ItemKin): boolean =>
  a.componentId != null && b.componentId != null && a.componentId !== b.componentId;

/** Undefined: another kind of matter, whatever its place. */
export function kinshipOf(a: ItemKin, b: ItemKin): Kinship | undefined {
  if (a.componentId != null && a.componentId === b.componentId) return 'component';
  if (a.itemCode === null || b.itemCode === null) return 'unknown';
  if (itemOf(a.itemCode) === itemOf(b.itemCode)) return 'same';
  return a.subclass !== null && a.subclass === b.subclass ? 'sibling' : undefined;
}

const KINSHIP_WORDS: Readonly<Record<Kinship, Reason | undefined>> = {
  component: { zh: '同一部件', en: 'the same component' },
  same: { zh: '同一细类', en: 'same item' },
  sibling: { zh: '同类问题', en: 'a sibling item' },
  unknown: undefined,
};

function ageReason(ageMs: number): Reason {
  const hours = Math.floor(ageMs / (DAY / 24));
  if (hours < 1) return { zh: '一小时内上报', en: 'reported within the hour' };
  if (hours < 48) return { zh: `${hours} 小时前上报`, en: `reported ${hours} h ago` };
  return { zh: `${Math.floor(hours / 24)} 天前上报`, en: `reported ${Math.floor(hours / 24)} days ago` };
}

function reasons(kinship: Kinship, metres: number, ageMs: number, likeness: number): Reason[] {
  const kin = KINSHIP_WORDS[kinship];
  const near = Math.round(metres / 5) * 5;
  const place: Reason =
    near < 5
      ? { zh: '同一地点', en: 'the same spot' }
      : { zh: `相距约 ${near} 米`, en: `about ${near} m away` };
  const share = Math.round(likeness * 100);
  const words: Reason = { zh: `描述相似度 ${share}%`, en: `words ${share} % alike` };
  return [...(kin ? [kin] : []), place, ageReason(ageMs), ...(likeness >= TELL_LIKENESS_FROM ? [words] : [])];
}

function judge<C extends Candidate>(
  report: NewReport,
  candidate: C,
  terms: SameTerms,
  reportWords: ReadonlyMap<string, number>,
): LikelySame<C> | undefined {
  const kinship = kinshipOf(report, candidate);
  const metres = distanceMetres(report.point, candidate.point);
  const ageMs = report.at - candidate.createdAt;
  if (!kinship || metres > terms.radiusMetres || ageMs > terms.days * DAY || ageMs < 0) return undefined;
  const likeness = likenessOf(reportWords, shingles(candidate.words));
  if (kinship === 'unknown' && likeness < LEAST_LIKENESS_WITHOUT_ITEM) return undefined;
  const score =
    WEIGHTS.kinship * KINSHIP_WORTH[kinship] +
    WEIGHTS.place * (1 - metres / Math.max(1, terms.radiusMetres)) +
    WEIGHTS.words * likeness +
    WEIGHTS.time * (1 - ageMs / Math.max(1, terms.days * DAY));
  if (score < terms.leastScore) return undefined;
  const why = reasons(kinship, metres, ageMs, likeness);
  const isOneItem = kinship === 'same' && !areOtherComponents(report, candidate);
  const isSameMatter = kinship === 'component' || isOneItem;
  return { candidate, score, distanceMetres: metres, ageMs, kinship, isSameMatter, likeness, why };
}

/** Best first; between equals the open one, then the newer, then the lower id, so that the order never
 *  flickers. */
export function likelySame<C extends Candidate>(
  report: NewReport,
  candidates: readonly C[],
  terms: SameTerms = DEFAULT_TERMS,
): LikelySame<C>[] {
  const words = shingles(report.words);
  return candidates
    .flatMap((candidate) => judge(report, candidate, terms, words) ?? [])
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(b.candidate.isOpen) - Number(a.candidate.isOpen) ||
        b.candidate.createdAt - a.candidate.createdAt ||
        (a.candidate.id < b.candidate.id ? -1 : 1),
    )
    .slice(0, terms.mostOffered);
}
