// The product as it is started for real, over a fresh demo town, and browsers of people who have signed in
// there: what the measurements of the phone and of the desk's screens stand on.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type APIRequestContext,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
  request,
} from 'playwright-core';
import { DEMO_PASSWORD } from '../db/seed/demo/people.ts';
import { CHROMIUM, FLAGS } from '../e2e/browser.ts';
import { BENCH_FOLDER } from './cluster.ts';
import { startServer } from './server-process.ts';

const SEEDING_MS = 300_000;

export interface DemoTown {
  readonly url: string;
  /** A case of the first street, and where it is. */
  readonly caseId: string;
  /** A thing that stands near it. */
  readonly componentId: string;
  readonly place: { readonly longitude: number; readonly latitude: number };
  stop(): Promise<void>;
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
}

interface SomeCase {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

async function askCase(url: string): Promise<SomeCase> {
  const asker = await request.newContext();
  await signIn(asker, url, 'leader.01');
  const reply = await asker.get(`${url}/api/cases?limit=1`);
  const { items } = (await reply.json()) as { items: SomeCase[] };
  await asker.dispose();
  const [found] = items;
  if (!found) throw new Error('the demo town has no case to look at');
  return found;
}

async function askComponent(url: string, { lon, lat }: SomeCase): Promise<string> {
  const asker = await request.newContext();
  const query = `districtId=990101&lon=${lon}&lat=${lat}&radiusMetres=5000&limit=1`;
  const reply = await asker.get(`${url}/api/components/nearest?${query}`);
  const [found] = (await reply.json()) as { id: string }[];
  await asker.dispose();
  if (!found) throw new Error('the demo town has no component to look at');
  return found.id;
}

export async function startDemoTown(): Promise<DemoTown> {
  const dataDir = await mkdtemp(join(BENCH_FOLDER, 'town-'));
  const server = await startServer({ dataDir, hasDemo: true, patienceMs: SEEDING_MS });
  const url = `http://127.0.0.1:${server.port}`;
  const asked = await askCase(url);
  const { id, lon, lat } = asked;
  return {
    url,
    caseId: id,
    componentId: await askComponent(url, asked),
    place: { longitude: lon, latitude: lat },
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}

export interface BrowserOptions {
  /** Of the browser's remote control, for whoever drives it from outside. */
  readonly port?: number;
  /** Undefined: nobody has signed in. */
  readonly login?: string;
  /** Where no graphics chip is: a map drawn in software holds the page for seconds, which no device does. */
  readonly hasNoGraphics?: boolean;
}

/** With a fresh profile. */
export async function openBrowser(
  town: DemoTown,
  device: BrowserContextOptions,
  { port, login, hasNoGraphics = false }: BrowserOptions,
): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(BENCH_FOLDER, 'browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: [
      ...FLAGS,
      ...(hasNoGraphics ? ['--disable-3d-apis'] : []),
      ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
    ],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...device,
  });
  if (login !== undefined) await signIn(context.request, town.url, login);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true });
    },
  };
}

/** By the same door as the screen, without drawing it: the cookie is all that a browser needs. */
async function signIn(asker: APIRequestContext, url: string, login: string): Promise<void> {
  const reply = await asker.post(`${url}/api/session`, {
    data: { login, password: DEMO_PASSWORD },
    headers: { 'idempotency-key': randomUUID() },
  });
  if (!reply.ok()) throw new Error(`${login} can't sign in: ${reply.status()} ${await reply.text()}`);
}
