// The first script of the phone's page, and a short one: the page shows that it opens before the app's code
// is read, which takes a slow phone a second; meanwhile it asks who is signed in, and fetches the screen that
// the address names. Everything else begins in main.tsx.
import { askEarly } from '../../platform/web/api/early.ts';
import { matchPath, pathInside } from '../../platform/web/router/match.ts';
import type { ScreenFiles } from '../../tools/vite/early-chunks.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../../platform/protocol.ts';

const TORN = '没有载入完整，请检查网络后刷新页面。It did not load: check the network and reload.';
/** Who opens the app without naming a screen reports, most of the time. */
const HOME_OF_MOST = '/report';

async function begin(): Promise<void> {
  try {
    await import('./main.tsx');
  } catch (error) {
    console.error(error);
    const words = document.querySelector('.gl-start p');
    if (words) words.textContent = TORN;
  }
}

/** The files of the screen that the address names. The build writes them all into the page. */
function filesHere(): readonly string[] {
  const told = document.querySelector('meta[name="gridloop-screens"]')?.getAttribute('content');
  const path = pathInside('/field', location.pathname.replace(/\/$/, ''));
  if (!told || path === undefined) return [];
  const { files, screens } = JSON.parse(told) as ScreenFiles;
  const asked = path === '/' ? HOME_OF_MOST : path;
  const [, places = []] = Object.entries(screens).find(([pattern]) => matchPath(pattern, asked)) ?? [];
  return places.flatMap((place) => files[place] ?? []);
}

function fetchScreen(): void {
  for (const file of filesHere()) {
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

askEarly('/api/session/current', HEADERS);
// A phone that the app has been on has her key; a new one needs it as soon as it knows who she is.
if (!navigator.serviceWorker?.controller) askEarly('/api/session/pocket-key', HEADERS);
fetchScreen();
// A page in the background is never painted.
if (document.visibilityState === 'visible') requestAnimationFrame(() => setTimeout(begin));
else void begin();
