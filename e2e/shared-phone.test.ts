// One phone, two shifts. Whoever signs out, network or not, leaves nothing that can be read, and loses
// nothing; the next one sees only their own.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureOf, placeIn, takePhoto } from './doings.ts';
import { type Line, openLine } from './phone-line.ts';
import { isInstalled, type Phone, phoneOf } from './phone.ts';
import { signInAs, town, WEB } from './town.ts';

const GRID = '990101.001.001.001';
/** Letters that stand nowhere else. */
const WORDS = 'QZXJWK rubble behind the school';
const city = town('2026-08-05T13:05:00+08:00');
let line: Line;
let phone: Phone;
let page: Page;

beforeAll(async () => {
  line = await openLine(city.url, WEB);
  phone = phoneOf({ now: city.store.clock.now(), at: await placeIn(city, GRID) });
});
afterAll(async () => {
  await phone.drop();
  await line.close();
});

const open = async (path: string): Promise<Page> => phone.open(line.url + path);
const waiting = (of: Page) => of.locator('.gl-entry').filter({ hasText: WORDS });

/** Files of the browser in which the words stand, in either of its writings. */
function filesWith(words: string): string[] {
  const writings = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le')];
  return readdirSync(phone.profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return writings.some((writing) => bytes.includes(writing));
    });
}

const nameOf = async (login: string): Promise<string> =>
  city.store.database.read(
    async ({ db }) =>
      (await db.selectFrom('person').select('name').where('login', '=', login).executeTakeFirstOrThrow())
        .name,
  );

const casesTold = async (): Promise<number> =>
  city.store.database.read(
    async ({ db }) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from case_file where description = ${WORDS}`.execute(db)
      ).rows[0]?.n ?? 0,
  );

test('signing out without a network closes the phone at once', async () => {
  page = await open('/field/report');
  await signInAs(page, 'inspector.district');
  await isInstalled(page);
  await page.getByText('误差约 8 米').waitFor();
  page = await open('/field/report');
  await line.cut();
  await takePhoto(page, '拍近景', await pictureOf('rubble', 'before'));
  await page.getByLabel('一句话说明').fill(WORDS);
  await page.getByText('误差约 8 米').waitFor();
  await page.getByRole('button', { name: '发送', exact: true }).click();
  await waiting(page).waitFor();
  page = await open('/field/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  const question = page.getByRole('dialog', { name: '还有未发送的内容' });
  await question.getByText('1 条还没有发送').waitFor();
  await city.shot(page, 'shared-phone-me');
  // Whoever goes on without reading stays.
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '退出登录' }).click();
  await question.getByRole('button', { name: '仍要退出' }).click();
  await page.locator('input[type="password"]').waitFor();
  await page.context().setOffline(true);
  await page.getByText('登录需要网络').waitFor();
  expect(await page.getByText(/照常办理，恢复|数据截至/).count()).toBe(0);
  await page.context().setOffline(false);
});

test('what is left on the disk can’t be read', async () => {
  const name = await nameOf('inspector.district');
  await phone.close();
  expect({ words: filesWith(WORDS), name: filesWith(name) }).toEqual({ words: [], name: [] });
  // The search finds what lies open: the site's address stands in many files.
  expect(filesWith('127.0.0.1').length).toBeGreaterThan(0);
});

test('until the server has heard of it nobody is signed in, and then it hears of it first', async () => {
  page = await open('/field/me');
  await page
    .getByRole('button', { name: '再试一次' })
    .or(page.locator('input[type="password"]'))
    .first()
    .waitFor();
  expect(await page.getByText(await nameOf('inspector.district')).count()).toBe(0);
  await line.mend();
  page = await open('/field/me');
  await page.locator('input[type="password"]').waitFor();
  const live = await page.evaluate(
    async () => (await fetch('/api/session/current')).json() as Promise<unknown>,
  );
  expect(live).toMatchObject({ session: null });
});

test('the next one sees nothing of it, and the first one’s next shift sends it', async () => {
  await signInAs(page, 'head.0101');
  page = await open('/field/report');
  await page.getByText('误差约 8 米').waitFor();
  expect(await waiting(page).count()).toBe(0);
  page = await open('/field/me');
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.locator('input[type="password"]').waitFor();
  expect(await casesTold()).toBe(0);
  await signInAs(page, 'inspector.district');
  page = await open('/field/report');
  await page.getByText(/^已收到 \d/).waitFor();
  expect(await casesTold()).toBe(1);
});
