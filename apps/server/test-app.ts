// The whole application over a test store, for tests at the level of HTTP: same routes, same policy, same
// refusals; only the clock is a fake and photos stay in memory.
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import type { Id } from '../../kernel/id.ts';
import { fakeCipher } from '../../platform/server/crypto/fake.ts';
import type { TestStore } from '../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';
import type { PushChannel } from '../../platform/server/push/push-channel.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { openPeople, openSession, type PeopleServices } from '../../slices/people/server/public.ts';
import { type Background, makeBackground } from './background.ts';
import { type Mounted, mount } from './mount.ts';
import { policy } from './parts.ts';
import { unitTies } from './unit-ties.ts';

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface SendOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

export interface TestApp {
  readonly mounted: Mounted;
  readonly people: PeopleServices;
  readonly background: Background;
  /** Photos in memory: give these to whatever seeds some. */
  readonly files: FakeFiles;
  /** A bearer token for a person of the store. */
  signInAs(personId: Id): Promise<string>;
  /** One request; writes get a fresh idempotency key unless one is given. */
  send(method: Method, url: string, options?: SendOptions): Promise<Reply>;
  /** Delivers all events, fires all due timers and hands over all pushes, in the order a running server
   *  would. */
  settle(): Promise<void>;
}

interface Whole {
  readonly mounted: Mounted;
  readonly people: PeopleServices;
  readonly background: Background;
}

const PHOTO_LIMIT_BYTES = 15 * 1024 * 1024;

async function openWhole(
  { database, clock }: TestStore,
  files: FakeFiles,
  push: PushChannel | undefined,
): Promise<Whole> {
  const waking = push ? { push } : {};
  const log = silentLog();
  const people = openPeople({ database, clock, cipher: fakeCipher, policy, ties: unitTies });
  const background = makeBackground({ database, clock, files, log, ...waking });
  await background.events.register();
  const mounted = await mount({
    database,
    clock,
    log,
    people,
    files,
    version: 'test',
    bodyLimitBytes: PHOTO_LIMIT_BYTES,
    isBehindProxy: false,
    hasRateLimits: false,
    checksReplies: true,
    ...waking,
  });
  return { mounted, people, background };
}

/** Call once at the top of a test file, after testDatabase(). `push` is asked before the first test. */
export function testApp(store: TestStore, push?: () => PushChannel): TestApp {
  const files = new FakeFiles();
  let whole: Whole | undefined;
  let keys = 0;
  beforeAll(async () => {
    whole = await openWhole(store, files, push?.());
  }, 120_000);
  afterAll(async () => {
    await whole?.mounted.app.close();
  });
  const opened = (): Whole => {
    if (!whole) throw new Error('the test app opens in beforeAll: use it inside a test');
    return whole;
  };
  return {
    files,
    get mounted() {
      return opened().mounted;
    },
    get people() {
      return opened().people;
    },
    get background() {
      return opened().background;
    },
    async signInAs(personId) {
      const session = await store.database.transaction((tx) => openSession(tx, personId, 'bearer'));
      return session.token;
    },
    send(method, url, options = {}) {
      keys += 1;
      return sendTo(opened().mounted, method, url, { key: `test-key-${keys}`, ...options });
    },
    async settle() {
      const { events, imports, timers, pushes } = opened().background;
      await events.deliverAll();
      await timers.runDue();
      await imports.runDue();
      await events.deliverAll();
      await pushes?.sendDue();
    },
  };
}

async function sendTo(
  { app }: Mounted,
  method: Method,
  url: string,
  options: SendOptions & { key: string },
): Promise<Reply> {
  const headers: Record<string, string> = {
    ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
    ...(method === 'GET' ? {} : { 'idempotency-key': options.key }),
    ...options.headers,
  };
  const request: InjectOptions = { method, url, headers };
  if (options.body !== undefined) request.payload = options.body as never;
  const reply = await app.inject(request);
  const isJson = String(reply.headers['content-type'] ?? '').includes('json');
  const body = isJson ? reply.json() : { raw: reply.body };
  return { status: reply.statusCode, body, headers: reply.headers };
}
