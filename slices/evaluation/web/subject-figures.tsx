// The figures of one person or unit as a list: each opens to its formula, and to the cases it is made of.
import { type ReactNode, useState } from 'react';
import { Card } from '../../../ui/card/card.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import type { IndicatorView } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { FigureDetails, type FigureProps, type Subject } from './figure-details.tsx';
import { BandBadge, cellOf, useFigureWords, wordsOf } from './figure-parts.tsx';

interface SubjectProps extends Pick<FigureProps, 'subject' | 'openedFor' | 'besideFor' | 'caseHref'> {
  readonly indicators: readonly IndicatorView[];
  /** What stands there where no figure has a case. */
  readonly none: ReactNode;
}

interface ListProps extends Pick<SubjectProps, 'indicators' | 'none'> {
  readonly subject: Subject;
  readonly onLook: (indicator: string) => void;
}

function FigureList({ subject: { name, cells }, indicators, none, onLook }: ListProps) {
  const { t, told } = useFigureWords();
  const language = useSpoken();
  const shown = indicators.flatMap((indicator) => {
    const cell = cellOf(cells, indicator.id);
    return cell && cell.value !== null ? [{ indicator, cell }] : [];
  });
  return (
    <Card title={name}>
      {shown.length === 0 ? none : null}
      <ul className="gl-evaluation-own">
        {shown.map(({ indicator, cell }) => (
          <li key={indicator.id}>
            <button
              type="button"
              aria-label={t.open(name, wordsOf(indicator, language), told(cell, indicator))}
              onClick={() => onLook(indicator.id)}
            >
              <span>{wordsOf(indicator, language)}</span>
              <strong className="gl-figures">
                {told(cell, indicator)} <BandBadge band={cell.band} />
              </strong>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function SubjectFigures({ indicators, none, ...props }: SubjectProps) {
  const { subject } = props;
  const [looked, setLooked] = useState<{ indicator: string; count?: CountName | undefined }>();
  const chosen = indicators.find(({ id }) => id === looked?.indicator);
  const cell = chosen && cellOf(subject.cells, chosen.id);
  return (
    <>
      <FigureList
        subject={subject}
        indicators={indicators}
        none={none}
        onLook={(indicator) => setLooked({ indicator })}
      />
      {chosen && cell ? (
        <FigureDetails
          {...props}
          indicator={chosen}
          cell={cell}
          count={looked?.count ?? null}
          onCount={(count) => setLooked({ indicator: chosen.id, count })}
          onClose={() => setLooked(undefined)}
        />
      ) : null}
    </>
  );
}
