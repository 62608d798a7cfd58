// The steps of a draft, newest first: what was done, by whom, when, and what was taken back.
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ToolProps } from './bench-screen.tsx';
import { benchTexts } from './bench-texts.ts';

const TICK = 60_000;

export function StepsView({ draft }: ToolProps) {
  const t = useText(benchTexts);
  const now = useNow(TICK);
  if (draft.steps.length === 0) return <p>{t.noSteps}</p>;
  return (
    <ol className="gl-bench-rows" aria-label={t.steps} reversed>
      {[...draft.steps]
        .sort((a, b) => b.seq - a.seq)
        .map(({ seq, words, isUndone, madeAt, madeByName }) => (
          <li key={seq} className={isUndone ? 'is-undone' : undefined}>
            {words} {isUndone ? <Badge>{t.undone}</Badge> : null}
            <br />
            <span className="gl-muted">
              {madeByName} <When at={fromIso(madeAt) ?? now} now={now} />
            </span>
          </li>
        ))}
    </ol>
  );
}
