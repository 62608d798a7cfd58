// What was published of an area, and publishing the period that is looked at: the first time as it is, again
// with a reason. A revision opens what came and went, case by case.
import { type FormEvent, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Differences, Publication } from '../core/contract-publications.ts';
import { COUNTS } from '../core/counts.ts';
import { periodOf, periodWords } from '../core/period.ts';
import { wordsOf } from './figure-parts.tsx';
import { publicationTexts } from './publication-texts.ts';
import type { Choice } from './use-evaluation.ts';
import { useDifferences, usePublications, usePublish } from './use-publications.ts';

type CaseHref = (caseId: string) => string;

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

function DifferenceRow({ row, href }: { row: Differences['items'][number]; href: string }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  return (
    <tr>
      <th scope="row">
        <a href={href}>{row.number}</a>
      </th>
      <td>{COUNTS[row.count][language]}</td>
      <td>
        {row.came ? t.came : t.went}
        {row.isExempt ? t.exempt : null}
      </td>
    </tr>
  );
}

function DifferenceList({
  one,
  what,
  caseHref,
  onClose,
}: {
  one: Publication;
  what: string;
  caseHref: CaseHref;
  onClose: () => void;
}) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useDifferences(one.id);
  return (
    <section className="gl-evaluation-cases">
      <header>
        <h3>{t.differencesOf(what)}</h3>
        <Button size="small" onClick={onClose}>
          {t.close}
        </Button>
      </header>
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={3} /> : null}
      {data ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section className="gl-evaluation-scroll" aria-label={t.differencesOf(what)} tabIndex={0}>
          <table className="gl-evaluation-table">
            <thead>
              <tr>
                <th scope="col">{t.number}</th>
                <th scope="col">{t.what}</th>
                <th scope="col">{t.change}</th>
              </tr>
            </thead>
            <tbody>
              {data.pages
                .flatMap(({ items }) => items)
                .map((row) => (
                  <DifferenceRow
                    key={`${row.caseId} ${row.kind} ${row.subject} ${row.count} ${row.came}`}
                    row={row}
                    href={caseHref(row.caseId)}
                  />
                ))}
            </tbody>
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

function Published({ one, caseHref }: { one: Publication; caseHref: CaseHref }) {
  const t = useText(publicationTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const [isOpen, setOpen] = useState(false);
  const what = t.revision(wordsOf(one.period, language), one.revision);
  return (
    <li>
      <strong>{what}</strong>
      <span className="gl-quiet">
        {t.by(one.byName, whenWords(fromIso(one.publishedAt) ?? 0, now, language))}
      </span>
      {one.why === null ? null : (
        <>
          <span>{t.why(one.why)}</span>
          <Button
            size="small"
            label={`${t.differencesOf(what)}: ${t.changes(one.came, one.went)}`}
            onClick={() => setOpen(true)}
          >
            {t.changes(one.came, one.went)}
          </Button>
        </>
      )}
      {isOpen ? (
        <DifferenceList one={one} what={what} caseHref={caseHref} onClose={() => setOpen(false)} />
      ) : null}
    </li>
  );
}

export function PublicationsCard({ choice, caseHref }: { choice: Choice; caseHref: CaseHref }) {
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
        <PublishForm key={`${areaPath} ${period} ${from}`} choice={choice} isAgain={isAgain} />
      ) : null}
      {data && all.length === 0 ? <p>{t.none}</p> : null}
      <ul className="gl-evaluation-list">
        {all.map((one) => (
          <Published key={one.id} one={one} caseHref={caseHref} />
        ))}
      </ul>
    </Card>
  );
}
