// The offline pack: what a shift needs is fetched ahead, politely, so that it is on the phone when the lift
// closes. Each part of the product says what it needs (`definePack`); the shell runs all after sign-in, on
// reconnect and every ten minutes in view. One that fails costs the others nothing.
import { useEffect, useSyncExternalStore } from 'react';
import { MINUTE } from '../../../kernel/duration.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { ask, headersOf } from '../api/api.ts';
import { isWeather } from '../api/errors.ts';
import { now } from '../clock/clock.ts';
import type { Session } from '../session/session.tsx';
import { renewReply } from './kept-replies.ts';
import { pocket } from './pocket.ts';

export type Needs = (session: Session) => Promise<readonly string[]> | readonly string[];

export interface PackState {
  readonly isRunning: boolean;
  readonly done: number;
  readonly total: number;
  /** What could not be fetched this time. */
  readonly failed: number;
  /** When everything was last on the phone. */
  readonly completeAt: Instant | undefined;
}

const AT_ONCE = 3;
/** The person opened the app to do something: that comes before hundreds of questions for later. */
const FIRST_MS = 8_000;
const EVERY_MS = 10 * MINUTE;

const packs = new Map<string, Needs>();
type FetchOne = (url: string, signal: AbortSignal | undefined) => Promise<void>;
const otherWays: { readonly prefix: string; readonly fetchOne: FetchOne }[] = [];
const listeners = new Set<() => void>();
const NOTHING: PackState = { isRunning: false, done: 0, total: 0, failed: 0, completeAt: undefined };
let state = NOTHING;

function set(change: Partial<PackState>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** The same name again replaces the earlier one. */
export function definePack(name: string, needs: Needs): void {
  packs.set(name, needs);
}

/** For addresses whose answers are not JSON, such as tiles: whoever knows them fetches and keeps them. */
export function definePackFetch(prefix: string, fetchOne: FetchOne): void {
  otherWays.push({ prefix, fetchOne });
}

/** Throws WeatherError when there is no network; a refusal only means that this one is not for me. */
async function fetchOne(url: string, signal: AbortSignal | undefined): Promise<void> {
  const asking = signal ? { signal } : {};
  await renewReply(url, (known) => ask(url, { headers: { ...headersOf(false), ...known }, ...asking }));
}

/** Does the work on several at once, in order, until all are done. */
export async function fewAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** Fetches GET replies so that they are on the phone. It stops where the network ends, and where another
 *  person comes: these were not asked for them. */
export async function pack(urls: readonly string[], signal?: AbortSignal): Promise<number> {
  let failed = 0;
  let isCut = false;
  const mine = pocket.current();
  await fewAtOnce([...new Set(urls)], async (url) => {
    if (isCut || signal?.aborted || !mine || pocket.current() !== mine) return;
    try {
      const other = otherWays.find(({ prefix }) => url.startsWith(prefix));
      await (other?.fetchOne ?? fetchOne)(url, signal);
      set({ done: state.done + 1 });
    } catch (error) {
      failed += 1;
      isCut ||= isWeather(error);
      if (!isWeather(error)) console.info(`${url} is not in the offline pack.`, error);
    }
  });
  return failed;
}

let underWay: Promise<void> | undefined;
let packedFor: string | undefined;

async function runAll(session: Session): Promise<void> {
  const urls: string[] = [];
  // That everything is on the phone is true of one person alone.
  const isSame = packedFor === session.personId;
  packedFor = session.personId;
  set({ ...NOTHING, isRunning: true, completeAt: isSame ? state.completeAt : undefined });
  let unknown = 0;
  for (const [name, needs] of packs) {
    try {
      urls.push(...(await needs(session)));
    } catch (error) {
      unknown += 1;
      console.info(`What ${name} needs is not known this time.`, error);
    }
  }
  const wanted = [...new Set(urls)];
  set({ total: wanted.length });
  const failed = (await pack(wanted)) + unknown;
  set({
    isRunning: false,
    failed,
    ...(state.done === wanted.length && failed === 0 ? { completeAt: now() } : {}),
  });
}

export function runPacks(session: Session): Promise<void> {
  underWay ??= runAll(session).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const stop = pocket.subscribe(listener);
  return () => {
    listeners.delete(listener);
    stop();
  };
}

/** Of whoever is here: what was packed for the one before is nothing to the next, who begins with none. */
const ofThisPerson = (): PackState => (packedFor === pocket.current()?.owner ? state : NOTHING);

export const usePack = (): PackState => useSyncExternalStore(subscribe, ofThisPerson);

/** Once per shell. `session`: undefined until the server has confirmed it. */
export function usePacks(session: Session | undefined): void {
  const personId = session?.personId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the person counts, not each new answer
  useEffect(() => {
    if (!session) return undefined;
    const run = () => {
      if (document.visibilityState === 'visible') void runPacks(session);
    };
    const first = setTimeout(run, FIRST_MS);
    const timer = setInterval(run, EVERY_MS);
    addEventListener('online', run);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
      removeEventListener('online', run);
    };
  }, [personId]);
}
