// The whole application over a test store, for tests at the level of HTTP: same routes, same policy, same
// refusals; only the clock is a fake and photos stay in memory.
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll } from 'vitest';
import type { Id } from '../../kernel/id.ts';
import { fakeCipher } from '../../platform/server/crypto/fake.ts';
import type { TestStore } from '../../platform/server/db/test-database.ts';
import { FakeFiles } from '../../platform/server/files/fake.ts';
import { silentLog } from '../../platform/server/log/log.ts';
import { openPeople, openSession, type PeopleServices } from '../../slices/people/server/public.ts';
import { type Background, makeBackground } from './background.ts';
import { type Mounted, mount } from './mount.ts';
import { policy } from './parts.ts';

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
}

export interface TestApp {
  readonly mounted: Mounted;
  readonly people: PeopleServices;
  readonly background: Background;
  /** A bearer token for a person of the store. */
  signInAs(personId: Id): Promise<string>;
  /** One request; writes get a fresh idempotency key unless one is given. */
  send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    options?: { token?: string; body?: unknown; key?: string; headers?: Record<string, string> },
  ): Promise<Reply>;
  /** Delivers all events and fires all due timers, in the order a running server would. */
  settle(): Promise<void>;
}

/** Call once at the top of a test file, after testDatabase(). */
export function testApp(store: TestStore): TestApp {
  let mounted: Mounted | undefined;
  let people: PeopleServices | undefined;
  let background: Background | undefined;
  let keys = 0;
  beforeAll(async () => {
    const { database, clock } = store;
    const log = silentLog();
    people = openPeople({ database, clock, cipher: fakeCipher, policy });
    background = makeBackground({ database, clock, log });
    await background.events.register();
    mounted = await mount({
      database, clock, log, people, files: new FakeFiles(), version: 'test', bodyLimitBytes: 15 * 1024 * 1024,
      isBehindProxy: false, hasRateLimits: false,
    });
  }, 120_000);
  afterAll(async () => {
    await mounted?.app.close();
  });
  const opened = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the test app opens in beforeAll: use it inside a test');
    return value;
  };
  return {
    get mounted() {
      return opened(mounted);
    },
    get people() {
      return opened(people);
    },
    get background() {
      return opened(background);
    },
    async signInAs(personId) {
      const session = await store.database.transaction((tx) => openSession(tx, personId, 'bearer'));
      return session.token;
    },
    async send(method, url, options = {}) {
      keys += 1;
      const headers: Record<string, string> = {
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(method === 'GET' ? {} : { 'idempotency-key': options.key ?? `test-key-${keys}` }),
        ...options.headers,
      };
      const request: InjectOptions = { method, url, headers };
      if (options.body !== undefined) request.payload = options.body as never;
      const reply = await opened(mounted).app.inject(request);
      const isJson = String(reply.headers['content-type'] ?? '').includes('json');
      return { status: reply.statusCode, body: isJson ? reply.json() : { raw: reply.body }, headers: reply.headers };
    },
    async settle() {
      await opened(background).events.deliverAll();
      await opened(background).timers.runDue();
      await opened(background).events.deliverAll();
    },
  };
}
