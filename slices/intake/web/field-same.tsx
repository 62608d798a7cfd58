// What seems to be reported already, before it is sent again: kind, distance, age, state, one tap to join.
// Only what is of the same item or component stands in the way; other matters near by are told quietly.
import { MINUTE } from '../../../kernel/duration.ts';
import { Button } from '../../../ui/button/button.tsx';
import { durationWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { fieldTexts } from './field-texts.ts';
import type { LikelySame } from './report-api.ts';

const MOST_SHOWN = 3;

interface Way {
  readonly isReady: boolean;
  readonly onSame: (same: LikelySame) => void;
}

export interface FieldSameProps extends Way {
  readonly cases: readonly LikelySame[];
  readonly onNone: () => void;
}

function One({ one, isReady, onSame }: Way & { readonly one: LikelySame }) {
  const t = useText(fieldTexts);
  const language = useSpoken();
  const name = (language === 'zh' ? one.itemName : one.itemNameEn || one.itemName) ?? t.what;
  return (
    <li>
      <p>
        <strong>{name}</strong>
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
  );
}

function Some({ cases, ...way }: Way & { readonly cases: readonly LikelySame[] }) {
  return (
    <ul>
      {cases.slice(0, MOST_SHOWN).map((one) => (
        <One key={one.caseId} one={one} {...way} />
      ))}
    </ul>
  );
}

/** Of the same matter: asked about before it is sent. */
export function FieldSame({ cases, onNone, ...way }: FieldSameProps) {
  const t = useText(fieldTexts);
  if (cases.length === 0) return null;
  return (
    <section className="gl-same" tabIndex={-1} aria-label={t.same(cases.length)}>
      <h2>{t.same(cases.length)}</h2>
      <p>{t.sameWhy}</p>
      <Some cases={cases} {...way} />
      <Button tone="quiet" onClick={onNone}>
        {t.sameNot}
      </Button>
    </section>
  );
}

/** Near, and of another item: told to whoever wants to know, and in nobody's way. */
export function FieldNear({ cases, ...way }: Way & { readonly cases: readonly LikelySame[] }) {
  const t = useText(fieldTexts);
  if (cases.length === 0) return null;
  return (
    <details className="gl-near">
      <summary>{t.others(cases.length)}</summary>
      <Some cases={cases} {...way} />
    </details>
  );
}
