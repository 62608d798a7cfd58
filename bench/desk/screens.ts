// Every screen of the desk before axe and Lighthouse, over a fresh demo town, each opened by somebody who
// may: a dispatcher, and an administrator or a leader for the rest.
// A screen that draws a map is judged by Lighthouse as
// the list that stands in where nothing can be drawn: a machine without a graphics chip draws it in
// software, which holds the page for seconds as no desk does. Which screens those are is seen, not listed.
import type { Page } from 'playwright-core';
import { type CommandScreen, commandScreens } from '../../e2e/command-addresses.ts';
import { barrierLine, barriersNotLookedFor, openStill } from '../barriers.ts';
import { type BrowserOptions, type DemoTown, openBrowser, startDemoTown } from '../demo-town.ts';
import { judgeScreen, notJudged } from '../lighthouse.ts';
import { freePort } from '../server-process.ts';
import type { Line } from '../table.ts';

const LEAST = 90;
const PEOPLE = ['dispatcher.district', 'admin', 'leader.district'] as const;
const DESK = { viewport: { width: 1350, height: 940 } };
const SIGN_IN = '/command/';
const OTHER_MODES = 'light; every other mode: e2e/every-screen.test.ts';
const AS_LIST = 'as a list, without graphics, ';
/** A canvas is opened once the words around it stand, at the latest after a second and a half. */
const UNTIL_DRAWN_MS = 2_500;

export interface Asked {
  readonly axe: boolean;
  readonly lighthouse: boolean;
}

interface Shown {
  readonly login: string;
  readonly address: string;
  readonly hasMap: boolean;
  readonly barriers: Line;
}

const openDesk = (town: DemoTown, options: BrowserOptions = {}) => openBrowser(town, DESK, options);

async function abilitiesOf(page: Page, url: string): Promise<ReadonlySet<string>> {
  const reply = await page.request.get(`${url}/api/session`);
  const { abilities } = (await reply.json()) as { abilities: readonly string[] };
  return new Set(abilities);
}

async function look(page: Page, town: DemoTown, screen: CommandScreen, login: string): Promise<Shown> {
  const address = screen.addressIn(town);
  await openStill(page, town.url + address);
  await page.waitForTimeout(UNTIL_DRAWN_MS);
  const hasMap = (await page.locator('.gl-map canvas').count()) > 0;
  return { login, address, hasMap, barriers: await barrierLine(page, screen.path, OTHER_MODES) };
}

/** Each screen by the first of our people who may open it; throws where none may. */
async function lookAtAll(town: DemoTown, screens: readonly CommandScreen[]): Promise<readonly Shown[]> {
  const seen = new Map<string, Shown>();
  for (const login of PEOPLE) {
    const desk = await openDesk(town, { login });
    const abilities = await abilitiesOf(desk.page, town.url);
    for (const screen of screens) {
      const isOurs = screen.operation === undefined || abilities.has(screen.operation);
      if (isOurs && !seen.has(screen.path))
        seen.set(screen.path, await look(desk.page, town, screen, login));
    }
    await desk.close();
  }
  return screens.map(({ path }) => {
    const shown = seen.get(path);
    if (!shown) throw new Error(`none of ${PEOPLE.join(', ')} may open ${path}: add somebody to screens.ts`);
    return shown;
  });
}

async function judgeAll(town: DemoTown, shown: readonly Shown[]): Promise<Line[]> {
  const lines: Line[] = [];
  const walk = async (options: BrowserOptions, addresses: readonly string[], named: string) => {
    if (addresses.length === 0) return;
    const port = await freePort();
    const desk = await openDesk(town, { port, ...options });
    const by = { base: town.url, port, device: 'desktop', atLeast: LEAST } as const;
    for (const address of addresses) lines.push(...(await judgeScreen(by, address, named)));
    await desk.close();
  };
  await walk({}, [SIGN_IN], 'sign-in ');
  for (const login of PEOPLE) {
    const theirs = shown.filter((one) => one.login === login);
    const of = (hasMap: boolean) => theirs.flatMap((one) => (one.hasMap === hasMap ? [one.address] : []));
    await walk({ login }, of(false), '');
    await walk({ login, hasNoGraphics: true }, of(true), AS_LIST);
  }
  return lines;
}

/** A line for each screen and bar; those that nobody asked for say that they were not run. */
export async function screenLines(asked: Asked): Promise<Line[]> {
  const screens = commandScreens();
  const [noAxe, noJudgement] = [
    screens.map(({ path }) => barriersNotLookedFor(path)),
    [SIGN_IN, ...screens.map(({ path }) => path)].flatMap((path) => notJudged(LEAST, path)),
  ];
  if (!asked.axe && !asked.lighthouse) return [...noAxe, ...noJudgement];
  const town = await startDemoTown();
  try {
    const shown = await lookAtAll(town, screens);
    return [
      ...(asked.axe ? shown.map(({ barriers }) => barriers) : noAxe),
      ...(asked.lighthouse ? await judgeAll(town, shown) : noJudgement),
    ];
  } finally {
    await town.stop();
  }
}
