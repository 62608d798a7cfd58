// What axe finds on one screen that stands still, as a line of the table.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Line } from './table.ts';

/** Opens the address and waits until its heading is there and nothing loads any more. */
export async function openStill(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page.locator('.gl-loading, [aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** Of the screen that is open; the shell's own test walks its other modes. */
export async function barrierLine(page: Page, path: string, otherModes: string): Promise<Line> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const note = violations.length > 0 ? violations.map(({ id }) => id).join(', ') : otherModes;
  return { what: `axe ${path}`, figure: violations.length, unit: '', atMost: 0, note };
}

export const barriersNotLookedFor = (path: string): Line => ({
  what: `axe ${path}`,
  figure: undefined,
  unit: '',
  atMost: 0,
});
