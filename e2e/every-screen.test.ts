// Every screen of the portal and the desk, as its people see it (the phone's: field-screens.test.ts): no
// barrier that axe can find in light, dark and elder mode, one heading, nothing that the content policy or
// the console complains of, and no sideways scrolling at 320 px. The routes are read from the shells
// themselves, so a new screen is walked from its first day.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { commandRoutes } from '../apps/command/routes.ts';
import { portalRoutes } from '../apps/portal/routes.ts';
import { signedHand } from './colleagues.ts';
import { pictureOf, placeIn } from './doings.ts';
import { barriersOf, complaintsOf, overflowOf, settled } from './look.ts';
import { town } from './town.ts';

const GRID = '990101.001.001.001';
const NARROW = 320;
const adminRoutes = commandRoutes.filter(({ path }) => /^\/(admin|approvals|components)/.test(path));
const SHELLS = [
  { shell: 'portal', routes: portalRoutes, who: undefined, width: 390, height: 844 },
  { shell: 'command', routes: commandRoutes, who: 'dispatcher.district', width: 1440, height: 900 },
  // A dispatcher is shown no more of administration than that it is not theirs.
  { shell: 'command', routes: adminRoutes, who: 'admin', width: 1440, height: 900 },
] as const;

const MODES = [
  { mode: 'light, zh', kept: { theme: 'light', elder: false, lang: 'zh' } },
  { mode: 'dark, en', kept: { theme: 'dark', elder: false, lang: 'en' } },
  { mode: 'elder, zh', kept: { theme: 'light', elder: true, lang: 'zh' } },
] as const;

const city = town('2026-08-05T09:00:00+08:00');
const known = { id: '', code: '', componentId: '' };

/** The components page is for those who build, and is in no built shell. A brief and a circular are made, and
 *  looked at, in briefs.test.ts. */
const ASIDE: readonly string[] = ['/gallery', '/briefs/:id', '/circulars/:id'];
const pathsOf = (routes: readonly { path: string }[]): string[] =>
  routes
    .map((route) => route.path)
    .filter((path) => !ASIDE.includes(path))
    .map((path) => path.replace('card/:id', `card/${known.componentId}`))
    .map((path) => path.replace(':id', known.id).replace(':code', known.code));

async function faultsAt(
  page: Page,
  path: string,
  heard: () => string[],
  isNarrow: boolean,
): Promise<string[]> {
  await page.goto(city.url + path);
  await settled(page);
  const headings = await page.locator('h1').count();
  const faults = [
    ...(headings === 1 ? [] : [`${headings} h1`]),
    ...(await overflowOf(page)),
    ...(isNarrow ? [] : await barriersOf(page)),
    ...heard(),
  ];
  return faults.map((fault) => `${path} ${fault}`);
}

beforeAll(async () => {
  const inspector = await signedHand(city, 'inspector.district');
  const photoIds = [await inspector.photo(await pictureOf('rubbish', 'before'))];
  const point = await placeIn(city, GRID);
  const report = (description: string) =>
    inspector.report({ channel: 'patrol', description, point, photoIds });
  await report('墙根堆着旧家具');
  const { id } = await report('楼道口垃圾成堆');
  const row = await city.store.database.read(({ db }) =>
    db.selectFrom('case_file').select(['id', 'public_code']).where('id', '=', id).executeTakeFirstOrThrow(),
  );
  const thing = await city.store.database.read(({ db }) =>
    db.selectFrom('component').select('id').limit(1).executeTakeFirstOrThrow(),
  );
  Object.assign(known, { id: row.id, code: row.public_code, componentId: thing.id });
});

describe.each(SHELLS)('$shell of $who', ({ shell, routes, who, width, height }) => {
  let page: Page;
  let heard: () => string[];
  const keep = async (kept: (typeof MODES)[number]['kept']) =>
    page.evaluate((text) => localStorage.setItem('gridloop.preferences', text), JSON.stringify(kept));

  beforeAll(async () => {
    const at = await placeIn(city, GRID);
    page =
      who === undefined
        ? await city.open(`/${shell}/`, { width, height, at })
        : await city.signIn(who, `/${shell}/`, { width, height, at });
    heard = complaintsOf(page);
  });

  test.each(MODES)('has no barrier in $mode', async ({ kept }) => {
    await keep(kept);
    const faults: string[] = [];
    for (const path of pathsOf(routes))
      faults.push(...(await faultsAt(page, `/${shell}${path}`, heard, false)));
    expect(faults).toEqual([]);
  });

  test('scrolls nowhere sideways at 320 px', async () => {
    await keep(MODES[1].kept);
    await page.setViewportSize({ width: NARROW, height: 640 });
    const faults: string[] = [];
    for (const path of pathsOf(routes))
      faults.push(...(await faultsAt(page, `/${shell}${path}`, heard, true)));
    expect(faults).toEqual([]);
  });
});
