// What seems to be reported already, before it is sent again: kind, distance, age, state, and one tap to
// join.
import { MINUTE } from '../../../kernel/duration.ts';
import { Button } from '../../../ui/button/button.tsx';
import { durationWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { fieldTexts } from './field-texts.ts';
import type { LikelySame } from './report-api.ts';

const MOST_SHOWN = 3;

export interface FieldSameProps {
  readonly cases: readonly LikelySame[];
  readonly isReady: boolean;
  readonly onSame: (same: LikelySame) => void;
  readonly onNone: () => void;
}

export function FieldSame({ cases, isReady, onSame, onNone }: FieldSameProps) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  if (cases.length === 0) return null;
  return (
    <section className="gl-same" aria-label={t.same(cases.length)}>
      <h2>{t.same(cases.length)}</h2>
      <p>{t.sameWhy}</p>
      <ul>
        {cases.slice(0, MOST_SHOWN).map((one) => (
          <li key={one.caseId}>
            <p>
              <strong>{(language === 'zh' ? one.itemName : one.itemNameEn || one.itemName) ?? t.what}</strong>
              <span className="gl-figures">
                {t.metres(one.distanceMetres)} · {durationWords(one.ageMinutes * MINUTE, language)}
                {t.ago}
                {' · '}
                {language === 'zh' ? one.stateZh : one.stateEn} · {t.reporters(one.reporters)}
              </span>
            </p>
            <Button disabled={!isReady} onClick={() => onSame(one)}>
              {t.sameThis}
            </Button>
          </li>
        ))}
      </ul>
      <Button tone="quiet" onClick={onNone}>
        {t.sameNot}
      </Button>
    </section>
  );
}
