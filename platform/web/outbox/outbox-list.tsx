// What I did that the server has not acknowledged, and what it just acknowledged: waiting, sending 40 %,
// received with its number, needs you. Nothing leaves the list silently, and giving something up can be
// undone.
import type { ReactNode } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import type { Entry } from './entry.ts';
import { EntryRow } from './entry-row.tsx';
import { outbox, useOutbox } from './outbox.ts';
import { ReceiptRow } from './receipt-row.tsx';
import './outbox-list.css';

const texts = defineTexts({
  zh: {
    title: '待发送',
    all: (total: number) => `${total} 条待发送`,
    now: '全部立即重发',
    received: '最近收到的回执',
    notKept: '这台手机（或无痕窗口）不能存储：全部发送完成前请不要关闭页面。',
    full: '手机存储已满，刚才的内容没有存下。请先联网把待发送的发完，或清理手机空间，然后再试。',
    unreadable: (total: number) =>
      `有 ${total} 条在这台手机上读不出来，已原样保留。请把手机交给管理员，不要清除应用数据。`,
  },
  en: {
    title: 'To be sent',
    all: (total: number) => `${total} to be sent`,
    now: 'Send all now',
    received: 'Last receipts',
    notKept: 'This phone (or private window) can’t store: don’t close the page until all is sent.',
    full:
      'The phone is full and the last thing was not stored. Go online and let the outbox empty, or free ' +
      'some space, then try again.',
    unreadable: (total: number) =>
      `${total} can’t be read on this phone and are left as they are. Give the phone to your ` +
      'administrator and do not clear the app’s data.',
  },
});

export interface OutboxListProps {
  readonly caseHref: (caseId: string) => string;
  /** Opens an entry for editing (see Outbox.takeBack); resolves to false when the screen can't. */
  readonly onEdit?: (entry: Entry) => Promise<boolean>;
  /** The card of an entry whose case has changed meanwhile; null: the server's words do. */
  readonly conflict?: (entry: Entry) => ReactNode;
  /** How many acknowledgements stay in sight; 0 where the screen itself shows the result. */
  readonly mostReceipts?: number;
  /** How many of those that wait stay in sight, the newest; the number of all is told, and what needs the
   *  person is always shown. A shift without a network must not push the form off the screen. */
  readonly mostWaiting?: number;
  /** Only what concerns this. */
  readonly about?: string;
}

/** What the person must know about this phone before trusting it with more. */
function Warnings({ isWaiting }: { isWaiting: boolean }) {
  const t = useText(texts);
  const { isKept, isFull, unreadable } = useOutbox();
  return (
    <>
      {isFull ? <Notice tone="danger">{t.full}</Notice> : null}
      {!isKept && isWaiting ? <Notice tone="warn">{t.notKept}</Notice> : null}
      {unreadable > 0 ? <Notice tone="danger">{t.unreadable(unreadable)}</Notice> : null}
    </>
  );
}

/** All that need the person, and the newest of the others, in their order. */
function inSight(entries: readonly Entry[], mostWaiting: number | undefined): readonly Entry[] {
  if (mostWaiting === undefined) return entries;
  const waiting = entries.filter(({ state }) => state === 'waiting');
  const shown = new Set(waiting.slice(Math.max(0, waiting.length - mostWaiting)));
  return entries.filter((entry) => entry.state !== 'waiting' || shown.has(entry));
}

export function OutboxList(props: OutboxListProps) {
  const { caseHref, onEdit, conflict, mostReceipts = 1, mostWaiting, about } = props;
  const t = useText(texts);
  const { sending, ...all } = useOutbox();
  const entries = all.entries.filter((entry) => about === undefined || entry.about === about);
  const receipts = all.receipts.filter(({ isSeen }) => isSeen !== true).slice(0, mostReceipts);
  if (entries.length + receipts.length + all.unreadable === 0 && !all.isFull) return null;
  return (
    <section aria-label={t.title} aria-live="polite" className="gl-outbox">
      <Warnings isWaiting={entries.length > 0} />
      {entries.length < 2 ? null : (
        <p className="gl-outbox-head">
          <strong className="gl-figures">{t.all(entries.length)}</strong>
          <Button onClick={() => void outbox.flush()}>{t.now}</Button>
        </p>
      )}
      <ul className="gl-entries">
        {inSight(entries, mostWaiting).map((entry) => (
          <EntryRow
            key={entry.id}
            entry={entry}
            share={sending?.id === entry.id ? sending.share : undefined}
            onEdit={onEdit}
            conflict={conflict}
          />
        ))}
        {receipts.map((receipt) => (
          <ReceiptRow key={receipt.id} receipt={receipt} caseHref={caseHref} />
        ))}
      </ul>
    </section>
  );
}

/** The last things that were received, also those put out of sight. */
export function ReceiptList({ caseHref, most = 20 }: Pick<OutboxListProps, 'caseHref'> & { most?: number }) {
  const t = useText(texts);
  const { receipts } = useOutbox();
  if (receipts.length === 0) return null;
  return (
    <Card title={t.received}>
      <ul className="gl-entries">
        {receipts.slice(0, most).map((receipt) => (
          <ReceiptRow key={receipt.id} receipt={receipt} caseHref={caseHref} canClose={false} />
        ))}
      </ul>
    </Card>
  );
}
