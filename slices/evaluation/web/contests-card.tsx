// Contested scores of an area: how many were asked, wait, were upheld, were refused, each with its list; what
// waits has the two answers, each with words.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Chips } from '../../../ui/choices/choices.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { CONTEST_STATES, type ContestState } from '../core/contestable.ts';
import type { Contest, ContestList } from '../core/contract-publications.ts';
import { COUNTS } from '../core/counts.ts';
import { publicationTexts } from './publication-texts.ts';
import { useAnswer, useContests } from './use-publications.ts';

function Waiting({ one, caseHref }: { one: Contest; caseHref: (caseId: string) => string }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const answer = useAnswer();
  const send = (isUpheld: boolean) => void answer.send({ id: one.id, isUpheld, answer: words.trim() });
  const isReady = words.trim().length > 1;
  return (
    <li>
      <a href={caseHref(one.caseId)}>{t.contestOf(one.byName, COUNTS[one.count][language])}</a>
      <span>{one.words}</span>
      <Form className="gl-evaluation-choices" onSubmit={(event: FormEvent) => event.preventDefault()}>
        <TextField label={t.answer} value={words} onChange={setWords} maxLength={500} required />
        <Button isBusy={answer.isSending} disabled={!isReady} onClick={() => send(true)}>
          {t.uphold}
        </Button>
        <Button isBusy={answer.isSending} disabled={!isReady} onClick={() => send(false)}>
          {t.refuse}
        </Button>
      </Form>
      {answer.error ? <Notice tone="danger">{tellError(answer.error, language)}</Notice> : null}
    </li>
  );
}

function Answered({ one, caseHref }: { one: Contest; caseHref: (caseId: string) => string }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  return (
    <li>
      <Badge tone={one.state === 'upheld' ? 'ok' : 'plain'}>{t[one.state]}</Badge>
      <a href={caseHref(one.caseId)}>{t.contestOf(one.byName, COUNTS[one.count][language])}</a>
      <span>{one.words}</span>
      <span className="gl-quiet">{t.answeredBy(one.answeredByName ?? '', one.answer ?? '')}</span>
    </li>
  );
}

type Shown = ContestState | 'all';

function States({ totals, shown, onShow }: {
  readonly totals: ContestList['totals'];
  readonly shown: Shown;
  readonly onShow: (state: Shown) => void;
}) {
  const t = useText(publicationTexts);
  const all = CONTEST_STATES.reduce((sum, state) => sum + totals[state], 0);
  return (
    <Chips
      label={t.contests}
      isLabelHidden
      chosen={shown}
      onChoose={onShow}
      choices={[
        ...CONTEST_STATES.map((id) => ({ id, label: t[id], total: totals[id] })),
        { id: 'all', label: t.contestsAll, total: all },
      ]}
    />
  );
}

export function ContestsCard({
  areaPath,
  caseHref,
}: {
  areaPath: string;
  caseHref: (caseId: string) => string;
}) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const { can } = useSession();
  const [shown, setShown] = useState<Shown>('waiting');
  const state = shown === 'all' ? undefined : shown;
  const { asked, totals, contests } = useContests(areaPath, state, can('evaluation.answer'));
  if (!can('evaluation.answer')) return null;
  if (asked.isError && !totals)
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  if (!totals) return null;
  const none = shown === 'waiting' ? t.contestsNone : t.contestsNoneOf;
  return (
    <Card title={t.contests}>
      <States totals={totals} shown={shown} onShow={setShown} />
      {contests.length === 0 ? <p className="gl-quiet">{none}</p> : null}
      <ul className="gl-evaluation-list">
        {contests.map((one) => {
          const Line = one.state === 'waiting' ? Waiting : Answered;
          return <Line key={one.id} one={one} caseHref={caseHref} />;
        })}
      </ul>
      {asked.hasNextPage ? (
        <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t.contestsMore}
        </Button>
      ) : null}
    </Card>
  );
}
