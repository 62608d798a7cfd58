// The command desk as an elder dispatcher and an elder administrator see it: large letters, dark, a window at
// 200 %. The head leaves the work its room, and no word that helps to fill in a form is cut off.
import { describe, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { signedHand } from './colleagues.ts';
import { placeIn } from './doings.ts';
import { barriersOf, complaintsOf, cutWordsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const city = town('2026-08-05T09:00:00+08:00');
const AT_200 = { width: 640, height: 450 };
const ADMIN = ['', '/import', '/units', '/calendar', '/basemap', '/words', '/changes'];

/** A number of cases in its queue, so that there is something to find room for. */
async function file(total: number): Promise<void> {
  const hand = await signedHand(city, 'dispatcher.district');
  const point = await placeIn(city, GRID);
  for (let n = 1; n <= total; n += 1) {
    await hand.report({ channel: 'video', description: `第 ${n} 件：路灯不亮`, itemCode: 'E0105.1', point });
  }
}

async function elder(login: string, path: string): Promise<Page> {
  const page = await city.signIn(login, path, AT_200);
  const kept = JSON.stringify({ theme: 'dark', elder: true, lang: 'zh' });
  await page.evaluate((text) => localStorage.setItem('gridloop.preferences', text), kept);
  await page.goto(city.url + path);
  await settled(page);
  return page;
}

const wholeRows = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const rows = [...document.querySelectorAll('.gl-queue-row')].map((one) => one.getBoundingClientRect());
    const top = document.querySelector('.gl-desk-fronts')?.getBoundingClientRect().bottom ?? 0;
    return rows.filter((row) => row.top >= top - 1 && row.bottom <= innerHeight + 1).length;
  });

test('the head of the desk is one line, its ways are behind a menu, and the queue has the rest', async () => {
  await file(6);
  const page = await elder('dispatcher.district', '/command/triage');
  const head = await page.locator('.gl-side').boundingBox();
  expect(head?.height).toBeLessThan(80);
  await page.locator('.gl-queue-row').nth(5).waitFor();
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('j');
  await expect.poll(() => wholeRows(page)).toBeGreaterThanOrEqual(2);
  expect(await overflowOf(page)).toEqual([]);
  await page.getByRole('button', { name: '菜单' }).click();
  expect(await barriersOf(page)).toEqual([]);
  await page.getByRole('link', { name: '案件', exact: true }).click();
  await page.waitForURL(/\/command\/cases/);
  expect(await page.getByRole('button', { name: '菜单' }).getAttribute('aria-expanded')).toBe('false');
  await city.shot(page, 'command-zoom');
});

describe('an administrator', () => {
  test('finds every screen of administration whole, with no word cut off', async () => {
    const page = await elder('admin', '/command/admin');
    const heard = complaintsOf(page);
    const faults: string[] = [];
    for (const path of [...ADMIN.map((part) => `/command/admin${part}`), '/command/approvals']) {
      await page.goto(city.url + path);
      await settled(page);
      const seen = [await overflowOf(page), await cutWordsOf(page), await barriersOf(page), heard()];
      faults.push(...seen.flat().map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});
