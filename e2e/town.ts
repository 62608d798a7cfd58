// The demo district for journeys: the built screens and the whole server over a fresh store, a clock that the
// journey moves (server and windows together), and real Chromium windows of real people.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { addWebFiles } from '../apps/server/web-files.ts';
import { type TestApp, testApp } from '../apps/server/test-app.ts';
import { DEMO_PASSWORD } from '../db/seed/demo/people.ts';
import { seedDemo } from '../db/seed/seed-demo.ts';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { type TestStore, testDatabase } from '../platform/server/db/test-database.ts';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--enable-unsafe-swiftshader', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];
const WEB = join(ROOT_FOLDER, 'dist', 'web');
const SHOTS = join(ROOT_FOLDER, 'node_modules', '.cache', 'gridloop', 'shots');

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'zh-CN' | 'en';
  readonly at?: { readonly lon: number; readonly lat: number };
}

export interface Town {
  readonly store: TestStore;
  readonly app: TestApp;
  readonly url: string;
  /** A window of nobody in particular. */
  open(path: string, options?: WindowOptions): Promise<Page>;
  /** A window of someone who has signed in through the screen, as people do. */
  signIn(login: string, path: string, options?: WindowOptions): Promise<Page>;
  /** Moves the clock of the server and of every window, then lets timers and readers do what is due. */
  at(time: string): Promise<void>;
  shot(page: Page, name: string): Promise<void>;
}

/** Call once at the top of a journey. Needs the built screens: `npm run build`. */
export function town(startAt: string): Town {
  const store = testDatabase(startAt);
  const app = testApp(store);
  const contexts: BrowserContext[] = [];
  let browser: Browser | undefined;
  let url = '';

  beforeAll(async () => {
    if (!existsSync(WEB)) throw new Error('the screens are not built: run npm run build first');
    await seedDemo(store.database, { files: app.files, onProgress: () => undefined, historyCases: 0 });
    await addWebFiles(app.mounted.app, WEB);
    url = await app.mounted.app.listen({ host: '127.0.0.1', port: 0 });
    await app.mounted.hub.start();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await app.mounted.hub.stop();
  });

  async function open(path: string, options: WindowOptions = {}): Promise<Page> {
    if (!browser) throw new Error('the town opens in beforeAll: use it inside a test');
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      locale: options.language ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      ...(options.at
        ? { geolocation: { longitude: options.at.lon, latitude: options.at.lat, accuracy: 8 }, permissions: ['geolocation'] }
        : {}),
    });
    contexts.push(context);
    await context.clock.setFixedTime(store.clock.now());
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(url + path);
    return page;
  }

  return {
    store,
    app,
    get url() {
      return url;
    },
    open,
    async signIn(login, path, options) {
      const page = await open(path, options);
      await page.locator('input[autocomplete="username"]').fill(login);
      await page.locator('input[type="password"]').fill(DEMO_PASSWORD);
      await page.locator('button[type="submit"]').click();
      await page.locator('input[type="password"]').waitFor({ state: 'detached' });
      return page;
    },
    async at(time) {
      store.clock.set(time);
      await app.settle();
      await Promise.all(contexts.map((context) => context.clock.setFixedTime(store.clock.now())));
    },
    async shot(page, name) {
      mkdirSync(SHOTS, { recursive: true });
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    },
  };
}
