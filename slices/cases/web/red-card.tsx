// One late case as its leader sees it: how late, what, where, who holds it, and whether somebody has pushed
// already. In selecting it is a tick; otherwise it opens the case, and pushes by one button.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { LinkButton } from '../../../ui/button/button.tsx';
import { Icon } from '../../../ui/icon/icon.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { capital } from './action-form.tsx';
import { itemName } from './case-facts.tsx';
import { pushWords, stageWords } from '../core/case-words.ts';
import { nameIn } from './case-timeline.tsx';
import { caseHref, useIsUnderWay, useWhere } from './field-parts.tsx';
import { LampFor } from './lamp-for.tsx';
import { leaderTexts } from './leader-texts.ts';
import type { ListedCase } from './use-cases.ts';
import { mayLead } from './use-leader.ts';
import './field-cases.css';
import './leader.css';

/** The last instruction that nobody has answered. */
function Pushed({ open, now }: { open: NonNullable<ListedCase['openPush']>; now: Instant }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const kind = capital(pushWords(open.kind, language));
  const by = open.answerBy === null ? undefined : fromIso(open.answerBy);
  if (by !== undefined && by < now) return <Badge tone="danger">{t.noAnswer(kind)}</Badge>;
  return (
    <Badge tone="warn">{by === undefined ? kind : t.waitsUntil(kind, whenWords(by, now, language))}</Badge>
  );
}

interface WordsProps {
  readonly item: ListedCase;
  readonly now: Instant;
}

function LateWords({ item, now }: WordsProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const where = useWhere(item);
  const name = itemName(item, language);
  const state = language === 'zh' ? item.stateZh : capital(item.stateEn);
  return (
    <span className="gl-case-card-words">
      <span className="gl-case-card-lamp">
        <LampFor of={item} now={now} />
        <span>{item.stage === null ? state : stageWords(item.stage, language)}</span>
      </span>
      <strong>{name ?? item.description}</strong>
      {name === null || item.description === name ? null : <span>{item.description}</span>}
      <span className="gl-case-card-where">{where}</span>
      {item.holder ? (
        <span className="gl-red-holder">
          <Icon name="person" />
          <span>
            <span className="gl-unseen">{t.holder} </span>
            {[nameIn(item.holder, language), item.holderPersonName ?? t.nobody].join(' · ')}
          </span>
        </span>
      ) : null}
      {item.openPush ? <Pushed open={item.openPush} now={now} /> : null}
    </span>
  );
}

export interface RedCardProps extends WordsProps {
  /** Given while several are being chosen. */
  readonly choosing?: { readonly isChosen: boolean; readonly onToggle: () => void } | undefined;
}

export function RedCard({ item, now, choosing }: RedCardProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const isUnderWay = useIsUnderWay(item.id);
  const name = itemName(item, language) ?? item.description;
  const mayPush = mayLead(item, 'push') && !isUnderWay;
  const words = <LateWords item={item} now={now} />;
  if (choosing)
    return (
      <label className={`gl-case-card gl-red-choice${choosing.isChosen ? ' is-chosen' : ''}`}>
        <input
          type="checkbox"
          checked={choosing.isChosen}
          disabled={!mayPush}
          aria-label={t.selectOne(name)}
          onChange={choosing.onToggle}
        />
        {words}
      </label>
    );
  return (
    <article className="gl-case-card">
      <a href={caseHref(item.id)} aria-label={`${t.open} ${name} ${item.description}`}>
        {words}
      </a>
      {isUnderWay ? (
        <p className="gl-quiet" role="status">
          {t.sentWaiting}
        </p>
      ) : null}
      {mayPush ? (
        <LinkButton href={caseHref(item.id, 'push')} icon="push" isWide>
          {t.push}
        </LinkButton>
      ) : null}
    </article>
  );
}
