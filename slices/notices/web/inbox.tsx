// The screen of the inbox: the newest first, unread ones marked, one press to the case. Opening a notice
// marks it as read; nothing is deleted here.
import { useState } from 'react';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { Checkbox } from '../../../ui/text-field/text-field.tsx';
import { Ago } from '../../../ui/time-left/time-words.tsx';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { type NoticeView, useMarkRead, useNotices } from './use-notices.ts';
import './inbox.css';

const MINUTE = 60_000;
const texts = defineTexts({
  zh: {
    title: '通知',
    unread: (n: number) => (n === 0 ? '没有未读' : `未读 ${n} 条`),
    only: '只看未读',
    readAll: '全部标为已读',
    none: '没有通知',
    noneWhy: '案件派到您的单位、需要您处理或有了结果时，会在这里告诉您。',
    urgent: '紧急',
    isNew: '未读',
    list: '通知列表',
  },
  en: {
    title: 'Notices',
    unread: (n: number) => (n === 0 ? 'Nothing unread' : `${n} unread`),
    only: 'Unread only',
    readAll: 'Mark all as read',
    none: 'No notices',
    noneWhy: 'You are told here when a case comes to your unit, waits for you or has a result.',
    urgent: 'Urgent',
    isNew: 'Unread',
    list: 'Notices',
  },
});

interface RowProps {
  readonly notice: NoticeView;
  readonly now: Instant;
  readonly href: string;
  readonly onOpen: () => void;
}

const matterOf = (notice: NoticeView, language: Language): string =>
  (language === 'en' && notice.itemNameEn ? notice.itemNameEn : notice.itemName) ?? '';

function Row({ notice, now, href, onOpen }: RowProps) {
  const t = useText(texts);
  const language = useSpoken();
  return (
    <li className={notice.isRead ? 'gl-inbox-row' : 'gl-inbox-row is-unread'}>
      <a href={href} onClick={onOpen}>
        {language === 'zh' ? notice.zh : notice.en}
      </a>
      <span className="gl-inbox-matter">{matterOf(notice, language)}</span>
      <span className="gl-figures">{notice.caseNumber}</span>
      <span className="gl-inbox-marks">
        {notice.isUrgent ? <Badge tone="danger">{t.urgent}</Badge> : null}
        {notice.isRead ? null : <Badge tone="accent">{t.isNew}</Badge>}
      </span>
      <Ago at={fromIso(notice.createdAt) ?? now} now={now} />
    </li>
  );
}

/** `caseHref`: where the shell shows a case. */
export function InboxScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(texts);
  const language = useSpoken();
  const now = useNow(MINUTE);
  const [isOnlyUnread, setOnlyUnread] = useState(false);
  const asked = useNotices(isOnlyUnread);
  const mark = useMarkRead();
  const notices = asked.data?.notices ?? [];
  const unread = notices.filter((one) => !one.isRead).map((one) => one.id);
  return (
    <Page>
      <PageHead
        title={t.title}
        actions={
          <>
            <Checkbox isChecked={isOnlyUnread} onChange={setOnlyUnread}>
              {t.only}
            </Checkbox>
            <Button
              icon="check"
              disabled={unread.length === 0}
              isBusy={mark.isSending}
              onClick={() => void mark.send(unread)}
            >
              {t.readAll}
            </Button>
          </>
        }
      >
        {asked.data ? t.unread(asked.data.unreadCount) : null}
      </PageHead>
      {mark.error ? <Notice tone="danger">{tellError(mark.error, language)}</Notice> : null}
      {asked.isPending ? <Loading lines={6} /> : null}
      {asked.isError && !asked.data ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.data && notices.length === 0 ? <Empty title={t.none}>{t.noneWhy}</Empty> : null}
      {notices.length === 0 ? null : (
        <ul className="gl-inbox" aria-label={t.list}>
          {notices.map((notice) => (
            <Row
              key={notice.id}
              notice={notice}
              now={now}
              href={caseHref(notice.caseId)}
              onOpen={() => void (notice.isRead || mark.send([notice.id]))}
            />
          ))}
        </ul>
      )}
    </Page>
  );
}
