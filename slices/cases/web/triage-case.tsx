// The middle pane of the desk: the case itself. Photos, words, map, facts, what happened and who was
// told.
import type { ReactNode } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseMap } from './case-map.tsx';
import { CaseBeforeAfter } from './case-photos.tsx';
import { caseTexts } from './case-texts.ts';
import { CaseTimeline } from './case-timeline.tsx';
import type { CaseView, Proposal } from './use-cases.ts';

export interface TriageCaseProps {
  readonly of: CaseView;
  readonly now: Instant;
  readonly proposal: Proposal | undefined;
  /** The corrected place, before it is sent. */
  readonly movedTo: Point | undefined;
  readonly onMove: ((to: Point) => void) | undefined;
  readonly caseHref: (caseId: string) => string;
  readonly aside?: ReactNode;
}

export const pointOf = ({ lon, lat }: Pick<CaseView, 'lon' | 'lat'>): Point | undefined =>
  lon === null || lat === null ? undefined : { lon, lat };

export function MergedInto({ of, caseHref }: Pick<TriageCaseProps, 'of' | 'caseHref'>) {
  const t = useText(caseTexts);
  if (of.mergedIntoId === null) return null;
  return (
    <p>
      {t.mergedInto} <a href={caseHref(of.mergedIntoId)}>{t.openMain}</a>
    </p>
  );
}

export function TriageCase({ of, now, proposal, movedTo, onMove, caseHref, aside }: TriageCaseProps) {
  const words = useText(caseTexts);
  const language = useSpoken();
  return (
    <article className="gl-desk-case" aria-label={`${words.number} ${of.number}`}>
      <CaseHead of={of} now={now} level={2} placeNames={proposal?.placeNames ?? []} aside={aside} />
      <p className="gl-desk-words" lang={language === 'zh' ? undefined : 'zh-CN'}>
        {of.description}
      </p>
      <MergedInto of={of} caseHref={caseHref} />
      <div className="gl-desk-sight">
        <CaseBeforeAfter of={of} />
        <CaseMap
          caseId={of.id}
          areaPath={of.areaPath}
          point={movedTo ?? pointOf(of)}
          {...(onMove ? { onMove } : {})}
        />
      </div>
      <section aria-label={words.timeline}>
        <h3>{words.timeline}</h3>
        <CaseTimeline of={of} now={now} />
      </section>
      <CaseFacts of={of} now={now} isShort />
    </article>
  );
}
