// Every screen of the phone as it is held in the street: light and dark, in elder mode, with the letters
// twice as large, on the narrowest phone, and turned. No barrier that axe can find, nothing that scrolls
// sideways, nothing that the console complains of, and no control too small for a thumb in a glove.
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { fieldAddresses } from './field-addresses.ts';
import { barriersOf, brokenTabsOf, complaintsOf, overflowOf, settled, smallTargetsOf } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const GLOVE_PX = 44;
const ELDER_PX = 60;
const PHONE = { width: 390, height: 844 };

interface Mode {
  readonly mode: string;
  readonly kept: { readonly theme: 'light' | 'dark'; readonly elder: boolean; readonly lang: 'zh' | 'en' };
  readonly size: { readonly width: number; readonly height: number };
  /** Of the letters, as set in the phone's own settings. */
  readonly letters?: '200%';
  readonly leastPx: number;
}

const MODES: readonly Mode[] = [
  {
    mode: 'light, zh',
    kept: { theme: 'light', elder: false, lang: 'zh' },
    size: PHONE,
    leastPx: GLOVE_PX,
  },
  { mode: 'dark, en', kept: { theme: 'dark', elder: false, lang: 'en' }, size: PHONE, leastPx: GLOVE_PX },
  { mode: 'elder, zh', kept: { theme: 'light', elder: true, lang: 'zh' }, size: PHONE, leastPx: ELDER_PX },
  {
    mode: '200 %, zh',
    kept: { theme: 'light', elder: false, lang: 'zh' },
    size: PHONE,
    letters: '200%',
    leastPx: GLOVE_PX,
  },
  {
    mode: '320 px, en',
    kept: { theme: 'light', elder: false, lang: 'en' },
    size: { width: 320, height: 640 },
    leastPx: GLOVE_PX,
  },
  {
    mode: '320 px, elder, zh',
    kept: { theme: 'dark', elder: true, lang: 'zh' },
    size: { width: 320, height: 640 },
    leastPx: ELDER_PX,
  },
  {
    mode: '320 px, elder, en',
    kept: { theme: 'light', elder: true, lang: 'en' },
    size: { width: 320, height: 640 },
    leastPx: ELDER_PX,
  },
  {
    mode: 'turned, zh',
    kept: { theme: 'light', elder: false, lang: 'zh' },
    size: { width: 844, height: 390 },
    leastPx: GLOVE_PX,
  },
];

const city = town('2026-08-05T09:00:00+08:00');
let page: Page;
let heard: () => string[];
let addresses: string[] = [];

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const photoIds = [await inspector.photo(await pictureOf('rubbish', 'before'))];
  const point = await placeIn(city, GRID);
  const { id } = await inspector.report({
    channel: 'patrol',
    description: '楼道口垃圾成堆',
    point,
    photoIds,
  });
  // Samples are for inspectors: rechecks.test.ts looks at theirs.
  const all = fieldAddresses({ caseId: id, figureId: 'open' });
  addresses = all.filter((address) => address !== '/field/rechecks');
  page = await city.signIn('leader.01', '/field/', { ...PHONE, at: point });
  heard = complaintsOf(page);
});

async function faultsAt(path: string, { letters, leastPx }: Mode): Promise<string[]> {
  await page.goto(city.url + path);
  if (letters) await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
  await settled(page);
  const headings = await page.locator('h1').count();
  const faults = [
    // Whoever walks must be allowed to: a page that says it is not there would hide the one that is.
    ...((await page.getByText(/没有这一页|There is no such page/).count()) > 0 ? ['is not shown to her'] : []),
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...(await overflowOf(page)),
    ...(await brokenTabsOf(page)),
    ...(await barriersOf(page)),
    ...(await smallTargetsOf(page, leastPx)),
    ...heard(),
  ];
  return faults.map((fault) => `${path} ${fault}`);
}

test.each(MODES)('no screen of the phone stands in the way in $mode', async (mode) => {
  await page.setViewportSize(mode.size);
  await page.evaluate(
    (text) => localStorage.setItem('gridloop.preferences', text),
    JSON.stringify(mode.kept),
  );
  const faults: string[] = [];
  for (const path of addresses) faults.push(...(await faultsAt(path, mode)));
  expect(faults).toEqual([]);
});

test('the way to large letters is on the first screen, and one tap from every other', async () => {
  const fresh = await city.open('/field/', PHONE);
  await fresh.getByRole('button', { name: '长辈版' }).waitFor();
  await page.goto(`${city.url}/field/todo`);
  await settled(page);
  await page.getByRole('link', { name: /^我的/ }).click();
  await page.getByRole('button', { name: '长辈版' }).waitFor();
});

test('the way back from what was just done lies over no tab and over no button that sends', async () => {
  await page.setViewportSize(PHONE);
  await page.evaluate(
    (text) => localStorage.setItem('gridloop.preferences', text),
    JSON.stringify(MODES[0]?.kept),
  );
  await page.goto(`${city.url}/field/report`);
  await page.getByLabel('一句话说明').fill('写到一半');
  await page.waitForTimeout(1_000);
  await page.reload();
  await page.getByRole('button', { name: '清空重来' }).click();
  await page.getByRole('button', { name: '撤销' }).waitFor();
  await settled(page);
  await city.shot(page, 'field-toast');
  const edges = await page.evaluate(() => {
    const boxOf = (what: string) => document.querySelector(what)?.getBoundingClientRect();
    const [toast, tabs, send] = [boxOf('.gl-toast'), boxOf('.gl-tab-bar'), boxOf('.gl-send-bar')];
    return toast && tabs && send && { above: toast.bottom <= tabs.top, below: toast.top >= send.bottom };
  });
  expect(edges).toEqual({ above: true, below: true });
  await page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => page.getByLabel('一句话说明').inputValue()).toBe('写到一半');
});
