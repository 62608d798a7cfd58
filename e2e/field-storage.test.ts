// A phone that fills up: from four fifths on it says so above every screen, in time to send what waits and to
// free some room, and it stops saying so once there is room again. The quota is the browser's own. Chromium
// hides it by default: then nothing is claimed.
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHROMIUM, FLAGS } from './browser.ts';
import { isInstalled } from './phone.ts';
import { signInAs, town } from './town.ts';

const PHONE = { width: 390, height: 844 };
const LOGIN = 'inspector.district';
const city = town('2026-08-05T09:00:00+08:00');
let telling: Browser;
let page: Page;
let tools: CDPSession;

beforeAll(async () => {
  const args = [...FLAGS, '--disable-features=StaticStorageQuota'];
  telling = await chromium.launch({ executablePath: CHROMIUM, args });
  const context = await telling.newContext({ viewport: PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.clock.setFixedTime(city.store.clock.now());
  page = await context.newPage();
  await page.goto(`${city.url}/field/`);
  await signInAs(page, LOGIN);
  await isInstalled(page);
  tools = await context.newCDPSession(page);
});
afterAll(() => telling.close());

const estimate = (of: Page) => of.evaluate(() => navigator.storage.estimate());
const strip = (of: Page) => of.locator('.gl-strip').filter({ hasText: '手机存储快满了' });

/** What lies on the phone is then this share of all that may; coming back into view is when it looks. */
async function stripsAt(share: number): Promise<number> {
  const quotaSize = Math.round(((await estimate(page)).usage ?? 0) / share);
  await tools.send('Storage.overrideQuotaForOrigin', { origin: city.url, quotaSize });
  await page.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
  // Long enough for the browser's answer to be drawn.
  await page.waitForTimeout(300);
  return strip(page).count();
}
const PATIENT = { timeout: 10_000 };

test('below four fifths nothing is said, from there on the strip is above the screen', async () => {
  expect((await estimate(page)).usage).toBeGreaterThan(100_000);
  await expect.poll(() => stripsAt(0.78), PATIENT).toBe(0);
  await expect.poll(() => stripsAt(0.82), PATIENT).toBe(1);
  await city.shot(page, 'field-storage-almost-full');
});

test('its way leads to what fills the phone and what to do; with room again it is gone', async () => {
  await strip(page).getByRole('link', { name: '去查看' }).click();
  await page.getByText('存储快满了：请先联网发送').waitFor();
  await expect.poll(() => stripsAt(0.5), PATIENT).toBe(0);
});

test('a browser that makes up how much there is: what is used is told, and nothing is claimed', async () => {
  const hiding = await city.signIn(LOGIN, '/field/me', PHONE);
  const { usage = 0, quota = 0 } = await estimate(hiding);
  expect((quota - usage) % 2 ** 30).toBe(0);
  await hiding.getByText('浏览器没有说明还剩多少').waitFor();
  expect(await strip(hiding).count()).toBe(0);
});
