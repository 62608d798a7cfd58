// Frame, tabs and sign-in of the phone. It decides nothing: rights come from the session, screens from
// routes.ts.
import { Suspense, useMemo } from 'react';
import { definePacks } from './packs.ts';
import { fieldRoutes, homeOf } from './routes.ts';
import { tabsOf } from './tabs.ts';
import { Strips } from './strips.tsx';
import { useIsTurn } from './use-turn.ts';
import { Router, type Route } from '../../platform/web/router/router.tsx';
import { usePacks } from '../../platform/web/outbox/pack.ts';
import { useOutboxOf } from '../../platform/web/outbox/use-outbox-of.ts';
import { type Session, useSession } from '../../platform/web/session/session.tsx';
import { SignedIn } from '../../platform/web/session/signed-in.tsx';
import { lazyPart } from '../../platform/web/start/lazy-screen.ts';
import { routesIn, waysIn } from '../../platform/web/start/shell-route.ts';
import { FieldFrame } from '../../ui/frame/frame.tsx';
import { PhotosOnPhone } from '../../slices/cases/web/photo-source.tsx';
import { useUnreadCount } from '../../slices/notices/web/use-notices.ts';
import { useKeepReachable } from '../../slices/notices/web/use-push.ts';
import { Empty, Loading } from '../../ui/states/states.tsx';
import { ToastRegion } from '../../ui/toast/toast.tsx';
import { useSpoken } from '../../ui/words/language.tsx';
import { defineTexts, useText } from '../../ui/words/texts.ts';

definePacks();

const BASE = '/field';
const INBOX = `${BASE}/notices`;
const caseHref = (id: string): string => `${BASE}/cases/${id}`;
/** What an acknowledged piece of work may have changed. */
const MADE_OLD = [['cases'], ['case'], ['notices'], ['figures'], ['check-in']] as const;
const texts = defineTexts({
  zh: {
    signIn: '登录网格通',
    lost: '没有这一页',
    lostWhy: '地址可能已变，或您的岗位看不到它。请从下方进入。',
  },
  en: {
    signIn: 'Sign in to field',
    lost: 'There is no such page',
    lostWhy: 'The address may have changed, or your posts do not show it. Use the tabs below.',
  },
});

/** The home is one of the screens, shown under `/` as well. */
const withHome = (routes: readonly Route[], home: string): readonly Route[] => {
  const first = routes.find(({ path }) => path === home);
  return first ? [{ ...first, path: '/' }, ...routes] : routes;
};

/** Only while somebody is signed in: a stream needs a session. */
const Live = lazyPart(() => import('./live.tsx'));

/** By its file, and not with everything that the public file of notices names: the app opens without it. */
const UrgentStrip = lazyPart(async () => ({
  default: (await import('../../slices/notices/web/urgent-strip.tsx')).UrgentStrip,
}));

/** Seldom needed: it comes when posts have changed. */
const PostChangeStrip = lazyPart(async () => ({
  default: (await import('../../platform/web/session/post-change-strip.tsx')).PostChangeStrip,
}));

interface AboveProps {
  readonly session: Session | undefined;
  readonly path: string;
  readonly isTurn: boolean;
}

/** What stands above every screen: what is urgent first. */
function Above({ session, path, isTurn }: AboveProps) {
  const isInbox = path === '/notices';
  const { change } = useSession();
  return (
    <>
      <Suspense>{change ? <PostChangeStrip /> : null}</Suspense>
      <Suspense>
        {session && isTurn ? (
          <UrgentStrip owner={session.personId} caseHref={caseHref} inboxHref={INBOX} isHidden={isInbox} />
        ) : null}
      </Suspense>
      <Strips isTurn={isTurn} />
    </>
  );
}

export function FieldShell() {
  const t = useText(texts);
  const language = useSpoken();
  const { can, session, isOffline, mode } = useSession();
  useOutboxOf(session?.personId, MADE_OLD, session !== undefined && !isOffline);
  useKeepReachable(session?.personId, mode === 'signed_out', isOffline);
  usePacks(isOffline ? undefined : session);
  const isTurn = useIsTurn(session !== undefined);
  const unread = useUnreadCount(session !== undefined && isTurn);
  const screens = useMemo(() => routesIn(fieldRoutes, language, can), [language, can]);
  const paths = screens.map(({ path }) => path);
  const home = homeOf(session?.posts ?? [], paths);
  const tabs = tabsOf(session?.posts ?? [], paths);
  const routes = useMemo(() => withHome(screens, home), [screens, home]);
  const ways = (at: string) =>
    tabs
      .flatMap(
        (tab) =>
          waysIn(fieldRoutes, BASE, at, language, can).find(({ href }) => href === `${BASE}${tab}`) ?? [],
      )
      .map((way) => (unread !== undefined && way.href === `${BASE}/me` ? { ...way, total: unread } : way));
  return (
    <>
      {session ? null : <Strips isTurn={false} />}
      <SignedIn title={t.signIn}>
        <PhotosOnPhone>
          <Router
            base={BASE}
            routes={routes}
            name="网格通"
            loading={<Loading />}
            notFound={
              <Empty icon="search" title={<h1>{t.lost}</h1>}>
                {t.lostWhy}
              </Empty>
            }
            frame={(screen, here) => (
              <FieldFrame
                ways={ways(here.path === '/' ? home : here.path)}
                strips={<Above session={session} path={here.path} isTurn={isTurn} />}
                toasts={<ToastRegion />}
              >
                {screen}
              </FieldFrame>
            )}
          />
        </PhotosOnPhone>
        <Suspense>{session && isTurn ? <Live posts={session.posts} /> : null}</Suspense>
      </SignedIn>
    </>
  );
}
