// The middle pane of the desk: the case itself. Photos, words, map, facts, what happened and who was
// told.
import { useMemo } from 'react';
import type { Point } from '../../../kernel/geo.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { useRested } from '../../../platform/web/clock/use-rested.ts';
import type { MapPoint } from '../../../platform/web/map/map-data.ts';
import { LinkButton } from '../../../ui/button/button.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseKin } from './case-kin.tsx';
import { CaseMap } from './case-map.tsx';
import { CaseBeforeAfter } from './case-photos.tsx';
import { caseTexts } from './case-texts.ts';
import { CaseTimeline } from './case-timeline.tsx';
import type { Present } from './desk-parts.ts';
import { deskTexts } from './desk-texts.ts';
import type { SameCase } from './same-panel.tsx';
import { OthersHere } from './triage-presence.tsx';
import type { CaseView, Proposal } from './use-cases.ts';

export interface TriageCaseProps {
  readonly of: CaseView;
  readonly now: Instant;
  readonly proposal: Proposal | undefined;
  /** The corrected place, before it is sent. */
  readonly movedTo: Point | undefined;
  readonly onMove: ((to: Point) => void) | undefined;
  readonly caseHref: (caseId: string) => string;
  readonly same: readonly SameCase[];
  readonly others: readonly Present[];
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

/** Drawn once the fingers rest: whoever runs through the queue waits for no map. */
const MAP_REST_MS = 300;

/** The case and what is likely the same, on one small map; the list beside the decision has the same. */
function Sight({
  of,
  movedTo,
  onMove,
  same,
  caseHref,
}: Omit<TriageCaseProps, 'others' | 'now' | 'proposal'>) {
  const t = useText(deskTexts);
  const rested = useRested(of.id, MAP_REST_MS);
  const points = useMemo(
    () =>
      same.flatMap(({ caseId, lon, lat, isOpen, description }, index): MapPoint[] => {
        if (lon === null || lat === null) return [];
        const lamp = isOpen ? 'orange' : 'paused';
        return [{ id: caseId, lon, lat, lamp, label: `${index + 1} ${description}` }];
      }),
    [same],
  );
  if (rested !== of.id) return <div className="gl-case-map" aria-busy="true" />;
  return (
    <CaseMap
      caseId={of.id}
      areaPath={of.areaPath}
      point={movedTo ?? pointOf(of)}
      points={points}
      {...(points.length > 0 ? { label: t.sameMap } : {})}
      onPick={(id) => navigate(caseHref(id))}
      {...(onMove ? { onMove } : {})}
    />
  );
}

export function TriageCase(props: TriageCaseProps) {
  const { of, now, proposal, caseHref, others } = props;
  const t = useText(deskTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  const aside = (
    <LinkButton href={caseHref(of.id)} size="small" tone="quiet" icon="next">
      {t.open2}
    </LinkButton>
  );
  return (
    <article className="gl-desk-case" aria-label={`${words.number} ${of.number}`}>
      <CaseHead of={of} now={now} level={2} placeNames={proposal?.placeNames ?? []} aside={aside} />
      <OthersHere others={others} />
      <p className="gl-desk-words" lang={language === 'zh' ? undefined : 'zh-CN'}>
        {of.description}
      </p>
      <MergedInto of={of} caseHref={caseHref} />
      <div className="gl-desk-sight">
        <CaseBeforeAfter of={of} />
        <Sight {...props} />
      </div>
      <CaseKin of={of} now={now} caseHref={caseHref} />
      <section aria-label={words.timeline}>
        <h3>{words.timeline}</h3>
        <CaseTimeline of={of} now={now} />
      </section>
      <CaseFacts of={of} now={now} isShort />
    </article>
  );
}
