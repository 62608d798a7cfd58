// Who is signed in on this screen, and what they may do. Modes: loading (asking the server) → signed_out ⇄
// signed_in; weather while asking is its own mode, so that nobody is told to sign in because a cable is out.
// Rights are only hints for buttons here: the server checks every call. Never keep a password or a token.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { Instant } from '../../../kernel/instant.ts';
import type { Post } from '../../../kernel/rights.ts';
import type { Language } from '../../../ui/words/language.tsx';
import { api, onSignedOut, setCsrfToken } from '../api/api.ts';

/** A post as the session tells it: with the name of its unit. */
export interface NamedPost extends Post {
  readonly unitName: string;
  readonly unitNameEn: string;
}

/** GET /api/session/current and POST /api/session. */
export interface Session {
  readonly personId: string;
  readonly name: string;
  readonly language: Language;
  readonly posts: readonly NamedPost[];
  /** Operations (`case.dispatch`) for which at least one post gives the right somewhere. */
  readonly abilities: readonly string[];
  /** Sent as x-csrf-token with every write. */
  readonly csrf: string;
  readonly expiresAt: Instant;
}

export type SessionMode = 'loading' | 'weather' | 'signed_out' | 'signed_in';

export interface SessionState {
  readonly mode: SessionMode;
  readonly session: Session | undefined;
  /** True when some post allows the operation; `undefined` as operation is always allowed. */
  readonly can: (operation: string | undefined) => boolean;
  /** Throws RefusedError or WeatherError. */
  readonly signIn: (login: string, password: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly askAgain: () => void;
}

const SessionContext = createContext<SessionState | undefined>(undefined);
const KEY = ['session'] as const;

/** Nobody signed in is an answer here and no refusal, so that the sign-in page opens without an error. */
async function askSession(): Promise<Session | null> {
  const current = await api.get<{ session: Session | null }>('/api/session/current');
  return current.session;
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: KEY, queryFn: askSession, staleTime: Number.POSITIVE_INFINITY });
  const session = asked.data ?? undefined;
  // Set during render, not in an effect: children send with it in their own first effects.
  setCsrfToken(session?.csrf);

  useEffect(() => onSignedOut(() => queries.setQueryData(KEY, null)), [queries]);

  const state = useMemo((): SessionState => {
    const abilities = new Set(session?.abilities);
    return {
      mode: asked.isPending ? 'loading' : asked.isError ? 'weather' : session ? 'signed_in' : 'signed_out',
      session,
      can: (operation) => operation === undefined || abilities.has(operation),
      signIn: async (login, password) => {
        const opened = await api.post<Session>('/api/session', { login, password });
        queries.setQueryData(KEY, opened);
      },
      signOut: async () => {
        await api.delete('/api/session');
        // Nothing of the last person may be left for the next one at this desk.
        queries.removeQueries({ predicate: (query) => query.queryKey[0] !== KEY[0] });
        queries.getMutationCache().clear();
        queries.setQueryData(KEY, null);
      },
      askAgain: () => void asked.refetch(),
    };
  }, [asked, session, queries]);

  return <SessionContext value={state}>{children}</SessionContext>;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('useSession needs a SessionProvider around it');
  return state;
}
