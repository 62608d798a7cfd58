// What stands on a wall can be read: at both sizes, in both languages, in every scene, with the numbers of a
// great district and with names longer than any, no words lie over others and none is cut off. And what is
// written there leads to what it says: each number's address, opened fresh, holds as many cases.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOUR } from '../kernel/duration.ts';
import { DEFAULT_PLAN } from '../slices/wall/core/default-plan.ts';
import type { WallIndicators, WallNow } from '../slices/wall/core/contract.ts';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { town } from './town.ts';
import { wordsOfWall } from './wall-words.ts';

const GRIDS = ['001.001.001', '002.001.001', '002.001.001', '003.001.001'].map((grid) => `990101.${grid}`);
const SIZES = [
  { layout: 'standard', width: 1920, height: 1080 },
  { layout: 'wide', width: 3840, height: 1080 },
] as const;
const LANGUAGES = ['zh-CN', 'en'] as const;
const LONG = {
  name: '双江经济技术开发区管理委员会直属综合行政执法与应急管理协调街道办事处',
  nameEn: 'Shuangjiang Economic and Technological Development Zone Comprehensive Administration Subdistrict',
};

const city = town('2026-08-05T14:30:00+08:00');

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const photoIds = [await inspector.photo(await pictureOf('rubbish', 'before'))];
  for (const grid of GRIDS) {
    const point = await placeIn(city, grid);
    await inspector.report({ channel: 'patrol', description: '楼道口垃圾成堆', point, photoIds });
  }
}, 120_000);

/** Told in as many words as lateness ever is. */
const LATE = { lamp: 'red', remainingMs: -23 * HOUR, isWorkingTime: true } as const;

/** As of a district of a million: its numbers, and a list of running cases that is full. */
function filled(now: WallNow, isLong: boolean): WallNow {
  const lamps = { red: 312, orange: 188, yellow: 1_204, green: 9_931, paused: 77 };
  const [row] = now.running;
  if (!row) throw new Error('the wall has a running case');
  const named = isLong ? { place: `${LONG.name} · 社区`, placeEn: `${LONG.nameEn} · ${LONG.nameEn}` } : {};
  return {
    ...now,
    lamps,
    figures: now.figures.map((one) => ({ ...one, total: 41_096, outOf: one.outOf === null ? null : 41_096 })),
    streets: now.streets.map((one) => ({ ...one, open: 11_712, lamps, ...(isLong ? LONG : {}) })),
    running: Array.from({ length: 40 }, (_, n) => ({
      ...row, ...named, id: `${row.id.slice(0, -2)}${String(n + 10)}`,
      ...(isLong ? { itemName: LONG.name, itemNameEn: LONG.nameEn, ...LATE } : {}),
    })),
  };
}

const grown = ({ items, ...days }: WallIndicators): WallIndicators => ({
  ...days,
  items: items.map((item) => ({
    ...item,
    now: { ...item.now, total: 41_096, outOf: item.now.outOf === null ? null : 41_096 },
    lastYear: { ...item.lastYear, total: 31_096, outOf: item.lastYear.outOf === null ? null : 38_000 },
  })),
});

async function fill(page: Page, isLong: boolean): Promise<void> {
  await page.route('**/api/wall/*/now', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: filled((await response.json()) as WallNow, isLong) });
  });
  await page.route('**/api/wall/*/indicators', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: grown((await response.json()) as WallIndicators) });
  });
}

describe.each(LANGUAGES)('a wall in %s', (language) => {
  test.each([
    { names: 'the usual names', isLong: false },
    { names: 'names longer than any', isLong: true },
  ])('with $names shows no words over others and cuts none off', async ({ isLong }) => {
    const page = await city.signIn('leader.district', '/wall/director', { language });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    // A map is drawn in software here, for seconds each time, and has no words of ours.
    await page.addInitScript(() => {
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest) {
        return kind.startsWith('webgl') ? null : Reflect.apply(getContext, this, [kind, ...rest]);
      } as typeof getContext;
    });
    await fill(page, isLong);
    const wrong: string[] = [];
    for (const { layout, width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      for (const scene of DEFAULT_PLAN.scenes) {
        await page.goto(`${city.url}/wall/${scene.code}`);
        await page.locator(`.gl-wall.is-${layout}[data-scene="${scene.code}"]`).waitFor();
        if (scene.isFocus) await page.getByText(/^(聚焦：|Focus: )/).waitFor();
        const hasIndicators = scene.layouts[layout].some(({ panel }) => panel === 'indicators');
        if (scene.layouts[layout].some(({ panel }) => panel === 'map')) {
          await page.getByText(/^(这台设备不能显示地图。|This device can’t draw the map.)$/).waitFor();
        }
        if (hasIndicators) await page.locator('.gl-wall-indicator').first().waitFor();
        await page.evaluate(() => document.fonts.ready);
        const { seen, faults } = await wordsOfWall(page, isLong);
        wrong.push(...faults.map((fault) => `${scene.code} at ${width}: ${fault}`));
        const indicators = await page.locator('.gl-wall-indicator-name').allTextContents();
        expect(indicators).toHaveLength(hasIndicators ? 6 : 0);
        wrong.push(...indicators.filter((name) => !seen.includes(name)).map((name) => `${name} is gone`));
        await city.shot(page, `wall-${scene.code}-${width}-${language}${isLong ? '-long' : ''}`);
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
  }, 240_000);
});

interface Written {
  readonly href: string;
  readonly total: number;
}

/** Each number that is a link to a list, as it stands there. A share says its part before its base. */
const writtenOn = (page: Page): Promise<Written[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.gl-wall a[href^="/command/cases?"]')].map((link) => {
      const words = link.getAttribute('aria-label') ?? link.textContent ?? '';
      const part = /([\d,]+)\/[\d,]+/.exec(words)?.[1];
      const digits = part ?? /[\d,]+(?!.*[\d,])/.exec(words)?.[0] ?? '0';
      return { href: link.getAttribute('href') ?? '', total: Number(digits.replaceAll(',', '')) };
    }),
  );

test('each number of the wall is as long as the list at its address, opened fresh', async () => {
  const page = await city.signIn('leader.district', '/wall/director', { width: 3840, height: 1080 });
  await page.goto(`${city.url}/wall/today`);
  await page.locator('.gl-wall-indicator').first().waitFor();
  const written = await writtenOn(page);
  expect(new Set(written.map(({ href }) => href)).size).toBeGreaterThan(30);
  expect(written.some(({ total }) => total === GRIDS.length)).toBe(true);
  expect(written.some(({ total }) => total > 0 && total < GRIDS.length)).toBe(true);
  const reader = await page.context().newPage();
  for (const { href, total } of written) {
    await reader.goto(city.url + href);
    const told = (await reader.locator('.gl-list-total').textContent()) ?? '';
    expect([href, Number(/\d+/.exec(told)?.[0])]).toEqual([href, total]);
  }
}, 240_000);
