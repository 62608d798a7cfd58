// On a case, for those who answer for it: whom each urgent notice has reached. `已读 3/5，已确认 张三 12:31`, and to
// whom it went up when nobody answered. Shows nothing to others and where nothing urgent was told.
import { fromIso, type Instant } from '../../../kernel/instant.ts';
import { tellError } from '../../../platform/web/api/errors.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { useSession } from '../../../platform/web/session/session.tsx';
import { Badge } from '../../../ui/badge/badge.tsx';
import { Card } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { When } from '../../../ui/time-left/time-words.tsx';
import { whenWords } from '../../../ui/words/format.ts';
import { type Language, useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { type NoticeReceipt, useReceipts } from './use-notices.ts';
import './inbox.css';

const TICK_MS = 30_000;
const texts = defineTexts({
  zh: {
    title: '是否送达',
    list: '送达情况',
    read: (n: number, all: number) => `已读 ${n}/${all}`,
    nobody: (due: string) => `${due} 前无人确认`,
    waiting: (due: string) => `等待确认，${due} 前`,
    over: (state: string) => `无需再确认，案件现为“${state}”`,
    acknowledged: (names: string) => `已确认 ${names}`,
    readers: (names: string) => `已读：${names}`,
    to: (name: string) => `发给 ${name}`,
    rank: (n: number) => (n === 1 ? '第一当班' : `当班第 ${n} 顺位`),
    held: (until: string) => `安静时段，${until} 告知；督办已生效，答复时限照算`,
    heldOver: '安静时段内已办理，未再告知',
    wasHeld: (from: string) => `安静时段推迟告知，原为 ${from}`,
    nextHeld: (until: string) => `安静时段，${until} 告知下一人`,
    and: '、',
  },
  en: {
    title: 'Has it arrived?',
    list: 'Who has it',
    read: (n: number, all: number) => `read by ${n} of ${all}`,
    nobody: (due: string) => `nobody acknowledged by ${due}`,
    waiting: (due: string) => `waiting for a word by ${due}`,
    over: (state: string) => `no word needed any more; the case is now “${state}”`,
    acknowledged: (names: string) => `acknowledged by ${names}`,
    readers: (names: string) => `Read by ${names}`,
    to: (name: string) => `to ${name}`,
    rank: (n: number) => (n === 1 ? 'first on call' : `on call, place ${n}`),
    held: (until: string) => `quiet hours: told ${until}; the push stands, and its time runs`,
    heldOver: 'seen to in quiet hours, nobody was told any more',
    wasHeld: (from: string) => `told later for quiet hours, else ${from}`,
    nextHeld: (until: string) => `quiet hours: whoever is next is told ${until}`,
    and: ', ',
  },
});

const when = (iso: string, now: Instant, language: Language): string =>
  whenWords(fromIso(iso) ?? now, now, language);

interface ReceiptProps {
  readonly of: NoticeReceipt;
  /** In which the case is now. */
  readonly state: string;
  readonly now: Instant;
}

function State({ of, state, now }: ReceiptProps) {
  const t = useText(texts);
  const language = useSpoken();
  const { acknowledgements, ackDueAt, isOver } = of;
  if (acknowledgements.length > 0) {
    const names = acknowledgements.map((one) => `${one.name} ${when(one.at, now, language)}`).join(t.and);
    return <Badge tone="ok">{t.acknowledged(names)}</Badge>;
  }
  if (of.isHeld && of.heldUntil !== null) {
    if (isOver) return <Badge>{t.heldOver}</Badge>;
    return <Badge tone="warn">{t.held(when(of.heldUntil, now, language))}</Badge>;
  }
  if (ackDueAt === null) return null;
  if (isOver) return <Badge>{t.over(state)}</Badge>;
  const isLate = (fromIso(ackDueAt) ?? now) <= now;
  const due = when(ackDueAt, now, language);
  return <Badge tone={isLate ? 'danger' : 'warn'}>{isLate ? t.nobody(due) : t.waiting(due)}</Badge>;
}

/** What quiet hours did to it, and who is next. */
function Quiet({ of, now }: Omit<ReceiptProps, 'state'>) {
  const t = useText(texts);
  const language = useSpoken();
  const { heldFrom, nextHeldUntil, isHeld } = of;
  return (
    <>
      {heldFrom !== null && !isHeld ? <span>{t.wasHeld(when(heldFrom, now, language))}</span> : null}
      {nextHeldUntil === null ? null : (
        <Badge tone="warn">{t.nextHeld(when(nextHeldUntil, now, language))}</Badge>
      )}
    </>
  );
}

function Receipt({ of, state, now }: ReceiptProps) {
  const t = useText(texts);
  const language = useSpoken();
  const { readers, peopleCount, to } = of;
  return (
    <li className={of.level > 0 ? 'gl-receipt is-further' : 'gl-receipt'}>
      <strong>{of[language]}</strong>
      <span>
        {t.to(language === 'en' ? to.nameEn : to.name)}
        {of.dutyRank === null ? '' : ` · ${t.rank(of.dutyRank)}`} ·{' '}
        <When at={fromIso(of.createdAt) ?? now} now={now} />
      </span>
      <span className="gl-inbox-marks">
        {of.isHeld ? null : (
          <Badge tone={readers.length > 0 ? 'accent' : 'plain'}>{t.read(readers.length, peopleCount)}</Badge>
        )}
        <State of={of} state={state} now={now} />
        <Quiet of={of} now={now} />
      </span>
      {readers.length === 0 ? null : (
        <span className="gl-receipt-readers">
          {t.readers(readers.map(({ name, at }) => `${name} ${when(at, now, language)}`).join(t.and))}
        </span>
      )}
    </li>
  );
}

export function CaseReceipts({ caseId }: { caseId: string }) {
  const t = useText(texts);
  const language = useSpoken();
  const now = useNow(TICK_MS);
  const { can } = useSession();
  const { data, error } = useReceipts(caseId, can('notice.receipts'));
  // Whoever may see the receipts of some cases may not see those of this one; then there is nothing to say.
  if (!data || data.receipts.length === 0) {
    return error && !('problem' in error) ? <Notice tone="warn">{tellError(error, language)}</Notice> : null;
  }
  return (
    <Card title={t.title}>
      <ul className="gl-receipts" aria-label={t.list}>
        {data.receipts.map((receipt) => (
          <Receipt
            key={receipt.id}
            of={receipt}
            state={language === 'en' ? data.stateEn : data.stateZh}
            now={now}
          />
        ))}
      </ul>
    </Card>
  );
}
