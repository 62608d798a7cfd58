// What stands in a grid, nearest first: by one fix that a tap asks for. The list does not move under the
// thumb of somebody who walks; another tap looks anew. The fix stays in this page.
import { useState } from 'react';
import { distanceMetres, type Point } from '../../../kernel/geo.ts';
import { useWatchedPosition } from '../../../platform/web/map/watch-position.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { surveyTexts } from './survey-texts.ts';

export interface NearFirst {
  readonly from: Point | undefined;
  readonly isFinding: boolean;
  readonly why: 'denied' | 'not_found' | undefined;
  readonly look: () => void;
  readonly forget: () => void;
}

export function useNearFirst(): NearFirst {
  const [isAsked, setAsked] = useState(false);
  const [from, setFrom] = useState<Point>();
  const mode = useWatchedPosition(isAsked, ({ point }) => {
    setFrom(point);
    setAsked(false);
  });
  const why = isAsked && (mode === 'denied' || mode === 'not_found') ? mode : undefined;
  return {
    from,
    why,
    isFinding: isAsked && !why,
    look: () => setAsked(true),
    forget: () => {
      setFrom(undefined);
      setAsked(false);
    },
  };
}

/** In whole metres; what lies on one spot keeps its order. */
export function nearestFirst<T extends Point>(
  things: readonly T[],
  from: Point | undefined,
): readonly (T & { readonly metres?: number })[] {
  if (!from) return things;
  return things
    .map((one) => ({ ...one, metres: Math.round(distanceMetres(from, one)) }))
    .sort((a, b) => a.metres - b.metres);
}

export function NearFirstBar({ near }: { readonly near: NearFirst }) {
  const t = useText(surveyTexts);
  return (
    <>
      <div className="gl-register-acts">
        <Button icon="pin" disabled={near.isFinding} onClick={near.look}>
          {near.isFinding ? t.finding : t.nearFirst}
        </Button>
        {near.from || near.why ? <Button onClick={near.forget}>{t.byCode}</Button> : null}
      </div>
      {near.why ? <Notice tone="warn">{near.why === 'denied' ? t.noLeave : t.noFix}</Notice> : null}
    </>
  );
}
