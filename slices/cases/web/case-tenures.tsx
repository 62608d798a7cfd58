// Who had the case in hand, how long, and whether in time: what a leader wants to know of a late one first.
import type { Instant } from '../../../kernel/instant.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { durationWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { stageWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import { type Tenure, tenuresOf } from '../core/case-tenure.ts';
import { leaderTexts } from './leader-texts.ts';
import type { CaseView } from './use-cases.ts';
import './leader.css';

function Row({ tenure, now }: { tenure: Tenure; now: Instant }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const { unit, stage, from, until, dueAt } = tenure;
  const end = until ?? now;
  const isLate = dueAt !== undefined && end > dueAt;
  return (
    <li>
      <span>
        <strong>{nameIn(unit, language)}</strong>
        {stage === null ? null : <span className="gl-quiet"> {stageWords(stage, language)}</span>}
      </span>
      <span className="gl-tenure-time">
        <span className="gl-figures">{durationWords(end - from, language)}</span>
        {isLate ? (
          <Badge tone="danger">
            {t.late1} {durationWords(end - dueAt, language)}
          </Badge>
        ) : until === undefined ? (
          <Badge tone="accent">{t.current}</Badge>
        ) : dueAt === undefined ? null : (
          <Badge tone="ok">{t.onTime}</Badge>
        )}
      </span>
    </li>
  );
}

export function CaseTenures({ of, now }: { of: CaseView; now: Instant }) {
  return (
    <ol className="gl-tenures">
      {tenuresOf(of).map((tenure) => (
        <Row key={tenure.seq} tenure={tenure} now={now} />
      ))}
    </ol>
  );
}
