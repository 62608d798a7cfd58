// People come in by the front door: the right password opens, a wrong one says so and keeps what was typed.
import { expect, test } from 'vitest';
import { town } from './town.ts';

const city = town('2026-08-05T09:00:00+08:00');

test('a dispatcher signs in and the desk says who they are', async () => {
  const page = await city.signIn('dispatcher.district', '/command/');
  await expect.poll(() => page.title()).toContain('Gridloop');
  await page.locator('h1').first().waitFor();
  expect(await page.locator('h1').count()).toBe(1);
  await city.shot(page, 'command-after-sign-in');
});

test('a wrong password is told in words and the name stays typed', async () => {
  const page = await city.open('/command/');
  await page.locator('input[autocomplete="username"]').fill('dispatcher.district');
  await page.locator('input[type="password"]').fill('not the password');
  await page.locator('button[type="submit"]').click();
  await page.getByRole('alert').first().waitFor();
  expect(await page.locator('input[autocomplete="username"]').inputValue()).toBe('dispatcher.district');
  await city.shot(page, 'command-wrong-password');
});
