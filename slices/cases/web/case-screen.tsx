// The page of one case: everything there is about it, what may be done, and whether its history is whole.
// Prints as a case sheet.
import { type ReactNode, useState } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Page } from '../../../ui/frame/frame.tsx';
import { Failed, Loading } from '../../../ui/states/states.tsx';
import { toasts } from '../../../ui/toast/toast.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { ActionDialog } from './action-dialog.tsx';
import { capital } from './action-form.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseMap } from './case-map.tsx';
import { CaseBeforeAfter } from './case-photos.tsx';
import { caseTexts } from './case-texts.ts';
import { CaseTimeline } from './case-timeline.tsx';
import { deskTexts } from './desk-texts.ts';
import { OpenedPush } from './opened-push.tsx';
import { pageTexts } from './page-texts.ts';
import { RatingsCard } from './ratings-card.tsx';
import { MergedInto, pointOf } from './triage-case.tsx';
import type { SameCase } from './same-panel.tsx';
import { buttonsOf } from './todo-order.ts';
import { useActTarget } from './use-act-target.ts';
import { type Ability, type CaseView, useCase, useHistoryCheck, useProposal } from './use-cases.ts';
import './triage-desk.css';
import './case-screen.css';

/** A public act, not a step on the case: it has its own screens. */
const ELSEWHERE: ReadonlySet<string> = new Set(['join']);
const NOTHING_SAME: readonly SameCase[] = [];

function HistoryBadge({ of }: { of: CaseView }) {
  const t = useText(pageTexts);
  const [isAsked, setAsked] = useState(false);
  const check = useHistoryCheck(of.id, isAsked);
  if (!isAsked)
    return (
      <Button size="small" icon="check" onClick={() => setAsked(true)}>
        {t.verify}
      </Button>
    );
  if (!check.data) return <span role="status">{t.checking}</span>;
  const { isIntact, steps, brokenAtSeq } = check.data;
  return (
    <span role="status">
      <Badge tone={isIntact ? 'ok' : 'danger'}>
        {isIntact ? t.intact(steps) : t.broken(brokenAtSeq ?? 0)}
      </Badge>
    </span>
  );
}

function Actions({ of, onOpen }: { of: CaseView; onOpen: (ability: Ability) => void }) {
  const t = useText(pageTexts);
  const language = useSpoken();
  const { main, second, rest } = buttonsOf({
    abilities: of.abilities.filter((one) => !ELSEWHERE.has(one.action)),
  });
  const abilities = [main, second, ...rest].flatMap((one) => one ?? []);
  return (
    <Card title={t.actions}>
      {abilities.length === 0 ? <p className="gl-muted">{t.noActs}</p> : null}
      <div className="gl-decision-acts">
        {abilities.map((ability) => (
          <Button
            key={ability.action}
            tone={ability === main ? 'primary' : 'plain'}
            onClick={() => onOpen(ability)}
          >
            {language === 'zh' ? ability.zh : capital(ability.en)}
          </Button>
        ))}
      </div>
    </Card>
  );
}

function PrintLink({ caseId }: { caseId: string }) {
  const t = useText(pageTexts);
  const language = useSpoken();
  const href = `/api/cases/${caseId}/sheet.pdf?language=${language}`;
  return (
    <LinkButton size="small" tone="quiet" href={href} isDocument>
      {t.print}
    </LinkButton>
  );
}

export interface CaseScreenProps {
  readonly caseId: string;
  readonly caseHref: (caseId: string) => string;
  /** What other parts of the product have to say of the case. */
  readonly more?: ReactNode;
}

function CaseSheet({ of, caseHref, more }: Omit<CaseScreenProps, 'caseId'> & { readonly of: CaseView }) {
  const words = useText(caseTexts);
  const now = useNow(MINUTE / 2);
  const proposal = useProposal(of.id);
  const [open, setOpen] = useState<Ability>();
  const desk = useText(deskTexts);
  const doneOf = useActTarget(NOTHING_SAME);
  return (
    <Page>
      <CaseHead
        of={of}
        now={now}
        level={1}
        placeNames={proposal.data?.placeNames ?? []}
        aside={<PrintLink caseId={of.id} />}
      />
      <MergedInto of={of} caseHref={caseHref} />
      <OpenedPush of={of} now={now} onOpen={setOpen} />
      <div className="gl-case-sheet">
        <div className="gl-case-sheet-main">
          <p className="gl-desk-words">{of.description}</p>
          <CaseBeforeAfter of={of} />
          <Card title={words.timeline} aside={<HistoryBadge of={of} />}>
            <CaseTimeline of={of} now={now} />
          </Card>
        </div>
        <div className="gl-case-sheet-side">
          <Actions of={of} onOpen={setOpen} />
          {more}
          <RatingsCard of={of} />
          <CaseMap caseId={of.id} areaPath={of.areaPath} point={pointOf(of)} />
          <Card>
            <CaseFacts of={of} now={now} />
          </Card>
        </div>
      </div>
      {open ? (
        <ActionDialog
          of={of}
          ability={open}
          onClose={() => setOpen(undefined)}
          onDone={(_, body) => {
            setOpen(undefined);
            toasts.show({ text: desk.done(doneOf(of, open.action, body), of.number) });
          }}
        />
      ) : null}
    </Page>
  );
}

export function CaseScreen({ caseId, caseHref, more }: CaseScreenProps) {
  const language = useSpoken();
  const desk = useText(deskTexts);
  const asked = useCase(caseId);
  if (asked.data) return <CaseSheet of={asked.data} caseHref={caseHref} more={more} />;
  if (!asked.isError) return <Loading lines={10} />;
  return (
    <>
      <h1 className="gl-unseen">{desk.caseLabel}</h1>
      <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
    </>
  );
}
