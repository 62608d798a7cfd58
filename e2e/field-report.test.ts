// The officer's report on a real phone screen: how many taps it takes, with a network and without; what a
// wrong picture, a refusal, a full form and a missing network do to it. Every journey ends in the store.
import { sql } from 'kysely';
import encodeQr from 'qr';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { signedHand } from './colleagues.ts';
import { type Picture, pictureOf, placeIn, Stopwatch, takePhoto } from './doings.ts';
import { fieldReport, foundAndFixed, type Tapped, toldTaps } from './field-taps.ts';
import { isInstalled } from './phone.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const ITEM = '暴露垃圾';
const city = town('2026-08-05T09:00:00+08:00');
const told: string[] = [];
let before: Picture;
let after: Picture;
let at: { lon: number; lat: number };

const counted = (tapped: Tapped): Tapped => {
  told.push(toldTaps(tapped));
  console.info(told.at(-1));
  return tapped;
};
const reportsWith = (words: string) =>
  city.store.database.read(({ db }) =>
    db
      .selectFrom('case_file')
      .select(['id', 'state', 'severity', 'item_code', 'component_id', 'area_path'])
      .where('description', '=', words)
      .execute(),
  );
const photosOf = (caseId: string) =>
  city.store.database.read(({ db }) =>
    db
      .selectFrom('case_photo')
      .innerJoin('photo', 'photo.id', 'case_photo.photo_id')
      .select(['photo.width', 'photo.height', 'photo.taken_at', 'photo.lon'])
      .where('case_photo.case_id', '=', caseId)
      .execute(),
  );

/** How many records the phone holds. */
const recordsIn = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('gridloop.pocket');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const counts = [...db.objectStoreNames].map(
            (store) =>
              new Promise<number>((counted) => {
                const asked = db.transaction(store).objectStore(store).count();
                asked.onsuccess = () => counted(asked.result);
              }),
          );
          void Promise.all(counts).then((all) => {
            db.close();
            resolve(all.reduce((sum, one) => sum + one, 0));
          });
        };
      }),
  );

/** The offline pack is on the phone: nothing more has come for a while. */
async function isPacked(page: Page): Promise<void> {
  for (let [last, rests] = [-1, 0]; rests < 3; ) {
    await page.waitForTimeout(500);
    const count = await recordsIn(page);
    rests = count === last && count > 5 ? rests + 1 : 0;
    last = count;
  }
}

async function officer(login = 'head.0101', where = at): Promise<Page> {
  const page = await city.signIn(login, '/field/report', { width: 390, height: 844, at: where });
  await page.getByText('误差约 8 米').waitFor();
  await isInstalled(page);
  await isPacked(page);
  return page;
}

beforeAll(async () => {
  [before, after, at] = await Promise.all([
    pictureOf('rubbish', 'before'),
    pictureOf('rubbish', 'after'),
    placeIn(city, GRID),
  ]);
});

describe('taps', () => {
  let page: Page;
  const asked = (until: 'received' | 'waiting') => ({
    url: `${city.url}/field/report`,
    before,
    after,
    item: ITEM,
    until,
  });
  beforeAll(async () => {
    page = await officer('inspector.district');
  });

  test('a report is three taps from the app’s start to its number', async () => {
    const { taps, ms } = counted(await fieldReport(page, asked('received')));
    expect(taps.length).toBeLessThanOrEqual(3);
    expect(ms).toBeLessThan(30_000);
    expect(await reportsWith(ITEM)).toMatchObject([{ area_path: GRID, severity: 'normal' }]);
  });

  test('what was found and fixed is four', async () => {
    const { taps } = counted(await foundAndFixed(page, asked('received')));
    expect(taps.length).toBeLessThanOrEqual(4);
  });

  test('both take no more without a network, and arrive once it is back', async () => {
    await page.context().setOffline(true);
    expect(counted(await fieldReport(page, asked('waiting'))).taps.length).toBeLessThanOrEqual(3);
    expect(counted(await foundAndFixed(page, asked('waiting'))).taps.length).toBeLessThanOrEqual(4);
    await page.context().setOffline(false);
    await expect.poll(async () => (await reportsWith(ITEM)).length, { timeout: 20_000 }).toBe(4);
  });
});

describe('what goes wrong on the way', () => {
  let page: Page;
  const say = (words: string) => page.getByLabel('一句话说明').fill(words);
  const send = () => page.getByRole('button', { name: '发送', exact: true }).click();
  const received = (words: string) =>
    page
      .locator('.gl-entry.is-received')
      .filter({ hasText: words.slice(0, 12) })
      .first()
      .waitFor();
  const jpegOf = (name: string, buffer: Buffer): Picture => ({ name, mimeType: 'image/jpeg', buffer });

  beforeAll(async () => {
    page = await officer();
  });

  test('a wrong picture is told at once in words, and the camera is still there', async () => {
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]);
    const wrong: readonly (readonly [Picture, RegExp])[] = [
      [jpegOf('a.jpg', Buffer.from('%PDF-1.7 not a photo')), /这不是照片/],
      [jpegOf('b.jpg', Buffer.alloc(0)), /重拍一张/],
      [jpegOf('c.jpg', before.buffer.subarray(0, before.buffer.length / 2)), /照片已损坏/],
      [{ name: 'd.heic', mimeType: 'image/heic', buffer: heic }, /HEIC/],
    ];
    for (const [picture, words] of wrong) {
      await takePhoto(page, '拍近景', picture);
      await page.getByRole('alert').filter({ hasText: words }).waitFor();
    }
    expect(await page.getByRole('img', { name: /照片/ }).count()).toBe(0);
  });

  test('a heavy picture goes smaller, upright, with its place and time; a light one as it was', async () => {
    const words = '大照片：桥下堆了沙石';
    const noise = sharp({
      create: {
        width: 3_200,
        height: 2_400,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', sigma: 60 },
      },
    });
    const facts = {
      IFD2: { DateTimeOriginal: '2026:08:05 08:55:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 18/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '120/1 37/1 0/1',
      },
    };
    const heavy = await noise
      .jpeg({ quality: 95 })
      .withExif(facts)
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect(heavy.length).toBeGreaterThan(3_000_000);
    const watch = new Stopwatch();
    await watch.lap('checked and drawn', async () => {
      await takePhoto(page, '拍近景', jpegOf('heavy.jpg', heavy));
      await page.getByRole('img', { name: '近景照片' }).waitFor();
    });
    await say(words);
    await watch.lap('sent', async () => {
      await send();
      await received(words);
    });
    console.info(`${Math.round(heavy.length / 1_000)} kB picture, ${watch.told()}`);
    const [filed] = await reportsWith(words);
    const [photo] = await photosOf(filed?.id ?? '');
    expect(photo).toMatchObject({ width: 1_920, height: 2_560 });
    expect([photo?.taken_at, photo?.lon]).toEqual([Date.parse('2026-08-05T08:55:00+08:00'), 120 + 37 / 60]);
  });

  test('a refused report comes back whole, what was on the form waits aside, and both arrive', async () => {
    const [refused, next] = ['退回来的：井边渗水', '第二件：路面开裂'];
    const finish = '**/api/photos/uploads/*/finish';
    const body = {
      code: 'files.broken',
      status: 422,
      retryable: false,
      detail: '照片文件已损坏，请重拍。',
      data: {},
    };
    await page
      .context()
      .route(finish, (route) =>
        route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(body) }),
      );
    await takePhoto(page, '拍近景', before);
    await page.getByRole('button', { name: ITEM, exact: true }).click();
    await page.getByRole('button', { name: '紧急', exact: true }).click();
    await say(refused);
    await send();
    const card = page.locator('.gl-entry.is-needs_you');
    await card.waitFor();
    await page.context().unroute(finish);
    await takePhoto(page, '拍近景', after);
    await page.getByRole('img', { name: '近景照片' }).waitFor();
    await say(next);
    await card.getByRole('button', { name: '改一改再发' }).click();
    await page.locator('.is-faulty').getByText('照片文件已损坏，请重拍。').waitFor();
    await city.shot(page, 'field-report-came-back');
    expect(await page.getByLabel('一句话说明').inputValue()).toBe(refused);
    await page.getByText('有一张照片要换掉或删除').waitFor();
    await takePhoto(page, '换一张', after);
    await expect.poll(() => page.locator('.is-faulty').count()).toBe(0);
    await send();
    await received(ITEM);
    await expect.poll(() => page.getByLabel('一句话说明').inputValue()).toBe(next);
    await send();
    await received(next);
    expect(await reportsWith(refused)).toMatchObject([{ severity: 'critical', item_code: 'E0102' }]);
    expect(await reportsWith(next)).toHaveLength(1);
    const urgent = () =>
      city.store.database.read(({ db }) =>
        sql<{ total: number }>`select count(*) as total from notice where is_urgent`.execute(db),
      );
    await expect.poll(async () => (await urgent()).rows[0]?.total, { timeout: 10_000 }).toBeGreaterThan(0);
  });

  test('what was begun survives the app being closed, and a star stays', async () => {
    await takePhoto(page, '拍近景', before);
    await page.getByRole('button', { name: '私搭乱建', exact: true }).click();
    await page.getByRole('button', { name: '收藏“私搭乱建”' }).click();
    await say('还没写完');
    await page.waitForTimeout(600);
    await page.goto(`${city.url}/field/report`);
    await page.getByText('已恢复上次没发完的内容').waitFor();
    expect(await page.getByLabel('一句话说明').inputValue()).toBe('还没写完');
    await page.getByRole('img', { name: '近景照片' }).waitFor();
    await page.getByRole('button', { name: '取消收藏“私搭乱建”' }).waitFor();
    await page.getByRole('button', { name: '清空重来' }).click();
    await page.getByRole('button', { name: '★ 私搭乱建' }).waitFor();
  });
});

describe('without a network', () => {
  test('item, grid, component, plate and the same matter are found on the phone', async () => {
    const standing = await city.store.database.read(({ db }) =>
      db
        .selectFrom('component')
        .select(['code', 'name', 'lon', 'lat'])
        .where('area_path', '=', GRID)
        .orderBy('code')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );
    const inspector = await signedHand(city, 'inspector.district');
    const photoIds = [await inspector.photo(before)];
    const { lon, lat } = standing;
    const filed = {
      channel: 'patrol',
      description: '旧沙发堆在墙根',
      itemCode: 'E0108',
      point: { lon, lat },
    };
    await inspector.report({ ...filed, photoIds });
    const page = await officer();
    // What a shift needs is fetched a moment after the app's start: she leaves the network once it is there.
    await page.goto(`${city.url}/field/me`);
    await page.getByText(/(\d+)\/\1，/).waitFor();
    await page.context().setOffline(true);
    await page.context().setGeolocation({ longitude: standing.lon, latitude: standing.lat, accuracy: 8 });
    await page.goto(`${city.url}/field/report`);
    await page.getByText('桐荫社区第一网格').waitFor();
    await page.getByLabel('一句话说明').fill('墙根堆着旧家具');
    await page.getByRole('button', { name: '废弃家具设施' }).click();
    await page.locator('.gl-same').getByText('废弃家具设施').waitFor();
    await page.getByRole('button', { name: '调整' }).click();
    await page.getByRole('button', { name: '部件', exact: true }).click();
    await page.locator('.gl-near-list button').filter({ hasText: standing.name }).first().waitFor();
    await page.getByRole('button', { name: '扫码', exact: true }).click();
    await page.getByLabel('部件编号').fill(standing.code);
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText(`已选部件：${standing.name}`).waitFor();
    await page.getByLabel('部件编号').fill('123');
    await page.getByRole('button', { name: '查找' }).click();
    await page.getByText('部件编号是 16 位数字').waitFor();
    const plate = encodeQr(`https://city.example/c/${standing.code}`, 'gif', { scale: 8 });
    const buffer = await sharp(Buffer.from(plate)).jpeg().toBuffer();
    await page.getByRole('button', { name: '用我的当前位置' }).click();
    await takePhoto(page, '拍二维码', { name: 'qr.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByText(`已选部件：${standing.name}`).waitFor();
    await city.shot(page, 'field-report-offline-plate');
  });

  test('a place outside the district is told at once', async () => {
    const page = await officer();
    await page.context().setOffline(true);
    await page.context().setGeolocation({ longitude: at.lon + 1, latitude: at.lat, accuracy: 8 });
    await page.goto(`${city.url}/field/report`);
    await page.getByText(/这里不在本区范围内/).waitFor();
  });
});

/** Eye and thumb meet all of it: nothing of it lies outside the screen, or under something else. */
const isFree = (one: Locator): Promise<boolean> =>
  one.evaluate((shown) => {
    const { left, top, width, height } = shown.getBoundingClientRect();
    const shares = [0.2, 0.5, 0.8];
    return shares.every((x) =>
      shares.every((y) => shown.contains(document.elementFromPoint(left + x * width, top + y * height))),
    );
  });

describe('small, large and at the thumb', () => {
  test('a matter that was reported already is told where the thumb is, and every way is free', async () => {
    const hand = await signedHand(city, 'inspector.district');
    const photoIds = [await hand.photo(before)];
    const filed = { channel: 'patrol', description: '旧柜子', itemCode: 'E0108', point: at };
    await hand.report({ ...filed, photoIds });
    const page = await officer();
    const hint = page.locator('.gl-send-bar').getByRole('button', { name: /附近可能已有人报过/ });
    const list = page.locator('.gl-field-reporting > .gl-same');
    for (const [width, height, letters] of [
      [320, 568, ''],
      [360, 640, ''],
      [320, 568, '200%'],
    ] as const) {
      const where = `${width}×${height} ${letters}`;
      await page.setViewportSize({ width, height });
      await page.goto(`${city.url}/field/report`);
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), letters);
      // The second time they are there still: a draft survives.
      if (letters === '' && width === 320) {
        await page.getByLabel('一句话说明').fill('墙根堆着旧家具');
        await page.getByRole('button', { name: '废弃家具设施' }).click();
        await hint.waitFor();
        await expect.poll(() => isFree(hint)).toBe(true);
        await takePhoto(page, '拍近景', before);
        await page.getByRole('img', { name: '近景照片' }).waitFor();
      }
      await list.waitFor();
      await page.locator('#content').evaluate((content) => content.scrollTo(0, 0));
      await expect.poll(() => isFree(hint), { message: `${where} hint` }).toBe(true);
      await city.shot(page, `field-same-${width}-${height}${letters === '' ? '' : '-large'}`);
      await hint.click();
      await expect.poll(() => isFree(list.getByRole('heading')), { message: where }).toBe(true);
      await city.shot(page, `field-same-${width}-${height}${letters === '' ? '' : '-large'}-reached`);
      for (const way of await list.getByRole('button').all()) {
        await way.focus();
        await expect.poll(() => isFree(way), { message: `${where} ${await way.innerText()}` }).toBe(true);
      }
    }
  });

  test('nothing scrolls sideways at 320 px in elder mode, and every control is large enough', async () => {
    const page = await officer();
    await page.setViewportSize({ width: 320, height: 640 });
    const keep = (kept: object) =>
      page.evaluate((text) => localStorage.setItem('gridloop.preferences', text), JSON.stringify(kept));
    for (const [elder, least] of [
      [false, 44],
      [true, 60],
    ] as const) {
      await keep({ theme: 'dark', elder, lang: elder ? 'zh' : 'en' });
      await page.goto(`${city.url}/field/report`);
      await page.locator('.gl-field-reporting').waitFor();
      // The second time it is there still: a draft survives.
      if (!elder) await takePhoto(page, 'Close-up', before);
      await page.locator('.gl-shot-list img').waitFor();
      await page.getByRole('button', { name: elder ? '调整' : 'Adjust' }).click();
      await page.getByRole('button', { name: elder ? '扫码' : 'Scan', exact: true }).click();
      await page.locator('.gl-scan').waitFor();
      const found = await page.evaluate((px) => {
        const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        const small = [...document.querySelectorAll('.gl-field-report button, .gl-field-report .gl-camera')]
          .filter((one) => one.getClientRects().length > 0)
          .map((one) => ({
            name: one.textContent || one.getAttribute('aria-label'),
            box: one.getBoundingClientRect(),
          }))
          .filter(({ box }) => box.height < px - 0.5 || box.width < px - 0.5)
          .map(({ name, box }) => `${name} ${Math.round(box.width)}×${Math.round(box.height)}`);
        return { wide, small };
      }, least);
      await city.shot(page, `field-report-320-${elder ? 'elder' : 'en'}`);
      expect(found).toEqual({ wide: 0, small: [] });
      await page.getByRole('button', { name: elder ? '完成' : 'Done' }).click();
    }
  });
});
