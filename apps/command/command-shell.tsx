// Frame, navigation and sign-in of command. It decides nothing: rights come from the session, screens from
// routes.ts. One live stream per screen keeps everything current.
import type { ReactNode } from 'react';
import { BASE } from './paths.ts';
import { PostsFoot } from './posts-foot.tsx';
import { commandRoutes } from './routes.ts';
import { useNow } from '../../platform/web/clock/clock.ts';
import type { LiveState } from '../../platform/web/live/live.ts';
import { Router, type Route } from '../../platform/web/router/router.tsx';
import { useSession, type Session } from '../../platform/web/session/session.tsx';
import { SignedIn } from '../../platform/web/session/signed-in.tsx';
import { routesIn, waysIn } from '../../platform/web/start/shell-route.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { useCasesLive } from '../../slices/cases/web/use-cases.ts';
import { useUnreadCount } from '../../slices/notices/web/use-notices.ts';
import { CommandFrame } from '../../ui/frame/frame.tsx';
import { Empty, Loading, OfflineStrip, StaleStrip } from '../../ui/states/states.tsx';
import { When } from '../../ui/time-left/time-words.tsx';
import { ToastRegion } from '../../ui/toast/toast.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

const TICK = 30_000;
const texts = defineTexts({
  zh: {
    signIn: '登录指挥中心',
    lost: '没有这一页',
    lostWhy: '地址可能已变，或您的岗位看不到它。请从左侧导航进入。',
  },
  en: {
    signIn: 'Sign in to command',
    lost: 'There is no such page',
    lostWhy: 'The address may have changed, or your posts do not show it. Use the navigation.',
  },
});

/** The first screen of the navigation also answers at the shell's own address. */
const withHome = (routes: readonly Route[]): readonly Route[] => {
  const [first] = routes;
  return first ? [{ ...first, path: '/' }, ...routes] : routes;
};

function Strips({ live }: { live: LiveState }) {
  const isOnline = useOnline();
  const now = useNow(TICK);
  if (!isOnline) return <OfflineStrip />;
  if (live.mode !== 'stale') return null;
  return <StaleStrip asOf={live.asOf === undefined ? null : <When at={live.asOf} now={now} />} />;
}

function Frame({ session, at, children }: { session: Session; at: string; children: ReactNode }) {
  const language = useSpoken();
  const { can } = useSession();
  const live = useCasesLive(session.posts);
  const unread = useUnreadCount(can('notice.list'));
  const ways = waysIn(commandRoutes, BASE, at, language, can).map((way) =>
    way.href === `${BASE}/notices` && unread !== undefined ? { ...way, total: unread } : way,
  );
  return (
    <CommandFrame ways={ways} foot={<PostsFoot />} strips={<Strips live={live} />}>
      {children}
    </CommandFrame>
  );
}

export function CommandShell() {
  const t = useText(texts);
  const language = useSpoken();
  const { can, session } = useSession();
  const routes = withHome(routesIn(commandRoutes, language, can));
  return (
    <SignedIn title={t.signIn}>
      <Router
        base={BASE}
        routes={routes}
        name="Gridloop"
        loading={<Loading />}
        notFound={
          <Empty icon="search" title={<h1>{t.lost}</h1>}>
            {t.lostWhy}
          </Empty>
        }
        frame={(screen, here) => {
          const at = here.path === '/' ? (routes[1]?.path ?? '/') : here.path;
          return session ? (
            <Frame session={session} at={at}>
              {screen}
            </Frame>
          ) : (
            screen
          );
        }}
      />
      <ToastRegion undoKey="U" />
    </SignedIn>
  );
}
