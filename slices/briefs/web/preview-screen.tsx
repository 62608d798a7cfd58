// A brief as it would be written now: looked at before it is issued, for the first time or, with a reason,
// again.
import { type FormEvent, useState } from 'react';
import { localDate } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { navigate } from '../../../platform/web/router/router.tsx';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextField } from '../../../ui/text-field/text-field.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { periodOf } from '../../evaluation/core/period.ts';
import { BriefPage } from './brief-page.tsx';
import { BriefChoices } from './brief-choices.tsx';
import { briefsTexts } from './briefs-texts.ts';
import { type Choice, useBriefs, useChoice, useIssue, usePreview } from './use-briefs.ts';
import './briefs.css';

export interface PreviewPlaces {
  readonly briefsHref: string;
  readonly briefHref: (briefId: string) => string;
  readonly caseHref: (caseId: string) => string;
}

function IssueForm({ choice, briefHref }: Pick<PreviewPlaces, 'briefHref'> & { choice: Choice }) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const [why, setWhy] = useState('');
  const issue = useIssue({ onDone: ({ id }) => navigate(briefHref(id)) });
  const { areaPath, kind, day } = choice;
  const { from } = periodOf(kind, day);
  const { data } = useBriefs(choice);
  const isAgain = data?.pages.flatMap(({ briefs }) => briefs).some(({ period }) => period.from === from);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const reason = why.trim();
    void issue.send({ areaPath, kind, day, ...(reason === '' ? {} : { why: reason }) });
  };
  return (
    <Form className="gl-briefs-acts" onSubmit={send}>
      {isAgain || issue.error ? (
        <TextField
          label={t.reason}
          value={why}
          onChange={setWhy}
          maxLength={500}
          required={isAgain === true}
        />
      ) : null}
      <Button type="submit" tone="primary" isBusy={issue.isSending}>
        {isAgain ? t.issueAgain : t.issue}
      </Button>
      {issue.error ? <Notice tone="danger">{tellError(issue.error, language)}</Notice> : null}
    </Form>
  );
}

export function PreviewScreen({ briefsHref, briefHref, caseHref }: PreviewPlaces) {
  const t = useText(briefsTexts);
  const language = useSpoken();
  const { can } = useSession();
  const choice = useChoice();
  const today = localDate(useNow(60_000));
  const period = periodOf(choice.kind, choice.day);
  const { data, error, isPlaceholderData, refetch } = usePreview(choice);
  const isOver = period.to < today;
  return (
    <Page>
      <div className="gl-briefs">
        <PageHead title={data?.text.title ?? t.preview}>{t.previewWhy}</PageHead>
        <LinkButton tone="quiet" icon="back" href={briefsHref}>
          {t.back}
        </LinkButton>
        <BriefChoices choice={choice} />
        {can('brief.issue') && isOver && data && !isPlaceholderData ? (
          <IssueForm
            key={`${choice.areaPath} ${choice.kind} ${period.from}`}
            choice={choice}
            briefHref={briefHref}
          />
        ) : null}
        {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={10} /> : null}
        {data ? <BriefPage areaPath={data.areaPath} text={data.text} caseHref={caseHref} /> : null}
      </div>
    </Page>
  );
}
