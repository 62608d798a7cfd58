// A new version comes while a phone is in the middle of a shift: nothing that was written or waits is lost or
// sent twice, the old version keeps working until a tap, and a version that the server no longer takes says
// so.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pictureOf, placeIn, takePhoto } from './doings.ts';
import { PROTOCOL_HEADER, PROTOCOL_VERSION } from '../platform/protocol.ts';
import { makeNextBuild } from './next-build.ts';
import { type Answer, type Line, openLine, serverOf } from './phone-line.ts';
import { isInstalled, type Phone, phoneOf } from './phone.ts';
import { signInAs, town, WEB } from './town.ts';

const GRID = '990101.001.001.001';
const SENT = '楼道口垃圾成堆，夜里没人管';
const LAST = '路灯不亮，连着三盏';
const DRAFT = '井盖松动，还没写完';
const TOGETHER = '围墙倒了一段，压着人行道';
const SILENT = '水管漏水，路面结冰';
/** By this the line knows the version that speaks: a version number is folded into the built screens. */
const PATIENT = { timeout: 30_000 };
const NEXT_HEADER = `${PROTOCOL_HEADER}-next`;
const city = town('2026-08-05T09:00:00+08:00');
const builds = mkdtempSync(join(tmpdir(), 'gridloop-builds-'));
let line: Line;
let phone: Phone;
let page: Page;

/** The screens come; the service does not answer. */
const isServiceGone: Answer = ({ url }, reply) => {
  const isAsked = url?.startsWith('/api') === true;
  if (isAsked) reply.writeHead(503).end();
  return isAsked;
};
const folder = (mark: string): string => join(builds, mark);
const markOf = (of: Page): Promise<string> =>
  of.evaluate(() => document.querySelector('meta[name="mark"]')?.getAttribute('content') ?? 'first');
const updateStrip = (of: Page) => of.locator('.gl-strip').filter({ hasText: '有新版本' });
/** Coming back into view is when an open app asks for a newer version. */
const look = (of: Page) => of.evaluate(() => void document.dispatchEvent(new Event('visibilitychange')));
/** Looks again as a person would: the browser asks for a new version when it finds the time. */
const untilOffered = (of: Page) =>
  expect
    .poll(() => look(of).then(() => updateStrip(of).count()), { timeout: 60_000, interval: 2_000 })
    .toBe(1);
const reportsWith = (words: string): Promise<number> =>
  city.store.database.read(
    async ({ db }) =>
      (await db.selectFrom('case_file').select('id').where('description', '=', words).execute()).length,
  );

beforeAll(async () => {
  for (const mark of ['second', 'third', 'fifth', 'sixth']) makeNextBuild(WEB, folder(mark), mark);
  makeNextBuild(WEB, folder('fourth'), 'fourth', (text) => text.replaceAll(PROTOCOL_HEADER, NEXT_HEADER));
  line = await openLine(city.url, WEB);
  phone = phoneOf({ now: city.store.clock.now(), at: await placeIn(city, GRID) });
  page = await phone.open(`${line.url}/field/`);
  await signInAs(page, 'inspector.district');
  await isInstalled(page);
});
afterAll(async () => {
  await phone.drop();
  await line.close();
  rmSync(builds, { recursive: true });
});

const expectDraft = () => expect.poll(() => page.getByLabel('一句话说明').inputValue()).toBe(DRAFT);

/** Arrived, and after a while still one. */
async function expectOnce(words: string): Promise<void> {
  await expect.poll(() => reportsWith(words), PATIENT).toBe(1);
  await expect.poll(() => page.getByText('等待网络').count(), PATIENT).toBe(0);
  expect(await reportsWith(words)).toBe(1);
}

async function beginReport(words: string): Promise<void> {
  await takePhoto(page, '拍近景', await pictureOf('rubbish', 'before'));
  await page.getByLabel('一句话说明').fill(words);
}

test('a report made offline and a draft are there before the new version comes', async () => {
  await page.context().setOffline(true);
  await beginReport(SENT);
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('等待网络').first().waitFor();
  await beginReport(DRAFT);
  expect(await markOf(page)).toBe('first');
});

test('the new version waits beside the work; the old one still opens screens it never opened', async () => {
  await line.serve(folder('second'));
  line.answer(isServiceGone);
  await page.context().setOffline(false);
  await untilOffered(page);
  expect(await markOf(page)).toBe('first');
  await page.getByRole('link', { name: /^我的/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.goBack();
  await expectDraft();
});

test('on a tap the new version runs, with the report waiting and the draft as it was', async () => {
  await Promise.all([
    page.waitForEvent('load'),
    updateStrip(page).getByRole('button', { name: '更新' }).click(),
  ]);
  await page.getByText('等待网络').first().waitFor();
  expect(await markOf(page)).toBe('second');
  await expectDraft();
});

test('the report is then sent exactly once', async () => {
  line.answer(() => false);
  await look(page);
  await expectOnce(SENT);
});

test('a version that came while the app was closed runs at the next cold start', async () => {
  await line.serve(folder('third'));
  await untilOffered(page);
  page = await phone.open(`${line.url}/field/`);
  await expect.poll(() => markOf(page), PATIENT).toBe('third');
  await expectDraft();
  expect(await updateStrip(page).count()).toBe(0);
});

test('a server that is still a version behind is waited for', async () => {
  line.answer(serverOf({ version: PROTOCOL_VERSION - 1, oldestServed: 0 }));
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('等待网络').first().waitFor();
  expect(await page.getByText('这个版本已停用').count()).toBe(0);
  line.answer(() => false);
  await look(page);
  await expectOnce(DRAFT);
});

test('a version that is no longer taken says what to do, and nothing is lost by doing it', async () => {
  await line.serve(folder('fourth'));
  line.answer(serverOf({ version: PROTOCOL_VERSION + 1, oldestServed: PROTOCOL_VERSION + 1 }));
  await beginReport(LAST);
  await page.getByRole('button', { name: '发送' }).click();
  const strip = page.locator('.gl-strip').filter({ hasText: '这个版本已停用' });
  await strip.waitFor();
  await page.getByText('等待网络').first().waitFor();
  await city.shot(page, 'field-update-required');
  await Promise.all([page.waitForEvent('load'), strip.getByRole('button', { name: '更新' }).click()]);
  await expect.poll(() => markOf(page), PATIENT).toBe('fourth');
  await expectOnce(LAST);
  expect(await strip.count()).toBe(0);
});

describe('two windows of one phone, one of which lets a new version in', () => {
  let other: Page;
  /** How many wait, as this window tells. */
  const shown = (of: Page) => of.locator('.gl-entry.is-waiting').filter({ hasText: '等待网络' }).count();

  test('a report is being written in one; the second lets the new version in', async () => {
    await beginReport(TOGETHER);
    other = await page.context().newPage();
    await other.goto(`${line.url}/field/me`);
    await other.getByRole('heading', { level: 1 }).waitFor();
    await line.serve(folder('fifth'));
    await untilOffered(other);
    await Promise.all([
      other.waitForEvent('load'),
      updateStrip(other).getByRole('button', { name: '更新' }).click(),
    ]);
  });

  test('the other stays as it is under the hands that write in it, and is told', async () => {
    await expect.poll(() => markOf(other), PATIENT).toBe('fifth');
    await updateStrip(page).waitFor();
    expect(await markOf(page)).toBe('fourth');
    expect(await page.getByLabel('一句话说明').inputValue()).toBe(TOGETHER);
  });

  test('its own files are still there for it, though the server has none of them any more', async () => {
    const files = await page.evaluate(() =>
      [...document.querySelectorAll('script[src], link[rel="modulepreload"]')]
        .map((one) => (one instanceof HTMLLinkElement ? one.href : (one as HTMLScriptElement).src))
        .filter((name) => name.includes('/assets/')),
    );
    expect(files.length).toBeGreaterThan(0);
    const fromServer = await Promise.all(files.map(async (file) => (await fetch(file)).status));
    expect(new Set(fromServer)).toEqual(new Set([404]));
    const fromPhone = await page.evaluate(
      (all) => Promise.all(all.map(async (file) => (await fetch(file)).status)),
      files,
    );
    expect(new Set(fromPhone)).toEqual(new Set([200]));
    await page.getByRole('link', { name: /^地图/ }).click();
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await page.goBack();
    await expect.poll(() => page.getByLabel('一句话说明').inputValue()).toBe(TOGETHER);
  });

  test('what the old one puts in waits in both, and is sent once by either', async () => {
    line.answer(isServiceGone);
    await page.getByRole('button', { name: '发送' }).click();
    await expect.poll(async () => [await shown(page), await shown(other)], PATIENT).toEqual([1, 1]);
    line.answer(() => false);
    await Promise.all([look(page), look(other)]);
    await expectOnce(TOGETHER);
    await expect.poll(() => shown(other), PATIENT).toBe(0);
  });

  test('tapped, it reloads into the new version, and nothing is lost or sent twice', async () => {
    await Promise.all([
      page.waitForEvent('load'),
      updateStrip(page).getByRole('button', { name: '更新' }).click(),
    ]);
    await expect.poll(() => markOf(page), PATIENT).toBe('fifth');
    expect([await reportsWith(TOGETHER), await shown(page)]).toEqual([1, 0]);
  });

  test('with a report waiting and a silent server a further one takes effect in both', async () => {
    // To the server of before this version was too old.
    await other.reload();
    line.answer(isServiceGone);
    await beginReport(SILENT);
    await page.getByRole('button', { name: '发送' }).click();
    await expect.poll(async () => [await shown(page), await shown(other)], PATIENT).toEqual([1, 1]);
    await line.serve(folder('sixth'));
    await untilOffered(other);
    for (const one of [other, page]) {
      await Promise.all([
        one.waitForEvent('load'),
        updateStrip(one).getByRole('button', { name: '更新' }).click(),
      ]);
      await expect.poll(() => markOf(one), PATIENT).toBe('sixth');
    }
    line.answer(() => false);
    await look(page);
    await expectOnce(SILENT);
  });

  test('what is asked of the server passes the worker by: asking keeps none in place', async () => {
    const tools = await page.context().newCDPSession(page);
    await tools.send('Network.enable');
    const ways = new Map<string, string | undefined>();
    tools.on('Network.responseReceived', ({ response: { url, serviceWorkerRouterInfo } }) => {
      ways.set(new URL(url).pathname, serviceWorkerRouterInfo?.matchedSourceType ?? 'worker');
    });
    await page.evaluate(async (at) => void (await Promise.all(at.map((one) => fetch(one)))), [
      '/api/session/current',
      '/icons/field-192.png',
    ]);
    await expect.poll(() => ways.get('/api/session/current')).toBe('network');
    await expect.poll(() => ways.get('/icons/field-192.png')).toBe('worker');
  });
});
