// Frame of the public pages. Nobody signs in here; language and elder mode stand on the first screen.
import { portalRoutes } from './routes.ts';
import { PathsContext } from './paths.ts';
import { DeviceSwitches } from '../../platform/web/i18n/device-switches.tsx';
import { Router } from '../../platform/web/router/router.tsx';
import { routesIn, waysIn } from '../../platform/web/start/shell-route.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { PortalFrame } from '../../ui/frame/frame.tsx';
import { Empty, Loading, OfflineStrip } from '../../ui/states/states.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const BASE = '/portal';
const PATHS = portalRoutes.map((route) => route.path);
const everyone = (): boolean => true;
const texts = defineTexts({
  zh: {
    name: '随手报',
    lost: '没有这一页',
    lostWhy: '地址可能已变。请回到首页。',
    foot: '紧急情况请直接拨打 110、119、120。此处不收集与办理无关的个人信息。',
  },
  en: {
    name: 'Gridloop',
    lost: 'There is no such page',
    lostWhy: 'The address may have changed. Go back to the start.',
    foot: 'In an emergency call 110, 119 or 120. Nothing about you is kept that the matter does not need.',
  },
});

export function PortalShell() {
  const t = useText(texts);
  const language = useSpoken();
  const isOnline = useOnline();
  return (
    <PathsContext value={PATHS}>
      <Router
        base={BASE}
        alsoHome="/"
        routes={routesIn(portalRoutes, language, everyone)}
        name={t.name}
        loading={<Loading />}
        notFound={
          <Empty icon="search" title={<h1>{t.lost}</h1>}>
            {t.lostWhy}
          </Empty>
        }
        frame={(screen, here) => (
          <PortalFrame
            ways={waysIn(portalRoutes, BASE, here.path, language, everyone)}
            home={`${BASE}/`}
            switches={<DeviceSwitches hasElder />}
            footer={t.foot}
          >
            {isOnline ? null : <OfflineStrip />}
            {screen}
          </PortalFrame>
        )}
      />
    </PathsContext>
  );
}
