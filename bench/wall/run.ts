// `npm run bench:wall`: a wall through eight hours of a storm, at 1920 × 1080 and then at 3840 × 1080. The
// clock runs at its real pace; eight hours of events at ten times the load of a district with 500,000 cases a
// year (4,560 reports and twice as many acts) are played in eight minutes, sixty times as fast as they would
// come. `--size=standard` or `--size=wide` plays one of the two, `--minutes=2` as many an hour as that for a
// shorter time, `--scene=turns` before scenes that take their turns. Prints delays, memory and frames, and
// exits 1 beyond the bars.
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../../db/seed/demo/people.ts';
import { CHROMIUM, FLAGS } from '../../e2e/browser.ts';
import { blow } from './storm.ts';
import { type Served, serveTown } from './town.ts';

const MINUTE = 60_000;
const HOURS = 8;
const WHOLE = { minutes: 8, reports: 4_560, acts: 9_120 } as const;
const BARS = { p99Ms: 2_000, growth: 1.15, framesFloor: 10, staleS: 0 } as const;
const SIZES = { standard: { width: 1920, height: 1080 }, wide: { width: 3840, height: 1080 } } as const;
type Size = keyof typeof SIZES;
const isSize = (name: string): name is Size => name in SIZES;
const DISTRICT = '990101';

const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

interface Memory {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** After the garbage is collected: what is really held. */
async function memoryOf(line: CDPSession): Promise<Memory> {
  for (let turn = 0; turn < 3; turn += 1) await line.send('HeapProfiler.collectGarbage');
  const { metrics } = await line.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return {
    heapMb: of('JSHeapUsedSize') / 1024 / 1024,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
  };
}

interface Measured {
  readonly delays: readonly number[];
  /** Of these, until the page had heard of it. */
  readonly heard: readonly number[];
  readonly frames: readonly number[];
  readonly events: number;
  readonly staleS: number;
}

/** Kept in the page between two looks, so that none is missed: the page itself holds only the last 500. */
const WATCH = `
  window.seen = { delays: [], heard: [], frames: [], staleS: 0, lastPainted: 0 };
  let frames = 0;
  const frame = () => { frames += 1; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  setInterval(() => {
    window.seen.frames.push(frames);
    frames = 0;
    if (document.querySelector('.gl-wall')?.hasAttribute('data-stale')) window.seen.staleS += 1;
    const all = window.gridloopWall?.delays.painted ?? [];
    const fresh = all.filter((one) => one.paintedAt > window.seen.lastPainted);
    for (const one of fresh) {
      window.seen.delays.push(one.paintedAt - one.eventAt);
      window.seen.heard.push(one.heardAt - one.eventAt);
    }
    window.seen.lastPainted = all.at(-1)?.paintedAt ?? window.seen.lastPainted;
  }, 1000);`;

const readSeen = (page: Page): Promise<Measured> =>
  page.evaluate(() => {
    const { seen, gridloopWall } = globalThis as unknown as {
      seen: { delays: number[]; heard: number[]; frames: number[]; staleS: number };
      gridloopWall?: { delays: { events: number } };
    };
    const events = gridloopWall?.delays.events ?? 0;
    const { delays, heard, frames, staleS } = seen;
    const told = { delays, heard, frames, staleS, events };
    seen.delays = [];
    seen.heard = [];
    seen.frames = [];
    return told;
  });

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;

async function openWall(browser: Browser, url: string, size: Size) {
  const context = await browser.newContext({
    viewport: SIZES[size],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const entered = await context.request.post(`${url}/api/session`, {
    data: { login: 'leader.district', password: DEMO_PASSWORD },
    headers: { 'idempotency-key': crypto.randomUUID() },
  });
  if (!entered.ok()) throw new Error(`the leader can't sign in: ${entered.status()}`);
  const page = await context.newPage();
  const scene = option('scene') ?? 'today';
  await page.goto(scene === 'turns' ? `${url}/wall` : `${url}/wall/${scene}`);
  await page.locator('.gl-wall').waitFor({ timeout: MINUTE });
  if (scene === 'today') await page.locator('.gl-wall-map[data-loaded]').waitFor({ timeout: MINUTE });
  const line = await context.newCDPSession(page);
  await line.send('Performance.enable');
  await page.evaluate(WATCH);
  return { page, line };
}

/** What is seen and held while the storm blows, looked at again and again. */
async function watch(page: Page, line: CDPSession, town: Served, minutes: number): Promise<Told> {
  const share = minutes / WHOLE.minutes;
  const lastsMs = minutes * MINUTE;
  const memories: Memory[] = [];
  const delays: number[] = [];
  const heard: number[] = [];
  const frames: number[] = [];
  let [events, staleS] = [0, 0];
  const look = async () => {
    const seen = await readSeen(page);
    delays.push(...seen.delays.map((one) => one + town.shiftMs));
    heard.push(...seen.heard.map((one) => one + town.shiftMs));
    frames.push(...seen.frames);
    events = seen.events;
    staleS = seen.staleS;
    memories.push(await memoryOf(line));
  };
  const storm = blow({
    url: town.url,
    districtId: DISTRICT,
    lastsMs,
    reports: Math.round(WHOLE.reports * share),
    acts: Math.round(WHOLE.acts * share),
  });
  // The first look after a tenth: what is loaded once and kept is no growth.
  const looks = [0.1, 0.3, 0.5, 0.7, 0.9, 1].map((part) => part * lastsMs);
  const beganAt = Date.now();
  const looking = async () => {
    for (const at of looks) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, beganAt + at - Date.now())));
      await look();
      console.log(
        `${Math.round((at / lastsMs) * 100)} %: heap ${memories.at(-1)?.heapMb.toFixed(1)} MB, ` +
          `${memories.at(-1)?.nodes} nodes, ${delays.length} changes seen`,
      );
    }
  };
  const [told] = await Promise.all([storm, looking()]);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  await look();
  return { told, delays, heard, frames, events, staleS, memories };
}

async function measure(size: Size, minutes: number): Promise<boolean> {
  const { width, height } = SIZES[size];
  const hours = (minutes / WHOLE.minutes) * HOURS;
  const name = `${width} × ${height}: ${hours} h of a storm at 10 × load in ${minutes} min, software drawing`;
  console.log(`\n${name}`);
  const town = await serveTown({ startsAt: '2026-08-05T09:00:00+08:00', web: option('web') });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    const { page, line } = await openWall(browser, town.url, size);
    return report(name, await watch(page, line, town, minutes));
  } finally {
    await browser?.close();
    await town.stop();
  }
}

interface Told extends Measured {
  readonly told: { readonly reports: number; readonly acts: number; readonly refused: number };
  readonly memories: readonly Memory[];
}

type Row = readonly [what: string, value: string, bar: string, isGood: boolean];

/** The list of running cases and the dots come and go: what stays is no more than at the start. */
const flat = (what: string, start = Number.NaN, end = Number.NaN): Row => [
  `${what}, start · end`,
  `${start} · ${end}`,
  `end ≤ ${BARS.growth} × start`,
  end <= start * BARS.growth,
];

function report(name: string, { told, delays, heard, frames, events, staleS, memories }: Told): boolean {
  const sorted = [...delays].sort((a, b) => a - b);
  const early = [...heard].sort((a, b) => a - b);
  const paced = [...frames].sort((a, b) => a - b);
  const [first, last] = [memories[0], memories.at(-1)];
  const middle = memories[Math.floor(memories.length / 2)];
  const growth = (last?.heapMb ?? 0) / (first?.heapMb ?? 1);
  const p99 = quantile(sorted, 0.99);
  const floor = quantile(paced, 0.01);
  const rows: readonly Row[] = [
    [
      'written',
      `${told.reports} reports, ${told.acts} acts, ${told.refused} refused`,
      'some',
      told.reports > 0,
    ],
    ['events heard', String(events), `≥ ${told.reports + told.acts}`, events >= told.reports + told.acts],
    ['changes seen', String(sorted.length), `≥ ${Math.round(events * 0.95)}`, sorted.length >= events * 0.95],
    [
      'event → page, p50 · p99',
      [0.5, 0.99].map((q) => `${Math.round(quantile(early, q))} ms`).join(' · '),
      '',
      true,
    ],
    ['event → screen p50', `${Math.round(quantile(sorted, 0.5))} ms`, '', true],
    ['event → screen p95', `${Math.round(quantile(sorted, 0.95))} ms`, '', true],
    ['event → screen p99', `${Math.round(p99)} ms`, `≤ ${BARS.p99Ms} ms`, p99 <= BARS.p99Ms],
    ['event → screen max', `${Math.round(sorted.at(-1) ?? Number.NaN)} ms`, '', true],
    [
      'heap after GC, start · middle · end',
      [first, middle, last].map((one) => `${one?.heapMb.toFixed(1)} MB`).join(' · '),
      `end ≤ ${BARS.growth} × start`,
      growth <= BARS.growth,
    ],
    flat('elements', first?.nodes, last?.nodes),
    flat('listeners', first?.listeners, last?.listeners),
    [
      'frames a second, p1 · p50',
      `${floor} · ${quantile(paced, 0.5)}`,
      `p1 ≥ ${BARS.framesFloor}`,
      floor >= BARS.framesFloor,
    ],
    ['seconds greyed', String(staleS), `≤ ${BARS.staleS}`, staleS <= BARS.staleS],
  ];
  console.log(`\n${name}`);
  for (const [what, value, bar, isGood] of rows) {
    console.log(`${isGood ? '  ok  ' : ' FAIL '} ${what.padEnd(36)} ${value.padEnd(38)} ${bar}`);
  }
  return rows.every(([, , , isGood]) => isGood);
}

async function run(): Promise<boolean> {
  const asked = option('size') ?? '';
  const sizes: readonly Size[] = isSize(asked) ? [asked] : ['standard', 'wide'];
  const minutes = Number(option('minutes') ?? WHOLE.minutes);
  const results: boolean[] = [];
  for (const size of sizes) results.push(await measure(size, minutes));
  return results.every(Boolean);
}

process.exit((await run()) ? 0 : 1);
