// What was published: whether the period that is looked at is, publishing it (again with a reason), every
// revision with what it says otherwise, and the table as a file.
import { type FormEvent, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { urlOf } from '../../../platform/web/api/api.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { IndexTable } from '../core/contract-index.ts';
import type { Publication } from '../core/contract-published.ts';
import { DifferencesTable } from './differences-table.tsx';
import { useWords } from './peace-parts.tsx';
import { publishedTexts } from './published-texts.ts';
import { usePublications, usePublish } from './use-published.ts';

function useWhen(): (iso: string) => string {
  const language = useSpoken();
  const now = useNow(60_000);
  return (iso) => whenWords(fromIso(iso) ?? now, now, language);
}

/** Beside the table: what stands, and what of it would be otherwise today. */
export function Standing({ table }: { table: IndexTable }) {
  const t = useText(publishedTexts);
  const whenOf = useWhen();
  const { published, rows } = table;
  const moved = rows.filter(({ today }) => today !== null).length;
  if (!published) return table.isOver ? <p className="gl-quiet">{t.unpublished}</p> : null;
  return (
    <>
      <p>{t.standing(published.revision, published.byName, whenOf(published.publishedAt))}</p>
      {moved === 0 ? null : <Notice tone="warn">{t.moved(moved)}</Notice>}
    </>
  );
}

export function FileWays({ table }: { table: IndexTable }) {
  const t = useText(publishedTexts);
  const language = useSpoken();
  const { areaPath, span } = table;
  return (
    <div className="gl-peace-steps">
      {(['xlsx', 'csv'] as const).map((form) => (
        <LinkButton
          key={form}
          href={urlOf(`/api/peace/export/${form}`, { areaPath, day: span.from, language })}
          isDocument
        >
          {t[form]}
        </LinkButton>
      ))}
    </div>
  );
}

function PublishForm({ table }: { table: IndexTable }) {
  const t = useText(publishedTexts);
  const language = useSpoken();
  const wordsOf = useWords();
  const [why, setWhy] = useState('');
  const publish = usePublish({ onDone: () => setWhy('') });
  const { areaPath, span, published } = table;
  const words = wordsOf(span);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const body = { districtId: areaPath, day: span.from };
    void publish.send(published ? { ...body, why } : body);
  };
  return (
    <Form className="gl-peace-fields" onSubmit={send}>
      {published ? (
        <TextField label={t.reason} value={why} onChange={setWhy} maxLength={200} required />
      ) : null}
      <Button type="submit" isBusy={publish.isSending}>
        {published ? t.revise(words) : t.publish(words)}
      </Button>
      {publish.error ? <Notice tone="danger">{tellError(publish.error, language)}</Notice> : null}
      {publish.reply ? <Notice>{t.done(words, publish.reply.revision)}</Notice> : null}
    </Form>
  );
}

function PublicationLine({ one, areaPath }: { one: Publication; areaPath: string }) {
  const t = useText(publishedTexts);
  const wordsOf = useWords();
  const whenOf = useWhen();
  const [isOpen, setOpen] = useState(false);
  const name = t.revision(wordsOf(one.span), one.revision);
  return (
    <li>
      <strong>{name}</strong>{' '}
      <span className="gl-quiet">{t.by(one.byName, whenOf(one.publishedAt))}</span>{' '}
      {one.why === null ? null : <span>{t.because(one.why)}</span>}{' '}
      {one.revision === 1 ? null : (
        <>
          <span>{t.differing(one.differing)}</span>{' '}
          <Button size="small" label={isOpen ? t.close : t.open(name)} onClick={() => setOpen(!isOpen)}>
            {isOpen ? t.close : t.parts}
          </Button>
        </>
      )}
      {isOpen ? <DifferencesTable areaPath={areaPath} of={one} name={name} /> : null}
    </li>
  );
}

export function PublishedCard({ table }: { table: IndexTable }) {
  const t = useText(publishedTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { areaPath, span, isOver } = table;
  const { data, error, refetch } = usePublications(areaPath);
  const mayPublish = can('peace.publish') && isOver && !areaPath.includes('.');
  return (
    <Card title={t.published}>
      <p className="gl-quiet">{t.why}</p>
      {mayPublish ? <PublishForm key={span.from} table={table} /> : null}
      {error && !data ? (
        <Failed message={tellError(error, language)} onAgain={() => void refetch()} />
      ) : null}
      {!data && !error ? <Loading lines={2} /> : null}
      {data?.publications.length === 0 ? <p>{t.none}</p> : null}
      <ul className="gl-peace-list">
        {data?.publications.map((one) => (
          <PublicationLine key={`${one.span.kind} ${one.span.from} ${one.revision}`} {...{ one, areaPath }} />
        ))}
      </ul>
    </Card>
  );
}
