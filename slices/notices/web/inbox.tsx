// The screen of the inbox: first what waits for a word, then everything by day, unread ones marked, one press
// to the case. Opening a notice marks it as read; nothing is deleted here. Read offline it is as it was kept.
import { useState } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import { localDate } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Segments } from '../../../ui/choices/choices.tsx';
import { Page, PageHead } from '../../../ui/frame/frame.tsx';
import { Empty, Failed, Loading, Notice } from '../../../ui/states/states.tsx';
import { dayWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { dayGroups } from './day-groups.ts';
import { Row, WaitingCard } from './inbox-row.tsx';
import { type Marking, useMarked, useMarking } from './mark-notices.ts';
import { urgentTexts } from './urgent-texts.ts';
import { noticeHref } from './notice-href.ts';
import { type NoticeView, useNotices, useWaiting } from './use-notices.ts';
import './inbox.css';

const TICK_MS = 30_000;
const texts = defineTexts({
  zh: {
    title: '通知',
    unread: (n: number) => (n === 0 ? '没有未读' : `未读 ${n} 条`),
    filter: '显示哪些',
    all: '全部',
    onlyUnread: '未读',
    urgent: '紧急',
    readAll: '全部标为已读',
    none: '没有通知',
    noneWhy: '案件派到您的单位、需要您处理或有了结果时，会在这里告诉您。',
    noneHere: '这里没有通知',
    noneHereWhy: '按上面的条件没有可显示的，选择“全部”查看其他。',
    list: '通知列表',
    waiting: '待确认列表',
    today: '今天',
  },
  en: {
    title: 'Notices',
    unread: (n: number) => (n === 0 ? 'Nothing unread' : `${n} unread`),
    filter: 'Show',
    all: 'All',
    onlyUnread: 'Unread',
    urgent: 'Urgent',
    readAll: 'Mark all as read',
    none: 'No notices',
    noneWhy: 'You are told here when a case comes to your unit, waits for you or has a result.',
    noneHere: 'No notices here',
    noneHereWhy: 'Nothing fits what is chosen above: choose “All” to see the others.',
    list: 'Notices',
    waiting: 'To acknowledge',
    today: 'Today',
  },
});

type Filter = 'all' | 'unread' | 'urgent';
const fits = (filter: Filter, notice: NoticeView): boolean =>
  filter === 'all' || (filter === 'unread' ? !notice.isRead : notice.isUrgent);

interface PartProps {
  readonly notices: readonly NoticeView[];
  readonly now: Instant;
  readonly marking: Marking;
  readonly caseHref: (caseId: string) => string;
}

const opener =
  ({ read }: Marking, notice: NoticeView) =>
  () => {
    if (!notice.isRead) read([notice.id]);
  };

function Waiting({ notices, now, marking, caseHref }: PartProps) {
  const t = { ...useText(texts), ...useText(urgentTexts) };
  if (notices.length === 0) return null;
  return (
    <section className="gl-inbox-first" aria-label={t.waiting}>
      <h2>{t.waits(notices.length)}</h2>
      <ul>
        {notices.map((notice) => (
          <WaitingCard
            key={notice.id}
            notice={notice}
            now={now}
            href={noticeHref(notice, caseHref)}
            onOpen={opener(marking, notice)}
            isBusy={marking.isSending}
            onAcknowledge={() => marking.acknowledge(notice)}
          />
        ))}
      </ul>
    </section>
  );
}

function Days({ notices, now, marking, caseHref }: PartProps) {
  const t = useText(texts);
  const language = useSpoken();
  return dayGroups(notices).map(({ day, at, notices: ofDay }) => {
    const name = day === localDate(now) ? t.today : dayWords(at, now, language);
    return (
      <section key={day} className="gl-inbox-day">
        <h2>{name}</h2>
        <ul className="gl-inbox" aria-label={`${t.list} ${name}`}>
          {ofDay.map((notice) => (
            <Row
              key={notice.id}
              notice={notice}
              now={now}
              href={noticeHref(notice, caseHref)}
              onOpen={opener(marking, notice)}
            />
          ))}
        </ul>
      </section>
    );
  });
}

interface ShownProps extends PartProps {
  readonly filter: Filter;
  /** Something stands above already. */
  readonly hasFirst: boolean;
}

function Shown({ filter, hasFirst, ...rest }: ShownProps) {
  const t = useText(texts);
  if (rest.notices.length > 0) return <Days {...rest} />;
  if (hasFirst && filter === 'all') return null;
  const isAll = filter === 'all';
  return <Empty title={isAll ? t.none : t.noneHere}>{isAll ? t.noneWhy : t.noneHereWhy}</Empty>;
}

/** `caseHref`: where the shell shows a case. */
export function InboxScreen({ caseHref }: { caseHref: (caseId: string) => string }) {
  const t = useText(texts);
  const language = useSpoken();
  const now = useNow(TICK_MS);
  const [filter, setFilter] = useState<Filter>('all');
  const asked = useNotices();
  const waits = useWaiting();
  const marked = useMarked();
  const marking = useMarking();
  const notices = (asked.data?.notices ?? []).map(marked);
  const waiting = (waits.data?.notices ?? []).map(marked).filter(({ isWaiting }) => isWaiting);
  const isCalling = new Set(waiting.map(({ id }) => id));
  const rest = notices.filter((notice) => !isCalling.has(notice.id) && fits(filter, notice));
  const [newest] = notices;
  const parts = { now, marking, caseHref };
  return (
    <Page>
      <PageHead
        title={t.title}
        actions={
          <Button
            icon="check"
            disabled={!newest || notices.every(({ isRead }) => isRead)}
            isBusy={marking.isSending}
            onClick={() => newest && marking.readAll(newest)}
          >
            {t.readAll}
          </Button>
        }
      >
        {asked.data ? t.unread(asked.data.unreadCount) : null}
      </PageHead>
      {marking.error ? <Notice tone="danger">{tellError(marking.error, language)}</Notice> : null}
      <Waiting {...parts} notices={waiting} />
      <div className="gl-inbox-filter">
        <Segments<Filter>
          label={t.filter}
          isLabelHidden
          chosen={filter}
          onChoose={setFilter}
          choices={[
            { id: 'all', label: t.all },
            { id: 'unread', label: t.onlyUnread },
            { id: 'urgent', label: t.urgent },
          ]}
        />
      </div>
      {asked.isPending ? <Loading lines={6} /> : null}
      {asked.isError && !asked.data ? (
        <Failed message={tellError(asked.error, language)} onAgain={() => void asked.refetch()} />
      ) : null}
      {asked.data ? <Shown {...parts} notices={rest} filter={filter} hasFirst={waiting.length > 0} /> : null}
    </Page>
  );
}
