// Decides when the server dies: after so many acknowledged reports, drawn from a seed, a few milliseconds
// later, now and then a second time while it is coming back. The same seed draws the same list.
import type { KillableServer, StoreName } from './killable-server.ts';
import { sleep } from './killable-server.ts';

/** Numbers from 0 to 1 that repeat with the seed. */
export function drawer(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface PlannedKill {
  /** Reports answered before this one strikes. */
  readonly afterAnswers: number;
  readonly delayMs: number;
  /** Kills the starting server once more, so long after its start. */
  readonly againAfterMs: number | undefined;
  readonly withDatabase: boolean;
}

const LONGEST_DELAY_MS = 40;
const LONGEST_START_MS = 2_000;

/** So many deaths in all, spread over the answers; those while starting count as deaths of their own. */
export function planKills(
  draw: () => number,
  kills: number,
  answers: number,
  store: StoreName,
): PlannedKill[] {
  const plan: Omit<PlannedKill, 'afterAnswers'>[] = [];
  for (let deaths = 0; deaths < kills; ) {
    const isTwice = plan.length % 4 === 3 && deaths + 2 <= kills;
    plan.push({
      delayMs: draw() * LONGEST_DELAY_MS,
      againAfterMs: isTwice ? draw() * LONGEST_START_MS : undefined,
      withDatabase: store === 'postgres' && plan.length % 2 === 1,
    });
    deaths += isTwice ? 2 : 1;
  }
  // One moment in each equal stretch: random, yet none after the last report.
  const stretch = (answers * 0.95) / plan.length;
  return plan.map((kill, at) => ({
    ...kill,
    afterAnswers: Math.max(1, Math.floor((at + draw()) * stretch)),
  }));
}

export class Executioner {
  readonly restartsMs: number[] = [];
  deaths = 0;
  deathsOfDatabase = 0;
  readonly #server: KillableServer;
  readonly #plan: PlannedKill[];
  #answers = 0;
  #working: Promise<void> = Promise.resolve();
  #fail: (error: unknown) => void = () => undefined;
  /** Never fulfilled; rejects when the server can't be brought back. */
  readonly failed: Promise<never>;

  constructor(server: KillableServer, plan: readonly PlannedKill[]) {
    this.#server = server;
    this.#plan = [...plan];
    this.failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
  }

  /** Called for each answered report; strikes when its hour has come. */
  answered(): void {
    this.#answers += 1;
    const next = this.#plan[0];
    if (!next || this.#answers < next.afterAnswers) return;
    this.#plan.shift();
    this.#working = this.#working.then(() => this.#strike(next)).catch((error) => this.#fail(error));
  }

  async #strike(kill: PlannedKill): Promise<void> {
    await sleep(kill.delayMs);
    await this.#server.kill(kill.withDatabase);
    this.deaths += 1;
    if (kill.withDatabase) this.deathsOfDatabase += 1;
    if (kill.againAfterMs !== undefined) {
      await this.#server.start(kill.againAfterMs);
      this.deaths += 1;
    }
    this.restartsMs.push(await this.#server.start());
  }

  /** When the last restart is over. */
  settled(): Promise<void> {
    return this.#working;
  }
}
