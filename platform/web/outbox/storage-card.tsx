// What this phone holds for me and how safe it is: whether the browser may clear it, how full it is, what of
// the offline pack is here, and the rescue file for a phone that is about to be lost or wiped.
import { useEffect, useState } from 'react';
import { Button } from '../../../ui/button/button.tsx';
import { Card, Facts } from '../../../ui/card/card.tsx';
import { Notice } from '../../../ui/states/states.tsx';
import { count, whenWords } from '../../../ui/words/format.ts';
import { useSpoken } from '../../../ui/words/language.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';
import { useNow } from '../clock/clock.ts';
import { useOutbox } from './outbox.ts';
import { usePack } from './pack.ts';
import { RescuePart } from './rescue-part.tsx';
import { askToPersist, isAlmostFull, readRoom, type Room } from './storage.ts';
import './storage-card.css';

const texts = defineTexts({
  zh: {
    title: '手机存储',
    kept: '长期保存',
    isKept: '已允许，不会被自动清理',
    mayGo: '未允许：空间不足时浏览器可能清理',
    unknown: '浏览器没有说明',
    ask: '申请长期保存',
    refused: '浏览器没有同意。把应用添加到主屏幕后再试。',
    used: '已用空间',
    share: (used: string, quota: string, percent: number) => `${used}，共 ${quota}（${percent} %）`,
    usedOnly: (used: string) => `${used}（浏览器没有说明还剩多少）`,
    full: '存储快满了：请先联网发送，再清理手机空间，以免新拍的照片存不下。',
    notKept: '这台手机（或无痕窗口）不能存储，关闭页面后未发送的内容会丢失。',
    pack: '离线包',
    packed: (done: number, total: number, at: string) => `${done}/${total}${at === '' ? '' : `，${at}`}`,
    failed: (total: number) => `，${total} 项没有取到`,
  },
  en: {
    title: 'Storage',
    kept: 'Kept for good',
    isKept: 'allowed: never cleared by itself',
    mayGo: 'not allowed: the browser may clear it when room is short',
    unknown: 'the browser does not say',
    ask: 'Ask to keep it for good',
    refused: 'The browser did not agree. Add the app to the home screen and try again.',
    used: 'Used',
    share: (used: string, quota: string, percent: number) => `${used} of ${quota} (${percent} %)`,
    usedOnly: (used: string) => `${used} (the browser does not say how much is left)`,
    full: 'Almost full: go online and let the outbox empty, then free some space for new pictures.',
    notKept: 'This phone (or private window) can’t store: what is unsent is lost when the page closes.',
    pack: 'Offline pack',
    packed: (done: number, total: number, at: string) => `${done}/${total}${at === '' ? '' : `, ${at}`}`,
    failed: (total: number) => `, ${total} not fetched`,
  },
});

const LOOK_EVERY_MS = 60_000;

/** Megabytes below a thousand of them, else gigabytes. By hand: see ui/words/format.ts. */
export function sizeWords(bytes: number): string {
  const isGiga = bytes >= 1_000_000_000;
  const value = bytes / (isGiga ? 1_000_000_000 : 1_000_000);
  const isFine = isGiga || value < 10;
  return `${isFine ? value.toFixed(1).replace('.0', '') : count(Math.round(value))} ${isGiga ? 'GB' : 'MB'}`;
}

function useRoom(): { room: Room | undefined; look: () => void } {
  const [room, setRoom] = useState<Room>();
  const at = useNow(LOOK_EVERY_MS);
  const look = () => void readRoom().then(setRoom);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again with each tick
  useEffect(look, [at]);
  return { room, look };
}

function KeptForGood({ room, look }: { room: Room; look: () => void }) {
  const t = useText(texts);
  const [isRefused, setRefused] = useState(false);
  if (room.isPersistent !== false) return null;
  const ask = async () => {
    setRefused((await askToPersist()) !== true);
    look();
  };
  return (
    <>
      <Button isWide onClick={() => void ask()}>
        {t.ask}
      </Button>
      {isRefused ? <p role="status">{t.refused}</p> : null}
    </>
  );
}

function usePackWords(): string | undefined {
  const t = useText(texts);
  const language = useSpoken();
  const at = useNow(LOOK_EVERY_MS);
  const { done, total, failed, isRunning, completeAt } = usePack();
  if (total === 0) return undefined;
  const when = completeAt === undefined ? '' : whenWords(completeAt, at, language);
  return t.packed(done, total, when) + (failed > 0 && !isRunning ? t.failed(failed) : '');
}

export function StorageCard() {
  const t = useText(texts);
  const { room, look } = useRoom();
  const { isKept } = useOutbox();
  const packWords = usePackWords();
  const { usedBytes, quotaBytes, isPersistent } = room ?? {};
  const used =
    usedBytes === undefined
      ? t.unknown
      : quotaBytes === undefined || quotaBytes === 0
        ? t.usedOnly(sizeWords(usedBytes))
        : t.share(
            sizeWords(usedBytes),
            sizeWords(quotaBytes),
            Math.ceil((usedBytes / quotaBytes) * 100),
          );
  return (
    <Card title={t.title}>
      <div className="gl-storage">
        {isKept ? null : <Notice tone="danger">{t.notKept}</Notice>}
        {room && isAlmostFull(room) ? <Notice tone="warn">{t.full}</Notice> : null}
        <Facts
          rows={[
            {
              name: t.kept,
              value: isPersistent === undefined ? t.unknown : isPersistent ? t.isKept : t.mayGo,
            },
            { name: t.used, value: used },
            ...(packWords === undefined ? [] : [{ name: t.pack, value: packWords }]),
          ]}
        />
        {room ? <KeptForGood room={room} look={look} /> : null}
        <RescuePart />
      </div>
    </Card>
  );
}
