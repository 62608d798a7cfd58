// The cases that one count is made of, page by page; each leads to the case. Whoever pressed a number looks
// at its cases next, and so does a screen reader.
import { type ReactNode, useEffect, useRef } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { evaluationTexts } from './evaluation-texts.ts';
import { type Opened, useOpened } from './use-evaluation.ts';
import './evaluation.css';

interface OpenedProps {
  readonly opened: Opened;
  readonly what: string;
  readonly caseHref: (caseId: string) => string;
  readonly onClose: () => void;
  /** What may be done about one of them, in its last column. */
  readonly beside?: ((caseId: string, number: string) => ReactNode) | undefined;
}

export function OpenedCases({ opened, what, caseHref, onClose, beside }: OpenedProps) {
  const [t, language] = [useText(evaluationTexts), useSpoken()];
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOpened(opened);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="gl-evaluation-cases">
      <header>
        <h3 ref={heading} tabIndex={-1}>
          {t.cases(what)}
        </h3>
        <Button size="small" onClick={onClose}>
          {t.close}
        </Button>
      </header>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className="gl-evaluation-scroll" aria-label={t.cases(what)} tabIndex={0}>
          <table className="gl-evaluation-table">
            <thead>
              <tr>
                <th scope="col">{t.number}</th>
                <th scope="col">{t.item}</th>
                <th scope="col">{t.dayOf}</th>
                <th scope="col">{t.note}</th>
              </tr>
            </thead>
            <tbody>
              {data.pages
                .flatMap(({ items }) => items)
                .map((one) => (
                  <tr key={one.caseId}>
                    <th scope="row">
                      <a href={caseHref(one.caseId)}>{one.number}</a>
                    </th>
                    <td>{(language === 'zh' ? one.itemName : (one.itemNameEn ?? one.itemName)) ?? '–'}</td>
                    <td className="gl-figures">{one.day}</td>
                    <td>
                      {one.times > 1 ? t.times(one.times) : null}{' '}
                      {one.isExempt ? <Badge>{t.exempt}</Badge> : beside?.(one.caseId, one.number)}
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </section>
  );
}
