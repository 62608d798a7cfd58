// The demo district for journeys: the built screens and the whole server over a fresh store, a clock that
// the journey moves (server and windows together), and real Chromium windows of real people.
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { addWebFiles } from '../apps/server/web-files.ts';
import { type TestApp, testApp } from '../apps/server/test-app.ts';
import { DEMO_PASSWORD } from '../db/seed/demo/people.ts';
import { seedDemo } from '../db/seed/seed-demo.ts';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';
import { type TestStore, testDatabase } from '../platform/server/db/test-database.ts';
import { CHROMIUM, FLAGS } from './browser.ts';
import { makePulse } from './pulse.ts';

/** Another folder of built screens, for whoever builds while others do. */
export const WEB = process.env['GRIDLOOP_WEB'] ?? join(ROOT_FOLDER, 'dist', 'web');
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
  /**
   * Moves the clock of the server and of every window, and lets timers and readers do what is due. In
   * between the server tells its screens what happens by itself, within a moment.
   */
  at(time: string): Promise<void>;
  shot(page: Page, name: string): Promise<void>;
}

async function shot(page: Page, name: string): Promise<void> {
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

const contextFor = ({ width, height, language, at }: WindowOptions): BrowserContextOptions => ({
  viewport: { width: width ?? 1440, height: height ?? 900 },
  locale: language ?? 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  ...(at
    ? { geolocation: { longitude: at.lon, latitude: at.lat, accuracy: 8 }, permissions: ['geolocation'] }
    : {}),
});

/** Through the screen, as people do. */
export async function signInAs(page: Page, login: string): Promise<Page> {
  await page.locator('input[autocomplete="username"]').fill(login);
  await page.locator('input[type="password"]').fill(DEMO_PASSWORD);
  await page.locator('button[type="submit"]').click();
  await page.locator('input[type="password"]').waitFor({ state: 'detached' });
  return page;
}

/** Screens set their clock by the Date of replies: it must be the town's time, not this machine's. */
function tellTownTime(app: TestApp, { clock }: TestStore): void {
  app.mounted.app.server.prependListener('request', (_request, reply) => {
    reply.setHeader('date', new Date(clock.now()).toUTCString());
  });
}

/** What lies over a screen says best why it did not go on. */
const SAID = '[role="dialog"], [role="alertdialog"], [role="alert"], .gl-toast';
const MOST_SAID = 600;

async function shotAll(contexts: readonly BrowserContext[], file: string, failure: number): Promise<void> {
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const name = `${basename(file, '.test.ts')}-failed-${failure}-window-${index + 1}`;
    await shot(page, name);
    const said = (await page.locator(SAID).allInnerTexts()).join(' | ').replace(/\s+/g, ' ');
    // Past vitest, whose reports hold no word that a test has printed.
    process.stderr.write(`${name} ${new URL(page.url()).pathname}: ${said.slice(0, MOST_SAID)}\n`);
  }
}

/** What everyone saw when something went wrong; what fails later only follows from it. */
function keepFailures(contexts: readonly BrowserContext[]): void {
  let failures = 0;
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    failures += 1;
    await shotAll(contexts, task.file.name, failures);
  });
}

/** Its clock moves on, and whoever sits before it looks at it. */
async function moveWindow(context: BrowserContext, { clock }: TestStore): Promise<void> {
  await context.clock.setFixedTime(clock.now());
  const look = (page: Page) =>
    page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  await Promise.all(context.pages().map(look));
}

/** Call once at the top of a journey. Needs the built screens: `npm run build`. */
export function town(startAt: string): Town {
  const store = testDatabase(startAt);
  const app = testApp(store);
  const pulse = makePulse(app);
  const contexts: BrowserContext[] = [];
  let browser: Browser | undefined;
  let url = '';

  beforeAll(async () => {
    if (!existsSync(WEB)) throw new Error('the screens are not built: run npm run build first');
    await seedDemo(store.database, { files: app.files, onProgress: () => undefined, historyCases: 0 });
    await addWebFiles(app.mounted.app, WEB);
    url = await app.mounted.app.listen({ host: '127.0.0.1', port: 0 });
    tellTownTime(app, store);
    await app.mounted.hub.start();
    pulse.start();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 240_000);

  keepFailures(contexts);

  afterAll(async () => {
    await pulse.stop();
    await browser?.close();
    await app.mounted.hub.stop();
  });

  async function open(path: string, options: WindowOptions = {}): Promise<Page> {
    if (!browser) throw new Error('the town opens in beforeAll: use it inside a test');
    const context = await browser.newContext(contextFor(options));
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
      return signInAs(await open(path, options), login);
    },
    async at(time) {
      store.clock.set(time);
      await pulse.round();
      await Promise.all(contexts.map((context) => moveWindow(context, store)));
    },
    shot,
  };
}
