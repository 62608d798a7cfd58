// What a change of the rules would have made of the last full month: each one's band and score as they are,
// and as they would be, side by side.
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Trial } from '../core/contract-editions.ts';
import type { IndicatorView } from '../core/contract.ts';
import { BandBadge, useFigureWords, valueWords, wordsOf } from './figure-parts.tsx';
import { ruleTexts } from './rule-texts.ts';

type Row = Trial['rows'][number];

const pointsWords = (score: Row['scoreBefore']): string => (score === null ? '–' : score.points.toFixed(1));

function Then({ before, after }: { before: Row['scoreBefore']; after: Row['scoreAfter'] }) {
  const isOther = before?.band !== after?.band;
  return (
    <td className="gl-figures">
      <BandBadge band={before?.band ?? null} /> {pointsWords(before)} →{' '}
      <BandBadge band={after?.band ?? null} /> {pointsWords(after)}{' '}
      {isOther ? <Badge tone="warn">≠</Badge> : null}
    </td>
  );
}

export function TrialTable({
  trial,
  indicator,
  onMore,
}: {
  trial: Trial;
  /** The one that is tried; none of a scheme. */
  indicator: IndicatorView | undefined;
  /** Asks for the page behind what is shown. */
  onMore: () => void;
}) {
  const t = useText(ruleTexts);
  const { t: words } = useFigureWords();
  const language = useSpoken();
  const title = t.trial(wordsOf(trial.period, language));
  if (trial.of === 0) return <Notice>{t.trialNone}</Notice>;
  return (
    <section className="gl-evaluation-cases">
      <h3>{title}</h3>
      <p role="status">{t.trialOf(trial.changed, trial.of)}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="gl-evaluation-scroll" aria-label={title} tabIndex={0}>
        <table className="gl-evaluation-table">
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              {indicator ? <th scope="col">{t.value}</th> : null}
              {indicator ? <th scope="col">{t.bandThen}</th> : null}
              <th scope="col">{t.scoreThen}</th>
            </tr>
          </thead>
          <tbody>
            {trial.rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{language === 'zh' ? row.name : row.nameEn}</th>
                {indicator ? <td className="gl-figures">{valueWords(row.value, indicator, words)}</td> : null}
                {indicator ? (
                  <td>
                    <BandBadge band={row.bandBefore} /> → <BandBadge band={row.bandAfter} />
                  </td>
                ) : null}
                <Then before={row.scoreBefore} after={row.scoreAfter} />
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {trial.nextAfter === null ? null : <Button onClick={onMore}>{t.more}</Button>}
    </section>
  );
}
