// One notice in the inbox: a line that leads to the case; and a card with one large button for one that
// waits.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Ago } from '../../../ui/time-left/time-words.tsx';
import { durationWords, timeOfDay, whenWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { urgentTexts } from './urgent-texts.ts';
import type { NoticeView } from './use-notices.ts';

const texts = defineTexts({ zh: { isNew: '未读' }, en: { isNew: 'Unread' } });

export interface RowProps {
  readonly notice: NoticeView;
  readonly now: Instant;
  readonly href: string;
  readonly onOpen: () => void;
}

const matterOf = (notice: NoticeView, language: Language): string =>
  (language === 'en' && notice.itemNameEn ? notice.itemNameEn : notice.itemName) ?? '';

/** Who has it, once somebody does. */
function Word({ notice, now }: Pick<RowProps, 'notice' | 'now'>) {
  const t = useText(urgentTexts);
  const language = useSpoken();
  const { acknowledged, isAcknowledgedByMe } = notice;
  if (acknowledged) {
    const at = whenWords(fromIso(acknowledged.at) ?? now, now, language);
    return <Badge tone="ok">{t.acknowledged(acknowledged.name, at)}</Badge>;
  }
  return isAcknowledgedByMe ? <Badge tone="ok">{t.mine}</Badge> : null;
}

export function Row({ notice, now, href, onOpen }: RowProps) {
  const t = { ...useText(texts), ...useText(urgentTexts) };
  const language = useSpoken();
  return (
    <li className={notice.isRead ? 'gl-inbox-row' : 'gl-inbox-row is-unread'}>
      <a href={href} onClick={onOpen}>
        {notice[language]}
      </a>
      <span className="gl-inbox-matter">{matterOf(notice, language)}</span>
      <span className="gl-figures">{notice.caseNumber}</span>
      <span className="gl-inbox-marks">
        {notice.isUrgent ? <Badge tone="danger">{t.urgent}</Badge> : null}
        {notice.isRead ? null : <Badge tone="accent">{t.isNew}</Badge>}
        <Word notice={notice} now={now} />
      </span>
      <Ago at={fromIso(notice.createdAt) ?? now} now={now} />
    </li>
  );
}

/** By when, or how late it is. */
function Due({ notice, now }: Pick<RowProps, 'notice' | 'now'>) {
  const t = useText(urgentTexts);
  const language = useSpoken();
  const dueAt = fromIso(notice.ackDueAt ?? '') ?? now;
  const isLate = dueAt <= now;
  return (
    <p className={isLate ? 'gl-inbox-due is-late' : 'gl-inbox-due'}>
      {isLate ? t.late(durationWords(now - dueAt, language)) : t.within(timeOfDay(dueAt))}
    </p>
  );
}

export interface WaitingCardProps extends RowProps {
  readonly isBusy: boolean;
  readonly onAcknowledge: () => void;
}

export function WaitingCard({ notice, now, href, onOpen, isBusy, onAcknowledge }: WaitingCardProps) {
  const t = useText(urgentTexts);
  const language = useSpoken();
  const { escalatedFrom } = notice;
  const name = escalatedFrom && (language === 'en' ? escalatedFrom.nameEn : escalatedFrom.name);
  return (
    <li className="gl-inbox-waiting">
      <a href={href} onClick={onOpen}>
        {notice[language]}
      </a>
      <p>
        {matterOf(notice, language)} <span className="gl-figures">{notice.caseNumber}</span>
        {name ? <> · {t.from(name)}</> : null}
      </p>
      <Due notice={notice} now={now} />
      <Button tone="danger" size="large" icon="check" isWide isBusy={isBusy} onClick={onAcknowledge}>
        {t.acknowledge}
      </Button>
    </li>
  );
}
