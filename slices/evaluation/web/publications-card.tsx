// What was published of an area, and publishing the period that is looked at: the first time as it is, again
// with a reason. Each revision leads to its own table.
import { type FormEvent, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Counting } from '../core/contract.ts';
import type { Publication } from '../core/contract-publications.ts';
import { periodOf, periodWords } from '../core/period.ts';
import { NotYetCounted } from './counting-note.tsx';
import { wordsOf } from './figure-parts.tsx';
import { publicationTexts } from './publication-texts.ts';
import type { Choice } from './use-evaluation.ts';
import { usePublications, usePublish } from './use-publications.ts';

function PublishForm({ choice, isAgain }: { choice: Choice; isAgain: boolean }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const [why, setWhy] = useState('');
  const publish = usePublish({ onDone: () => setWhy('') });
  const { areaPath = '', period, day } = choice;
  const words = periodWords(periodOf(period, day), language);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const reason = why.trim();
    void publish.send({ areaPath, period, day, ...(reason === '' ? {} : { why: reason }) });
  };
  return (
    <Form className="gl-evaluation-choices" onSubmit={send}>
      {isAgain ? <TextField label={t.reason} value={why} onChange={setWhy} maxLength={500} required /> : null}
      <Button type="submit" isBusy={publish.isSending}>
        {isAgain ? t.revise(words) : t.publish(words)}
      </Button>
      {publish.error ? <Notice tone="danger">{tellError(publish.error, language)}</Notice> : null}
    </Form>
  );
}

function Published({ one, href }: { one: Publication; href: string }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  return (
    <li>
      <a href={href}>{t.revision(wordsOf(one.period, language), one.revision)}</a>
      <span className="gl-quiet">
        {t.by(one.byName, whenWords(fromIso(one.publishedAt) ?? 0, now, language))}
      </span>
      {one.why === null ? null : <span>{t.why(one.why)}</span>}
      {one.revision === 1 ? null : <span className="gl-quiet">{t.changes(one.came, one.went)}</span>}
    </li>
  );
}

export function PublicationsCard({
  choice,
  counting,
  publishedHref,
}: {
  choice: Choice;
  counting: Counting;
  publishedHref: (publicationId: string) => string;
}) {
  const t = useText(publicationTexts);
  const { can } = useSession();
  const { areaPath = '', period, day } = choice;
  const { from } = periodOf(period, day);
  const { data } = usePublications(areaPath);
  const all = data?.publications ?? [];
  const isAgain = all.some((one) => one.period.kind === period && one.period.from === from);
  return (
    <Card title={t.published}>
      <p className="gl-quiet">{t.publishedWhy}</p>
      {can('evaluation.publish') && data ? (
        <>
          <NotYetCounted counting={counting} />
          <PublishForm key={`${areaPath} ${period} ${from}`} choice={choice} isAgain={isAgain} />
        </>
      ) : null}
      {data && all.length === 0 ? <p>{t.none}</p> : null}
      <ul className="gl-evaluation-list">
        {all.map((one) => (
          <Published key={one.id} one={one} href={publishedHref(one.id)} />
        ))}
      </ul>
    </Card>
  );
}
