// A report on a bad day: a slow 3G line (400 kbit/s each way, 400 ms there and back, as WebPageTest has it)
// and a processor four times slower. Usable means that the camera's button can be pressed; counted from the
// moment at which the address is opened.
import type { CDPSession, Page } from 'playwright-core';
import type { OpenBrowser } from '../demo-town.ts';

const SLOW_3G = {
  offline: false,
  latency: 400,
  downloadThroughput: (400 * 1_000) / 8,
  uploadThroughput: (400 * 1_000) / 8,
};
const SLOWER_CPU = 4;
const PATIENCE_MS = 60_000;
const CAMERA = '.gl-field-report label, .gl-field-report button';

export interface SlowLine {
  readonly coldMs: number;
  readonly againMs: number;
}

async function slowDown(page: Page): Promise<CDPSession> {
  const control = await page.context().newCDPSession(page);
  await control.send('Network.enable');
  await control.send('Network.emulateNetworkConditions', SLOW_3G);
  await control.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
  return control;
}

/** Runs in the page: the driver looks twice a second only, which is as much as what is to be measured. */
const TELL_WHEN_USABLE = `{
  const look = () => {
    const camera = document.querySelector('${CAMERA}');
    if (!camera || camera.getClientRects().length === 0) return requestAnimationFrame(look);
    // Seen is not yet usable: the frame is painted, and a thumb would be answered, by the next turn.
    requestAnimationFrame(() => setTimeout(() => { window.usableMs = performance.now(); }));
  };
  requestAnimationFrame(look);
}`;

async function usableAfterMs(page: Page, url: string): Promise<number> {
  await page.addInitScript({ content: TELL_WHEN_USABLE });
  await page.goto(url, { waitUntil: 'commit', timeout: PATIENCE_MS });
  const told = await page.waitForFunction(() => (globalThis as { usableMs?: number }).usableMs, undefined, {
    timeout: PATIENCE_MS,
  });
  return Number(await told.jsonValue());
}

/** Cold: nothing of the app is on the phone, but the officer is signed in. Again: it is installed by now. */
export async function measureSlowLine(phone: OpenBrowser, base: string): Promise<SlowLine> {
  const url = `${base}/field/report`;
  const control = await slowDown(phone.page);
  const coldMs = await usableAfterMs(phone.page, url);
  await control.detach();
  await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const next = await phone.context.newPage();
  await phone.page.close();
  await slowDown(next);
  const againMs = await usableAfterMs(next, url);
  return { coldMs, againMs };
}
