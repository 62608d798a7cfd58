// A list of cases in its own frame, page by page: its heading, its columns, what stands there while it comes
// or when it fails, and the way on. What a row tells is the caller's.
import { type ReactNode, useEffect, useRef } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { evaluationTexts } from './evaluation-texts.ts';

/** As `useInfiniteQuery` answers. */
interface Paged<Page> {
  readonly data: { readonly pages: readonly Page[] } | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
  readonly hasNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly isFetchingNextPage: boolean;
}

export interface CaseTableProps<Item> {
  readonly title: string;
  readonly columns: readonly string[];
  readonly paged: Paged<{ readonly items: readonly Item[] }>;
  readonly rowOf: (item: Item) => ReactNode;
  readonly onClose: () => void;
}

/** Whoever pressed a number looks at its cases next, and so does a screen reader. */
export function CaseTable<Item>({ title, columns, paged, rowOf, onClose }: CaseTableProps<Item>) {
  const [t, language] = [useText(evaluationTexts), useSpoken()];
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = paged;
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="gl-evaluation-cases">
      <header>
        <h3 ref={heading} tabIndex={-1}>
          {title}
        </h3>
        <Button size="small" onClick={onClose}>
          {t.close}
        </Button>
      </header>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={4} /> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className="gl-evaluation-scroll" aria-label={title} tabIndex={0}>
          <table className="gl-evaluation-table">
            <thead>
              <tr>
                {columns.map((words) => (
                  <th key={words} scope="col">
                    {words}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{data.pages.flatMap(({ items }) => items).map(rowOf)}</tbody>
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
