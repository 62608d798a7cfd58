// What is open nearby: the same matter is asked about before a report is filed, another kind is told beside
// the words. One press joins it; another goes on.
import { MINUTE } from '../../../kernel/duration.ts';
import { durationWords, useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { Button } from '../../../ui/button/button.tsx';
import type { LikelySame } from './report-api.ts';
import type { Draft } from './report-draft.ts';
import { reportTexts } from './report-texts.ts';
import { useNear } from './use-near.ts';

export interface ReportSameProps {
  readonly cases: readonly LikelySame[];
  readonly joining: string | undefined;
  readonly onJoin: (caseId: string) => void;
}

function Same({ one, joining, onJoin }: { one: LikelySame } & Omit<ReportSameProps, 'cases'>) {
  const t = useText(reportTexts);
  const { language } = useLanguage();
  const isEnglish = language === 'en';
  const name = (isEnglish ? one.itemNameEn : one.itemName) ?? t.other;
  const facts = [
    t.away(one.distanceMetres),
    t.ago(durationWords(one.ageMinutes * MINUTE, language)),
    isEnglish ? one.stateEn : one.stateZh,
    t.people(one.reporters),
  ];
  return (
    <li className="gl-same">
      <div>
        <strong>{name}</strong>
        <p>{facts.join(' · ')}</p>
      </div>
      <Button icon="plus" isBusy={joining === one.caseId} onClick={() => onJoin(one.caseId)}>
        {t.meToo}
        <span className="gl-unseen">{` ${name} ${facts[0]}`}</span>
      </Button>
    </li>
  );
}

function Sames({ cases, joining, onJoin }: ReportSameProps) {
  return (
    <ul className="gl-sames">
      {cases.map((one) => (
        <Same key={one.caseId} one={one} joining={joining} onJoin={onJoin} />
      ))}
    </ul>
  );
}

export function ReportSame(props: ReportSameProps) {
  const t = useText(reportTexts);
  return (
    <>
      <p className="gl-report-help">{t.sameHelp}</p>
      <Sames {...props} />
    </>
  );
}

/** Near, and of another kind: a line that opens, in nobody's way. */
export function ReportNear({ draft, ...way }: { draft: Draft } & Omit<ReportSameProps, 'cases'>) {
  const t = useText(reportTexts);
  const cases = useNear(draft);
  const total = cases.length;
  return (
    <>
      <p className="gl-unseen" role="status">
        {total === 0 ? '' : t.near(total)}
      </p>
      {total === 0 ? null : (
        <details className="gl-aside">
          <summary>{t.near(total)}</summary>
          <p className="gl-report-help">{t.nearHelp}</p>
          <Sames cases={cases} {...way} />
        </details>
      )}
    </>
  );
}
