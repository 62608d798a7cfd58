// What is read of a case on the phone after its pictures and place: facts, who held it, what happened, and
// the actions that are not at the thumb. It comes and is drawn once the head of the case stands.
import { memo, type ReactNode } from 'react';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseTenures } from './case-tenures.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { isStuck, nameOfAbility, useAct } from './field-parts.tsx';
import { fieldCaseTexts } from './field-texts.ts';
import { leaderTexts } from './leader-texts.ts';
import { buttonsOf } from './todo-order.ts';
import type { Ability } from './use-cases.ts';
import type { PhoneCase } from './use-shift.ts';

function Rest({ abilities, onAct }: { abilities: readonly Ability[]; onAct: (ability: Ability) => void }) {
  const t = useText(fieldCaseTexts);
  const language = useSpoken();
  if (abilities.length === 0) return null;
  return (
    <Card title={t.moreActions}>
      <div className="gl-case-rest">
        {abilities.map((ability) => (
          <Button key={ability.action} onClick={() => onAct(ability)}>
            {nameOfAbility(ability, language)}
          </Button>
        ))}
      </div>
    </Card>
  );
}

export interface BelowProps {
  readonly of: PhoneCase;
  readonly at: number;
  readonly more: (caseId: string) => ReactNode;
}

export const FieldCaseBelow = memo(function FieldCaseBelow({ of, at, more }: BelowProps) {
  const t = useText(fieldCaseTexts);
  const leading = useText(leaderTexts);
  const { can } = useSession();
  const start = useAct(of);
  const { view } = of;
  return (
    <>
      <Card title={t.facts}>
        <CaseFacts of={view} now={at} isShort />
      </Card>
      {can('case.push') ? (
        <Card title={leading.tenure}>
          <CaseTenures of={view} now={at} />
        </Card>
      ) : null}
      <Card title={t.timeline}>
        <CaseTimeline of={view} now={at} sent={of.held.view.steps.length} />
      </Card>
      {more(view.id)}
      <Rest abilities={isStuck(of) ? [] : buttonsOf(view).rest} onAct={start} />
    </>
  );
});
