// The left pane of the desk: views, search, the queue. One row is current; the list keeps the focus and
// names it. New cases are announced and wait; nothing moves under the cursor.
import { memo, useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { KeyHint } from '../../../ui/key-hint/key-hint.tsx';
import { Empty, Failed, Loading } from '../../../ui/states/states.tsx';
import { Ago } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { itemName } from './case-facts.tsx';
import { channelWords } from '../core/case-words.ts';
import { caseTexts } from './case-texts.ts';
import { deskTexts } from './desk-texts.ts';
import { DeskKeyHint, useCap } from './key-caps.tsx';
import { LampFor } from './lamp-for.tsx';
import { SeverityBadge } from './severity-badge.tsx';
import { RowOthers } from './triage-presence.tsx';
import type { QueueRow } from './triage-queue.ts';
import { OwnViews, SavedViewsMenu, type TriageViewsProps } from './triage-views.tsx';
import { type Selection, useIsSelected, useSelected } from './use-current.ts';
import type { LiveQueue } from './use-queue.ts';

export const rowId = (caseId: string): string => `queue-${caseId}`;

interface RowProps {
  readonly row: QueueRow;
  readonly selection: Selection;
  readonly now: Instant;
  readonly onPick: (id: string) => void;
}

/** A lamp counts in minutes: what an answer tells anew within one is no news to the eye. */
const SAME_MS = 30_000;

function isDrawnAlike(before: RowProps, after: RowProps): boolean {
  const [a, b] = [before.row.item, after.row.item];
  return (
    before.selection === after.selection &&
    before.now === after.now &&
    before.onPick === after.onPick &&
    before.row.isGone === after.row.isGone &&
    a.id === b.id &&
    a.version === b.version &&
    a.lamp === b.lamp &&
    a.restsUntil === b.restsUntil &&
    a.isWorkingTime === b.isWorkingTime &&
    Math.abs((a.remainingMs ?? 0) - (b.remainingMs ?? 0)) < SAME_MS
  );
}

const Row = memo(function Row({ row: { item, isGone }, selection, now, onPick }: RowProps) {
  const isCurrent = useIsSelected(selection, item.id);
  const t = useText(deskTexts);
  const words = useText(caseTexts);
  const language = useSpoken();
  const className = `gl-queue-row${isGone ? ' is-gone' : ''}`;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names its row
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list answers the keys for its rows
    <div
      id={rowId(item.id)}
      role="option"
      aria-selected={isCurrent}
      className={className}
      onClick={() => onPick(item.id)}
    >
      <p className="gl-queue-first">
        <strong>{itemName(item, language) ?? words.noItem}</strong>
        <LampFor of={item} now={now} isShort />
      </p>
      <p className="gl-queue-words">{item.description}</p>
      <p className="gl-queue-last">
        <Badge tone={isGone ? 'plain' : item.state === 'reported' ? 'accent' : 'plain'}>
          {isGone ? t.gone : language === 'zh' ? item.stateZh : item.stateEn}
        </Badge>
        <SeverityBadge of={item} />
        <span className="gl-queue-place">{item.address ?? channelWords(item.channel, language)}</span>
        <RowOthers caseId={item.id} />
        <Ago at={fromIso(item.createdAt) ?? now} now={now} />
      </p>
    </div>
  );
}, isDrawnAlike);

interface HeadProps {
  readonly views: TriageViewsProps;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly total: string;
  readonly news: ReactNode;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
}

function QueueHead({ views, text, onText, total, news, search, onLeave }: HeadProps) {
  const t = useText(deskTexts);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || (event.key !== 'Escape' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (event.key === 'Escape') onText('');
    // Also where nothing was found and there is no list to go to: the next key must not be a letter here.
    event.currentTarget.blur();
    onLeave();
  };
  return (
    <header className="gl-queue-head">
      <div className="gl-queue-top">
        <h1>
          {t.title} <span className="gl-figures">{total}</span>
        </h1>
        <div aria-live="polite">{news}</div>
      </div>
      <OwnViews {...views} />
      <div className="gl-queue-finding">
        <div className="gl-queue-search">
          <input
            ref={search}
            type="search"
            className="gl-input"
            aria-label={t.search}
            placeholder={t.search}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          <DeskKeyHint id="search" />
        </div>
        <SavedViewsMenu {...views} />
      </div>
    </header>
  );
}

export interface TriageListProps extends Omit<HeadProps, 'total' | 'news'> {
  readonly queue: LiveQueue;
  readonly selection: Selection;
  readonly onCurrent: (id: string) => void;
  readonly onMove: (step: 1 | -1) => void;
  readonly now: Instant;
  readonly list: RefObject<HTMLDivElement | null>;
}

interface ListboxProps extends Pick<TriageListProps, 'selection' | 'onMove' | 'list'> {
  readonly children: ReactNode;
}

/** Keeps the focus, names the current row and brings it into view; its rows are not drawn again for that. */
function Listbox({ selection, onMove, list, children }: ListboxProps) {
  const t = useText(deskTexts);
  const current = useSelected(selection);
  const seen = useRef(current);
  useEffect(() => {
    if (current === undefined || seen.current === current) return undefined;
    seen.current = current;
    // With the drawing of the frame, not before it: the key itself waits for no layout.
    const frame = requestAnimationFrame(() =>
      document.getElementById(rowId(current))?.scrollIntoView({ block: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [current]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowDown' ? 1 : -1);
  };
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className="gl-queue-rows"
      aria-label={t.queue}
      onKeyDown={onKeyDown}
      aria-activedescendant={current === undefined ? undefined : rowId(current)}
    >
      {children}
    </div>
  );
}

function Rows({ queue, selection, onCurrent, onMove, now, list, text }: TriageListProps) {
  const t = useText(deskTexts);
  const language = useSpoken();
  if (queue.error) return <Failed message={tellError(queue.error, language)} onAgain={queue.again} />;
  if (queue.isPending && queue.rows.length === 0) return <Loading lines={12} />;
  if (queue.rows.length === 0) {
    return text === '' ? (
      <Empty title={t.none}>{t.noneWhy}</Empty>
    ) : (
      <Empty icon="search" title={t.noneFound}>
        {t.noneFoundWhy}
      </Empty>
    );
  }
  return (
    <>
      <Listbox {...{ selection, onMove, list }}>
        {queue.rows.map((row) => (
          <Row key={row.item.id} {...{ row, selection, now }} onPick={onCurrent} />
        ))}
      </Listbox>
      {queue.isMore ? <p className="gl-queue-more">{t.more}</p> : null}
    </>
  );
}

export function TriageList(props: TriageListProps) {
  const { queue } = props;
  const t = useText(deskTexts);
  const cap = useCap()('show_new') ?? '';
  const total = queue.isPending ? '' : t.count(queue.rows.length) + (queue.isMore ? '+' : '');
  const news =
    queue.waiting === 0 ? null : (
      <Button tone="primary" size="small" onClick={queue.showNew} shortcut={cap}>
        {t.waiting(queue.waiting)} <KeyHint keys={[cap]} />
      </Button>
    );
  return (
    <div className="gl-queue">
      <QueueHead {...props} total={total} news={news} />
      <Rows {...props} />
    </div>
  );
}
