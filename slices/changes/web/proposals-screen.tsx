// What waits for a second person, and how it ended: agree, refuse with a reason, or take one's own back.
import { useState } from 'react';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { TextArea } from '../../../ui/text-field/text-field.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import type { Proposal } from '../core/contract.ts';
import { SubjectName, type SubjectHref } from './changes-screen.tsx';
import { changesTexts } from './changes-texts.ts';
import { FactList } from './fact-list.tsx';
import { useDecide, useProposals } from './use-changes.ts';

interface ProposalProps {
  readonly proposal: Proposal;
  readonly hrefOf: SubjectHref;
  readonly now: number;
  readonly onApproved: () => void;
}

const TONES = {
  pending: 'warn',
  approved: 'ok',
  refused: 'danger',
  withdrawn: 'plain',
  expired: 'plain',
} as const;

function Refusal({
  onRefuse,
  onCancel,
  isBusy,
}: {
  onRefuse: (reason: string) => void;
  onCancel: () => void;
  isBusy: boolean;
}) {
  const t = useText(changesTexts);
  const [reason, setReason] = useState('');
  return (
    <Form
      className="gl-change-refusal"
      onSubmit={(event) => {
        event.preventDefault();
        onRefuse(reason);
      }}
    >
      <TextArea
        label={t.refuseWhy}
        help={t.refuseHelp}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
      />
      <div className="gl-change-acts">
        <Button tone="quiet" onClick={onCancel}>
          {t.cancel}
        </Button>
        <Button type="submit" tone="danger" isBusy={isBusy}>
          {t.refuseDo}
        </Button>
      </div>
    </Form>
  );
}

function Acts({ proposal, onApproved }: Pick<ProposalProps, 'proposal' | 'onApproved'>) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const [isRefusing, setRefusing] = useState(false);
  const decide = useDecide(() => setRefusing(false));
  const { id, canDecide, isMine } = proposal;
  const approve = async () => {
    if (await decide.send({ id, act: 'approve' })) onApproved();
  };
  const refuse = (reason: string) => void decide.send({ id, act: 'refuse', reason });
  return (
    <>
      {decide.error ? <Notice tone="danger">{tellError(decide.error, language)}</Notice> : null}
      {isMine ? <Notice>{t.waitsOther}</Notice> : null}
      {isRefusing ? (
        <Refusal isBusy={decide.isSending} onCancel={() => setRefusing(false)} onRefuse={refuse} />
      ) : (
        <div className="gl-change-acts">
          {canDecide ? (
            <>
              <Button tone="primary" isBusy={decide.isSending} onClick={() => void approve()}>
                {t.approve}
              </Button>
              <Button onClick={() => setRefusing(true)}>{t.refuse}</Button>
            </>
          ) : null}
          {isMine ? (
            <Button isBusy={decide.isSending} onClick={() => void decide.send({ id, act: 'withdraw' })}>
              {t.withdraw}
            </Button>
          ) : null}
        </div>
      )}
    </>
  );
}

function ProposalCard({ proposal, hrefOf, now, onApproved }: ProposalProps) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const { state, decidedByName, decidedAt, reason } = proposal;
  return (
    <Card
      title={
        <>
          {proposal.title[language]} · <SubjectName subject={proposal.subject} hrefOf={hrefOf} />
        </>
      }
      aside={<Badge tone={TONES[state]}>{t[state]}</Badge>}
    >
      <FactList facts={proposal.facts} />
      <p className="gl-change-who">
        <span>
          {t.proposedBy} {proposal.proposedByName} <When at={proposal.proposedAt} now={now} />
        </span>
        <span>
          {t.why} {proposal.why}
        </span>
        {state === 'pending' ? (
          <span>
            {t.expires} <When at={proposal.expiresAt} now={now} />
          </span>
        ) : null}
        {decidedByName === null || decidedAt === null ? null : (
          <span>
            {t.decided} {decidedByName} <When at={decidedAt} now={now} /> {reason}
          </span>
        )}
      </p>
      {state === 'pending' ? <Acts proposal={proposal} onApproved={onApproved} /> : null}
    </Card>
  );
}

export function ProposalsScreen({ hrefOf }: { hrefOf: SubjectHref }) {
  const t = useText(changesTexts);
  const language = useSpoken();
  const now = useNow(30_000);
  const { query } = useRoute();
  const state = query.get('state') === 'all' ? 'all' : 'pending';
  const [isDone, setDone] = useState(false);
  const { data, error, refetch } = useProposals(state);
  return (
    <Page>
      <PageHead title={t.proposals}>{t.proposalsWhy}</PageHead>
      <div className="gl-change-choices">
        <Segments
          label={t.show}
          isLabelHidden
          chosen={state}
          choices={[
            { id: 'pending', label: t.pending },
            { id: 'all', label: t.all },
          ]}
          onChoose={(next) => setQuery({ state: next === 'all' ? 'all' : undefined })}
        />
      </div>
      {isDone ? <Notice tone="ok">{t.done}</Notice> : null}
      {error ? <Failed message={tellError(error, language)} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Loading lines={5} /> : null}
      {data?.proposals.length === 0 ? (
        <Empty icon="check" title={t.waitsNone}>
          {t.waitsNoneWhy}
        </Empty>
      ) : null}
      <section className="gl-change-list" aria-label={t.proposals}>
        {data?.proposals.map((proposal) => (
          <ProposalCard
            key={proposal.id}
            proposal={proposal}
            hrefOf={hrefOf}
            now={now}
            onApproved={() => setDone(true)}
          />
        ))}
      </section>
    </Page>
  );
}
