// Something urgent above every screen of the phone: what, since when, one tap to say "I have it". It sounds
// while it waits. The newest stands; the rest are a tap away in the inbox.
import { useEffect, useState } from 'react';
import { fromIso } from '../../../kernel/instant.ts';
import { useNow } from '../../../platform/web/clock/clock.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Strip } from '../../../ui/states/strip.tsx';
import { Ago } from '../../../ui/time-left/time-words.tsx';
import { useSpoken } from '../../../ui/words/language.tsx';
import { useText } from '../../../ui/words/texts.ts';
import { useMarked, useMarking } from './mark-notices.ts';
import { UrgentAlarm } from './urgent-alarm.ts';
import { playUrgent, unlockSound, vibrateUrgent } from './urgent-sound.ts';
import { noticeHref } from './notice-href.ts';
import { urgentTexts } from './urgent-texts.ts';
import { useSoundChoice } from './use-sound-choice.ts';
import { type NoticeView, useWaiting } from './use-notices.ts';

const TICK_MS = 30_000;

const ring = (): void => {
  playUrgent();
  vibrateUrgent();
};
const later = (work: () => void, afterMs: number): (() => void) => {
  const timer = setTimeout(work, afterMs);
  return () => clearTimeout(timer);
};

/** Sounds for these as long as they wait, unless the person has turned it off. */
function useAlarm(ids: readonly string[], isSilent: boolean): void {
  const [alarm] = useState(() => new UrgentAlarm({ ring, later }));
  const subject = isSilent ? '' : ids.join(' ');
  useEffect(() => alarm.set(subject === '' ? [] : subject.split(' ')), [alarm, subject]);
  useEffect(() => () => alarm.stop(), [alarm]);
  useEffect(() => {
    const unlock = () => void unlockSound();
    addEventListener('pointerdown', unlock);
    addEventListener('keydown', unlock);
    return () => {
      removeEventListener('pointerdown', unlock);
      removeEventListener('keydown', unlock);
    };
  }, []);
}

export interface UrgentStripProps {
  readonly owner: string;
  readonly caseHref: (caseId: string) => string;
  readonly inboxHref: string;
  /** The inbox itself shows them all: there it only sounds. */
  readonly isHidden?: boolean;
}

export function UrgentStrip({ owner, caseHref, inboxHref, isHidden = false }: UrgentStripProps) {
  const t = useText(urgentTexts);
  const language = useSpoken();
  const now = useNow(TICK_MS);
  const { isSilent } = useSoundChoice(owner);
  const marked = useMarked();
  const { acknowledge, isSending } = useMarking();
  const { data } = useWaiting();
  const waiting = (data?.notices ?? []).map(marked).filter((notice: NoticeView) => notice.isWaiting);
  useAlarm(
    waiting.map(({ id }) => id),
    isSilent,
  );
  const [newest, ...others] = waiting;
  if (!newest || isHidden) return null;
  const matter = (language === 'en' && newest.itemNameEn ? newest.itemNameEn : newest.itemName) ?? '';
  return (
    <Strip
      tone="danger"
      icon="bell"
      title={<a href={noticeHref(newest, caseHref)}>{newest[language]}</a>}
      action={
        <Button tone="danger" icon="check" isBusy={isSending} onClick={() => acknowledge(newest)}>
          {t.acknowledge}
        </Button>
      }
    >
      {matter} <Ago at={fromIso(newest.createdAt) ?? now} now={now} />
      {others.length === 0 ? null : (
        <>
          {' '}
          <a href={inboxHref}>{t.more(others.length)}</a>
        </>
      )}
    </Strip>
  );
}
