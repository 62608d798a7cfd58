// What a browser sees that has never been here: its own language, a sign-in page without an error behind
// it, and a page for a broken link.
import { expect, test } from 'vitest';
import { town } from './town.ts';

const city = town('2026-08-05T08:30:00+08:00');

test.each([
  { language: 'en', path: '/command', words: 'Sign in' },
  { language: 'zh-CN', path: '/field', words: '登录' },
] as const)('a $language browser is asked to sign in at $path, and nothing went wrong', async (first) => {
  const page = await city.open('/portal', { language: first.language });
  const wrong: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && wrong.push(message.text())));
  await page.goto(city.url + first.path);
  await page.locator('button[type="submit"]').filter({ hasText: first.words }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toMatch(first.language === 'en' ? /^en/ : /^zh/);
  expect(wrong).toEqual([]);
});

test('a link that leads nowhere shows the ways back in, in its own style', async () => {
  const page = await city.open('/portal', { width: 320, height: 700 });
  const reply = await page.goto(`${city.url}/no/such/page`);
  expect(reply?.status()).toBe(404);
  expect(await page.locator('body').evaluate((body) => getComputedStyle(body).maxWidth)).not.toBe('none');
  await city.shot(page, 'broken-link');
  await page.getByRole('link', { name: /随手报/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/portal');
});
