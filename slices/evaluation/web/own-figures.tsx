// A person's own figures on the phone: what was handled, how, against the period before; each opens its
// cases. And who has looked at them, when and why.
import { useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import type { OwnFigures } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { ContestButton, MyContests } from './contest-button.tsx';
import { PeriodChoice } from './evaluation-choices.tsx';
import { FigureDetails } from './figure-details.tsx';
import { BandBadge, cellOf, useFigureWords, wordsOf } from './figure-parts.tsx';
import { type Asked, type Opened, useOwn } from './use-evaluation.ts';
import './evaluation.css';

type Own = OwnFigures['subjects'][number];
type Looked = { readonly indicator: string; readonly count: CountName | undefined };

interface OwnProps {
  readonly own: Own;
  readonly figures: OwnFigures;
  readonly asked: Asked;
  readonly caseHref: (id: string) => string;
}

function OwnList({
  own,
  figures,
  onLook,
}: Pick<OwnProps, 'own' | 'figures'> & { onLook: (id: string) => void }) {
  const { t, told } = useFigureWords();
  const language = useSpoken();
  const name = language === 'zh' ? own.name : own.nameEn;
  const shown = figures.indicators.flatMap((indicator) => {
    const cell = cellOf(own.cells, indicator.id);
    return cell && cell.value !== null ? [{ indicator, cell }] : [];
  });
  return (
    <Card title={name}>
      {shown.length === 0 ? <Empty icon="figures" title={t.ownNone} /> : null}
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

/** A score of a period that is published can be contested; that of the widest area holds them all. */
const besideFor = ({ kind, subject }: Own, { publications }: OwnFigures) => {
  const published = [...publications].sort((a, b) => a.areaPath.length - b.areaPath.length)[0];
  if (published === undefined) return undefined;
  return (count: CountName) =>
    function beside(caseId: string, number: string) {
      return (
        <ContestButton
          score={{ publicationId: published.id, kind, subject, caseId, count }}
          number={number}
        />
      );
    };
};

function OwnCard({ own, figures, asked, caseHref }: OwnProps) {
  const language = useSpoken();
  const [looked, setLooked] = useState<Looked>();
  const chosen = figures.indicators.find(({ id }) => id === looked?.indicator);
  const cell = chosen && cellOf(own.cells, chosen.id);
  const openedFor = (count: CountName): Opened => ({
    url: '/api/evaluation/mine/cases',
    query: { kind: own.kind, subject: own.subject, count, period: asked.period, day: asked.day },
  });
  return (
    <>
      <OwnList own={own} figures={figures} onLook={(id) => setLooked({ indicator: id, count: undefined })} />
      {chosen && cell ? (
        <FigureDetails
          subject={{ ...own, name: language === 'zh' ? own.name : own.nameEn }}
          indicator={chosen}
          cell={cell}
          count={looked?.count ?? null}
          onCount={(count) => setLooked({ indicator: chosen.id, count })}
          openedFor={openedFor}
          caseHref={caseHref}
          besideFor={besideFor(own, figures)}
          onClose={() => setLooked(undefined)}
        />
      ) : null}
    </>
  );
}

function Looks({ looks }: Pick<OwnFigures, 'looks'>) {
  const { t } = useFigureWords();
  const language = useSpoken();
  const now = useNow(60_000);
  return (
    <Card title={t.looks}>
      {looks.length === 0 ? <p className="gl-quiet">{t.looksNone}</p> : null}
      <ul>
        {looks.map(({ at, byName, why }) => (
          <li key={`${at} ${byName}`}>
            {t.look(byName, why)}{' '}
            <span className="gl-quiet">{whenWords(fromIso(at) ?? 0, now, language)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function OwnFiguresScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const { t } = useFigureWords();
  const language = useSpoken();
  const { asked, found } = useOwn();
  const figures = found.data;
  return (
    <Page>
      <div className="gl-evaluation">
        <PageHead title={t.own}>{t.ownWhy}</PageHead>
        <PeriodChoice {...asked} />
        {found.isError && !figures ? (
          <Failed message={tellError(found.error, language)} onAgain={() => void found.refetch()} />
        ) : null}
        {found.isPending ? <Loading lines={6} /> : null}
        {figures?.subjects.map((own) => (
          <OwnCard
            key={`${own.subject} ${figures.period.from} ${figures.period.kind}`}
            own={own}
            figures={figures}
            asked={asked}
            caseHref={caseHref}
          />
        ))}
        <MyContests />
        {figures ? <Looks looks={figures.looks} /> : null}
      </div>
    </Page>
  );
}
