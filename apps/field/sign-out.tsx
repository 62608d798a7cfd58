// The way out of the phone. With nothing unsent it is one tap; with something unsent it is asked first, and
// every way out of the question but one is to stay. It promises only what this phone can keep.
import { useState } from 'react';
import { useOutbox } from '../../platform/web/outbox/outbox.ts';
import { RescueExport } from '../../platform/web/outbox/rescue-part.tsx';
import { useSession } from '../../platform/web/session/session.tsx';
import { Button } from '../../ui/button/button.tsx';
import { Sheet } from '../../ui/sheet/sheet.tsx';
import { Notice } from '../../ui/states/states.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    signOut: '退出登录',
    title: '还有未发送的内容，仍要退出吗？',
    waiting: (total: number) => `${total} 条还没有发送。`,
    sealed: '退出后加密留在这台手机上，别人打不开；只有您本人在这台手机上再次登录，才会继续发送。',
    lost: '这台手机（或无痕窗口）不能存储：退出后关闭页面就会丢失。请先联网发送完。',
    rescue: '手机要交还或可能被清空时，请先导出救援文件，可在其他手机上导入。',
    sent: '已全部发送，可以退出。',
    stay: '不退出',
    leave: '仍要退出',
  },
  en: {
    signOut: 'Sign out',
    title: 'Sign out with unsent work?',
    waiting: (total: number) => `${total} not sent yet.`,
    sealed:
      'They stay sealed on this phone, and nobody else can open them. They are sent only once you sign in ' +
      'on this phone again.',
    lost: 'This phone (or private window) can’t store: they are lost when the page closes. Let them be sent.',
    rescue:
      'If the phone is to be given back or may be wiped, export the rescue file first; another phone can ' +
      'take it in.',
    sent: 'All of it is sent now: you can sign out.',
    stay: 'Stay',
    leave: 'Sign out all the same',
  },
});

function Question({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const t = useText(texts);
  const { entries, isKept } = useOutbox();
  const actions = (
    <>
      <Button icon="signOut" onClick={onLeave}>
        {entries.length === 0 ? t.signOut : t.leave}
      </Button>
      <Button tone="primary" onClick={onStay}>
        {t.stay}
      </Button>
    </>
  );
  return (
    <Sheet title={t.title} onClose={onStay} actions={actions}>
      <div aria-live="polite">
        {entries.length === 0 ? (
          <Notice tone="ok">{t.sent}</Notice>
        ) : (
          <Notice tone={isKept ? 'warn' : 'danger'}>
            <strong>{t.waiting(entries.length)}</strong> {isKept ? t.sealed : t.lost}
          </Notice>
        )}
      </div>
      {isKept && entries.length > 0 ? (
        <>
          <p>{t.rescue}</p>
          <RescueExport />
        </>
      ) : null}
    </Sheet>
  );
}

export function SignOut() {
  const t = useText(texts);
  const { signOut } = useSession();
  const { entries } = useOutbox();
  const [isAsking, setAsking] = useState(false);
  const leave = () => void signOut();
  return (
    <>
      <Button icon="signOut" isWide onClick={() => (entries.length === 0 ? leave() : setAsking(true))}>
        {t.signOut}
      </Button>
      {isAsking ? <Question onStay={() => setAsking(false)} onLeave={leave} /> : null}
    </>
  );
}
