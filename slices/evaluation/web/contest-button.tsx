// Contesting the score of one case, by the one who is judged by it; and what became of it.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { COUNTS } from '../core/counts.ts';
import { publicationTexts } from './publication-texts.ts';
import { type Contesting, useContest, useMyContests } from './use-publications.ts';

type Score = Omit<Contesting, 'words'>;

function ContestForm({ score, onDone }: { score: Score; onDone: () => void }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const [words, setWords] = useState('');
  const contest = useContest({ onDone });
  const send = (event: FormEvent) => {
    event.preventDefault();
    void contest.send({ ...score, words: words.trim() });
  };
  return (
    <Form onSubmit={send}>
      <TextArea
        label={t.contestWhy}
        value={words}
        onChange={setWords}
        maxLength={500}
        minLength={2}
        required
      />
      {contest.error ? <Notice tone="danger">{tellError(contest.error, language)}</Notice> : null}
      <Button type="submit" tone="primary" isBusy={contest.isSending}>
        {t.send}
      </Button>
    </Form>
  );
}

export function ContestButton({ score, number }: { score: Score; number: string }) {
  const t = useText(publicationTexts);
  const [state, setState] = useState<'closed' | 'open' | 'sent'>('closed');
  if (state === 'sent') return <span role="status">{t.sent}</span>;
  return (
    <>
      <Button label={t.contestCase(number)} onClick={() => setState('open')}>
        {t.contest}
      </Button>
      <Dialog isOpen={state === 'open'} onClose={() => setState('closed')} title={t.contestCase(number)}>
        <ContestForm score={score} onDone={() => setState('sent')} />
      </Dialog>
    </>
  );
}

export function MyContests() {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const { data } = useMyContests();
  if (!data || data.contests.length === 0) return null;
  return (
    <Card title={t.mine}>
      <ul className="gl-evaluation-list">
        {data.contests.map((one) => (
          <li key={one.id}>
            <Badge>{t[one.state]}</Badge> {COUNTS[one.count][language]} · {one.words}
            {one.answer === null ? null : <span className="gl-quiet">{one.answer}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
