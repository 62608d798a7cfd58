// Which version of an installed app this window runs, and how it gets the next one. Modes: current → ready (a
// newer one is fetched and waits) → applying (it takes over, the window reloads). `required`: the server no
// longer understands this one. A version never changes under somebody's hands: it is applied on a tap, or
// within the first moment of a start, before anything was touched. Nothing kept on the phone is touched.
import { useSyncExternalStore } from 'react';

export type UpdateMode = 'current' | 'ready' | 'required';

export interface AppUpdate {
  readonly mode: UpdateMode;
  readonly isApplying: boolean;
  /** Asked for, and none could be fetched: no network, or the server has no newer one. */
  readonly hasFailed: boolean;
}

export interface AppWorker {
  readonly url: string;
  readonly scope: string;
  /** The browser had the network back and woke this window to send. */
  readonly onWake: () => void;
}

/** Beyond the browser's own asking, which happens at each opening. */
const ASK_EVERY_MS = 60 * 60_000;
/** The version before lets go within a moment, or something keeps it. */
const APPLY_WITHIN_MS = 5_000;
/** After a first opening, before everything for later is fetched. */
const QUIET_MS = 5_000;
/** The browser wakes the worker under this name once there is a network. */
const SYNC_TAG = 'outbox';

let state: AppUpdate = { mode: 'current', isApplying: false, hasFailed: false };
let registration: ServiceWorkerRegistration | undefined;
const listeners = new Set<() => void>();

function set(change: Partial<AppUpdate>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export const useAppUpdate = (): AppUpdate => useSyncExternalStore(subscribe, () => state);

/** No network is the usual reason, and then the next asking brings it. */
async function ask(): Promise<void> {
  try {
    await registration?.update();
  } catch (error) {
    console.info('No newer version could be asked for.', error);
  }
}

/** The server refused this version: it is told until another one runs, and the next one is fetched now. */
export function requireUpdate(): void {
  if (state.mode === 'required') return;
  set({ mode: 'required' });
  void ask();
}

/** The first worker of a phone waits for a moment too, but for nobody: there is no version before it. */
const isWaiting = (): boolean =>
  (registration?.waiting ?? null) !== null && (registration?.active ?? null) !== null;
const noteWaiting = (): void => {
  if (isWaiting() && state.mode === 'current') set({ mode: 'ready' });
};

/** Resolves when what is being fetched has arrived, or is known not to. */
function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', look);
      resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** On a tap. Ends with the window reloading, or with `hasFailed`. */
export async function applyUpdate(): Promise<void> {
  set({ isApplying: true, hasFailed: false });
  // Another window has let the new version in already: there is nothing to ask a server that may be silent.
  if (isChanged) return location.reload();
  if (registration && !isWaiting()) {
    await ask();
    if (registration.installing) await settled(registration.installing);
  }
  if (isWaiting()) {
    registration?.waiting?.postMessage({ kind: 'apply' });
    // Nobody presses a button that stays busy: a window that begins anew lets go of what kept the one before.
    setTimeout(() => location.reload(), APPLY_WITHIN_MS);
  }
  // The server has no files of this version any more, or there is no worker at all.
  else if (isTorn || registration === undefined) location.reload();
  else set({ isApplying: false, hasFailed: true });
}

let isTouched = false;
let isChanged = false;
let isTorn = false;

function watchTouch(): void {
  const touched = () => {
    isTouched = true;
  };
  for (const kind of ['pointerdown', 'keydown', 'input']) {
    addEventListener(kind, touched, { capture: true, once: true, passive: true });
  }
}

/** The version that governs this window was exchanged, by this window's wish or another's. */
function onExchange(): void {
  isChanged = true;
  if (state.isApplying || !isTouched) location.reload();
  else if (state.mode === 'current') set({ mode: 'ready' });
}

function watchArrivals(known: ServiceWorkerRegistration): void {
  known.addEventListener('updatefound', () => {
    const { installing } = known;
    if (installing) void settled(installing).then(noteWaiting);
  });
  const look = () => {
    if (document.visibilityState === 'visible') void ask();
  };
  document.addEventListener('visibilitychange', look);
  setInterval(look, ASK_EVERY_MS);
}

async function register({ url, scope }: AppWorker): Promise<void> {
  const known = await navigator.serviceWorker.getRegistration(scope);
  registration = known;
  // Left waiting by an earlier visit: before the first touch, and with no other window open, it may come in.
  if (known?.waiting && !isTouched) known.waiting.postMessage({ kind: 'apply-if-alone' });
  registration = await navigator.serviceWorker.register(url, { scope, updateViaCache: 'none' });
  watchArrivals(registration);
  noteWaiting();
}

/** Once per window, in a built app; without worker support the app runs on as a page. */
export function startAppWorker(worker: AppWorker): void {
  watchTouch();
  // A screen that was not loaded yet is gone from the server: the version it belonged to is.
  addEventListener('vite:preloadError', () => {
    if (!navigator.onLine) return;
    isTorn = true;
    if (state.mode === 'current') set({ mode: 'ready' });
  });
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const wasGoverned = serviceWorker.controller !== null;
  let isFirst = !wasGoverned;
  serviceWorker.addEventListener('controllerchange', () => {
    // The first worker of a fresh install takes over what it was made from: nothing changes.
    if (isFirst) isFirst = false;
    else onExchange();
  });
  serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ kind?: unknown } | null>) => {
    if (data?.kind === 'send') worker.onWake();
  });
  // Fetching everything for later must not hold up what the person opened the app for.
  const begin = () =>
    void register(worker).catch((error: unknown) =>
      console.info('The app is not kept on this phone.', error),
    );
  if (wasGoverned) begin();
  else whenQuiet(begin);
}

function whenQuiet(work: () => void): void {
  const later = () => setTimeout(work, QUIET_MS);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later, { once: true });
}

/** Something waits to be sent: browsers that can will wake the app when there is a network. A bonus only. */
export async function wakeToSend(): Promise<void> {
  const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
  try {
    await sync?.register(SYNC_TAG);
  } catch (error) {
    console.info('This browser does not wake the app to send; it sends when it is open.', error);
  }
}
