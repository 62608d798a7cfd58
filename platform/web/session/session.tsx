// Who is signed in on this screen, and what they may do. Modes: loading (asking the server) → signed_out ⇄
// signed_in; weather while asking is its own mode, so that nobody is told to sign in because a cable is out.
// With a `keep` (the phone) the last person is signed in at once, `isOffline` until the server confirms.
// Rights are only hints for buttons here: the server checks every call. Where it says no, who is here is
// asked again: posts that ended meanwhile are told (`change`), and the screens are drawn by what is so now.
// Never keep a password or a token.
import { type Query, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { SECOND } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Post } from '../../../kernel/rights.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { api, onForbidden, onSignedOut, setCsrfToken } from '../api/api.ts';
import { isRefused, isWeather } from '../api/errors.ts';
import { askSession, tellSignOut } from './ask-session.ts';
import { bothChanges, type PostChange, postChange } from './post-change.ts';
import type { SessionKeep } from './session-keep.ts';

/** A post as the session tells it: with the name of its unit. */
export interface NamedPost extends Post {
  readonly unitName: string;
  readonly unitNameEn: string;
}

/** One that ended in the last days. */
export interface EndedPost extends NamedPost {
  readonly toDate: string;
  /** Null where its term ran out by itself. */
  readonly endedAt: Instant | null;
  readonly endedByName: string | null;
}

/** GET /api/session/current and POST /api/session. */
export interface Session {
  readonly personId: string;
  readonly name: string;
  readonly language: Language;
  readonly posts: readonly NamedPost[];
  readonly endedPosts?: readonly EndedPost[];
  /** Operations (`case.dispatch`) for which at least one post gives the right somewhere. */
  readonly abilities: readonly string[];
  /** Somebody else set the password: the server refuses all but changing it. */
  readonly mustChangePassword?: boolean;
  /** Sent as x-csrf-token with every write. */
  readonly csrf: string;
  readonly expiresAt: Instant;
}

export type SessionMode = 'loading' | 'weather' | 'signed_out' | 'signed_in';

export interface SessionState {
  readonly mode: SessionMode;
  readonly session: Session | undefined;
  /** Signed in as this phone remembers it; the server has not confirmed it yet. */
  readonly isOffline: boolean;
  /** Signed out by the server, not by whoever was here. */
  readonly isEnded: boolean;
  /** Posts that ended or began since the person came here, until they have read it. */
  readonly change: PostChange | undefined;
  readonly forgetChange: () => void;
  /** True when some post allows the operation; `undefined` as operation is always allowed. */
  readonly can: (operation: string | undefined) => boolean;
  /** Throws RefusedError or WeatherError. */
  readonly signIn: (login: string, password: string) => Promise<void>;
  /** With a keep it works without a network: the server is told at the next chance. */
  readonly signOut: () => Promise<void>;
  readonly askAgain: () => void;
}

const SessionContext = createContext<SessionState | undefined>(undefined);
const KEY = ['session'] as const;
const ASK_AGAIN_MS = 20 * SECOND;

/** Nothing of the last person may be left for the next one at this desk. */
function forgetAll(queries: QueryClient): void {
  queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
  queries.getMutationCache().clear();
}

/** Counts who came and left here: an answer that was asked for before must not bring anybody back. */
interface Turn {
  current: number;
}

/** Reads the device before the server is asked; true once that is done. */
function useKept(keep: SessionKeep | undefined, queries: QueryClient, turn: Turn): boolean {
  const [isRead, setRead] = useState(keep === undefined);
  useEffect(() => {
    if (!keep) return undefined;
    let isHere = true;
    const look = async () => {
      const found = await keep.find();
      if (!isHere) return;
      const known = queries.getQueryData<Session | null>(KEY);
      if (found?.personId !== known?.personId) turn.current += 1;
      if (found && found.personId !== known?.personId) {
        if (known) forgetAll(queries);
        queries.setQueryData(KEY, found);
        await queries.invalidateQueries({ queryKey: KEY });
      } else if (!found && known) {
        forgetAll(queries);
        queries.setQueryData(KEY, null);
      }
    };
    // A device that can't say who was here must not keep anybody out: then the server alone is asked.
    const read = () =>
      look()
        .catch((error: unknown) => console.warn('This device can’t say who was here.', error))
        .finally(() => isHere && setRead(true));
    void read();
    const stop = keep.subscribe(() => void read());
    return () => {
      isHere = false;
      stop();
    };
  }, [keep, queries, turn]);
  return isRead;
}

/** Asks again while the server has not been heard. */
function useAskingAgain(isWanted: boolean, ask: () => void): void {
  const latest = useRef(ask);
  latest.current = ask;
  useEffect(() => {
    if (!isWanted) return undefined;
    const again = () => {
      if (document.visibilityState === 'visible') latest.current();
    };
    const timer = setInterval(again, ASK_AGAIN_MS);
    addEventListener('online', again);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
      document.removeEventListener('visibilitychange', again);
    };
  }, [isWanted]);
}

interface Ways {
  readonly keep: SessionKeep | undefined;
  readonly queries: QueryClient;
  readonly session: Session | undefined;
  /** Who was here last, also after the session has ended. */
  readonly last: { current: string | undefined };
  readonly confirm: (personId: string | undefined) => void;
  readonly onChange: (change: PostChange) => void;
  readonly turn: Turn;
}

/** The server's word; where somebody came or left while it was on its way, what is so by now. */
async function askNow({ keep, queries, last, confirm, onChange, turn }: Omit<Ways, 'session'>) {
  const before = turn.current;
  const isStill = () => turn.current === before;
  const current = await askSession(keep, isStill);
  if (!isStill()) return queries.getQueryData<Session | null>(KEY) ?? null;
  if (last.current !== undefined && current && last.current !== current.personId) forgetAll(queries);
  confirm(current?.personId);
  const change = postChange(queries.getQueryData<Session | null>(KEY), current);
  if (change) onChange(change);
  return current;
}

/** What one may no longer see is not left standing; the rest is asked again and loses nothing typed. */
async function redraw(queries: QueryClient): Promise<void> {
  const isOther = (query: Query): boolean => query.queryKey[0] !== KEY[0];
  await queries.invalidateQueries({ predicate: isOther });
  const isForbidden = ({ state: { error } }: Query): boolean =>
    isRefused(error) && error.problem.status === 403;
  await queries.resetQueries({ predicate: (query) => isOther(query) && isForbidden(query) });
}

/** What is told of the posts, until it was read; the screens follow at once. */
function usePostChange(queries: QueryClient) {
  const [change, setChange] = useState<PostChange>();
  useEffect(() => {
    if (change) void redraw(queries);
  }, [change, queries]);
  const [ways] = useState(() => ({
    onChange: (next: PostChange) => setChange((before) => bothChanges(before, next)),
    forgetChange: () => setChange(undefined),
  }));
  return { change, ...ways };
}

async function signInWith(ways: Ways, login: string, password: string): Promise<void> {
  const { keep, queries, last } = ways;
  await tellSignOut(keep);
  const opened = await api.post<Session>('/api/session', { login, password });
  ways.turn.current += 1;
  await keep?.keep(opened);
  if (last.current !== undefined && last.current !== opened.personId) forgetAll(queries);
  ways.confirm(opened.personId);
  queries.setQueryData(KEY, opened);
}

async function signOutWith({ keep, queries, session, last, confirm, turn }: Ways): Promise<void> {
  const gone = () => {
    turn.current += 1;
    forgetAll(queries);
    last.current = undefined;
    confirm(undefined);
    queries.setQueryData(KEY, null);
  };
  if (!keep || !session) {
    await api.delete('/api/session');
    gone();
    return;
  }
  turn.current += 1;
  await keep.leave(session.personId);
  const telling = api.delete('/api/session');
  gone();
  try {
    await telling;
    await keep.told();
  } catch (error) {
    if (!isWeather(error)) throw error;
    console.info('Signed out on this phone; the server is told at the next chance.', error);
    await queries.invalidateQueries({ queryKey: KEY });
  }
}

function modeOf(isKnown: boolean, data: Session | null | undefined): SessionMode {
  if (!isKnown) return 'loading';
  if (data) return 'signed_in';
  return data === undefined ? 'weather' : 'signed_out';
}

export interface SessionProviderProps {
  readonly children: ReactNode;
  /** A constant of the shell. */
  readonly keep?: SessionKeep;
}

/** The server's no is heard on any call: nobody is signed in any more, or not for this. */
function useServersNo(queries: QueryClient): void {
  useEffect(() => {
    onSignedOut((code) => {
      if (code === 'auth.csrf') void queries.invalidateQueries({ queryKey: KEY });
      else queries.setQueryData(KEY, null);
    });
    // Many may hear it at once: one question is enough.
    onForbidden(() => void queries.invalidateQueries({ queryKey: KEY }, { cancelRefetch: false }));
  }, [queries]);
}

export function SessionProvider({ children, keep }: SessionProviderProps) {
  const queries = useQueryClient();
  const turn = useRef(0);
  const isRead = useKept(keep, queries, turn);
  const [confirmed, confirm] = useState<string>();
  const { change, onChange, forgetChange } = usePostChange(queries);
  const last = useRef<string>(undefined);
  const asked = useQuery({
    queryKey: KEY,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isRead,
    queryFn: () => askNow({ keep, queries, last, confirm, onChange, turn }),
  });
  const session = asked.data ?? undefined;
  if (session) last.current = session.personId;
  const isOffline = keep !== undefined && session !== undefined && confirmed !== session.personId;
  const mode = modeOf(isRead && !(asked.data === undefined && asked.isPending), asked.data);
  // Set during render, not in an effect: children send with it in their own first effects.
  setCsrfToken(session?.csrf, session?.personId);
  useServersNo(queries);
  // After the screens below have gone, so that what they still had to keep is kept.
  useEffect(() => {
    if (mode === 'signed_out') void keep?.close();
  }, [mode, keep]);
  useAskingAgain(keep !== undefined && (isOffline || asked.isError), () => void asked.refetch());

  const state = useMemo((): SessionState => {
    const abilities = new Set(session?.abilities);
    const ways: Ways = { keep, queries, session, last, confirm, onChange, turn };
    return {
      mode,
      session,
      isOffline,
      isEnded: mode === 'signed_out' && last.current !== undefined,
      change: change?.personId === session?.personId ? change : undefined,
      forgetChange,
      can: (operation) => operation === undefined || abilities.has(operation),
      signIn: (login, password) => signInWith(ways, login, password),
      signOut: () => signOutWith(ways),
      askAgain: () => void asked.refetch(),
    };
  }, [asked, change, forgetChange, isOffline, keep, mode, onChange, queries, session]);

  return <SessionContext value={state}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('useSession needs a SessionProvider around it');
  return state;
}
