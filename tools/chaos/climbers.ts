// Servers over one store, each a process of its own with a clock of its own, that die by SIGKILL at an effect
// that was chosen beforehand and are replaced. It kills only what it started, by process id. Modes of one:
// starting → idle → working → idle … → dead.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Instant, toIso } from '../../kernel/instant.ts';
import { ROOT_FOLDER } from '../../platform/server/db/folders.ts';

/** What befalls one of them while it works. */
export interface Fate {
  /** Its own idea of the time. */
  readonly at: Instant;
  /** What its clock says after the first effect that it has kept. */
  readonly thenAt?: Instant;
  /** It dies at the so many-th word of its effects: odd ones come before a commit, even ones after. */
  readonly diesAt?: number;
}

export interface Deaths {
  /** With everything written and nothing kept yet, as far as the killer knew. */
  beforeCommit: number;
  afterCommit: number;
}

class Climber {
  readonly ready: Promise<void>;
  readonly gone: Promise<void>;
  isDead = false;
  readonly #child: ChildProcess;
  readonly #deaths: Deaths;
  readonly #failures: string[];
  #isReady = (): void => undefined;
  #isDone = (): void => undefined;
  #fate: Fate = { at: 0 };
  #words = 0;

  constructor(url: string, deaths: Deaths, failures: string[]) {
    this.#deaths = deaths;
    this.#failures = failures;
    const child = spawn(process.execPath, ['--import', 'tsx', 'tools/chaos/climber.ts', url], {
      cwd: ROOT_FOLDER,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.ready = new Promise((resolve) => {
      this.#isReady = resolve;
    });
    this.gone = new Promise((resolve) => child.once('exit', () => resolve()));
    void this.gone.then(() => {
      this.isDead = true;
      this.#isReady();
      this.#isDone();
    });
    // What is still on its way to one that dies is lost with it.
    child.stdin.on('error', () => undefined);
    createInterface(child.stdout).on('line', (line) => this.#heard(line));
  }

  /** Ends when it has done all that was due by its clock, or is dead. */
  work(fate: Fate): Promise<void> {
    this.#fate = fate;
    this.#words = 0;
    return new Promise((resolve) => {
      this.#isDone = resolve;
      if (this.isDead) resolve();
      this.#child.stdin?.write(`clock ${toIso(fate.at)}\nwork\n`);
    });
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.gone;
  }

  #heard(line: string): void {
    if (line === 'ready') this.#isReady();
    if (line === 'done') this.#isDone();
    if (line.startsWith('failed')) this.#failures.push(line);
    if (line !== 'about' && line !== 'kept') return;
    this.#words += 1;
    const { thenAt, diesAt } = this.#fate;
    if (thenAt !== undefined && this.#words === 2) this.#child.stdin?.write(`clock ${toIso(thenAt)}\n`);
    if (this.#words !== diesAt) return;
    if (line === 'about') this.#deaths.beforeCommit += 1;
    else this.#deaths.afterCommit += 1;
    this.#child.kill('SIGKILL');
  }
}

export class Climbers {
  readonly deaths: Deaths = { beforeCommit: 0, afterCommit: 0 };
  readonly failures: string[] = [];
  readonly #url: string;
  #all: Climber[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  /** So many of them work at once, each by its own fate; the dead are replaced first. */
  async work(fates: readonly Fate[]): Promise<void> {
    const alive = this.#all.filter(({ isDead }) => !isDead);
    const fresh = fates
      .slice(alive.length)
      .map(() => new Climber(this.#url, this.deaths, this.failures));
    this.#all = [...alive, ...fresh];
    await Promise.all(fresh.map(({ ready }) => ready));
    await Promise.all(fates.map((fate, n) => this.#all[n]?.work(fate)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map((one) => one.kill()));
  }
}
