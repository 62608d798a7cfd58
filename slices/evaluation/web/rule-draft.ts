// What stands in the form of a change of the rules, as text, and the edition that it says; nothing where a
// number is none yet. Pure.
import { HOUR } from '../../../kernel/duration.ts';
import type { EditionBody, RulesView, SchemeView } from '../core/contract-editions.ts';
import { BANDS } from '../core/indicator.ts';
import { periodAfter, periodOf } from '../core/period.ts';

export type RuleOf =
  | { readonly kind: 'indicator'; readonly rule: RulesView['indicators'][number] }
  | { readonly kind: 'scheme'; readonly rule: SchemeView };

export interface Draft {
  /** By band, or by indicator. */
  readonly numbers: Readonly<Record<string, string>>;
  readonly validFrom: string;
  readonly validTo: string;
  readonly source: string;
  readonly why: string;
}

/** All bands but the last, which is whatever is worse. */
export const LIMITED = BANDS.slice(0, -1);

const scaleOf = (of: RuleOf): number => {
  if (of.kind === 'scheme' || of.rule.shownAs === 'points') return 1;
  return of.rule.shownAs === 'rate' ? 0.01 : HOUR;
};

const numberText = (value: number, scale: number): string => String(Number((value / scale).toFixed(4)));

/** From the first of the next month on, which no period has begun to be judged by. */
export function draftOf(of: RuleOf, { today, indicators }: RulesView): Draft {
  const numbers =
    of.kind === 'indicator'
      ? LIMITED.map((band, index): [string, string] => {
          const limit = of.rule.limits[index];
          return [band, limit === undefined ? '' : numberText(limit, scaleOf(of))];
        })
      : indicators
          .filter(({ grains, limits }) => grains.includes(of.rule.grain) && limits.length > 0)
          .map(({ id }): [string, string] => {
            const weight = of.rule.weights.find(({ indicator }) => indicator === id)?.weight;
            return [id, weight === undefined ? '' : String(weight)];
          });
  return {
    numbers: Object.fromEntries(numbers),
    validFrom: periodAfter(periodOf('month', today)).from,
    validTo: '',
    source: '',
    why: '',
  };
}

const toNumber = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));

export const sumOf = ({ numbers }: Draft): number =>
  Object.values(numbers).reduce((sum, text) => sum + (toNumber(text) || 0), 0);

type Asked = Omit<EditionBody, 'why'>;

/** Undefined: something in it is missing. */
export function editionIn(areaPath: string, of: RuleOf, draft: Draft): Asked | undefined {
  const { numbers, validFrom, validTo, source } = draft;
  if (validFrom === '' || source.trim().length < 2) return undefined;
  const common = {
    areaPath,
    name: of.rule.id,
    source: source.trim(),
    validFrom,
    ...(validTo === '' ? {} : { validTo }),
  };
  if (of.kind === 'indicator') {
    const [a, b, c, d] = LIMITED.map((band) => toNumber(numbers[band] ?? '') * scaleOf(of)).map((limit) =>
      Number(limit.toFixed(6)),
    );
    const limits: [number, number, number, number] = [a ?? NaN, b ?? NaN, c ?? NaN, d ?? NaN];
    return limits.some(Number.isNaN) ? undefined : { ...common, kind: 'indicator', limits };
  }
  const weights = Object.entries(numbers).flatMap(([indicator, text]) => {
    const weight = toNumber(text);
    return weight > 0 ? [{ indicator, weight }] : [];
  });
  return weights.every(({ weight }) => Number.isInteger(weight))
    ? { ...common, kind: 'scheme', weights }
    : undefined;
}
