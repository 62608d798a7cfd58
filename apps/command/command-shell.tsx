// Frame, navigation and sign-in of command. It decides nothing: rights come from the session, screens from
// routes.ts. One live stream per screen keeps everything current.
import { type ReactNode, useMemo, useState } from 'react';
import { CommandPalette } from './palette.tsx';
import { BASE } from './paths.ts';
import { PostsFoot } from './posts-foot.tsx';
import { useForgetRecent } from './recent.ts';
import { commandRoutes } from './routes.ts';
import { useNow } from '../../platform/web/clock/clock.ts';
import { type Command, useCommands } from '../../platform/web/keys/commands.ts';
import { SingleKeysContext, useHasSingleKeys } from '../../platform/web/keys/single-keys.ts';
import { useChords, useCtrlKey } from '../../platform/web/keys/use-chords.ts';
import type { LiveState } from '../../platform/web/live/live.ts';
import { navigate, Router, type Route } from '../../platform/web/router/router.tsx';
import { useSession, type Session } from '../../platform/web/session/session.tsx';
import { SignedIn } from '../../platform/web/session/signed-in.tsx';
import { routesIn, waysIn } from '../../platform/web/start/shell-route.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { OwnKeysContext } from '../../slices/cases/web/key-caps.tsx';
import { capFor, readKeyMap } from '../../slices/cases/web/key-map.ts';
import { usePreferences } from '../../slices/desk/web/use-preferences.ts';
import { Button } from '../../ui/button/button.tsx';
import { KeyHint } from '../../ui/key-hint/key-hint.tsx';
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
    palette: '查找与命令',
  },
  en: {
    signIn: 'Sign in to command',
    lost: 'There is no such page',
    lostWhy: 'The address may have changed, or your posts do not show it. Use the navigation.',
    palette: 'Find or do',
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

/** The second letter after G, for screens by their first part. */
const LETTERS: Readonly<Record<string, string>> = {
  '/triage': 't',
  '/cases': 'c',
  '/map': 'm',
  '/report': 'r',
  '/notices': 'n',
  '/check-in': 'k',
  '/supervision': 's',
  '/admin': 'a',
  '/me': 'p',
};

/** Every screen that has a way is a command, and most have two letters. */
function useWayKeys(): void {
  const { can } = useSession();
  const rows = commandRoutes.filter((row) => row.icon !== undefined && can(row.operation));
  const hasSingle = useHasSingleKeys();
  const go = (path: string) => () => navigate(`${BASE}${path}`);
  useChords(
    'g',
    Object.fromEntries(
      rows.flatMap(({ path }) => {
        const letter = LETTERS[path];
        return letter === undefined ? [] : [[letter, go(path)]];
      }),
    ),
  );
  useCommands(
    rows.map(({ path, title }): Command => {
      const letter = LETTERS[path];
      const keys = letter === undefined || !hasSingle ? {} : { keys: ['G', letter.toUpperCase()] };
      return { id: `go ${path}`, title, run: go(path), ...keys };
    }),
  );
}

/** Ctrl K from everywhere, and a button for whoever does not know it yet. */
function PaletteWay({ session }: { session: Session }) {
  const t = useText(texts);
  const [isOpen, setOpen] = useState(false);
  useCtrlKey('k', () => setOpen(true));
  useWayKeys();
  return (
    <>
      <Button size="small" icon="search" shortcut="Control+K" isWide onClick={() => setOpen(true)}>
        {t.palette} <KeyHint keys={['Ctrl', 'K']} />
      </Button>
      {isOpen ? <CommandPalette personId={session.personId} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Frame({ session, at, children }: { session: Session; at: string; children: ReactNode }) {
  const language = useSpoken();
  const { can } = useSession();
  const live = useCasesLive(session.posts);
  const unread = useUnreadCount(can('notice.list'));
  const ways = waysIn(commandRoutes, BASE, at, language, can).map((way) =>
    way.href === `${BASE}/notices` && unread !== undefined ? { ...way, total: unread } : way,
  );
  const foot = (
    <>
      <PaletteWay session={session} />
      <PostsFoot />
    </>
  );
  return (
    <CommandFrame ways={ways} foot={foot} strips={<Strips live={live} />}>
      {children}
    </CommandFrame>
  );
}

/** The keys of the person, as the server keeps them for them. */
function useKeysOfPerson() {
  const { can } = useSession();
  const { preferences, change } = usePreferences(can('desk.read_preferences'));
  const kept = preferences?.keys;
  const map = useMemo(() => readKeyMap(kept), [kept]);
  const isSingle = preferences?.singleKeys !== false;
  const onChange = preferences ? (keys: typeof map) => change(() => ({ keys })) : undefined;
  const onSingle = preferences ? (singleKeys: boolean) => change(() => ({ singleKeys })) : undefined;
  return { isSingle, own: { map, onChange, onSingle } };
}

export function CommandShell() {
  const t = useText(texts);
  const language = useSpoken();
  const { can, session } = useSession();
  const routes = withHome(routesIn(commandRoutes, language, can));
  const { isSingle, own } = useKeysOfPerson();
  useForgetRecent();
  const undoKey = isSingle ? capFor(own.map, 'undo') : undefined;
  return (
    <SignedIn title={t.signIn}>
      <SingleKeysContext value={isSingle}>
        <OwnKeysContext value={own}>
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
          <ToastRegion {...(undoKey ? { undoKey } : {})} />
        </OwnKeysContext>
      </SingleKeysContext>
    </SignedIn>
  );
}
