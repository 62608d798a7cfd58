// npm run bench:desk: builds, starts the product over a district with a million stored cases, lets a scripted
// expert work sixty real-looking cases by keys alone while others report, and two dispatchers race for fifty;
// then, over a fresh demo town, holds every screen of the desk against axe and Lighthouse, and its files
// against their size. Prints a table, writes bench/results/desk-*.json; ends with 1 where a bar falls short.
// --cases=1000000 --matters=60 --races=50 --only=expert,races,size,axe,lighthouse
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { workQueue } from '../../e2e/desk-expert.ts';
import { deskMorning, type DeskMatter } from '../../e2e/desk-matters.ts';
import { faultsOf, nthRace, race, type Raced, type RacedStep } from '../../e2e/desk-race.ts';
import { toIso } from '../../kernel/instant.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { shellSizes } from '../../tools/bundle/shell-sizes.ts';
import { BENCH_FOLDER } from '../cluster.ts';
import { LATTICE } from '../lattice.ts';
import { holds, type Line, tableOf, writeLines } from '../table.ts';
import { prepareDeskStore, startDeskCluster } from './desk-store.ts';
import { type DeskTown, startDeskTown, type Worker } from './desk-town.ts';
import { markPaints, type Paints, takePaints } from './paint.ts';
import { screenLines } from './screens.ts';

const flag = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
const options = {
  cases: Number(flag('cases') ?? 1_000_000),
  matters: Number(flag('matters') ?? 60),
  races: Number(flag('races') ?? 50),
  only: flag('only')?.split(','),
};
const isAsked = (name: string): boolean => options.only?.includes(name) ?? true;
const say = (words: string): void => console.error(`· ${words}`);

const STREET = `${LATTICE.code}.001`;
const ELSEWHERE = `${LATTICE.code}.003`;
const PAINT_MS = 100;
const MINUTES = 10;
/** As fast as anyone reads who looks for one case among many. */
const MOVES = 120;
const MOVE_PAUSE_MS = 90;
const NEWS_EVERY_MS = 1_500;
const STILL_MS = 6_000;

interface Place {
  readonly path: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

const placesIn = (town: DeskTown, street: string): Promise<readonly Place[]> =>
  town.sql(
    async (sql) =>
      (await sql.rows(
        `select path, name, ST_X(ST_PointOnSurface(boundary)) as lon, ST_Y(ST_PointOnSurface(boundary)) as lat
         from area where path like $1 and level = 'grid' and layer = 'base' order by path limit 60`,
        [`${street}.%`],
      )) as unknown as readonly Place[],
  );

interface Filed {
  readonly id: string;
  readonly number: string;
}

const report = (by: Worker, { lon, lat }: Place, description: string, itemCode: string): Promise<Filed> =>
  by.ask<Filed>('POST', '/api/cases', { channel: 'video', description, itemCode, point: { lon, lat } });

async function reportMorning(town: DeskTown, by: Worker): Promise<readonly DeskMatter[]> {
  const grids = await placesIn(town, STREET);
  const matters = deskMorning({ total: options.matters, grids });
  for (const { description, itemCode, gridPath } of matters) {
    const place = grids.find((one) => one.path === gridPath);
    if (place) await report(by, place, description, itemCode);
  }
  return matters;
}

/** Others go on reporting meanwhile; ends by itself when told. */
function reportOn(by: Worker, places: readonly Place[]): { stop(): Promise<number> } {
  let isOn = true;
  let total = 0;
  const going = (async () => {
    while (isOn) {
      const place = places[total % places.length];
      if (place) await report(by, place, `路边又有一堆垃圾，第 ${total + 1} 次反映`, 'E0102.1');
      total += 1;
      await new Promise((resolve) => setTimeout(resolve, NEWS_EVERY_MS));
    }
    return total;
  })();
  return {
    stop: () => {
      isOn = false;
      return going;
    },
  };
}

async function openDesk(page: Page, town: DeskTown, view: string): Promise<void> {
  await page.goto(`${town.url}/command/triage?view=${encodeURIComponent(view)}`);
  await page.locator('[role="option"][aria-selected="true"]').waitFor();
  await page.locator('.gl-desk-case .gl-desk-words').waitFor();
  await page.locator('.gl-decision').waitFor();
}

/** Through the whole queue and back, as somebody does who looks for one among many. */
async function browse(page: Page): Promise<void> {
  for (let n = 0; n < MOVES; n += 1) {
    await page.keyboard.press(n < MOVES / 2 ? 'j' : 'k');
    await page.waitForTimeout(MOVE_PAUSE_MS);
  }
}

/** How far the current row moves by itself while news come in, in pixels. */
async function jumpOf(page: Page): Promise<number> {
  const where = () =>
    page.evaluate(() => {
      const row = document.querySelector('[role="option"][aria-selected="true"]');
      return { id: row?.id ?? '', top: row?.getBoundingClientRect().top ?? 0 };
    });
  for (let n = 0; n < 8; n += 1) await page.keyboard.press('j');
  // The last key brings its row into view with the next frame: that move was asked for.
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
  const before = await where();
  await page.waitForTimeout(STILL_MS);
  const after = await where();
  return after.id === before.id ? Math.abs(after.top - before.top) : Number.POSITIVE_INFINITY;
}

const paintLine = (what: string, paints: Paints | undefined, atMost: number): Line => ({
  what,
  figure: paints?.p95,
  unit: 'ms',
  atMost,
  note: paints ? `p50 ${paints.p50.toFixed(1)} · p99 ${paints.p99.toFixed(1)} ms, ${paints.total} keys` : '',
});

interface Expert {
  readonly minutes: number;
  readonly worked: number;
  readonly moving: Paints;
  readonly cases: Paints;
  readonly working: Paints;
  readonly jump: number;
  readonly news: number;
  readonly kinds: string;
}

/** What the window showed when something went wrong. */
async function withPicture<T>(page: Page, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const path = join(BENCH_FOLDER, 'desk-failed.png');
    await page.screenshot({ path });
    say(`the window as it was: ${path}`);
    throw error;
  }
}

async function expert(town: DeskTown): Promise<Expert> {
  const others = await town.worker('dispatcher.03');
  const reporting = reportOn(others, await placesIn(town, ELSEWHERE));
  const me = await town.worker('dispatcher.01');
  const page = await town.window(me);
  try {
    return await withPicture(page, () => workMorning(town, me, page, reporting));
  } finally {
    await reporting.stop();
  }
}

type Reporting = ReturnType<typeof reportOn>;

async function workMorning(town: DeskTown, me: Worker, page: Page, reporting: Reporting): Promise<Expert> {
  const from = toIso(systemClock.now());
  const since = encodeURIComponent(from);
  const query = `mine=held&state=reported&state=accepted&areaPath=${STREET}&createdFrom=${since}`;
  const view = await me.ask<{ id: string }>('POST', '/api/desk/views', {
    screen: 'cases',
    name: `今晨 ${from.slice(0, 19)}`,
    query,
    share: 'nobody',
  });
  await markPaints(page);
  say('browsing the open cases');
  await openDesk(page, town, 'open');
  await browse(page);
  const browsed = await takePaints(page);
  const jump = await jumpOf(page);
  say(`${options.matters} matters are reported`);
  const matters = await reportMorning(town, me);
  const unit = await page.evaluate(async () => {
    const reply = await fetch('/api/units?limit=30&areaPath=' + encodeURIComponent('990201.001.001.001'));
    const { units } = (await reply.json()) as { units: { name: string; kind: string }[] };
    return units.find((one) => one.kind !== 'centre')?.name ?? '';
  });
  await openDesk(page, town, `saved:${view.id}`);
  await takePaints(page);
  const startedAt = performance.now();
  const worked = await workQueue(page, {
    matters,
    unit,
    onWorked: ({ is, ms }, left) => say(`${is.padEnd(9)} ${(ms / 1_000).toFixed(1)} s, ${left} left`),
  });
  const minutes = (performance.now() - startedAt) / 60_000;
  const { keys: working } = await takePaints(page);
  const news = await reporting.stop();
  const counts = new Map<string, number>();
  for (const { is } of worked) counts.set(is, (counts.get(is) ?? 0) + 1);
  const kinds = [...counts].map(([is, total]) => `${total} ${is}`).join(', ');
  return {
    minutes,
    worked: worked.length,
    moving: browsed.keys,
    cases: browsed.cases,
    working,
    jump,
    news,
    kinds,
  };
}

interface Races {
  readonly total: number;
  readonly choices: number;
  readonly faults: readonly string[];
  readonly ends: string;
}

async function races(town: DeskTown): Promise<Races> {
  const [left, right] = [await town.worker('dispatcher.district'), await town.worker('dispatcher2.district')];
  const pages: [Page, Page] = [await town.window(left), await town.window(right)];
  const [place] = await placesIn(town, STREET);
  if (!place) throw new Error('the street has grids');
  const raced: Raced[] = [];
  const faults: string[] = [];
  await Promise.all(pages.map((page) => openDesk(page, town, 'open')));
  for (let n = 0; n < options.races; n += 1) {
    const words = `河面漂着一片水草和泡沫箱，第 ${n + 1} 处 ${systemClock.now() % 100_000}`;
    const of = { ...(await report(left, place, words, 'E0105.1')), words };
    const told = await race(pages, { of, ...nthRace(n) });
    const steps = await town.sql(
      async (sql) =>
        (await sql.rows('select action, person_id as person from step where case_id = $1 order by seq', [
          of.id,
        ])) as unknown as readonly RacedStep[],
    );
    const found = faultsOf(told, steps, [left.personId, right.personId]);
    faults.push(...found.map((fault) => `${of.number}: ${fault}`));
    raced.push(told);
    say(`race ${n + 1}: ${told.actions.join(' against ')} → ${told.endings.join(', ')} ${found.join('; ')}`);
  }
  const ends = raced.flatMap(({ endings }) => endings.filter((one) => one !== 'done'));
  const count = (one: string) => ends.filter((end) => end === one).length;
  return {
    total: raced.length,
    choices: ends.filter((one) => one !== 'told').length,
    faults,
    ends: `${count('drop')} dropped, ${count('look')} looked anew, ${count('anyway')} went on`,
  };
}

function linesOf(one: Expert | undefined, two: Races | undefined, stored: number): Line[] {
  return [
    {
      what: `${options.matters} cases by keys alone`,
      figure: one?.minutes,
      unit: 'min',
      atMost: MINUTES,
      note: one ? `${stored.toLocaleString('en')} cases stored; ${one.kinds}` : '',
    },
    paintLine('key to paint, moving through 300 rows, p95', one?.moving, PAINT_MS),
    paintLine('key to paint, deciding, p95', one?.working, PAINT_MS),
    {
      what: 'the current row moves by itself',
      figure: one?.jump,
      unit: 'px',
      atMost: 0,
      note: one
        ? `${one.news} cases came in meanwhile; J to the whole case p95 ${one.cases.p95.toFixed(0)} ms`
        : '',
    },
    {
      what: 'races for one case: lost updates, silent overwrites, lost words',
      figure: two?.faults.length,
      unit: '',
      atMost: 0,
      note: two ? (two.faults[0] ?? `${two.total} races`) : '',
    },
    {
      what: 'races: the second one was given the choice',
      figure: two?.choices,
      unit: '',
      atLeast: options.races,
      note: two?.ends ?? '',
    },
  ];
}

const sizeLines = (): Line[] =>
  shellSizes()
    .filter(({ shell }) => shell === 'command')
    .map(({ name, kib, limitKib }) => ({
      what: `JavaScript, gzip: ${name}`,
      figure: isAsked('size') ? kib : undefined,
      unit: 'KiB',
      atMost: limitKib,
    }));

/** The work of a morning, over the stored district. */
async function workLines(): Promise<Line[]> {
  if (!isAsked('expert') && !isAsked('races')) return linesOf(undefined, undefined, 0);
  const cluster = await startDeskCluster();
  try {
    const url = await prepareDeskStore(cluster, options.cases, say);
    const town = await startDeskTown(url);
    try {
      const [row] = await town.sql((sql) => sql.rows('select count(*)::int as total from case_file'));
      const one = isAsked('expert') ? await expert(town) : undefined;
      const two = isAsked('races') ? await races(town) : undefined;
      const lines = linesOf(one, two, Number(row?.['total']));
      // Told at once: what comes after it may break.
      if (one || two) say(`\n${tableOf(lines)}`);
      return lines;
    } catch (error) {
      // Said before the windows are closed: what they complain of then is not what went wrong.
      say(String(error));
      throw error;
    } finally {
      await town.stop();
    }
  } finally {
    await cluster.stop();
  }
}

async function main(): Promise<void> {
  const startedAt = toIso(systemClock.now());
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const lines = [
    ...sizeLines(),
    ...(await workLines()),
    ...(await screenLines({ axe: isAsked('axe'), lighthouse: isAsked('lighthouse') })),
  ];
  console.log(`\n${tableOf(lines)}\n`);
  const missed = lines.filter((line) => !holds(line));
  console.log(`${lines.length - missed.length} of ${lines.length} bars hold`);
  console.log(`written to ${await writeLines(startedAt, lines, 'desk')}`);
  if (missed.length > 0) process.exitCode = 1;
}

await main();
