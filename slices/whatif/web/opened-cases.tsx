// The cases that a figure counts: where each was and would have been, late or in time. Each leads to the
// case.
import { useEffect, useRef } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { type Opened, type PastCase, useOpened } from './use-whatif.ts';
import { whatifTexts } from './whatif-texts.ts';

function Side({ side }: { side: PastCase['before'] }) {
  const t = useText(whatifTexts);
  const late = side.isLate === null ? t.untold : side.isLate ? t.late : t.inTime;
  return (
    <>
      {side.unitName ?? t.nobody} · {side.areaName ?? t.nowhere}{' '}
      <Badge tone={side.isLate === null ? 'plain' : side.isLate ? 'danger' : 'ok'}>{late}</Badge>
    </>
  );
}

interface OpenedProps {
  readonly runId: string;
  readonly opened: Opened;
  readonly onClose: () => void;
}

export function OpenedCases({ runId, opened, onClose }: OpenedProps) {
  const [t, language] = [useText(whatifTexts), useSpoken()];
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOpened(runId, opened);
  // Whoever pressed a figure looks at its cases next, and so does a screen reader.
  useEffect(() => heading.current?.focus(), []);
  const [first] = data?.pages ?? [];
  return (
    <section className="gl-whatif-cases">
      <h3 ref={heading} tabIndex={-1}>
        {t.cases(opened.name, t[opened.figure], first?.total ?? 0)}
      </h3>
      <Button size="small" onClick={onClose}>{t.close}</Button>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className="gl-whatif-scroll" aria-label={t.caseNumber} tabIndex={0}>
          <table className="gl-whatif-table">
            <thead>
              <tr>
                <th scope="col">{t.caseNumber}</th>
                <th scope="col">{t.before}</th>
                <th scope="col">{t.after}</th>
              </tr>
            </thead>
            <tbody>
              {data.pages.flatMap(({ cases }) => cases).map((one) => (
                <tr key={one.caseId}>
                  <th scope="row">
                    <a href={`/command/cases/${one.caseId}`}>{one.number}</a>
                  </th>
                  <td><Side side={one.before} /></td>
                  <td><Side side={one.after} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t.more}</Button>
      ) : null}
    </section>
  );
}
