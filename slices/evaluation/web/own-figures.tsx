// A person's own figures on the phone: what was handled, how, against the period before; each opens its
// cases. And who has looked at them, when and why.
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import type { OwnFigures } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { ContestButton, MyContests } from './contest-button.tsx';
import { NoRows } from './counting-note.tsx';
import { PeriodChoice } from './evaluation-choices.tsx';
import { useFigureWords } from './figure-parts.tsx';
import { SubjectFigures } from './subject-figures.tsx';
import { type Asked, type Opened, useOwn } from './use-evaluation.ts';
import './evaluation.css';

type Own = OwnFigures['subjects'][number];

interface OwnProps {
  readonly own: Own;
  readonly figures: OwnFigures;
  readonly asked: Asked;
  readonly caseHref: (id: string) => string;
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
  const { t } = useFigureWords();
  const language = useSpoken();
  const openedFor = (count: CountName): Opened => ({
    url: '/api/evaluation/mine/cases',
    query: { kind: own.kind, subject: own.subject, count, period: asked.period, day: asked.day },
  });
  return (
    <SubjectFigures
      subject={{ ...own, name: language === 'zh' ? own.name : own.nameEn }}
      indicators={figures.indicators}
      none={<NoRows counting={figures.counting} title={t.ownNone} />}
      openedFor={openedFor}
      besideFor={besideFor(own, figures)}
      caseHref={caseHref}
    />
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

export function OwnFiguresScreen({
  caseHref,
  personHref,
}: {
  caseHref: (caseId: string) => string;
  personHref: string;
}) {
  const { can } = useSession();
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
        {can('evaluation.look') ? (
          <a className="gl-evaluation-way" href={personHref}>
            {t.lookAtPerson}
          </a>
        ) : null}
        {figures ? <Looks looks={figures.looks} /> : null}
      </div>
    </Page>
  );
}
