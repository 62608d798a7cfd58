// 督办: what was pushed where I lead, by me and by the ladder; what came back, and what did not in time. From
// here a push is lifted, or made harder.
import { type ReactNode, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge, type BadgeProps } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Chips, Segments } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { PUSH_STATES, type PushState } from '../core/push-states.ts';
import { AreaPicker, useAreaName } from './area-picker.tsx';
import { capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { CasePhotos } from './case-photos.tsx';
import { pushWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import { conflictCard } from './conflict-slot.tsx';
import { caseHref, useIsUnderWay } from './field-parts.tsx';
import { leaderTexts } from './leader-texts.ts';
import { mayLead, type PushItem, useLedArea, usePushes } from './use-leader.ts';
import './field-cases.css';
import './leader.css';

const TONES: Readonly<Record<string, BadgeProps['tone']>> = {
  waiting: 'warn',
  late: 'danger',
  answered: 'ok',
  lifted: 'plain',
  ended: 'plain',
};
const BY = ['all', 'me', 'ladder'] as const;
type By = (typeof BY)[number];

type NamedUnit = { readonly name: string; readonly nameEn: string } | null;

function useWho(): (name: string | null, unit: NamedUnit) => string {
  const language = useSpoken();
  return (name, unit) => [name, unit ? nameIn(unit, language) : null].filter(Boolean).join(' · ');
}

function Answer({ push }: { push: PushItem }) {
  const t = useText(leaderTexts);
  const at = useNow(60_000);
  const who = useWho();
  const { answer } = push;
  if (!answer) return push.state === 'lifted' ? null : <p className="gl-quiet">{t.notAnswered}</p>;
  return (
    <div className="gl-push-answer">
      <p>
        <strong>{t.answer}</strong> {who(answer.name, answer.unit)}{' '}
        <When at={fromIso(answer.at) ?? at} now={at} />
      </p>
      <p>{answer.words}</p>
      {answer.photoIds.length === 0 ? null : <CasePhotos ids={answer.photoIds} />}
    </div>
  );
}

function Ways({ push }: { push: PushItem }) {
  const t = useText(leaderTexts);
  const isUnderWay = useIsUnderWay(push.of.id);
  const isOpen = push.state === 'waiting' || push.state === 'late';
  if (isUnderWay)
    return (
      <p className="gl-quiet" role="status">
        {t.sentWaiting}
      </p>
    );
  return (
    <div className="gl-push-ways">
      {isOpen && mayLead(push.of, 'lift_push') ? (
        <LinkButton href={caseHref(push.of.id, 'lift_push', push.seq)}>{t.lift}</LinkButton>
      ) : null}
      {mayLead(push.of, 'push') && push.state !== 'lifted' ? (
        <LinkButton href={caseHref(push.of.id, 'push')} icon="push">
          {t.harder}
        </LinkButton>
      ) : null}
    </div>
  );
}

/** Whom it has reached; asked only when somebody wants to know. */
type More = (caseId: string) => ReactNode;

function Reached({ caseId, more }: { caseId: string; more: More }) {
  const t = useText(leaderTexts);
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="gl-push-reached" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.reached}</summary>
      {isOpen ? more(caseId) : null}
    </details>
  );
}

interface PushCardProps {
  readonly push: PushItem;
  readonly more: More | undefined;
}

function PushCard({ push, more }: PushCardProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const at = useNow(60_000);
  const who = useWho();
  const name = itemName(push.of, language) ?? push.of.description;
  const state = push.state as PushState;
  const by = push.answerBy === null ? undefined : fromIso(push.answerBy);
  return (
    <article className="gl-case-card">
      <a href={caseHref(push.of.id, undefined, push.seq)} aria-label={`${t.open} ${name}`}>
        <span className="gl-case-card-words">
          <span className="gl-case-card-lamp">
            <span className="gl-push-kind">{capital(pushWords(push.kind, language))}</span>
            <Badge tone={TONES[state] ?? 'plain'}>{t[state]}</Badge>
          </span>
          <strong>{name}</strong>
          {push.to ? (
            <span>
              {t.to} {nameIn(push.to, language)}
            </span>
          ) : null}
          {push.words === '' ? null : <span className="gl-push-words">{push.words}</span>}
          <span className="gl-case-card-where">
            {t.from} {push.isAutomatic ? t.automatic : who(push.name, push.unit)}{' '}
            <When at={fromIso(push.at) ?? at} now={at} />
          </span>
          {by === undefined ? null : (
            <span className="gl-case-card-where">
              {t.answerWanted} <When at={by} now={at} />
            </span>
          )}
        </span>
      </a>
      <Answer push={push} />
      {more && push.answer === null ? <Reached caseId={push.of.id} more={more} /> : null}
      <Ways push={push} />
    </article>
  );
}

function List({ asked, more }: { asked: ReturnType<typeof usePushes>; more: More | undefined }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  if (asked.isPending) return <Loading lines={8} />;
  if (asked.isError && asked.items.length === 0)
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  if (asked.items.length === 0)
    return (
      <Empty icon="check" title={t.noPushes}>
        {t.noPushesWhy}
      </Empty>
    );
  return (
    <>
      <ul className="gl-case-cards">
        {asked.items.map((push) => (
          <li key={`${push.of.id} ${push.seq}`}>
            <PushCard push={push} more={more} />
          </li>
        ))}
      </ul>
      {asked.hasNextPage ? (
        <Button isWide isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {t.loadingMore}
        </Button>
      ) : null}
    </>
  );
}

export interface FieldPushesProps {
  /** From a part of the product that knows whom a case's notices have reached. */
  readonly more?: More;
}

export function FieldPushes({ more }: FieldPushesProps) {
  const t = useText(leaderTexts);
  const { query } = useRoute();
  const { areaPath, led } = useLedArea();
  const state = PUSH_STATES.find((one) => one === query.get('state')) ?? 'waiting';
  const by: By = BY.find((one) => one === query.get('by')) ?? 'all';
  const view = areaPath === undefined ? undefined : { areaPath, state, ...(by === 'all' ? {} : { by }) };
  const asked = usePushes(view);
  return (
    <div className="gl-field-page">
      <PageHead title={t.pushesTitle}>{useAreaName(areaPath)}</PageHead>
      <AreaPicker led={led} areaPath={areaPath ?? ''} />
      <Chips
        label={t.state}
        isLabelHidden
        choices={PUSH_STATES.map((id) => ({ id, label: t[id] }))}
        chosen={state}
        onChoose={(id) => setQuery({ state: id === 'waiting' ? undefined : id })}
      />
      <Segments
        label={t.by}
        isLabelHidden
        choices={[
          { id: 'all', label: t.byAll },
          { id: 'me', label: t.byMe },
          { id: 'ladder', label: t.byLadder },
        ]}
        chosen={by}
        onChoose={(id) => setQuery({ by: id === 'all' ? undefined : id })}
      />
      <OutboxList caseHref={caseHref} conflict={conflictCard} />
      <List asked={asked} more={more} />
    </div>
  );
}
