// Another person's figures: whom, and why, come first; both stand on record, and the person sees them. What
// is then shown is shown for the period that was asked for; another period is another look.
import { type FormEvent, useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { type Option, Picker } from '../../../ui/picker/picker.tsx';
import { Empty, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { PersonFigures } from '../core/contract.ts';
import type { CountName } from '../core/counts.ts';
import { PeriodChoice } from './evaluation-choices.tsx';
import { lookTexts } from './look-texts.ts';
import { SubjectFigures } from './subject-figures.tsx';
import { type Opened, usePeriod } from './use-evaluation.ts';
import { useLook, usePeopleOptions } from './use-looks.ts';
import './evaluation.css';

interface Whom {
  readonly person: Option | null;
  readonly why: string;
}

const LEAST = 2;

function LookForm({
  whom,
  isBusy,
  onChange,
  onSend,
}: {
  whom: Whom;
  isBusy: boolean;
  onChange: (whom: Whom) => void;
  onSend: () => void;
}) {
  const t = useText(lookTexts);
  const [words, setWords] = useState('');
  const people = usePeopleOptions(words);
  const { person, why } = whom;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend();
  };
  return (
    <Card title={t.whom}>
      <Form className="gl-evaluation-form" onSubmit={submit}>
        <Picker
          label={t.person}
          value={person}
          options={people.options}
          isBusy={people.isBusy}
          onSearch={setWords}
          onChange={(next) => onChange({ person: next, why })}
        />
        <TextField
          label={t.why}
          help={t.whyHelp}
          value={why}
          maxLength={200}
          required
          onChange={(next) => onChange({ person, why: next })}
        />
        <Button
          type="submit"
          tone="primary"
          isBusy={isBusy}
          disabled={person === null || why.trim().length < LEAST}
        >
          {t.look}
        </Button>
      </Form>
    </Card>
  );
}

function Seen({ figures, caseHref }: { figures: PersonFigures; caseHref: (caseId: string) => string }) {
  const t = useText(lookTexts);
  const { id, period, name } = figures;
  const openedFor = (count: CountName): Opened => ({
    url: `/api/evaluation/looks/${id}/cases`,
    query: { count, period: period.kind, day: period.from },
  });
  return (
    <>
      <Notice>{t.onRecord(name)}</Notice>
      <SubjectFigures
        subject={figures}
        indicators={figures.indicators}
        none={<Empty icon="figures" title={t.none} />}
        openedFor={openedFor}
        caseHref={caseHref}
      />
    </>
  );
}

export function PersonFiguresScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(lookTexts);
  const language = useSpoken();
  const asked = usePeriod();
  const [whom, setWhom] = useState<Whom>({ person: null, why: '' });
  const [seen, setSeen] = useState<{ readonly key: string; readonly figures: PersonFigures }>();
  const looking = useLook();
  const key = `${whom.person?.id} ${asked.period} ${asked.day}`;
  const look = async () => {
    if (whom.person === null) return;
    const figures = await looking.send({ personId: whom.person.id, why: whom.why.trim(), ...asked });
    if (figures) setSeen({ key, figures });
  };
  return (
    <Page>
      <div className="gl-evaluation">
        <PageHead title={t.title}>{t.first}</PageHead>
        <PeriodChoice {...asked} />
        <LookForm whom={whom} isBusy={looking.isSending} onChange={setWhom} onSend={() => void look()} />
        {looking.error ? <Notice tone="danger">{tellError(looking.error, language)}</Notice> : null}
        {seen?.key === key ? <Seen key={seen.figures.id} figures={seen.figures} caseHref={caseHref} /> : null}
      </div>
    </Page>
  );
}
