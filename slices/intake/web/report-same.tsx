// Before a report is filed: what is open nearby and likely the same. One press joins it; another goes on.
import { MINUTE } from '../../../kernel/duration.ts';
import { durationWords, useLanguage, useText } from '../../../platform/web/i18n/public.ts';
import { Button } from '../../../ui/button/button.tsx';
import type { LikelySame } from './report-api.ts';
import { reportTexts } from './report-texts.ts';

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

export function ReportSame({ cases, joining, onJoin }: ReportSameProps) {
  const t = useText(reportTexts);
  return (
    <>
      <p className="gl-report-help">{t.sameHelp}</p>
      <ul className="gl-sames">
        {cases.map((one) => (
          <Same key={one.caseId} one={one} joining={joining} onJoin={onJoin} />
        ))}
      </ul>
    </>
  );
}
