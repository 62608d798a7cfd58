// Contested scores that wait for an answer: what is contested, why, and the two answers, each with words.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Contest } from '../core/contract-publications.ts';
import { COUNTS } from '../core/counts.ts';
import { publicationTexts } from './publication-texts.ts';
import { useAnswer, useWaiting } from './use-publications.ts';

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

export function ContestsCard({
  areaPath,
  caseHref,
}: {
  areaPath: string;
  caseHref: (caseId: string) => string;
}) {
  const t = useText(publicationTexts);
  const { can } = useSession();
  const { data } = useWaiting(areaPath, can('evaluation.answer'));
  if (!can('evaluation.answer') || !data) return null;
  return (
    <Card title={t.contests}>
      {data.contests.length === 0 ? <p className="gl-quiet">{t.contestsNone}</p> : null}
      <ul className="gl-evaluation-list">
        {data.contests.map((one) => (
          <Waiting key={one.id} one={one} caseHref={caseHref} />
        ))}
      </ul>
    </Card>
  );
}
