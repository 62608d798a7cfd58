// `npm run screens:field`: every screen of the phone as pictures for docs/field.md, in light, dark and elder
// mode, from the built product over a fresh demo town. Small pictures: they travel with the repository.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { type DemoTown, startDemoTown } from '../bench/demo-town.ts';
import { openFieldPhone } from '../bench/field/field-phone.ts';
import { BENCH_FOLDER } from '../bench/cluster.ts';
import { pictureOf } from '../e2e/doings.ts';
import { fieldAddresses } from '../e2e/field-addresses.ts';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';

const FOLDER = join(ROOT_FOLDER, 'docs', 'images', 'field');
const OFFICER = 'inspector.district';
const LEADER = 'leader.01';
/** Screens that a leader opens as a leader; the rest are an officer's. */
const LEADS = /\/(?:red|pushes|figures)/;
const MODES = {
  light: { theme: 'light', elder: false, lang: 'zh' },
  dark: { theme: 'dark', elder: false, lang: 'zh' },
  elder: { theme: 'light', elder: true, lang: 'zh' },
} as const;
type Mode = keyof typeof MODES;

const nameOf = (address: string): string =>
  address
    .replace(/^\/field\/?/, '')
    .replace(/\/[0-9a-f-]{36}$/, '-one')
    .replaceAll('/', '-') || 'sign-in';

/** What is still on its way would be a picture of waiting. */
async function still(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  while ((await page.locator('.gl-loading').count()) > 0) await page.waitForTimeout(100);
  await page.waitForTimeout(1_500);
}

async function take(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot();
  const file = join(FOLDER, `${name}.webp`);
  const { size } = await sharp(picture).webp({ quality: 60, effort: 6 }).toFile(file);
  console.log(`${name.padEnd(28)} ${Math.round(size / 1024)} KB`);
}

async function walk(town: DemoTown, mode: Mode): Promise<void> {
  const addresses = fieldAddresses({ caseId: town.caseId, figureId: 'open' });
  const prefer = `localStorage.setItem('gridloop.preferences', '${JSON.stringify(MODES[mode])}')`;
  for (const login of [undefined, OFFICER, LEADER]) {
    const phone = await openFieldPhone(town, login === undefined ? {} : { login });
    await phone.context.addInitScript(prefer);
    const mine =
      login === undefined ? ['/field/'] : addresses.filter((one) => LEADS.test(one) === (login === LEADER));
    for (const address of mine) {
      await phone.page.goto(town.url + address);
      await still(phone.page);
      await take(phone.page, `${nameOf(address)}-${mode}`);
    }
    await phone.close();
  }
}

/** A report in a lift: the strip, the draft, and what waits. */
async function offline(town: DemoTown): Promise<void> {
  const phone = await openFieldPhone(town, { login: OFFICER });
  const { page } = phone;
  await page.goto(`${town.url}/field/report`);
  await still(page);
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await phone.context.setOffline(true);
  const chooser = page.waitForEvent('filechooser');
  await page.getByText('拍近景', { exact: true }).click();
  await (await chooser).setFiles(await pictureOf('rubbish', 'before', 2));
  await page.getByLabel('一句话说明').fill('楼道口垃圾成堆，夜里没人管');
  await page.waitForTimeout(1_500);
  await take(page, 'report-filled-light');
  await page.getByRole('button', { name: '发送' }).click();
  await page.getByText('等待网络').first().waitFor();
  await page.waitForTimeout(1_000);
  await take(page, 'report-offline-light');
  await phone.close();
}

mkdirSync(FOLDER, { recursive: true });
mkdirSync(BENCH_FOLDER, { recursive: true });
const town = await startDemoTown();
try {
  for (const mode of Object.keys(MODES) as Mode[]) await walk(town, mode);
  await offline(town);
} finally {
  await town.stop();
}
