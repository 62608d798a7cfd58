// One figure, defended: its formula in words, whom it assesses, its bands, what it was before, and the counts
// that it is made of, each of which opens its cases.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { count as countWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import type { Cell, IndicatorView, Row } from '../core/contract.ts';
import { COUNTS, type CountName } from '../core/counts.ts';
import { BANDS } from '../core/indicator.ts';
import { isProtected, RELEASE } from '../core/protection.ts';
import { BandBadge, changeWords, useFigureWords, valueWords, wordsOf } from './figure-parts.tsx';
import { OpenedCases } from './opened-cases.tsx';
import type { Opened } from './use-evaluation.ts';

export interface Subject {
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly counts: Row['counts'];
}

export interface FigureProps {
  readonly subject: Subject;
  readonly indicator: IndicatorView;
  readonly cell: Cell;
  /** The count whose cases are listed, as it stands in the address. */
  readonly count: string | null;
  readonly onCount: (count: CountName | undefined) => void;
  readonly openedFor: (count: CountName) => Opened;
  readonly caseHref: (caseId: string) => string;
  /** What may be done about a case of the count that is open. */
  readonly besideFor?: ((count: CountName) => (caseId: string, number: string) => ReactNode) | undefined;
  readonly onClose: () => void;
  /** Of what is published: what stands before it is the revision before, by this name; null: none is. */
  readonly frozenAgainst?: string | null;
}

const termsOf = ({ top, bottom, less }: IndicatorView): readonly CountName[] => [
  ...new Set([top.count, bottom.count, ...(less ? [less.count] : [])]),
];

export function limitsWords(indicator: IndicatorView, t: ReturnType<typeof useFigureWords>['t']): string {
  const word = indicator.isHigherBetter ? t.atLeast : t.atMost;
  return indicator.limits
    .map((limit, index) => `${BANDS[index]} ${word} ${valueWords(limit, indicator, t)}`)
    .join(' · ');
}

function MadeOf({
  subject,
  indicator,
  cell,
  onCount,
}: Pick<FigureProps, 'subject' | 'indicator' | 'cell' | 'onCount'>) {
  const { t } = useFigureWords();
  const language = useSpoken();
  if (isProtected(indicator.bottom.count))
    return <p className="gl-quiet">{t.inSumsAlone(cell.bottom, RELEASE)}</p>;
  return (
    <ul className="gl-evaluation-terms" aria-label={t.madeOf}>
      {termsOf(indicator).map((name) => {
        const own = subject.counts.find(({ count }) => count === name);
        const words = COUNTS[name][language];
        const cases = countWords(own?.cases ?? 0);
        const isTimes = own !== undefined && own.times !== own.cases;
        return (
          <li key={name}>
            {own === undefined ? (
              <span className="gl-quiet">{words} 0</span>
            ) : (
              <Button label={t.openCases(words, cases)} onClick={() => onCount(name)}>
                {words} <span className="gl-figures">{cases}</span>
              </Button>
            )}
            {isTimes ? <span className="gl-quiet">{t.times(own.times)}</span> : null}
            {own !== undefined && own.exempt > 0 ? (
              <span className="gl-quiet">{t.exemptCount(countWords(own.exempt))}</span>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

function factRows(
  { indicator, cell, frozenAgainst }: FigureProps,
  language: Language,
  t: ReturnType<typeof useFigureWords>['t'],
) {
  const isZh = language === 'zh';
  const told = (value: number | null): string => {
    const both = `${valueWords(value, indicator, t)} → ${valueWords(cell.value, indicator, t)}`;
    return t.changed(both, changeWords(value, cell.value));
  };
  return [
    { name: t.formula, value: isZh ? indicator.formulaZh : indicator.formulaEn },
    { name: t.assessed, value: isZh ? indicator.assessedZh : indicator.assessedEn },
    { name: t.value, value: valueWords(cell.value, indicator, t) },
    ...(cell.band === null ? [] : [{ name: t.bandOf, value: <BandBadge band={cell.band} /> }]),
    ...(frozenAgainst === null ? [] : [{ name: frozenAgainst ?? t.toBefore, value: told(cell.before) }]),
    ...(frozenAgainst === undefined ? [{ name: t.toYearAgo, value: told(cell.yearAgo) }] : []),
    ...(indicator.limits.length === 0 ? [] : [{ name: t.limits, value: limitsWords(indicator, t) }]),
    { name: t.source, value: indicator.source },
  ];
}

export function FigureDetails(props: FigureProps) {
  const { subject, indicator, cell, count, onCount, openedFor, caseHref, onClose } = props;
  const { t } = useFigureWords();
  const language = useSpoken();
  const opened = termsOf(indicator).find((name) => name === count);
  return (
    <Card
      title={t.details(subject.name, wordsOf(indicator, language))}
      aside={
        <Button size="small" tone="quiet" onClick={onClose}>
          {t.close}
        </Button>
      }
    >
      <Facts rows={factRows(props, language, t)} />
      <MadeOf {...{ subject, indicator, cell, onCount }} />
      {opened === undefined ? null : (
        <OpenedCases
          key={opened}
          opened={openedFor(opened)}
          what={`${subject.name} ${COUNTS[opened][language]}`}
          caseHref={caseHref}
          beside={props.besideFor?.(opened)}
          onClose={() => onCount(undefined)}
        />
      )}
    </Card>
  );
}
