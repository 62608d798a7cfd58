// An officer in a lift: the map of the own community with its streets, houses and lamps, and everything of
// the own grid, from the phone alone. Every gesture of the map has a button or a list.
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Hand, signedHand } from './colleagues.ts';
import { PHONE, pictureOf, placeIn } from './doings.ts';
import { barriersOf, overflowOf, settled, smallTargetsOf } from './look.ts';
import { type Line, openLine } from './phone-line.ts';
import { isInstalled, type Phone, phoneOf } from './phone.ts';
import { signInAs, town, WEB } from './town.ts';

const COMMUNITY = '990101.001.001';
const GRID = `${COMMUNITY}.001`;
const ITEM = 'E0102.1';
/** Tokens of the map in light: houses, and the roads' own white. */
const HOUSE = [0xe0, 0xdb, 0xd0] as const;
const city = town('2026-08-05T09:00:00+08:00');
let line: Line;
let phone: Phone;

async function report(hand: Hand, description: string): Promise<void> {
  const photo = await hand.photo(await pictureOf('rubbish', 'before', description.length));
  const point = await placeIn(city, GRID);
  await hand.report({ channel: 'patrol', description, itemCode: ITEM, point, photoIds: [photo] });
}

/** How many pixels of the map have nearly this colour. */
async function pixelsOf(page: Page, [red, green, blue]: readonly [number, number, number]): Promise<number> {
  const shot = await page.locator('.gl-map canvas').first().screenshot();
  const { data, info } = await sharp(shot).raw().toBuffer({ resolveWithObject: true });
  let found = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const far = Math.abs((data[at] ?? 0) - red) + Math.abs((data[at + 1] ?? 0) - green);
    if (far + Math.abs((data[at + 2] ?? 0) - blue) < 8) found += 1;
  }
  return found;
}

const drawn = (page: Page) => page.locator('.gl-map[data-loaded]').first().waitFor();
const closer = async (page: Page, times: number) => {
  for (let time = 0; time < times; time += 1) {
    await page.getByRole('button', { name: '放大' }).first().click();
    await page.waitForTimeout(500);
  }
};

/** Until the pack has everything: the tiles are the last of it. */
async function isPacked(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      let found = 0;
      for (const name of names) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        for (const store of db.objectStoreNames) {
          const keys = await new Promise<IDBValidKey[]>((resolve, reject) => {
            const asking = db.transaction(store).objectStore(store).getAllKeys();
            asking.onsuccess = () => resolve(asking.result);
            asking.onerror = () => reject(asking.error);
          });
          found += keys.filter((key) => JSON.stringify(key).includes('"tile"')).length;
        }
        db.close();
      }
      return found;
    });
  let last = -1;
  for (let look = 0; look < 40; look += 1) {
    const now = await kept();
    if (now === last && now > 20) return;
    last = now;
    await page.waitForTimeout(3_000);
  }
  throw new Error(`the pack was not complete after two minutes: ${last} tiles`);
}

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  for (const words of ['垃圾桶满溢', '沿街垃圾散落一地']) await report(inspector, words);
  line = await openLine(city.url, WEB);
  phone = phoneOf({ now: city.store.clock.now(), at: await placeIn(city, GRID) });
}, 240_000);
afterAll(async () => {
  await phone?.drop();
  await line?.close();
});

describe('without a network', () => {
  let page: Page;

  beforeAll(async () => {
    const before = await phone.open(`${line.url}/field/map`);
    await signInAs(before, 'inspector.0101');
    await drawn(before);
    await isInstalled(before);
    await isPacked(before);
    await line.cut();
    page = await phone.open(`${line.url}/field/map`);
  }, 240_000);

  test('the map shows streets and houses of the community from the phone', async () => {
    await drawn(page);
    await closer(page, 2);
    await expect.poll(() => pixelsOf(page, HOUSE), { timeout: 20_000 }).toBeGreaterThan(2_000);
    await city.shot(page, 'field-map-offline');
  });

  test('the list has the same cases under the same filter, and what stands in view', async () => {
    await page.getByRole('button', { name: '列表', exact: true }).click();
    const cases = page.getByRole('list', { name: '在办案件' }).getByRole('listitem');
    await expect.poll(() => cases.count()).toBe(2);
    expect(await page.getByRole('button', { name: /^全部/ }).innerText()).toMatch(/2/);
    await page.getByRole('button', { name: /^超时/ }).click();
    await page.getByText('这个筛选下没有案件').waitFor();
    await page.getByRole('button', { name: /^全部/ }).click();
    await page.getByRole('list', { name: '图中部件' }).getByRole('button').first().click();
    const card = page.getByRole('dialog');
    await card.getByText('养护单位').waitFor();
    expect(await card.locator('a[href^="tel:"]').count()).toBeGreaterThan(0);
    await city.shot(page, 'field-map-component');
    await page.keyboard.press('Escape');
  });

  test('a place leads to a report from there, by a press and by a button', async () => {
    await page.getByRole('button', { name: '地图', exact: true }).click();
    const centre = page.getByRole('link', { name: '在地图中心上报' });
    expect(await centre.getAttribute('href')).toMatch(/^\/field\/report\?at=119\.\d{7}%2C38\.\d{7}$/);
    await page.getByRole('button', { name: '我的位置' }).click();
    await page.locator('.gl-map-here').waitFor();
    await page
      .locator('.gl-map canvas')
      .first()
      .click({ position: { x: 40, y: 250 } });
    const way = page.getByRole('dialog').getByRole('link', { name: /上报/ });
    const asked = new URL((await way.getAttribute('href')) ?? '', page.url()).searchParams;
    await way.click();
    // The thing under the finger, or the bare place.
    await page.getByText(asked.get('name') ?? '手动选定').first().waitFor();
    await city.shot(page, 'field-map-report-here');
    await page.goBack();
  });

  test('my grid has its cases, components, people and telephones', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '网格' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await drawn(page);
    await expect.poll(() => page.getByRole('link', { name: /^打开案件/ }).count()).toBe(2);
    await page.getByRole('button', { name: '部件', exact: true }).click();
    await page.locator('button.gl-grid-row').first().click();
    await page.getByRole('dialog').locator('button.gl-grid-row').first().click();
    await page.getByRole('dialog').getByText('编码').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '人员', exact: true }).click();
    await page.getByText('网格长').first().waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/100\d{8}/);
    await city.shot(page, 'field-grid-people-offline');
    await page.getByRole('button', { name: '电话', exact: true }).click();
    await expect.poll(() => page.locator('a[href^="tel:"]').count()).toBeGreaterThan(3);
  });

  test('a person’s number needs the network, and says so', async () => {
    await page.getByRole('button', { name: '人员', exact: true }).click();
    await page
      .getByRole('button', { name: /^查看号码/ })
      .first()
      .click();
    await page.getByRole('button', { name: '联系处置案件' }).click();
    await page.getByRole('button', { name: '显示号码' }).click();
    await page.getByText('查看个人号码需要网络').waitFor();
    await line.mend();
    await page.getByRole('button', { name: '显示号码' }).click();
    const number = page.getByRole('dialog').locator('a[href^="tel:100"]');
    await number.waitFor();
    expect(await number.innerText()).toMatch(/^100\d{8}$/);
    await page.keyboard.press('Escape');
    const { reads } = await city.store.database.read(async ({ db }) => ({
      reads: await db.selectFrom('personal_read').select(['purpose']).execute(),
    }));
    expect(reads.map(({ purpose }) => purpose)).toContain('联系处置案件');
  });
});

describe.each([
  { name: 'light', colour: 'light', elder: false, width: 390 },
  { name: 'dark', colour: 'dark', elder: false, width: 390 },
  { name: 'elder', colour: 'light', elder: true, width: 320 },
] as const)('in $name at $width px', ({ name, colour, elder, width }) => {
  let page: Page;

  beforeAll(async () => {
    page = await city.signIn('head.0101', '/field/', { ...PHONE, width });
    await page.emulateMedia({ colorScheme: colour });
    if (elder) await page.evaluate(() => document.documentElement.setAttribute('data-elder', ''));
  }, 120_000);

  test.each([
    ['map', '地图', ''],
    ['grid', '案件', '案件'],
    ['grid-components', '网格', '部件'],
    ['grid-people', '网格', '人员'],
    ['grid-phones', '网格', '电话'],
  ])('%s can be used by everybody', async (screen, _, view) => {
    const path = screen === 'map' ? '地图' : '网格';
    await page.getByRole('navigation').getByRole('link', { name: path }).click();
    await drawn(page);
    await settled(page);
    if (view !== '') await page.getByRole('button', { name: view, exact: true }).click();
    await settled(page);
    expect(await barriersOf(page)).toEqual([]);
    expect(await overflowOf(page)).toEqual([]);
    expect(await smallTargetsOf(page, elder ? 60 : 44)).toEqual([]);
    await page.waitForTimeout(500);
    await city.shot(page, `field-${screen}-${name}`);
  });
});
