// The first script of the phone's page, and a short one: the page shows that it opens before the app's code
// is read, which takes a slow phone a second; meanwhile it asks who is signed in, and fetches the home of
// most. Everything else begins in main.tsx.
import { askEarly } from '../../platform/web/api/early.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../platform/protocol.ts';

const TORN = '没有载入完整，请检查网络后刷新页面。It did not load: check the network and reload.';
const HOME = /^\/field\/?(?:report)?$/;

async function begin(): Promise<void> {
  try {
    await import('./main.tsx');
  } catch (error) {
    console.error(error);
    const words = document.querySelector('.gl-start p');
    if (words) words.textContent = TORN;
  }
}

/** The build writes the names of its files into the page. */
function fetchHome(): void {
  const files = document.querySelector('meta[name="gridloop-home"]')?.getAttribute('content') ?? '';
  for (const file of files.split(' ').filter((name) => name !== '')) {
    const link = document.createElement('link');
    link.crossOrigin = '';
    if (file.endsWith('.css')) Object.assign(link, { rel: 'preload', as: 'style' });
    else link.rel = 'modulepreload';
    link.href = file;
    document.head.append(link);
  }
}

const HEADERS = {
  accept: 'application/json',
  'accept-language': document.documentElement.lang,
  [PROTOCOL_HEADER]: String(PROTOCOL_VERSION),
};

/** A phone that the app has been on has her key; a new one will ask for it as soon as it knows who she is. */
async function askWho(): Promise<void> {
  const reply = await askEarly('/api/session/current', HEADERS);
  const isNew = !navigator.serviceWorker?.controller;
  const { session } = (await reply.clone().json()) as { session?: unknown };
  if (isNew && session) await askEarly('/api/session/pocket-key', HEADERS);
}

askWho().catch((error: unknown) => console.info('Who is signed in will be asked again.', error));
if (HOME.test(location.pathname)) fetchHome();
// A page in the background is never painted.
if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(begin));
else void begin();
