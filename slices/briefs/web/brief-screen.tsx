// One issued brief: read, printed, taken along as PDF or Excel.
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { exactTime, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Brief } from '../core/contract.ts';
import { BriefPage } from './brief-page.tsx';
import { briefsTexts } from './briefs-texts.ts';
import { useBrief } from './use-briefs.ts';
import './briefs.css';

interface Places {
  readonly briefsHref: string;
  readonly caseHref: (caseId: string) => string;
}

function Issued({ brief }: { brief: Brief }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const at = fromIso(brief.asOf) ?? 0;
  const words = [
    t.by(brief.byName, whenWords(at, now, language)),
    t.asOf(exactTime(at)),
    ...(brief.revision > 1 ? [t.revision(brief.revision), t.reasonOf(brief.why ?? '')] : []),
  ];
  return <>{words.join(' · ')}</>;
}

export function BriefScreen({ briefId, briefsHref, caseHref }: Places & { briefId: string }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const { data, error, refetch } = useBrief(briefId);
  const file = (ending: string) => `/api/briefs/${briefId}/brief.${ending}`;
  return (
    <Page>
      <div className="gl-briefs">
        <PageHead title={data?.text.title ?? t.title}>{data ? <Issued brief={data} /> : null}</PageHead>
        <div className="gl-briefs-acts">
          <LinkButton tone="quiet" icon="back" href={briefsHref}>
            {t.back}
          </LinkButton>
          {data ? (
            <>
              <Button onClick={() => print()}>{t.print}</Button>
              <LinkButton href={file('pdf')} isDocument>
                {t.pdf}
              </LinkButton>
              <LinkButton href={file('xlsx')} isDocument>
                {t.excel}
              </LinkButton>
            </>
          ) : null}
        </div>
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={10} /> : null}
        {data ? <BriefPage areaPath={data.areaPath} text={data.text} caseHref={caseHref} /> : null}
      </div>
    </Page>
  );
}
