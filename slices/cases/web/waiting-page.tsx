// The frame of a list of what waits for one's word: loading, failed, and that more wait than are listed.
import type { ReactNode } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';

export interface WaitingPageProps {
  readonly words: { readonly title: string; readonly why: string; readonly more: string };
  readonly asked: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly data: { readonly isMore: boolean } | undefined;
    readonly refetch: () => unknown;
  };
  readonly children: ReactNode;
}

export function WaitingPage({ words, asked, children }: WaitingPageProps) {
  const language = useSpoken();
  return (
    <Page>
      <PageHead title={words.title} />
      <p className="gl-muted">{words.why}</p>
      {asked.isPending ? <Loading lines={6} /> : null}
      {asked.error ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {children}
      {asked.data?.isMore ? <Notice>{words.more}</Notice> : null}
    </Page>
  );
}
