// A list that comes page by page, in every state that it can be in: on its way, not come, with nothing in it,
// with more behind it. What a line looks like is the caller's.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { tellError } from './errors.ts';

const texts = defineTexts({ zh: { more: '下一页' }, en: { more: 'Next page' } });

/** What TanStack Query tells of it. */
interface Asked {
  readonly data: unknown;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}

export interface PagedListProps {
  readonly asked: Asked;
  readonly className: string;
  /** Shown where all has come and there is no line. */
  readonly empty: ReactNode;
  /** One `<li>` for each. */
  readonly children: readonly ReactNode[];
}

export function PagedList({ asked, className, empty, children }: PagedListProps) {
  const t = useText(texts);
  const language = useSpoken();
  const { data, error, hasNextPage, isFetchingNextPage, refetch, fetchNextPage } = asked;
  return (
    <>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {data === undefined && !error ? <Loading lines={4} /> : null}
      {data !== undefined && children.length === 0 && !hasNextPage ? empty : null}
      {children.length === 0 ? null : <ul className={className}>{children}</ul>}
      {hasNextPage ? (
        <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </>
  );
}
