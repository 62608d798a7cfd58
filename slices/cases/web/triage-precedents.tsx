// How centres have ruled on the like before, beside the proposed unit: which unit, where, who had returned
// it, whose word it was and in what words. The last words come first.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { MINUTE } from '../../../kernel/duration.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { textIn, useText } from '../../../ui/words/texts.ts';
import { nameIn } from './case-timeline.tsx';
import { deskTexts } from './desk-texts.ts';
import type { Proposal } from './use-cases.ts';

type Precedent = Proposal['precedents'][number];

function aboutWords(one: Precedent, now: Instant, language: Language): string {
  const t = textIn(deskTexts, language);
  const { unit, returnedBy, centre, areaName, at } = one;
  const isOwn = returnedBy !== null && returnedBy.id === unit.id;
  const returned = returnedBy && (isOwn ? t.ownAfterAll : t.returnedBy(nameIn(returnedBy, language)));
  return [
    areaName, returned, centre && t.ruledBy(nameIn(centre, language)),
    whenWords(fromIso(at) ?? now, now, language),
  ].filter(Boolean).join(' · ');
}

export interface PrecedentsProps {
  readonly proposal: Pick<Proposal, 'precedents'>;
  readonly caseHref: (caseId: string) => string;
}

export function Precedents({ proposal: { precedents }, caseHref }: PrecedentsProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  if (precedents.length === 0) return null;
  return (
    <section className="gl-precedents" aria-label={t.precedents}>
      <p>
        <Badge tone="accent">{t.precedents}</Badge>
      </p>
      <ul>
        {precedents.map((one) => (
          <li key={`${one.caseId} ${one.at}`}>
            <a href={caseHref(one.caseId)}>{nameIn(one.unit, language)}</a>{' '}
            {one.isFinal ? <Badge tone="warn">{t.lastRuling}</Badge> : null} {one.reason}
            <br />
            <span className="gl-muted">{aboutWords(one, now, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
