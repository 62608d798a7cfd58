// The worker that lets the phone open without a network. It keeps the files of this shell as they were built
// (SHELL_FILES, put in by tools/vite/field-worker.ts) and nothing else: never an answer of /api, which is
// personal and belongs sealed into the pocket, and never another shell.
// Modes: installing (fetches all files, or fails as a whole) → waiting while windows of the version before
// are open, until they say `apply` → serving. It never takes over by itself under somebody's hands.
import { type PrecacheEntry, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { optionsOf, pushNotice, urlOfTap } from './push-notice.ts';

declare const self: ServiceWorkerGlobalScope;
declare const SHELL_FILES: readonly PrecacheEntry[];
/** Not every browser has it, nor do the types. */
interface InstallEvent extends ExtendableEvent {
  readonly addRoutes?: (rule: {
    readonly condition: { readonly urlPattern: { readonly pathname: string } };
    readonly source: 'network';
  }) => Promise<void>;
}

const PAGE = '/field/index.html';
/** Windows that still run the version before may yet ask for a screen of it. */
const BEFORE = 'gridloop-field-before';

const kept = new PrecacheController({ cacheName: 'gridloop-field' });
kept.addToCacheList([...SHELL_FILES]);
registerRoute(new PrecacheRoute(kept, { directoryIndex: '', cleanURLs: false }));
registerRoute(new NavigationRoute(kept.createHandlerBoundToURL(PAGE), { allowlist: [/^\/field(?:[/?]|$)/] }));
registerRoute(
  ({ url }) => url.origin === self.location.origin && url.pathname.startsWith('/assets/'),
  async ({ request }) => (await (await caches.open(BEFORE)).match(request.url)) ?? fetch(request),
);

/** Sets aside the hashed files that the new version no longer has, and forgets those of the one before it. */
async function setAside(): Promise<void> {
  await caches.delete(BEFORE);
  const [now, before] = [await caches.open(kept.strategy.cacheName), await caches.open(BEFORE)];
  const wanted = new Set(kept.getURLsToCacheKeys().values());
  for (const request of await now.keys()) {
    const reply = wanted.has(request.url) ? undefined : await now.match(request);
    if (reply && new URL(request.url).pathname.startsWith('/assets/')) await before.put(request.url, reply);
  }
}

/** Where a browser can route by itself, what is asked of the server never wakes this worker: it comes sooner,
 *  and windows that ask and ask again while the server is silent don't keep the version before from letting
 *  go. */
async function letPass(event: InstallEvent): Promise<void> {
  try {
    const condition = { urlPattern: { pathname: '/api/*' } };
    await event.addRoutes?.({ condition, source: 'network' });
  } catch (error) {
    console.info('This browser does not route past the worker.', error);
  }
}

self.addEventListener('install', (event) => {
  event.waitUntil(letPass(event as InstallEvent));
  void kept.install(event);
});

self.addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      await setAside();
      await kept.activate(event);
      await self.clients.claim();
    })(),
  ),
);

/** Alone: the one window that asks has only just opened. */
async function isAlone(): Promise<boolean> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return windows.filter(({ url }) => new URL(url).pathname.startsWith('/field')).length <= 1;
}

async function answer(kind: unknown): Promise<void> {
  if (kind === 'apply' || (kind === 'apply-if-alone' && (await isAlone()))) await self.skipWaiting();
}

self.addEventListener('message', (event) =>
  event.waitUntil(answer((event.data as { kind?: unknown } | null)?.kind)),
);

/** Sending is the window's work, which alone can open what is sealed: the worker only wakes it. */
async function wakeWindows(): Promise<void> {
  for (const window of await self.clients.matchAll({ type: 'window' })) window.postMessage({ kind: 'send' });
}

self.addEventListener('sync', (event) => {
  const { tag } = event as ExtendableEvent & { readonly tag: string };
  if (tag === 'outbox') (event as ExtendableEvent).waitUntil(wakeWindows());
});

self.addEventListener('push', (event) => {
  const notice = pushNotice(event.data?.text(), self.navigator.language);
  event.waitUntil(self.registration.showNotification(notice.title, optionsOf(notice)));
});

/** In the window that is open, by its own way, so that nothing typed in it is lost; else in a new one. */
async function open(url: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window' });
  const here = windows.find((window) => new URL(window.url).pathname.startsWith('/field'));
  if (!here) return void (await self.clients.openWindow(url));
  await here.focus();
  here.postMessage({ kind: 'open', url });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(urlOfTap(event.notification.data)));
});
