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
import { openPushes } from './field-act.ts';
import { caseHref, useIsUnderWay, useWhere } from './field-parts.tsx';
import { LampFor } from './lamp-for.tsx';
import { leaderTexts } from './leader-texts.ts';
import type { CaseListItem, CaseView } from './use-cases.ts';
import './field-cases.css';
import './leader.css';

export const canPush = (detail: CaseView | undefined): boolean =>
  detail?.abilities.some(({ action }) => action === 'push') ?? false;

/** The last instruction that nobody has answered. */
function Pushed({ detail, now }: { detail: CaseView; now: Instant }) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const open = openPushes(detail).at(-1);
  if (!open) return null;
  const kind = capital(pushWords(open.kind, language));
  const by = open.answerBy === null ? undefined : fromIso(open.answerBy);
  if (by !== undefined && by < now) return <Badge tone="danger">{t.noAnswer(kind)}</Badge>;
  return (
    <Badge tone="warn">{by === undefined ? kind : t.waitsUntil(kind, whenWords(by, now, language))}</Badge>
  );
}

interface WordsProps {
  readonly item: CaseListItem;
  readonly detail: CaseView | undefined;
  readonly now: Instant;
}

export function LateWords({ item, detail, now }: WordsProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const where = useWhere(item);
  const name = itemName(item, language);
  const person = detail?.holderPersonName;
  const state = language === 'zh' ? item.stateZh : capital(item.stateEn);
  return (
    <span className="gl-case-card-words">
      <span className="gl-case-card-lamp">
        <LampFor of={detail?.clock ?? item} now={now} />
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
            {[nameIn(item.holder, language), person ?? (detail ? t.nobody : null)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ) : null}
      {detail ? <Pushed detail={detail} now={now} /> : null}
    </span>
  );
}

export interface RedCardProps extends WordsProps {
  /** Given while several are being chosen. */
  readonly choosing?: { readonly isChosen: boolean; readonly onToggle: () => void } | undefined;
}

export function RedCard({ item, detail, now, choosing }: RedCardProps) {
  const t = useText(leaderTexts);
  const language = useSpoken();
  const isUnderWay = useIsUnderWay(item.id);
  const name = itemName(item, language) ?? item.description;
  const mayPush = canPush(detail) && !isUnderWay;
  const words = <LateWords item={item} detail={detail} now={now} />;
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
