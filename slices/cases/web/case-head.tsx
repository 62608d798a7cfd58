// The head of a case, the same on the desk and on its page: lamp, what it is, where, state, number,
// marks.
import type { ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { caseTexts } from './case-texts.ts';
import { LampFor } from './lamp-for.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import type { CaseView } from './use-cases.ts';

export interface CaseHeadProps {
  readonly of: CaseView;
  readonly now: Instant;
  readonly level: 1 | 2;
  /** From the district down to the grid. */
  readonly placeNames?: readonly string[];
  readonly aside?: ReactNode;
}

export function CaseHead({ of, now, level, placeNames = [], aside }: CaseHeadProps) {
  const t = useText(caseTexts);
  const language = useSpoken();
  const Title = level === 1 ? 'h1' : 'h2';
  return (
    <header className="gl-case-head">
      <div className="gl-case-title">
        <Title>{itemName(of, language) ?? t.noItem}</Title>
        {of.clock ? <LampFor of={of.clock} now={now} /> : null}
        <Badge tone={of.endedAt === null ? 'accent' : 'plain'}>
          {language === 'zh' ? of.stateZh : of.stateEn}
        </Badge>
        <SeverityBadge of={of} />
        {of.isOnLeadersList ? <Badge tone="danger">{t.leaders}</Badge> : null}
        {of.isForceClosed ? <Badge tone="warn">{t.forced}</Badge> : null}
        {of.isSolvedOnSpot ? <Badge tone="ok">{t.solvedOnSpot}</Badge> : null}
      </div>
      <p className="gl-case-place">
        {[placeNames.slice(1).join(' › '), of.address].filter(Boolean).join(' · ')}
        <span className="gl-figures">{of.number}</span>
      </p>
      {aside}
    </header>
  );
}
