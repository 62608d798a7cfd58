// Frame, navigation and sign-in of command. It decides nothing: rights come from the session, screens from
// routes.ts. One live stream per screen keeps everything current.
import { type ReactNode, useState } from 'react';
import { KeySheetWay, OwnKeys } from './own-keys.tsx';
import { CommandPalette } from './palette.tsx';
import { BASE } from './paths.ts';
import { PostsFoot } from './posts-foot.tsx';
import { useForgetRecent } from './recent.ts';
import { commandRoutes } from './routes.ts';
import { WAY_LETTERS } from './way-letters.ts';
import { useNow } from '../../platform/web/clock/clock.ts';
import { type Command, useCommands } from '../../platform/web/keys/commands.ts';
import { useHasSingleKeys } from '../../platform/web/keys/single-keys.ts';
import { useChords, useCtrlKey } from '../../platform/web/keys/use-chords.ts';
import type { LiveState } from '../../platform/web/live/live.ts';
import { navigate, Router, type Route } from '../../platform/web/router/router.tsx';
import { PostChangeStrip } from '../../platform/web/session/post-change-strip.tsx';
import { useSession, type Session } from '../../platform/web/session/session.tsx';
import { SignedIn } from '../../platform/web/session/signed-in.tsx';
import { routesIn, waysIn } from '../../platform/web/start/shell-route.ts';
import { useOnline } from '../../platform/web/start/use-online.ts';
import { type SheetFor, useCap } from '../../slices/cases/web/key-caps.tsx';
import {
  ANYWHERE_KEYS, fixedKey, FORM_KEYS, LIST_KEYS, MAP_KEYS,
} from '../../slices/cases/web/screen-keys.ts';
import { DESK_KEYS, type DeskKey } from '../../slices/cases/web/triage-keys.ts';
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
  const stale = <StaleStrip asOf={live.asOf === undefined ? null : <When at={live.asOf} now={now} />} />;
  return (
    <>
      <PostChangeStrip />
      {isOnline ? (live.mode === 'stale' ? stale : null) : <OfflineStrip />}
    </>
  );
}

/** Every screen that has a way is a command, and has two letters. */
function useWayKeys(): void {
  const { can } = useSession();
  const rows = commandRoutes.filter((row) => row.icon !== undefined && can(row.operation));
  const hasSingle = useHasSingleKeys();
  const go = (path: string) => () => navigate(`${BASE}${path}`);
  useChords(
    'g',
    Object.fromEntries(
      rows.flatMap(({ path }) => {
        const letter = WAY_LETTERS[path];
        return letter === undefined ? [] : [[letter, go(path)]];
      }),
    ),
  );
  useCommands(
    rows.map(({ path, title }): Command => {
      const letter = WAY_LETTERS[path];
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

interface FrameProps {
  readonly session: Session;
  readonly at: string;
  readonly sheet: SheetFor | undefined;
  readonly children: ReactNode;
}

function Frame({ session, at, sheet, children }: FrameProps) {
  const language = useSpoken();
  const { can } = useSession();
  const live = useCasesLive(session.posts);
  const unread = useUnreadCount(can('notice.list'));
  const rows = useSheetRows(at);
  const ways = waysIn(commandRoutes, BASE, at, language, can).map((way) =>
    way.href === `${BASE}/notices` && unread !== undefined ? { ...way, total: unread } : way,
  );
  const foot = (
    <>
      <PaletteWay session={session} />
      <KeySheetWay rows={rows} sheet={sheet} />
      <PostsFoot />
    </>
  );
  return (
    <CommandFrame ways={ways} foot={foot} strips={<Strips live={live} />}>
      {children}
    </CommandFrame>
  );
}

/** The keys of the screen in front, and those that lead to another. */
function useSheetRows(at: string): readonly DeskKey[] {
  const { can } = useSession();
  const ways = commandRoutes.flatMap(({ path, title, icon, operation }): DeskKey[] => {
    const letter = WAY_LETTERS[path];
    if (letter === undefined || icon === undefined || !can(operation)) return [];
    return [fixedKey('anywhere', `go ${path}`, `G ${letter.toUpperCase()}`, title.zh, title.en)];
  });
  if (at === '/triage') return [...DESK_KEYS, ...FORM_KEYS, ...ways];
  const own = at === '/cases' ? LIST_KEYS : at === '/map' ? MAP_KEYS : [];
  return [...own, ...FORM_KEYS, ...ANYWHERE_KEYS, ...ways];
}

function Toasts() {
  const undoKey = useCap()('undo');
  return <ToastRegion {...(undoKey ? { undoKey } : {})} />;
}

export function CommandShell() {
  const t = useText(texts);
  const language = useSpoken();
  const { can, session } = useSession();
  const routes = withHome(routesIn(commandRoutes, language, can));
  useForgetRecent();
  const frame = (screen: ReactNode, path: string, sheet: SheetFor | undefined) => {
    const at = path === '/' ? (routes[1]?.path ?? '/') : path;
    return session ? (
      <Frame {...{ session, at, sheet }}>
        {screen}
      </Frame>
    ) : (
      screen
    );
  };
  return (
    <SignedIn title={t.signIn}>
      <OwnKeys>
        {(sheet) => (
          <>
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
              frame={(screen, here) => frame(screen, here.path, sheet)}
            />
            <Toasts />
          </>
        )}
      </OwnKeys>
    </SignedIn>
  );
}
