// `npm run screens:wall`: the scenes of a wall as pictures for docs/wall.md, at both sizes and in both
// languages, from the built product over a fresh demo town. Small pictures: they travel with the repository.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { serveTown } from '../bench/wall/town.ts';
import { DEMO_PASSWORD } from '../db/seed/demo/people.ts';
import { CHROMIUM, FLAGS } from '../e2e/browser.ts';
import { ROOT_FOLDER } from '../platform/server/db/folders.ts';

const FOLDER = join(ROOT_FOLDER, 'docs', 'images', 'wall');
/** Built screens elsewhere: `--web=FOLDER`; one picture: `--only=today-zh`. */
const option = (name: string): string | undefined =>
  process.argv.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const [web, only] = [option('web'), option('only')];
const SIZES = { standard: [1920, 1080], wide: [3840, 1080] } as const;
type Size = keyof typeof SIZES;

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly size?: Size;
  readonly box?: readonly [number, number];
  readonly language?: 'zh-CN' | 'en';
  readonly login?: string;
  /** With its line cut off, after the data has grown old. */
  readonly isCut?: boolean;
}

const SCENES = ['today', 'storm', 'weekly', 'street'] as const;
const SHOTS: readonly Shot[] = [
  ...SCENES.flatMap((scene): Shot[] => [
    { name: `${scene}-zh`, path: `/wall/${scene}`, size: 'standard', login: 'leader.district' },
    {
      name: `${scene}-wide-en`,
      path: `/wall/${scene}`,
      size: 'wide',
      language: 'en',
      login: 'leader.district',
    },
  ]),
  { name: 'today-en', path: '/wall/today', size: 'standard', language: 'en', login: 'leader.district' },
  { name: 'today-wide-zh', path: '/wall/today', size: 'wide', login: 'leader.district' },
  {
    name: 'stale-wide-en',
    path: '/wall/today',
    size: 'wide',
    language: 'en',
    login: 'leader.district',
    isCut: true,
  },
  { name: 'code-zh', path: '/wall', size: 'standard' },
  { name: 'director-zh', path: '/wall/director', box: [1100, 1240], login: 'admin' },
];

async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  if ((await page.locator('.is-map').count()) > 0) {
    await page.locator('.gl-wall-map[data-loaded]').waitFor({ timeout: 60_000 });
  }
  await page.waitForTimeout(6_000);
  // A machine too busy to answer greys the wall: that is another picture.
  await page.locator('.gl-wall[data-stale]').waitFor({ state: 'detached', timeout: 60_000 });
}

async function take(browser: Browser, url: string, shot: Shot): Promise<void> {
  const [width, height] = shot.box ?? SIZES[shot.size ?? 'standard'];
  const context = await browser.newContext({
    viewport: { width, height },
    locale: shot.language ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  if (shot.login !== undefined) {
    const reply = await context.request.post(`${url}/api/session`, {
      data: { login: shot.login, password: DEMO_PASSWORD },
      headers: { 'idempotency-key': `screens-${shot.name}` },
    });
    if (!reply.ok()) throw new Error(`${shot.login} can't sign in: ${reply.status()}`);
  }
  const page = await context.newPage();
  await page.goto(url + shot.path);
  await settled(page);
  if (shot.isCut) {
    await page.route('**/api/wall/*/now', (route) => route.abort());
    await page.locator('.gl-wall[data-stale]').waitFor({ timeout: 60_000 });
  }
  const file = join(FOLDER, `${shot.name}.webp`);
  const picture = sharp(await page.screenshot()).resize({ width: Math.min(width, 1920) });
  const { size } = await picture.webp({ quality: 66, effort: 6 }).toFile(file);
  console.log(`${shot.name.padEnd(20)} ${Math.round(size / 1024)} KB`);
  await context.close();
}

mkdirSync(FOLDER, { recursive: true });
const town = await serveTown({
  startsAt: '2026-08-05T14:30:00+08:00',
  web,
});
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
try {
  for (const shot of SHOTS.filter(({ name }) => (only ?? name) === name)) await take(browser, town.url, shot);
} finally {
  await browser.close();
  await town.stop();
}
