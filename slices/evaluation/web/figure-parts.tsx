// The small parts of figures: a value in words, a band with its letter, a change against another period. A
// band is never told by colour alone.
import { HOUR, MINUTE } from '../../../kernel/duration.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Cell, IndicatorView } from '../core/contract.ts';
import { changeFrom, percentText } from '../core/evaluate.ts';
import type { Band } from '../core/indicator.ts';
import { evaluationTexts } from './evaluation-texts.ts';

type Words = ReturnType<typeof useText<typeof evaluationTexts.zh>>;

/** `97.97 %`, `3.4 小时`; nothing to divide by is a dash. */
export function valueWords(
  value: number | null,
  { shownAs }: Pick<IndicatorView, 'shownAs'>,
  t: Words,
): string {
  if (value === null) return '–';
  if (shownAs === 'rate') return percentText(value);
  if (shownAs === 'points') return t.points(value.toFixed(2));
  return value < HOUR ? t.minutes(String(Math.round(value / MINUTE))) : t.hours((value / HOUR).toFixed(1));
}

/** Rates differ by points of a hundred, times by a share of what they were. */
export function changeWords(before: number | null, now: number | null): string {
  const change = changeFrom(before, now);
  return change === null ? '–' : percentText(change, true);
}

const TONES = { A: 'ok', B: 'ok', C: 'plain', D: 'warn', E: 'danger' } as const satisfies Record<
  Band,
  string
>;

export function BandBadge({ band }: { band: Band | null }) {
  return band === null ? null : <Badge tone={TONES[band]}>{band}</Badge>;
}

export const cellOf = (cells: readonly Cell[], id: string): Cell | undefined =>
  cells.find(({ indicator }) => indicator === id);

export const wordsOf = ({ zh, en }: { readonly zh: string; readonly en: string }, language: 'zh' | 'en') =>
  language === 'zh' ? zh : en;

export function useFigureWords() {
  const t = useText(evaluationTexts);
  return {
    t,
    told: (cell: Cell | undefined, indicator: IndicatorView) => valueWords(cell?.value ?? null, indicator, t),
  };
}
