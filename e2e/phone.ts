// A phone with the app installed: a browser with a profile on disk, which can be closed like an app swiped
// away and opened again from cold.
import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { CHROMIUM, FLAGS } from './browser.ts';

export interface PhoneOptions {
  readonly now: number;
  readonly at?: { readonly lon: number; readonly lat: number };
}

export interface Phone {
  /** Where the browser writes everything. */
  readonly profile: string;
  /** Starts the app; the window before, if any, is closed. */
  open(url: string): Promise<Page>;
  close(): Promise<void>;
  /** The system kills the app and everything of it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Throws the phone away. */
  drop(): Promise<void>;
}

export function phoneOf({ now, at }: PhoneOptions): Phone {
  const profile = mkdtempSync(join(tmpdir(), 'gridloop-phone-'));
  let context: BrowserContext | undefined;
  const close = async () => {
    await context?.close();
    context = undefined;
  };
  return {
    profile,
    async open(url) {
      await close();
      context = await chromium.launchPersistentContext(profile, {
        executablePath: CHROMIUM,
        args: [...FLAGS],
        viewport: { width: 390, height: 844 },
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        ...(at
          ? {
              geolocation: { longitude: at.lon, latitude: at.lat, accuracy: 8 },
              permissions: ['geolocation'],
            }
          : {}),
      });
      await context.clock.setFixedTime(now);
      const page = context.pages()[0] ?? (await context.newPage());
      page.setDefaultTimeout(20_000);
      await page.goto(url);
      return page;
    },
    close,
    async kill() {
      // The lock of the profile names this browser's process, and nobody else's.
      const pid = Number(readlinkSync(join(profile, 'SingletonLock')).split('-').at(-1));
      const gone = new Promise((resolve) => context?.once('close', resolve));
      process.kill(-pid, 'SIGKILL');
      await gone;
      context = undefined;
    },
    drop: async () => {
      await close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Everything the app needs to open without a network has arrived. */
export async function isInstalled(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
}
