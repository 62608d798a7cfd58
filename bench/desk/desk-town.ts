// The product as it is started for real over the stored district, and windows of people who work there: what
// every measurement of the desk stands on. People are let in by a session of their own, as their browsers
// would be after signing in.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM, FLAGS } from '../../e2e/browser.ts';
import type { Database } from '../../platform/server/db/tx.ts';
import { openSession } from '../../slices/people/server/public.ts';
import { BENCH_FOLDER, type Sql, withSql } from '../cluster.ts';
import { markCounted } from '../counted.ts';
import { openBenchDatabase } from '../prepare.ts';
import { type ServerProcess, startServer } from '../server-process.ts';

export interface Worker {
  readonly personId: string;
  readonly token: string;
  /** Throws with the refusal where the city says no. */
  ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T>;
}

export interface DeskTown {
  readonly url: string;
  worker(login: string): Promise<Worker>;
  window(worker: Worker): Promise<Page>;
  sql<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** A million rows brought up to date by a new migration take their time. */
const PATIENCE_MS = 600_000;

async function workerOf(database: Database, url: string, personId: string): Promise<Worker> {
  const { token } = await database.transaction((tx) => openSession(tx, personId, 'bearer'));
  return {
    personId,
    token,
    ask: async (method, path, body) => {
      const reply = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(method === 'GET'
            ? {}
            : { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
      return (await reply.json()) as never;
    },
  };
}

async function windowFor(browser: Browser, { token }: Worker): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

export async function startDeskTown(databaseUrl: string): Promise<DeskTown> {
  const dataDir = join(BENCH_FOLDER, 'desk-data');
  await withSql(databaseUrl, markCounted);
  const server: ServerProcess = await startServer({ databaseUrl, dataDir, patienceMs: PATIENCE_MS });
  const url = `http://127.0.0.1:${server.port}`;
  const database = openBenchDatabase(databaseUrl);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  return {
    url,
    worker: async (login) => {
      const [row] = await withSql(databaseUrl, (sql) =>
        sql.rows('select id from person where login = $1', [login]),
      );
      if (!row) throw new Error(`the district has nobody called ${login}`);
      return workerOf(database, url, String(row['id']));
    },
    window: (worker) => windowFor(browser, worker),
    sql: (work) => withSql(databaseUrl, work),
    stop: async () => {
      await browser.close();
      await database.close();
      await server.stop();
    },
  };
}
