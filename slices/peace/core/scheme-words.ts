// The words of colours, of what is held against what, and of why something was not judged: for the record of
// changes and for files. Pure.
import type { Unjudged } from './judge.ts';
import type { Colour, ReferenceKind } from './scheme.ts';

interface Words {
  readonly zh: string;
  readonly en: string;
}

export const COLOUR_WORDS: Readonly<Record<Colour, Words>> = {
  green: { zh: '绿', en: 'green' },
  yellow: { zh: '黄', en: 'yellow' },
  orange: { zh: '橙', en: 'orange' },
  red: { zh: '红', en: 'red' },
};

export const REFERENCE_WORDS: Readonly<Record<ReferenceKind, Words>> = {
  district: { zh: '全区平均', en: 'the district' },
  before: { zh: '上期', en: 'the period before' },
  year_ago: { zh: '上年同期', en: 'a year ago' },
  three_years: { zh: '三年均值', en: 'the three years’ mean' },
};

export const UNJUDGED_WORDS: Readonly<Record<Unjudged, Words>> = {
  no_value: { zh: '没有本期数值', en: 'no value of this period' },
  no_residents: { zh: '没有近两年的常住人口', en: 'no residents told within two years' },
  no_reference: { zh: '没有可比的数值', en: 'nothing to hold it against' },
  is_the_mean: { zh: '全区不与自己比', en: 'the district is not held against itself' },
};
