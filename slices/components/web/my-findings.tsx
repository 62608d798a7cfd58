// What I found, and what became of it: waiting, taken in, or refused with the reason. On the desk and on
// the phone, where the first page is kept for when there is no network.
import { useInfiniteQuery } from '@tanstack/react-query';
import { MINUTE } from '../../../kernel/duration.ts';
import { api } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CONDITION_WORDS } from '../core/condition.ts';
import type { Finding } from '../core/contract-survey.ts';
import { mineUrl } from './rounds-url.ts';
import { FINDING_WORDS, surveyTexts } from './survey-texts.ts';

const TONES = { waiting: 'plain', accepted: 'ok', refused: 'warn' } as const;

interface FindingsPage {
  readonly findings: readonly Finding[];
  readonly next: string | null;
}

/** `asOf` moves when this phone has told something new. */
const useMine = (asOf: string) =>
  useInfiniteQuery({
    queryKey: ['components', 'findings', 'mine', asOf],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => api.get<FindingsPage>(mineUrl(pageParam), { signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  });

export interface MyFindingsProps {
  readonly asOf?: string;
  /** Where the card of a thing is, if this screen has one. */
  readonly cardHref?: (id: string) => string;
}

function OneFinding({ finding, cardHref }: { finding: Finding; cardHref: MyFindingsProps['cardHref'] }) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const { kind, state, known, name, condition, words, componentId, reviewWords } = finding;
  const title = [known?.name ?? name, known?.code].filter(Boolean).join(' · ');
  const said = [known ? name : null, condition && CONDITION_WORDS[condition][language], words];
  return (
    <li>
      <Badge tone={TONES[state]}>{t[state]}</Badge>{' '}
      {componentId !== null && cardHref && state !== 'refused' ? (
        <a href={cardHref(componentId)}>{title}</a>
      ) : (
        <strong>{title}</strong>
      )}{' '}
      <span className="gl-muted">
        {FINDING_WORDS[kind][language]} · <When at={finding.foundAt} now={now} />
      </span>
      {said.some(Boolean) ? <p>{said.filter(Boolean).join(' · ')}</p> : null}
      {reviewWords === null ? null : <p>{t.reviewed(reviewWords)}</p>}
    </li>
  );
}

export function MyFindings({ asOf = '', cardHref }: MyFindingsProps) {
  const t = useText(surveyTexts);
  const language = useSpoken();
  const asked = useMine(asOf);
  const findings = asked.data?.pages.flatMap((page) => page.findings) ?? [];
  return (
    <>
      {asked.error ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.isPending && !asked.error ? <Loading lines={4} /> : null}
      {asked.data && findings.length === 0 ? <Empty title={t.mineNone}>{t.mineNoneWhy}</Empty> : null}
      <ol className="gl-register-history">
        {findings.map((finding) => (
          <OneFinding key={finding.id} finding={finding} cardHref={cardHref} />
        ))}
      </ol>
      {asked.hasNextPage ? (
        <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t.more}
        </Button>
      ) : null}
    </>
  );
}
