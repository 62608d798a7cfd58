// The drawn cases of one sample: what was found, with the pictures, page by page; each leads to the case.
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CasePhotos } from '../../cases/web/public.ts';
import type { ResultView } from '../core/contract.ts';
import { recheckTexts } from './recheck-texts.ts';
import { useResults } from './use-rechecks.ts';

function OutcomeOf({ one }: { one: ResultView }) {
  const t = useText(recheckTexts);
  if (one.outcome === null) return <Badge>{t.waiting}</Badge>;
  if (one.outcome === 'held') return <Badge tone="ok">{t.heldOne}</Badge>;
  return (
    <>
      <Badge tone="warn">{t.notHeld}</Badge> <span>{one.isReopened ? t.reopened : t.told}</span>
    </>
  );
}

function ResultRow({ one, caseHref }: { one: ResultView; caseHref: (caseId: string) => string }) {
  const language = useSpoken();
  const unit = language === 'zh' ? one.unitName : one.unitNameEn || one.unitName;
  return (
    <tr>
      <th scope="row">
        <a href={caseHref(one.caseId)}>{one.number}</a>
      </th>
      <td>{unit}</td>
      <td>
        <OutcomeOf one={one} />
      </td>
      <td>
        {one.words}
        {one.checkedByName === null ? null : <span className="gl-quiet"> {one.checkedByName}</span>}
        {one.photoIds.length === 0 ? null : <CasePhotos ids={one.photoIds} />}
      </td>
    </tr>
  );
}

interface ResultsProps {
  readonly drawId: string;
  readonly label: string;
  readonly caseHref: (caseId: string) => string;
}

export function ResultsList({ drawId, label, caseHref }: ResultsProps) {
  const t = useText(recheckTexts);
  const language = useSpoken();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useResults(drawId);
  if (error && !data) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="gl-recheck-scroll" aria-label={label} tabIndex={0}>
        <table className="gl-recheck-table">
          <thead>
            <tr>
              {[t.number, t.unit, t.outcome, t.found].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.pages
              .flatMap(({ items }) => items)
              .map((one) => (
                <ResultRow key={one.id} one={one} caseHref={caseHref} />
              ))}
          </tbody>
        </table>
      </section>
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.nextPage}
        </Button>
      ) : null}
    </>
  );
}
