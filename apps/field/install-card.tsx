// How the app comes onto the home screen: one tap where the browser lets us ask, words where it does not.
// Gone once it is there.
import { install, useInstall } from '../../platform/web/start/app-install.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    title: '装到手机桌面',
    why: '像普通应用一样打开，没有网络也能用。',
    install: '安装',
    ios: '在 Safari 里打开本页，点“分享”按钮，再选“添加到主屏幕”。',
    byHand:
      '打开浏览器菜单，选“安装应用”或“添加到主屏幕”。如果是在微信、钉钉里打开的，请先选“在浏览器打开”。',
  },
  en: {
    title: 'Put it on the home screen',
    why: 'It opens like any other app, with or without a network.',
    install: 'Install',
    ios: 'Open this page in Safari, press “Share”, then “Add to Home Screen”.',
    byHand:
      'Open the browser’s menu and choose “Install app” or “Add to Home screen”. Inside another app, ' +
      'choose “Open in browser” first.',
  },
});

export function InstallCard() {
  const t = useText(texts);
  const mode = useInstall();
  if (mode === 'installed') return null;
  return (
    <Card title={t.title}>
      <p>{t.why}</p>
      {mode === 'offered' ? (
        <Button icon="plus" isWide onClick={() => void install()}>
          {t.install}
        </Button>
      ) : (
        <p>{mode === 'ios' ? t.ios : t.byHand}</p>
      )}
    </Card>
  );
}
