// Some of the year's cases through the product's own doors, at their own moments: reported, acted on, counted
// by the events they leave. The clock goes from deed to deed.
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assert } from '../../kernel/assert.ts';
import type { FakeClock } from '../../platform/server/clock/fake.ts';
import type { Database, Tx } from '../../platform/server/db/tx.ts';
import { makeEventReader } from '../../platform/server/events/reader.ts';
import { orRefuse } from '../../platform/server/http/refused.ts';
import { locate } from '../../slices/areas/server/public.ts';
import { actOnCase } from '../../slices/cases/server/act-on-case.ts';
import { findCaseFile } from '../../slices/cases/server/public.ts';
import { reportCase } from '../../slices/cases/server/report-case.ts';
import { evaluationSubscribers } from '../../slices/evaluation/server/subscribers.ts';
import type { World } from '../fill-cases.ts';
import { type Deed, type Life, lifeAgain, lifeOf, nextDeed, reporterIn, reportOf } from './life.ts';
import type { Undone, Year } from './life.ts';

/** Deeds after which the counting of their events has its turn. */
const TURN = 300;

interface Waiting {
  readonly at: Instant;
  readonly act: (tx: Tx) => Promise<Waiting | undefined>;
}

interface Parts {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly world: World;
  readonly year: Year;
  readonly undone: Undone;
}

export class LiveCases {
  readonly #parts: Parts;
  readonly #register: () => Promise<void>;
  readonly #count: () => Promise<number>;
  /** The next one last. */
  readonly #waiting: Waiting[] = [];
  deeds = 0;
  constructor(parts: Parts, now: () => number) {
    this.#parts = parts;
    const { database, clock } = parts;
    const reader = makeEventReader({
      database,
      clock,
      subscribers: evaluationSubscribers,
      onError: (error) => {
        throw error;
      },
    });
    this.#register = () => reader.register();
    this.#count = async () => {
      const startedAt = now();
      const events = await reader.deliverAll();
      this.countedMs += now() - startedAt;
      this.events += events;
      return events;
    };
  }
  events = 0;
  countedMs = 0;

  /** Before the first deed, so that the events of all are counted. */
  start(): Promise<void> {
    return this.#register();
  }

  #queue(one: Waiting): void {
    const at = this.#waiting.findLastIndex((other) => other.at > one.at);
    this.#waiting.splice(at + 1, 0, one);
  }

  async #next(tx: Tx, life: Life, caseId: Id): Promise<Waiting | undefined> {
    const { undone, year } = this.#parts;
    const file = await findCaseFile(tx, caseId);
    assert(file !== undefined, 'a case that was acted on is there');
    if (file.state === 'closed' && !life.isDone) undone.add(caseId);
    else undone.delete(caseId);
    const deed = nextDeed(life, file, tx.now);
    return deed && deed[3] <= year.endsAt ? this.#waitingFor(life, caseId, deed) : undefined;
  }

  #waitingFor(life: Life, caseId: Id, [actor, action, body, at]: Deed): Waiting {
    const act = async (tx: Tx) => {
      await actOnCase(tx, actor, { caseId, action, body });
      return this.#next(tx, life, caseId);
    };
    return { at, act };
  }

  /** It will be reported in its hour. */
  expect(n: number): void {
    const { world, year } = this.#parts;
    const life = lifeOf(world, year, n);
    const { at, body } = reportOf(life, year);
    const act = async (tx: Tx) => {
      const { areaPath } = orRefuse(await locate(tx, body.point));
      const { id } = await reportCase(tx, reporterIn(world, areaPath), { body });
      return this.#next(tx, life, id);
    };
    this.#queue({ at, act });
  }

  /** Somebody else has reopened it. */
  async goOn(caseId: Id, n: number): Promise<void> {
    const { database, world, year } = this.#parts;
    const next = await database.read((tx) => this.#next(tx, lifeAgain(world, year, n), caseId));
    if (next) this.#queue(next);
  }

  /** All that happens until then, each at its moment. */
  async liveUntil(until: Instant): Promise<void> {
    const { database, clock } = this.#parts;
    for (let one = this.#waiting.at(-1); one && one.at <= until; one = this.#waiting.at(-1)) {
      this.#waiting.pop();
      // A deed that was decided on late is done at once.
      if (one.at > clock.now()) clock.advance(one.at - clock.now());
      const next = await database.transaction(one.act);
      if (next) this.#queue(next);
      this.deeds += 1;
      if (this.deeds % TURN === 0) await this.#count();
    }
    clock.advance(until - clock.now());
    await this.#count();
  }
}
