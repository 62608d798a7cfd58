// npm run bench:field: builds, starts the product on a fresh demo town, and holds the phone against its bars:
// sizes, Lighthouse on every screen and the sign-in page, a slow line, taps, and barriers. Prints a table,
// writes bench/results/field-*.json, and ends with 1 when a bar does not hold.
// --only=size,lighthouse,slow,taps,axe
import { mkdirSync } from 'node:fs';
import { fieldAddresses } from '../../e2e/field-addresses.ts';
import { pictureOf } from '../../e2e/doings.ts';
import { fieldReport, foundAndFixed, type Tapped } from '../../e2e/field-taps.ts';
import { toIso } from '../../kernel/instant.ts';
import { systemClock } from '../../platform/server/clock/clock.ts';
import { shellSizes, wholeKib } from '../../tools/bundle/shell-sizes.ts';
import { barrierLine, barriersNotLookedFor, openStill } from '../barriers.ts';
import { BENCH_FOLDER } from '../cluster.ts';
import { type BrowserOptions, type DemoTown, startDemoTown } from '../demo-town.ts';
import { judgeScreen, notJudged } from '../lighthouse.ts';
import { freePort } from '../server-process.ts';
import { holds, type Line, tableOf, writeLines } from '../table.ts';
import { openFieldPhone } from './field-phone.ts';
import { measureSlowLine } from './slow-line.ts';

const OFFICER = 'inspector.district';
/** Holds every post that opens a screen of the phone. */
const LEADER = 'leader.01';
const LIGHTHOUSE_LEAST = 95;
/** Judged as the list that stands in where a phone can't draw: here a map would be drawn in software. */
const DRAWN: readonly string[] = ['/field/map', '/field/grid'];
const [COLD_MS, AGAIN_MS] = [5_000, 1_500];
const REPORT = { taps: 3, seconds: 30 };
const FIXED = { taps: 4, seconds: 30 };

const asked = process.argv
  .find((word) => word.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');
const isAsked = (name: string): boolean => asked?.includes(name) ?? true;
const say = (words: string): void => console.error(`· ${words}`);

function sizeLines(): Line[] {
  const fields = shellSizes().filter(({ shell }) => shell === 'field');
  const whole = `all screens together: ${wholeKib('field').toFixed(1)} KiB, for offline`;
  return fields.map(({ name, kib, limitKib }) => ({
    what: `JavaScript, gzip: ${name}`,
    figure: isAsked('size') ? kib : undefined,
    unit: 'KiB',
    atMost: limitKib,
    note: whole,
  }));
}

async function lighthouseLines(town: DemoTown): Promise<Line[]> {
  const addresses = fieldAddresses({ caseId: town.caseId, figureId: 'open' });
  const lines: Line[] = [];
  const walk = async (options: BrowserOptions, paths: readonly string[], named: string) => {
    const port = await freePort();
    const by = { base: town.url, port, device: 'phone', atLeast: LIGHTHOUSE_LEAST } as const;
    const phone = isAsked('lighthouse') ? await openFieldPhone(town, { port, ...options }) : undefined;
    for (const path of paths) {
      const told = phone ? await judgeScreen(by, path, named) : notJudged(LIGHTHOUSE_LEAST, path, named);
      lines.push(...told);
    }
    await phone?.close();
  };
  const isDrawn = (path: string): boolean => DRAWN.includes(path);
  await walk({}, ['/field/'], 'sign-in ');
  await walk({ login: LEADER }, addresses.filter((path) => !isDrawn(path)), '');
  const drawn = addresses.filter(isDrawn);
  await walk({ login: LEADER, hasNoGraphics: true }, drawn, 'as a list, without graphics, ');
  return lines;
}

async function slowLines(town: DemoTown): Promise<Line[]> {
  const phone = isAsked('slow') ? await openFieldPhone(town, { login: OFFICER }) : undefined;
  const slow = phone && (await measureSlowLine(phone, town.url));
  await phone?.close();
  if (slow) say(`slow line: ${Math.round(slow.coldMs)} ms cold, ${Math.round(slow.againMs)} ms again`);
  const line = (what: string, figure: number | undefined, atMost: number): Line => ({
    what: `report form usable on slow 3G with a four times slower processor, ${what}`,
    figure: figure === undefined ? undefined : Math.round(figure),
    unit: 'ms',
    atMost,
  });
  return [line('cold', slow?.coldMs, COLD_MS), line('again', slow?.againMs, AGAIN_MS)];
}

/** What the phone offers first before any word: the newest cases of the town decide, and they change with the
 *  hour. */
async function firstOffered(town: DemoTown): Promise<string> {
  const phone = await openFieldPhone(town, { login: OFFICER });
  await phone.page.goto(`${town.url}/field/report`);
  const chip = phone.page.getByRole('group', { name: '常用' }).getByRole('button').first();
  const words = await chip.innerText();
  await phone.close();
  return words;
}

async function countTaps(town: DemoTown): Promise<readonly (Tapped | undefined)[]> {
  const item = await firstOffered(town);
  const phone = await openFieldPhone(town, { login: OFFICER });
  const before = await pictureOf('rubbish', 'before', 1);
  const after = await pictureOf('rubbish', 'after', 1);
  const job = { url: `${town.url}/field/report`, before, after, item, until: 'received' as const };
  const told = [await fieldReport(phone.page, job), await foundAndFixed(phone.page, job)];
  await phone.close();
  return told;
}

async function tapLines(town: DemoTown): Promise<Line[]> {
  const [report, fixed] = isAsked('taps') ? await countTaps(town) : [];
  return [
    { name: 'report', told: report, bar: REPORT },
    { name: 'found and fixed (随手处置)', told: fixed, bar: FIXED },
  ].flatMap(({ name, told, bar }): Line[] => [
    {
      what: `${name}: taps`,
      figure: told?.taps.length,
      unit: '',
      atMost: bar.taps,
      note: told?.taps.join(' · ') ?? '',
    },
    {
      what: `${name}: seconds from opening to the number`,
      figure: told && told.ms / 1_000,
      unit: 's',
      atMost: bar.seconds,
      note: 'the machine’s part; the person’s own seconds come on top',
    },
  ]);
}

async function axeLines(town: DemoTown): Promise<Line[]> {
  const addresses = fieldAddresses({ caseId: town.caseId, figureId: 'open' });
  if (!isAsked('axe')) return addresses.map(barriersNotLookedFor);
  const lines: Line[] = [];
  const phone = await openFieldPhone(town, { login: LEADER });
  for (const path of addresses) {
    await openStill(phone.page, town.url + path);
    lines.push(await barrierLine(phone.page, path, 'light; every other mode: e2e/field-screens.test.ts'));
  }
  await phone.close();
  return lines;
}

async function main(): Promise<void> {
  const startedAt = toIso(systemClock.now());
  mkdirSync(BENCH_FOLDER, { recursive: true });
  say('a fresh demo town (a minute)');
  const town = await startDemoTown();
  try {
    const lines = [
      ...sizeLines(),
      ...(await slowLines(town)),
      ...(await tapLines(town)),
      ...(await axeLines(town)),
      ...(await lighthouseLines(town)),
    ];
    console.log(`\n${tableOf(lines)}\n`);
    const missed = lines.filter((line) => !holds(line));
    console.log(`${lines.length - missed.length} of ${lines.length} bars hold`);
    console.log(`written to ${await writeLines(startedAt, lines)}`);
    if (missed.length > 0) process.exitCode = 1;
  } finally {
    await town.stop();
  }
}

await main();
