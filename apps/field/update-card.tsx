// Which version this is, and the way to the next one for whoever is told to look for it.
import { applyUpdate, useAppUpdate } from '../../platform/web/start/app-update.ts';
import { Button } from '../../ui/button/button.tsx';
import { Card } from '../../ui/card/card.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const texts = defineTexts({
  zh: {
    title: '更新应用',
    version: (version: string) => `当前版本 ${version}`,
    ready: '有新版本。更新不会丢失草稿和待发送的内容。',
    none: '没有取到更新的版本：已是最新，或暂时没有网络。',
    update: '更新',
    ask: '检查更新',
  },
  en: {
    title: 'Update the app',
    version: (version: string) => `Version ${version}`,
    ready: 'A new version is here. Drafts and what waits to be sent stay.',
    none: 'No newer version came: this is the newest, or there is no network.',
    update: 'Update',
    ask: 'Look for an update',
  },
});

const VERSION = String(import.meta.env['VITE_APP_VERSION'] ?? '–');

export function UpdateCard() {
  const t = useText(texts);
  const { mode, isApplying, hasFailed } = useAppUpdate();
  const isThere = mode !== 'current';
  return (
    <Card title={t.title}>
      <p className="gl-figures">{t.version(VERSION)}</p>
      <p role="status">{hasFailed ? t.none : isThere ? t.ready : null}</p>
      <Button isWide isBusy={isApplying} onClick={() => void applyUpdate()}>
        {isThere ? t.update : t.ask}
      </Button>
    </Card>
  );
}
