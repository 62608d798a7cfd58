// By what areas are judged, as data: which series weigh how much, against what each is held, what is deducted
// outright, and from how many points on an area is of which colour. A city edits the data, never code. Pure.
import { refuse, type Refusal } from '../../../kernel/refusal.ts';

/** district: the rate of the whole district · before: the period before · year_ago · three_years: the mean
 *  of the same period in the three years before, all three known. */
export const REFERENCES = ['district', 'before', 'year_ago', 'three_years'] as const;
export type ReferenceKind = (typeof REFERENCES)[number];

export interface Reference {
  readonly to: ReferenceKind;
  /** Of the points of its part, in per cent; they add up to 100. */
  readonly share: number;
}

export interface Part {
  readonly indicator: string;
  /** Points, 100 in all parts together. */
  readonly weight: number;
  /** Held as so many of 10,000 residents, not as a number. */
  readonly isPerResidents: boolean;
  readonly references: readonly Reference[];
  /** For each per cent by which it is worse than a reference so many per cent of that reference's points go.
   * */
  readonly steepness: number;
}

export interface Deduction {
  readonly indicator: string;
  /** Points for each, and at most. */
  readonly each: number;
  readonly most: number;
}

export const COLOURS = ['green', 'yellow', 'orange', 'red'] as const;
export type Colour = (typeof COLOURS)[number];

export interface PeaceBand {
  readonly colour: Colour;
  /** The fewest points that still are of it; the last has 0. */
  readonly least: number;
}

/** Both begin with a month, so that one scheme can follow the other without a gap. */
export const SCHEME_SPANS = ['ten_days', 'month'] as const;
export type SchemeSpan = (typeof SCHEME_SPANS)[number];

export interface SchemeBody {
  readonly zh: string;
  readonly en: string;
  readonly span: SchemeSpan;
  readonly parts: readonly Part[];
  readonly deductions: readonly Deduction[];
  readonly bands: readonly PeaceBand[];
  /** Where there was none and now is some there is no percentage: so many per cent of the points go. */
  readonly lostFromZero: number;
  /** With less than this of the weight known there is no index, in per cent. */
  readonly leastJudged: number;
  readonly source: string;
}

export const RESIDENTS = 'residents';
export const PER_RESIDENTS = 10_000;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const isUnlike = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** What is wrong with it, in the words of the refusal; undefined where nothing is. */
function faultOf({ parts, deductions, bands }: SchemeBody, known: ReadonlySet<string>) {
  const used = [...parts, ...deductions].map(({ indicator }) => indicator);
  const unknown = used.find((id) => !known.has(id));
  if (unknown) return { zh: `没有“${unknown}”这个指标`, en: `there is no indicator '${unknown}'` };
  if (!isUnlike(used)) return { zh: '同一指标用了两次', en: 'an indicator stands in it twice' };
  if (sum(parts.map(({ weight }) => weight)) !== 100) {
    return { zh: '各项权重之和不是 100', en: 'the weights do not add up to 100' };
  }
  const unshared = parts.find(({ references }) => sum(references.map(({ share }) => share)) !== 100);
  if (unshared) {
    return {
      zh: `“${unshared.indicator}”各比较基准占比之和不是 100`,
      en: `the shares of the references of '${unshared.indicator}' do not add up to 100`,
    };
  }
  if (parts.some(({ references }) => !isUnlike(references.map(({ to }) => to)))) {
    return { zh: '同一项的比较基准重复', en: 'a part is held against the same thing twice' };
  }
  const total = parts.find(
    (part) => !part.isPerResidents && part.references.some(({ to }) => to === 'district'),
  );
  if (total) {
    return {
      zh: `“${total.indicator}”与全区平均相比，须按每万人口计算`,
      en: `'${total.indicator}' can only be held against the district per 10,000 residents`,
    };
  }
  const falls = bands.every(({ least }, at) => at === 0 || least < (bands[at - 1]?.least ?? 0));
  if (!falls || bands.at(-1)?.least !== 0 || !isUnlike(bands.map(({ colour }) => colour))) {
    return {
      zh: '分档线须由高到低，最后一档从 0 分起，颜色不重复',
      en: 'the bands must fall, end with one from 0 points, and each have its own colour',
    };
  }
  return undefined;
}

/** The scheme, or the refusal `peace.scheme_unfit` that says what is wrong with it. */
export function checkScheme(
  body: SchemeBody,
  known: ReadonlySet<string>,
): SchemeBody | Refusal<'peace.scheme_unfit'> {
  const fault = faultOf(body, known);
  return fault ? refuse('peace.scheme_unfit', { faultZh: fault.zh, faultEn: fault.en }) : body;
}

/** The series that it needs. */
export const seriesOf = ({ parts, deductions }: SchemeBody): readonly string[] => [
  ...[...parts, ...deductions].map(({ indicator }) => indicator),
  ...(parts.some(({ isPerResidents }) => isPerResidents) ? [RESIDENTS] : []),
];
