// How far counting is, beside the figures: as of when they are, and that they go on being counted where that
// is so. A table without a row while it is behind is no "there was nothing".
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Empty, Notice } from '../../../ui/states/states.tsx';
import { count as countWords, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Counting } from '../core/contract.ts';
import { evaluationTexts } from './evaluation-texts.ts';
import { isStillCounting } from './use-evaluation.ts';

const MOST_TOLD = 1_000;

function useCountingWords(counting: Counting): string {
  const [t, language, now] = [useText(evaluationTexts), useSpoken(), useNow(60_000)];
  const at = (iso: string | null): string =>
    iso === null ? '–' : whenWords(fromIso(iso) ?? 0, now, language);
  const { countedTo, lastAt, waiting, left } = counting;
  if (!isStillCounting(counting)) return t.countedTo(at(lastAt));
  // A past, or other rules, take an hour or more; events take moments.
  if (left > 0) return t.countingLeft(countWords(left));
  if (waiting === 0) return t.countingPast;
  const many = waiting >= MOST_TOLD ? t.orMore(countWords(MOST_TOLD)) : countWords(waiting);
  return t.countingOn(at(countedTo), at(lastAt), many);
}

export function CountingNote({ counting }: { counting: Counting }) {
  const words = useCountingWords(counting);
  return <p className="gl-quiet">{words}</p>;
}

/** Before a period is published, while that would be refused. */
export function NotYetCounted({ counting }: { counting: Counting }) {
  const t = useText(evaluationTexts);
  const words = useCountingWords(counting);
  return isStillCounting(counting) ? <Notice tone="warn">{`${t.notYetCounted} ${words}`}</Notice> : null;
}

/** Where there is no row: nothing to assess, or not counted yet. */
export function NoRows({
  counting,
  title,
  children,
}: {
  counting: Counting;
  title: string;
  children?: string;
}) {
  const t = useText(evaluationTexts);
  const words = useCountingWords(counting);
  if (isStillCounting(counting)) return <Notice>{`${t.stillCounting} ${words}`}</Notice>;
  return (
    <Empty icon="figures" title={title}>
      {children}
    </Empty>
  );
}
