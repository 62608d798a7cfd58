// 待我处理: what waits for a leader's word, each with its answer; and what the ladder has put on the leaders'
// list, each with a push. The last answer lies on the phone; what is answered without a network waits in the
// outbox, and its card says so. What the leader asked of others is among the pushes.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { OutboxList } from '../../../platform/web/outbox/outbox-list.tsx';
import { setQuery, useRoute } from '../../../platform/web/router/router.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button, LinkButton } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { askWords } from '../core/case-words.ts';
import type { AskedItem } from '../core/contract-asked.ts';
import { capital } from './action-form.tsx';
import { AreaPicker, useAreaName } from './area-picker.tsx';
import { termsOf } from './ask-words.ts';
import { askedTexts } from './asked-texts.ts';
import { itemName } from './case-facts.tsx';
import { nameIn } from './case-timeline.tsx';
import { conflictCard } from './conflict-slot.tsx';
import { caseHref, useIsUnderWay, useWhere } from './field-parts.tsx';
import { LampFor } from './lamp-for.tsx';
import { leaderTexts } from './leader-texts.ts';
import { RedCard } from './red-card.tsx';
import { useAsked } from './use-asked.ts';
import { useCases } from './use-cases.ts';
import { leadersView, useLedArea } from './use-leader.ts';
import './field-cases.css';
import './leader.css';

const HALF_A_MINUTE = 30_000;

interface AskedWordsProps {
  readonly item: AskedItem;
  readonly now: Instant;
}

function AskedWords({ item: { of, ask }, now }: AskedWordsProps) {
  const language = useSpoken();
  const where = useWhere(of);
  const asker = [ask.byUnit && nameIn(ask.byUnit, language), ask.byPersonName].filter(Boolean).join(' · ');
  const name = itemName(of, language) ?? of.description;
  return (
    <span className="gl-case-card-words">
      <span className="gl-case-card-lamp">
        <Badge tone="accent">{capital(askWords(ask.kind, language))}</Badge>
        {of.lamp === null ? null : <LampFor of={of} now={now} />}
      </span>
      <strong>{name}</strong>
      {of.description === name ? null : <span>{of.description}</span>}
      {ask.words === '' ? null : <span className="gl-push-words">{ask.words}</span>}
      {termsOf(ask, now, language).map((term) => (
        <span key={term}>{term}</span>
      ))}
      <span className="gl-case-card-where">
        {asker} <When at={fromIso(ask.at) ?? now} now={now} />
      </span>
      <span className="gl-case-card-where">{where}</span>
    </span>
  );
}

function AskedCard({ item, now }: AskedWordsProps) {
  const [t, words] = [useText(leaderTexts), useText(askedTexts)];
  const language = useSpoken();
  const { of, action } = item;
  const isUnderWay = useIsUnderWay(of.id);
  const name = itemName(of, language) ?? of.description;
  return (
    <article className="gl-case-card">
      <a href={caseHref(of.id)} aria-label={`${t.open} ${name} ${of.description}`}>
        <AskedWords item={item} now={now} />
      </a>
      {isUnderWay ? (
        <p className="gl-quiet" role="status">
          {t.sentWaiting}
        </p>
      ) : (
        <div className="gl-push-ways">
          <LinkButton href={caseHref(of.id, action)} tone="primary" isWide>
            {words.answer}
          </LinkButton>
        </div>
      )}
    </article>
  );
}

function ForMe({ asked }: { asked: ReturnType<typeof useAsked> }) {
  const t = useText(askedTexts);
  const language = useSpoken();
  const now = useNow(HALF_A_MINUTE);
  const { data, error, isPending, refetch } = asked;
  if (error && !data) return <Failed message={tellError(error, language)} onAgain={() => void refetch()} />;
  if (isPending || !data) return <Loading lines={8} />;
  if (data.items.length === 0)
    return (
      <Empty icon="check" title={t.none}>
        {t.noneWhy}
      </Empty>
    );
  return (
    <>
      <ul className="gl-case-cards">
        {data.items.map((item) => (
          <li key={`${item.of.id} ${item.ask.seq}`}>
            <AskedCard item={item} now={now} />
          </li>
        ))}
      </ul>
      {data.isMore ? <Notice>{t.more}</Notice> : null}
    </>
  );
}

function LeadersList({ areaPath }: { areaPath: string }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const now = useNow(HALF_A_MINUTE);
  const asked = useCases(leadersView(areaPath));
  if (asked.isPending) return <Loading lines={8} />;
  if (asked.isError && asked.items.length === 0)
    return <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />;
  if (asked.items.length === 0)
    return (
      <Empty icon="check" title={t.leadersNone}>
        {t.leadersWhy}
      </Empty>
    );
  return (
    <>
      <p className="gl-quiet">{t.leadersWhy}</p>
      <ul className="gl-case-cards">
        {asked.items.map((item) => (
          <li key={item.id}>
            <RedCard item={item} now={now} />
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

const PARTS = ['forMe', 'leaders'] as const;

export default function FieldAsked() {
  const t = useText(leaderTexts);
  const { query } = useRoute();
  const { areaPath, led } = useLedArea();
  const asked = useAsked();
  const part = query.get('part') === 'leaders' ? 'leaders' : 'forMe';
  const total = asked.data && { total: asked.data.items.length };
  return (
    <div className="gl-field-page">
      <PageHead title={t.askedTitle}>{useAreaName(areaPath)}</PageHead>
      <Segments
        label={t.which}
        isLabelHidden
        choices={PARTS.map((id) => ({ id, label: t[id], ...(id === 'forMe' ? total : {}) }))}
        chosen={part}
        onChoose={(id) => setQuery({ part: id === 'forMe' ? undefined : id })}
      />
      {part === 'leaders' ? <AreaPicker led={led} areaPath={areaPath ?? ''} /> : null}
      <OutboxList caseHref={caseHref} conflict={conflictCard} />
      {part === 'forMe' ? <ForMe asked={asked} /> : null}
      {part === 'leaders' && areaPath !== undefined ? <LeadersList areaPath={areaPath} /> : null}
      <LinkButton href="/field/pushes?by=me" icon="push">
        {t.mine}
      </LinkButton>
    </div>
  );
}
