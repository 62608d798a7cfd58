// What several parts of the screen show alike: a colour with its word, a change in words, a frame that
// scrolls.
import type { ReactNode } from 'react';
import { setQuery } from '../../../platform/web/router/router.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { ChangeView } from '../core/contract.ts';
import type { Colour, ReferenceKind } from '../core/scheme.ts';
import { type Span, spanAfter, spanBefore } from '../core/span.ts';
import { peaceTexts } from './peace-texts.ts';

interface Named {
  readonly zh: string;
  readonly en: string;
}
const wordsOf = (one: Named, language: 'zh' | 'en'): string => one[language];

export const nameIn = ({ name, nameEn }: { name: string; nameEn: string }, language: 'zh' | 'en'): string =>
  language === 'zh' ? name : nameEn;

export function ColourWord({ colour }: { colour: Colour | null }) {
  const t = useText(peaceTexts);
  if (colour === null) return <span className="gl-quiet">{t.none}</span>;
  return (
    <span className="gl-peace-colour">
      <span className={`gl-peace-dot is-${colour}`} aria-hidden="true" />
      {t[colour]}
    </span>
  );
}

/** The period before is called otherwise than the button that goes there. */
export function useReferenceWords(): (to: ReferenceKind) => string {
  const t = useText(peaceTexts);
  return (to) => (to === 'before' ? t.beforeRef : t[to]);
}

const signed = (by: string): string =>
  by.startsWith('-') ? `−${by.slice(1)}` : by.match(/[1-9]/) ? `+${by}` : by;

/** `−33.33%`, `+0.47 个百分点`, or why there is no number. */
export function useChangeWords(): (change: ChangeView) => string {
  const t = useText(peaceTexts);
  return ({ kind, by }) => {
    if (kind === 'percent') return t.percent(signed(by ?? '0'));
    if (kind === 'points') return t.pointsBy(signed(by ?? '0'));
    return t[kind];
  };
}

export function Scrolling({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="gl-peace-scroll" aria-label={label} tabIndex={0}>
      <table className="gl-peace-table">{children}</table>
    </section>
  );
}

export function useWords(): (one: Named) => string {
  const language = useSpoken();
  return (one) => wordsOf(one, language);
}

/** Back, where one is, and on. */
export function SpanSteps({ span }: { span: Span & { readonly zh: string; readonly en: string } }) {
  const t = useText(peaceTexts);
  const wordsOf = useWords();
  return (
    <div className="gl-peace-steps">
      <Button icon="back" label={t.before} onClick={() => setQuery({ day: spanBefore(span).from })} />
      <strong className="gl-figures" aria-live="polite">
        {wordsOf(span)}
      </strong>
      <Button icon="next" label={t.after} onClick={() => setQuery({ day: spanAfter(span).from })} />
    </div>
  );
}
