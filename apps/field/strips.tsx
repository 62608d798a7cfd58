// What the phone has to say above every screen, most important first: this version is no longer understood,
// the phone is nearly full, no network, a newer version. Two at most at a time, so that the work keeps the
// screen; what is left out comes when the first is settled.
import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { useNow } from '../../platform/web/clock/clock.ts';
import { useKeptAsOf } from '../../platform/web/outbox/kept-replies.ts';
import { useSession } from '../../platform/web/session/session.tsx';
import { applyUpdate, useAppUpdate } from '../../platform/web/start/app-update.ts';
import { lazyPart } from '../../platform/web/start/lazy-screen.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { Button, LinkButton } from '../../ui/button/button.tsx';
import { Strip } from '../../ui/states/strip.tsx';
import { When } from '../../ui/time-left/time-words.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';
import { useAlmostFull } from './use-almost-full.ts';

const texts = defineTexts({
  zh: {
    required: '这个版本已停用，服务器不再接收',
    requiredWhy: '请联网后点“更新”。已填写和待发送的内容都在手机上，更新后自动发送。',
    ready: '有新版本',
    update: '更新',
    failed: '没有取到新版本：请检查网络后再点“更新”；仍不行请联系管理员。',
    full: '手机存储快满了',
    fullWhy: '请联网发完待发送的内容，或清理手机空间；存满后新照片存不下。',
    fullWay: '去查看',
    offline: '离线',
    asOf: '数据截至',
    offlineWhy: '照常办理，恢复网络后自动发送。',
    signInWhy: '登录需要网络。登录后只要不退出，没有网络也能打开应用、照常办理。',
    silent: '服务器没有回应',
  },
  en: {
    required: 'This version is retired; the server no longer takes what it sends',
    requiredWhy:
      'Go online and press “Update”. What you wrote and what waits stays here and is sent afterwards.',
    ready: 'A new version is here',
    update: 'Update',
    failed: 'No newer version came: check the network and press “Update” again, or ask your administrator.',
    full: 'This phone is almost full',
    fullWhy: 'Go online so that what waits is sent, or free some room: once full, it takes no new photos.',
    fullWay: 'Look',
    offline: 'Offline',
    asOf: 'data as of',
    offlineWhy: 'Work on; everything is sent when the network is back.',
    signInWhy: 'Signing in needs a network. Until you sign out again, the app opens and works without one.',
    silent: 'The server does not answer',
  },
});

const CheckInStrip = lazyPart(async () => ({
  default: (await import('../../slices/checkin/web/check-in-strip.tsx')).CheckInStrip,
}));
const MOST = 2;
const TICK_MS = 60_000;
const LATE_MS = 4_000;

function UpdateStrip() {
  const t = useText(texts);
  const { mode, isApplying, hasFailed } = useAppUpdate();
  const isRequired = mode === 'required';
  return (
    <Strip
      tone={isRequired ? 'danger' : 'info'}
      icon={isRequired ? 'warning' : 'info'}
      title={isRequired ? t.required : t.ready}
      action={
        <Button isBusy={isApplying} onClick={() => void applyUpdate()}>
          {t.update}
        </Button>
      }
    >
      {hasFailed ? t.failed : isRequired ? t.requiredWhy : undefined}
    </Strip>
  );
}

function FullStrip() {
  const t = useText(texts);
  return (
    <Strip icon="warning" title={t.full} action={<LinkButton href="/field/me">{t.fullWay}</LinkButton>}>
      {t.fullWhy}
    </Strip>
  );
}

/** What can be done without a network depends on who is here: for whoever is not signed in, nothing can. */
function useOfflineWhy(): string | undefined {
  const t = useText(texts);
  const { mode } = useSession();
  if (mode === 'loading') return undefined;
  return mode === 'signed_in' ? t.offlineWhy : t.signInWhy;
}

function OfflineStrip({ isOnline }: { isOnline: boolean }) {
  const t = useText(texts);
  const why = useOfflineWhy();
  const { session } = useSession();
  const keptAsOf = useKeptAsOf();
  const asOf = session ? keptAsOf : undefined;
  const now = useNow(TICK_MS);
  return (
    <Strip
      icon="offline"
      title={
        <>
          {isOnline ? t.silent : t.offline}
          {asOf === undefined ? null : (
            <>
              {' · '}
              {t.asOf} <When at={asOf} now={now} />
            </>
          )}
        </>
      }
    >
      {why}
    </Strip>
  );
}

/** An app that has only just opened may call nobody silent: the first answer is still on its way. */
function useIsLate(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return setLate(false);
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isLate;
}

/** `isTurn`: what has to be asked for may be asked for. */
export function Strips({ isTurn }: { isTurn: boolean }) {
  const { mode } = useAppUpdate();
  const isOnline = useOnline();
  const { isOffline, session } = useSession();
  const isSilent = useIsLate(isOffline);
  const hasOld = useKeptAsOf() !== undefined && session !== undefined;
  const isFull = useAlmostFull();
  const all: readonly (ReactNode | undefined)[] = [
    mode === 'required' ? <UpdateStrip key="required" /> : undefined,
    isFull ? <FullStrip key="full" /> : undefined,
    !isOnline || isSilent || hasOld ? <OfflineStrip key="offline" isOnline={isOnline} /> : undefined,
    mode === 'ready' ? <UpdateStrip key="ready" /> : undefined,
  ];
  return (
    <>
      {all.filter((strip) => strip !== undefined).slice(0, MOST)}
      {/* Whoever is in a check-in sees it on every screen: it never gives way to another strip. */}
      <Suspense>{isTurn ? <CheckInStrip isSignedIn={session !== undefined} /> : null}</Suspense>
    </>
  );
}
