// What stands where a screen would whose file has not come: no network before the phone had all of it, or the
// app was renewed on the server. It says so, tries again by itself, and never takes the rest of the app away.
import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Empty } from '../../../ui/states/states.tsx';
import { defineTexts, useText } from '../../../ui/words/texts.ts';

export type Load = () => Promise<{ default: ComponentType }>;

const texts = defineTexts({
  zh: {
    title: '这一页还没有下载到手机',
    why: '现在没有网络，或应用刚更新。联网后自动打开；已填写的内容都在。',
    again: '再试一次',
  },
  en: {
    title: 'This page is not on the phone yet',
    why: 'There is no network, or the app was just renewed. It opens once it comes; what you wrote is here.',
    again: 'Try again',
  },
});

const EVERY_MS = 15 * SECOND;

/** Calls `work` when the network is back, and now and then besides. Returns how to stop. */
export function atEachChance(work: () => void): () => void {
  const timer = setInterval(work, EVERY_MS);
  addEventListener('online', work);
  return () => {
    clearInterval(timer);
    removeEventListener('online', work);
  };
}

/** Styles whose file did not come are fetched anew: whoever asked for them asks only once. */
export function askStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (link.sheet === null) link.replaceWith(link.cloneNode());
  }
}

/** The screen itself from then on, once its file has come. */
export function laterScreen(load: Load): ComponentType {
  let there: ComponentType | undefined;
  return function LaterScreen() {
    const t = useText(texts);
    const [Screen, setScreen] = useState(() => there);
    const attempt = useCallback(() => {
      askStylesAgain();
      load().then(
        (module) => {
          there = module.default;
          setScreen(() => there);
        },
        (error: unknown) => console.info('A screen still does not come.', error),
      );
    }, []);
    useEffect(() => (Screen ? undefined : atEachChance(attempt)), [Screen, attempt]);
    if (Screen) return <Screen />;
    return (
      <Empty icon="offline" title={<h1>{t.title}</h1>} action={<Button onClick={attempt}>{t.again}</Button>}>
        {t.why}
      </Empty>
    );
  };
}
