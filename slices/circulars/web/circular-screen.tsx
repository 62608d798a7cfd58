// One circular: a draft that people change, save and issue; or, issued, a page that is read and printed.
import { type FormEvent, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextArea, TextField } from '../../../ui/text-field/text-field.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Circular } from '../core/contract.ts';
import { circularsTexts } from './circulars-texts.ts';
import { useChange, useCircular, useDrop, useIssue } from './use-circulars.ts';
import './circulars.css';

interface Places {
  readonly circularsHref: string;
  readonly caseHref: (caseId: string) => string;
}

/** What is typed, and the version that it was typed over. Somebody else's version takes its place only where
 *  nothing was typed, or when asked to. */
function useWords(one: Circular) {
  const [base, setBase] = useState(one);
  const [words, setWords] = useState({ title: one.title, body: one.body });
  const take = () => {
    setBase(one);
    setWords({ title: one.title, body: one.body });
  };
  const isChanged = words.title !== base.title || words.body !== base.body;
  const isOld = base.version !== one.version;
  const isMine = words.title.trim() === one.title && words.body === one.body;
  if (isOld && (!isChanged || isMine)) take();
  return { ...words, version: base.version, isChanged, isOld, take, setWords };
}

function DraftActs({
  one,
  words,
  circularsHref,
  isSaving,
}: {
  one: Circular;
  words: ReturnType<typeof useWords>;
  circularsHref: string;
  isSaving: boolean;
}) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const issue = useIssue(one.id);
  const drop = useDrop(one.id, { onDone: () => navigate(circularsHref) });
  const error = issue.error ?? drop.error;
  return (
    <>
      <div className="gl-circulars-acts">
        <Button type="submit" isBusy={isSaving}>
          {t.save}
        </Button>
        {can('circular.issue') && !words.isChanged ? (
          <Button
            tone="primary"
            isBusy={issue.isSending}
            onClick={() => void issue.send({ version: words.version })}
          >
            {t.issue}
          </Button>
        ) : null}
        <Button tone="quiet" isBusy={drop.isSending} onClick={() => void drop.send({})}>
          {t.drop}
        </Button>
      </div>
      {words.isOld ? (
        <Notice tone="warn">
          {t.changedBy(one.byName)}{' '}
          <Button size="small" onClick={words.take}>
            {t.takeTheirs}
          </Button>
        </Notice>
      ) : null}
      {words.isChanged && !words.isOld ? <Notice>{t.unsaved}</Notice> : null}
      {error ? <Notice tone="danger">{tellError(error, language)}</Notice> : null}
    </>
  );
}

function DraftForm({ one, circularsHref }: { one: Circular; circularsHref: string }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const words = useWords(one);
  const { title, body, version, setWords } = words;
  const change = useChange(one.id);
  const save = (event: FormEvent) => {
    event.preventDefault();
    void change.send({ version, title: title.trim(), body });
  };
  return (
    <Form className="gl-circulars" onSubmit={save}>
      <TextField
        label={t.heading}
        value={title}
        onChange={(text) => setWords({ title: text, body })}
        maxLength={200}
        required
        lang="zh-CN"
      />
      <TextArea
        label={t.words}
        value={body}
        onChange={(text) => setWords({ title, body: text })}
        maxLength={20_000}
        rows={18}
        required
        lang="zh-CN"
      />
      <DraftActs one={one} words={words} circularsHref={circularsHref} isSaving={change.isSending} />
      {change.error ? <Notice tone="danger">{tellError(change.error, language)}</Notice> : null}
    </Form>
  );
}

function Standing({ one }: { one: Circular }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const now = useNow(60_000);
  const when = (iso: string) => whenWords(fromIso(iso) ?? now, now, language);
  const { issued, byName, changedAt } = one;
  if (issued) return <>{t.issued(issued.byName, when(issued.at))}</>;
  return <>{`${t.isDraft} · ${t.changed(byName, when(changedAt))}`}</>;
}

function NamedCases({ one, caseHref }: { one: Circular } & Pick<Places, 'caseHref'>) {
  const t = useText(circularsTexts);
  return (
    <Card title={t.cases}>
      <ul className="gl-circulars-list">
        {one.cases.map(({ caseId, number, itemName, unitName }) => (
          <li key={caseId}>
            <a href={caseHref(caseId)}>{number}</a>
            <span lang="zh-CN">{[itemName, unitName].filter(Boolean).join('，')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function CircularScreen({ circularId, circularsHref, caseHref }: Places & { circularId: string }) {
  const t = useText(circularsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const { data, error, refetch } = useCircular(circularId);
  return (
    <Page>
      <div className="gl-circulars">
        <PageHead title={data?.title ?? t.title}>{data ? <Standing one={data} /> : null}</PageHead>
        <div className="gl-circulars-acts">
          {can('circular.draft') ? (
            <LinkButton tone="quiet" icon="back" href={circularsHref}>
              {t.back}
            </LinkButton>
          ) : null}
          {data?.issued ? <Button onClick={() => print()}>{t.print}</Button> : null}
          {data ? (
            <LinkButton href={`/api/circulars/${circularId}/circular.pdf`} isDocument>
              {t.pdf}
            </LinkButton>
          ) : null}
        </div>
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={8} /> : null}
        {data && data.issued === null ? <DraftForm one={data} circularsHref={circularsHref} /> : null}
        {data?.issued ? (
          <article className="gl-card gl-circular-words" lang="zh-CN">
            {data.body}
          </article>
        ) : null}
        {data ? <NamedCases one={data} caseHref={caseHref} /> : null}
      </div>
    </Page>
  );
}
