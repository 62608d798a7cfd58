// What a server does by itself (the timers and the subscriber that tell people of pushes), in a process that
// is meant to be killed. Told by lines on its standard input: `clock <instant>` sets its clock at once, also
// in the middle of its work; `work` does whatever is due and ends with "done". Of each transaction that
// writes a step or a notice it says "about" before it is committed, and "kept" after. Argument: the store.
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { uuidV7 } from '../../kernel/id.ts';
import { FakeClock } from '../../platform/server/clock/fake.ts';
import { fakeCipher } from '../../platform/server/crypto/fake.ts';
import type { Connection, Engine, QueryReply } from '../../platform/server/db/connection.ts';
import { openDatabase } from '../../platform/server/db/database.ts';
import { postgresEngine } from '../../platform/server/db/postgres-engine.ts';
import { makeEventReader } from '../../platform/server/events/reader.ts';
import { makeTimerRunner } from '../../platform/server/jobs/runner.ts';
import { casesJobs } from '../../slices/cases/server/jobs.ts';
import { noticesJobs } from '../../slices/notices/server/jobs.ts';
import { noticesSubscribers } from '../../slices/notices/server/subscribers.ts';

const [url = ''] = process.argv.slice(2);
/** Few at a time, so that three servers share a round and there are many moments to die at. */
const TIMERS_AT_ONCE = 3;
const EVENTS_AT_ONCE = 8;
const EFFECT = /insert into (step|notice)\b|update "notice"/;

/** A line to the store that says when a transaction with an effect is about to end, and when it has. */
class ToldConnection implements Connection {
  readonly inner: Connection;
  #hasEffect = false;

  constructor(inner: Connection) {
    this.inner = inner;
  }

  async query(text: string, values?: readonly unknown[]): Promise<QueryReply> {
    if (text === 'begin') this.#hasEffect = false;
    if (EFFECT.test(text)) this.#hasEffect = true;
    if (text !== 'commit' || !this.#hasEffect) return this.inner.query(text, values);
    console.log('about');
    // Whoever listens may kill now, with everything written and nothing kept.
    await nextTurn();
    const reply = await this.inner.query(text, values);
    console.log('kept');
    return reply;
  }

  script(text: string): Promise<void> {
    return this.inner.script(text);
  }
}

function told(engine: Engine): Engine {
  return {
    name: engine.name,
    acquire: async () => new ToldConnection(await engine.acquire()),
    release: (connection, broken) => engine.release((connection as ToldConnection).inner, broken),
    close: () => engine.close(),
  };
}

const clock = new FakeClock('2026-08-05T08:00:00+08:00');
const database = openDatabase({
  engine: told(postgresEngine({ connectionString: url, maxConnections: 3, onIdleError: () => undefined })),
  clock,
  ids: { next: () => uuidV7(clock.now(), randomBytes(10)) },
  random: (bytes) => randomBytes(bytes),
  cipher: fakeCipher,
});
const onError = (error: unknown) => console.log(`failed ${String(error)}`);
const timers = makeTimerRunner({
  database,
  clock,
  batchSize: TIMERS_AT_ONCE,
  handlers: [...casesJobs, ...noticesJobs],
  onError,
});
const events = makeEventReader({
  database,
  clock,
  limits: { batchSize: EVENTS_AT_ONCE },
  subscribers: noticesSubscribers,
  onError,
});

async function work(): Promise<void> {
  await timers.runDue();
  await events.deliverAll();
  await timers.runDue();
  console.log('done');
}

console.log('ready');
for await (const line of createInterface(process.stdin)) {
  const [verb, at = ''] = line.split(' ');
  if (verb === 'clock') clock.set(at);
  else void work().catch(onError);
}
